"""Keeps what is typed in a form to which parts are added while one types: children who come along, kits that are given."""

from collections.abc import Callable, Sequence

from centre_app.drafts import Kept, Spot
from ui.draft_keeper import DraftKeeper
from ui.form_sheet import FormSheet
from ui.record_form import RecordForm
from ui.session import Session


class NumberedKeeper(DraftKeeper):
    """Names the sheet's own forms by their table, and those of an added part with its number before the table.

    `own` gives the first ones, `added` the forms of each part in sight, `add` puts one more part into the sheet.
    """

    def __init__(
        self,
        session: Session,
        sheet: FormSheet,
        *,
        spot: Callable[[], Spot],
        own: Callable[[], Sequence[RecordForm]],
        added: Callable[[], Sequence[Sequence[RecordForm]]],
        add: Callable[[], object],
    ) -> None:
        super().__init__(session, sheet, spot=spot, parts=self._by_name)
        self._own, self._added, self._add = own, added, add

    def show(self, kept: Kept) -> None:
        """Show the sheet's own forms first, because what is added may take answers over from them; then the rest."""
        super().show(kept)
        wanted = max((_number_in(draft.part) for draft in kept.drafts), default=0)
        for _ in range(wanted - len(self._added())):
            self._add()
        super().show(kept)

    def _by_name(self) -> dict[str, RecordForm]:
        parts = {form.record_type.table: form for form in self._own()}
        for number, forms in enumerate(self._added(), start=1):
            parts |= {f"{number}.{form.record_type.table}": form for form in forms}
        return parts


def _number_in(part: str) -> int:
    """Return the number of the added part whose form it is; 0 for the sheet's own."""
    number, dot, _table = part.partition(".")
    return int(number) if dot else 0
