"""Printing a form from where it is filled in: blank, or with what is saved of it."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from centre_app.forms.form import Form
from centre_app.language import N_
from centre_app.questions import Record
from ui import icons
from ui.kit import buttons
from ui.preview import preview
from ui.record_form import RecordForm
from ui.session import Session


def paper_button(
    session: Session, form: Form, *, over: QWidget, records: Callable[[], Sequence[Record]] = tuple
) -> buttons.Button:
    """Return a button that bears the number of a form and prints it; `records` are what is saved of it."""
    words = session.say(N_("Form {number}"), number=form.number)
    tip = session.say(N_("Print this form"))
    button = buttons.quiet(words, icons.PRINT, name="print_form", tip=tip)
    button.setAccessibleName(f"{words}. {tip}")
    button.clicked.connect(lambda: _offer(session, form, button, over, records()))
    return button


def number_forms(form: Form, forms: Iterable[RecordForm]) -> None:
    """Give the questions of forms over several records the numbers that they have on one form on paper."""
    for one in forms:
        one.number_by(form)


def _offer(session: Session, form: Form, button: QWidget, over: QWidget, records: Sequence[Record]) -> None:
    """Print it blank where nothing is saved yet; else ask whether blank or with its answers."""
    if not records:
        print_blank(session, form, over=over)
        return
    menu = QMenu(button)
    menu.setObjectName("print_form_menu")
    menu.addAction(session.say(N_("Blank")), partial(print_blank, session, form, over=over))
    menu.addAction(
        session.say(N_("With what is saved of it")), partial(print_filled, session, form, records, over=over)
    )
    menu.popup(button.mapToGlobal(QPoint(0, button.height())))


def print_blank(session: Session, form: Form, *, over: QWidget, copies: int = 1) -> None:
    """Show a blank form before it is printed."""
    from centre_app.documents import form_printing as paper  # late: only who prints pays for it

    register, language = session.register, session.language
    preview(
        session,
        title=session.say(form.title),
        shown=paper.preview_blank(register, form, language),
        final=lambda: paper.print_blank(register, form, language, copies=copies),
        file_name=f"{session.say(N_('Form {number}'), number=form.number)}.pdf",
        over=over,
    )


def print_filled(session: Session, form: Form, records: Sequence[Record], *, over: QWidget) -> None:
    """Show a form with its answers before it is printed."""
    from centre_app.documents import form_printing as paper  # late: as above

    register, language = session.register, session.language
    preview(
        session,
        title=session.say(form.title),
        shown=paper.preview_filled(register, form, records, language),
        final=lambda: paper.print_filled(register, form, records, language),
        file_name=f"{session.say(N_('Form {number}'), number=form.number)}.pdf",
        over=over,
    )


def print_folder(session: Session, *, over: QWidget) -> None:
    """Show the folder of all forms before it is printed."""
    from centre_app.documents import form_printing as paper  # late: as above

    register, language = session.register, session.language
    title = session.say(N_("Folder for power cuts"))
    preview(
        session,
        title=title,
        shown=paper.preview_folder(register, language),
        final=lambda: paper.print_folder(register, language),
        file_name=f"{title}.pdf",
        over=over,
    )
