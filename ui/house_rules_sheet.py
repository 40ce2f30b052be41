"""Showing and printing the sheet of the rules, from Administration and from a file."""

from PySide6.QtWidgets import QWidget

from centre_app.language import N_
from centre_app.records import HouseRules, Stay
from ui.session import Session


def show_rules(session: Session, rules: HouseRules, *, over: QWidget, stay: Stay | None = None) -> None:
    """Show the sheet, with the name of whom it is for or with room for it, and let it be printed."""
    from centre_app.documents.house_rules_sheet import preview_rules, print_rules
    from ui.preview import preview

    preview(
        session,
        title=session.say(N_("Rules of the house")),
        shown=preview_rules(session.register, rules, session.language, stay=stay),
        final=lambda: print_rules(session.register, rules, session.language, stay=stay),
        file_name="regles.pdf",
        over=over,
    )
