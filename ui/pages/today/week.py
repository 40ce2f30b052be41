"""The sheet of the week: which week, by day or by person, and its preview."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from centre_app.agenda import Due
from centre_app.language import N_
from centre_app.today import weeks_to_print
from ui import icons, theme
from ui.session import Session

BY_DAY, BY_PERSON = N_("From {first} to {last}, day by day"), N_("From {first} to {last}, a list for each person")
DuesUntil = Callable[[date], Sequence[Due]]


def offer_weeks(session: Session, dues: DuesUntil, *, whom: str, under: QWidget, over: QWidget) -> None:
    """Let her choose the week and how it is laid out; the likeliest week stands first."""
    menu = QMenu(over)
    menu.setObjectName("print_menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for week in weeks_to_print(session.today):
        menu.addSeparator()
        for icon, words, by_person in ((icons.CALENDAR, BY_DAY, False), (icons.RESIDENTS, BY_PERSON, True)):
            said = session.say(words, first=week[0], last=week[-1])
            offered = menu.addAction(icons.icon(icon, icons.ROW, theme.ACCENT), said)
            show = partial(show_week, session, dues, week=week, whom=whom, over=over, by_person=by_person)
            offered.triggered.connect(lambda _checked=False, show=show: show())
    menu.popup(under.mapToGlobal(under.rect().bottomLeft()))


def show_week(
    session: Session,
    dues: DuesUntil,
    *,
    week: Sequence[date] = (),
    whom: str,
    over: QWidget,
    by_person: bool = False,
) -> None:
    """Show the sheet of a week, the likeliest one where none is named, and let it be printed."""
    from centre_app.documents.week_printing import preview_week, print_week
    from ui.preview import preview

    register, language = session.register, session.language
    week = week or weeks_to_print(session.today)[0]
    shown = dues(week[-1])
    preview(
        session,
        title=session.say(N_("Sheet of the week")),
        shown=preview_week(register, shown, week=week, whom=whom, language=language, by_person=by_person),
        final=lambda: print_week(register, shown, week=week, whom=whom, language=language, by_person=by_person),
        file_name=f"{register.code}-semaine.pdf",
        over=over,
    )
