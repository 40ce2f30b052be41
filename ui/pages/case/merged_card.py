"""What the summary says of files that were merged into this one, and the way back while there is one."""

from collections.abc import Callable, Iterable

from centre_app.casework import merging
from centre_app.language import N_
from centre_app.records import CaseFile
from ui import icons
from ui.kit import buttons
from ui.kit.panel import Card
from ui.kit.rows import Row
from ui.session import Session


def merged_card(session: Session, files: Iterable[CaseFile], *, undone: Callable[[CaseFile], None]) -> Card:
    """Return a card with a line for each of them; `undone` is told which one is to stand alone again."""
    card = Card(session.say(N_("Merged files")), icons.COMPARE, name="summary.merged")
    for merged in files:
        until = merging.undo_until(merged)
        on = session.say(N_("{code}, merged on {day}"), code=merged.code or "", day=merged.merged_on)
        can = until is not None and session.today <= until and merging.may_merge(session.register)
        second = session.say(N_("Can be undone until {day}"), day=until) if can else ""
        undo = buttons.button(session.say(N_("Separate")), icons.UNDO, name=f"unmerge.{merged.code}", in_row=True)
        undo.clicked.connect(lambda _checked=False, merged=merged: undone(merged))
        card.add(
            Row(on, second or session.say(N_("For good")), action=undo if can else None, name=f"merged.{merged.code}")
        )
    return card
