"""What the house still keeps for her as she leaves: she gets it back now, or somebody writes why not."""

import dataclasses
from collections.abc import Sequence

from centre_app.casework import belongings
from centre_app.language import N_
from centre_app.records import Belonging, Stay
from centre_app.review import Finding
from ui import icons
from ui.kit.panel import Card, note
from ui.pages.case.belongings_dialogs import GivingBack
from ui.record_form import RecordForm
from ui.session import Session


class ThingsCard(Card):
    """Not there for a stay in which nothing was handed in."""

    def __init__(self, session: Session, stay: Stay, *, sex: str | None) -> None:
        super().__init__(session.say(N_("What the house keeps for her"), sex=sex), icons.ARCHIVE, name="things_kept")
        self._all = belongings.things_of(session.register, stay)
        kept = belongings.still_kept(self._all)
        self._back = GivingBack(session, kept, sex=sex) if kept else None
        self.setVisible(self.has_any)
        if self._back is not None:
            self.add(self._back)
        elif self._all:
            self.add(note(session.say(N_("Everything that was handed in is settled."))))

    @property
    def has_any(self) -> bool:
        """Whether anything was handed in: then that says whether she has everything back."""
        return bool(self._all)

    @property
    def forms(self) -> Sequence[RecordForm]:
        return self._back.forms if self._back is not None else ()

    def things(self) -> list[Belonging]:
        """Return what is written of them now."""
        return self._back.things() if self._back is not None else []

    def placed(self, finding: Finding) -> Finding:
        """Give what is said of all of them under the first."""
        if finding.question != "belongings_returned" or self._back is None:
            return finding
        return dataclasses.replace(finding, record_id=self._back.forms[0].saved_record.id, question="returned_on")

    def stand(self) -> list[Belonging]:
        """Return all of them as they would stand after the exit."""
        return list({**{one.id: one for one in self._all}, **{one.id: one for one in self.things()}}.values())
