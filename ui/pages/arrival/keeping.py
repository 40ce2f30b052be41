"""What is typed of an arrival and not saved yet: her own forms, and those of as many children as come with her."""

from collections.abc import Callable

from centre_app.drafts import Kept, Spot
from ui.draft_keeper import DraftKeeper
from ui.form_sheet import FormSheet
from ui.pages.arrival.children import ChildrenCard
from ui.pages.arrival.forms import ArrivalForms
from ui.record_form import RecordForm
from ui.session import Session

SEARCH, FORM = "search", "form"  # the two steps, as a draft remembers them


class ArrivalKeeper(DraftKeeper):
    """Names her forms by their table, a child's with its number before it."""

    def __init__(
        self, session: Session, sheet: FormSheet, forms: ArrivalForms, along: ChildrenCard, *, spot: Callable[[], Spot]
    ) -> None:
        super().__init__(session, sheet, spot=spot, parts=self._by_name)
        self._forms, self._along = forms, along

    def show(self, kept: Kept) -> None:
        """Show her first, because a child takes over her name and her bed; then as many children as there were."""
        super().show(kept)
        for _ in range(max((_child_in(draft.part) for draft in kept.drafts), default=0)):
            self._along.add_child()
        super().show(kept)

    def _by_name(self) -> dict[str, RecordForm]:
        parts = {form.record_type.table: form for form in self._forms.all}
        for number, panel in enumerate(self._along.panels, start=1):
            parts |= {f"{number}.{form.record_type.table}": form for form in panel.forms.all}
        return parts


def _child_in(part: str) -> int:
    """Return the number of the child whose form it is; 0 for her own."""
    number, dot, _table = part.partition(".")
    return int(number) if dot else 0
