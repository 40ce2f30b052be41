"""The part of an exit that is asked when she goes to another centre: to which one, why it is good for her, who agreed."""

import dataclasses

from centre_app.forms.stay import TRANSFER
from centre_app.language import N_
from centre_app.records import CaseFile, Exit, Transfer
from ui import icons
from ui.kit.panel import Card
from ui.pages.case.choosing import options_outside
from ui.record_dialog import options_of
from ui.record_form import RecordForm
from ui.session import Session

ASKED = TRANSFER.without({"transferred_on"})  # it is the day of the exit


class TransferCard(Card):
    def __init__(self, session: Session, case: CaseFile, *, sex: str | None) -> None:
        super().__init__(session.say(N_("The transfer")), icons.NEXT, name="transfer")
        blank = Transfer(case_id=case.id)
        options = {**options_of(session), **options_outside(session, blank)}
        self.form = RecordForm(Transfer, session, parent=self, sex=sex, options=options)
        self.add(*(self.form.line(name) for name in ASKED))
        self.form.number_by(TRANSFER)
        self.form.show_record(blank)

    def record(self, left: Exit) -> Transfer:
        """Return the transfer as it stands in the form, on the day she leaves."""
        typed: Transfer = self.form.record()
        return dataclasses.replace(typed, transferred_on=left.left_on)
