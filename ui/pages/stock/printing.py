"""The sheets of the stock room: a menu to choose from, and the preview of the one that was chosen."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from centre_app.language import N_
from centre_app.records import Distribution
from ui import icons, theme
from ui.pages.case.records import joined
from ui.session import Session

DELIVERIES, DAYS = 3, 3  # offered of each
MakePaper = Callable[[], object]


def offer_sheets(session: Session, *, under: QWidget, over: QWidget) -> None:
    """Let her choose a sheet; the likeliest stands first."""
    menu = QMenu(over)
    menu.setObjectName("print_menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for icon, words, name, make in sheets_of(session):
        offered = menu.addAction(icons.icon(icon, icons.ROW, theme.ACCENT), words)
        offered.triggered.connect(
            lambda _checked=False, make=make, words=words, name=name: show_sheet(
                session, make, title=words, name=name, over=over
            )
        )
    menu.popup(under.mapToGlobal(under.rect().bottomLeft()))


def sheets_of(session: Session) -> list[tuple[str, str, str, MakePaper]]:
    """Return what can be printed: icon, words, the end of the file's name, and what makes it."""
    from centre_app.documents.stock import sheets  # late: reportlab is loaded where it is needed

    register, language, say = session.register, session.language, session.say
    this = session.today.replace(day=1)
    last = (this - timedelta(days=1)).replace(day=1)
    offered: list[tuple[str, str, str, MakePaper]] = []
    for month in (this, last):
        words = say(N_("Stock sheet: {month}"), month=language.month(month))
        offered.append((icons.TABLE, words, "stock", _later(sheets.month_sheet, register, month, language)))
    if register.can_open(Distribution):
        words = say(N_("List to sign, empty, everybody of the house"))
        offered.append((icons.SIGN, words, "liste", _later(sheets.list_to_sign, register, language)))
    for day in _days_of_rounds(session):
        words = say(N_("What was handed out on {day}"), day=day)
        offered.append((icons.KIT, words, "remises", _later(sheets.handed_out_on, register, day, language)))
    for one in sheets.deliveries(register, at_most=DELIVERIES):
        came = joined(
            language.day(one.day) if one.day else "", sheets.donor_said(register, one.donor_id), one.reference
        )
        words = say(N_("Goods received: {delivery}"), delivery=came)
        offered.append((icons.RECEIVE, words, "entree", _later(sheets.delivery_slip, register, one, language)))
    words = say(N_("What became of the gifts, for the donors"))
    offered.append((icons.REPORTS, words, "dons", _later(sheets.donors_table, register, language)))
    return offered


def _later(make: Callable[..., object], *given: object) -> MakePaper:
    return lambda: make(*given)


def _days_of_rounds(session: Session) -> list[date]:
    """Return the last days on which something was handed out."""
    register = session.register
    if not register.can_open(Distribution):
        return []
    days = {row["given_on"] for row in register.rows(Distribution, ("id", "case_id", "given_on")) if row["given_on"]}
    return [date.fromisoformat(str(day)) for day in sorted(days, reverse=True)[:DAYS]]


def show_sheet(session: Session, make: MakePaper, *, title: str, name: str, over: QWidget) -> None:
    """Show a sheet and let it be printed."""
    from centre_app.documents.stock.printing import print_paper
    from centre_app.documents.stock.sheet import StockPaper, stock_paper_pdf
    from ui.preview import preview

    paper = make()
    if isinstance(paper, StockPaper):
        register, language = session.register, session.language
        preview(
            session,
            title=title,
            shown=stock_paper_pdf(paper, language),
            final=lambda: print_paper(register, paper, language),
            file_name=f"{register.code}-{name}.pdf",
            over=over,
        )
