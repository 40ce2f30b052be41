"""What can be printed from the roll call: its sheet for tonight or a week, a blank one, the slip of whoever is on leave."""

from datetime import date
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from centre_app.casework.roll_call import Called, roll_sheet
from centre_app.language import N_
from centre_app.naming import ShownName, names_of
from centre_app.records import Leave
from centre_app.rules.leaves import WITHOUT_LEAVE
from ui import icons, theme
from ui.session import Session

_WEEK = 7


def print_menu(session: Session, night: date, *, over: QWidget, under: QWidget) -> None:
    """Offer the sheets and slips under a button."""
    menu, say = QMenu(over), session.say
    menu.setObjectName("print_menu")
    for name, words, act in (
        ("sheet", N_("The sheet of this night, as far as it is known"), partial(_sheet, session, night, over, 1)),
        ("week", N_("A sheet for seven nights from this one"), partial(_sheet, session, night, over, _WEEK)),
        ("blank", N_("A sheet for seven nights without names"), partial(_blank, session, night, over)),
    ):
        _add(menu, f"print.{name}", icons.PRINT, say(words), act)
    _add_slips(menu, session, over)
    menu.popup(under.mapToGlobal(QPoint(under.width() - menu.sizeHint().width(), under.height())))


def _add_slips(menu: QMenu, session: Session, over: QWidget) -> None:
    """Offer a slip for each who is out with leave today, whichever night is looked at; who ran away carries none."""
    register = session.register
    away = [one for one in roll_sheet(register, session.today).called if _is_on_leave(one)]
    names = names_of(register, (one.person_id for one in away))
    if away:
        menu.addSeparator()
    for one in away:
        leave = register.get(Leave, one.away.leave_id if one.away is not None else None)
        if leave is None:
            continue
        who = names.get(one.person_id, ShownName()).in_text or one.code
        for by_name, words in ((True, N_("Slip of {who}, by name")), (False, N_("Slip of {who}, by number alone"))):
            act = partial(show_slip, session, leave, over, by_name)
            _add(menu, f"slip.{one.code}.{by_name}", icons.AWAY, session.say(words, who=who), act)


def _is_on_leave(one: Called) -> bool:
    return one.away is not None and one.away.is_open and one.away.absence_type not in WITHOUT_LEAVE


def _add(menu: QMenu, name: str, icon: str, words: str, act: "partial[None]") -> None:
    added = menu.addAction(icons.icon(icon, icons.ROW, theme.ACCENT), words)
    added.setObjectName(name)
    added.triggered.connect(lambda _checked=False: act())


def _sheet(session: Session, night: date, over: QWidget, nights: int) -> None:
    from centre_app.documents.night_printing import preview_roll_sheet, print_roll_sheet
    from ui.preview import preview

    register, language = session.register, session.language
    preview(
        session,
        title=session.say(N_("Roll call")),
        shown=preview_roll_sheet(register, night, language=language, nights=nights),
        final=lambda: print_roll_sheet(register, night, language=language, nights=nights),
        file_name=f"{register.code}-appel.pdf",
        over=over,
    )


def _blank(session: Session, night: date, over: QWidget) -> None:
    from centre_app.documents.night_printing import blank_roll_sheet
    from ui.preview import preview

    register, language = session.register, session.language
    made = blank_roll_sheet(register, night, language=language)
    preview(
        session,
        title=session.say(N_("Roll call")),
        shown=made,
        final=lambda: made,
        file_name=f"{register.code}-appel.pdf",
        over=over,
    )


def show_slip(session: Session, leave: Leave, over: QWidget, by_name: bool) -> None:
    """Show the slip of somebody on leave before it is printed."""
    from centre_app.documents.night_printing import preview_leave_slip, print_leave_slip
    from ui.preview import preview

    register, language = session.register, session.language
    preview(
        session,
        title=session.say(N_("Leave to go out")),
        shown=preview_leave_slip(register, leave, by_name=by_name, language=language),
        final=lambda: print_leave_slip(register, leave, by_name=by_name, language=language),
        file_name=f"{register.code}-sortie.pdf",
        over=over,
    )
