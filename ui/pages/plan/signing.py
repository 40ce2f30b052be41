"""Who signed the printed sheet, how, and on which day: written down in one go, because it freezes the version."""

from datetime import date

from PySide6.QtWidgets import QDialog, QWidget

from centre_app.choices import choices
from centre_app.language import N_
from centre_app.records import CarePlan, Signature
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.messages import FieldMessage, Message
from ui.kit.panel import note, page_title
from ui.kit.pills import Pills
from ui.pages.plan.cards import SIGNERS
from ui.record_form import RecordForm
from ui.session import Session

MODES = ("signature", "thumbprint", "verbal_witness")
NEEDED = ("resident", "director")


class SigningDialog(QDialog):
    """One line for each who may sign; those without a mark have not signed."""

    def __init__(self, session: Session, plan: CarePlan, *, sex: str | None, over: QWidget) -> None:
        super().__init__(over.window())
        say, language = session.say, session.language
        self.setObjectName("signing")
        self.setModal(True)
        self.setWindowTitle(say(N_("Signatures")))
        self._session, self._plan = session, plan
        self._pills: dict[str, Pills] = {}
        modes = {mode: choices("consent_mode").label(mode, language) for mode in MODES}
        lines = layout.column(gap=8)
        for role in (*SIGNERS, "interpreter", "witness"):
            self._pills[role] = Pills(modes, name=f"signature.{role}")
            label = theme.plain_label(choices("signature_role").label(role, language, sex))
            label.setFixedWidth(theme.size(190))
            lines.addLayout(layout.row(label, self._pills[role], layout.STRETCH, gap=12))
        self._form = RecordForm(Signature, session, parent=self)
        self._form.show_record(Signature(case_id=plan.case_id, plan_id=plan.id, signed_on=session.today))
        day = self._form.line("signed_on")
        self._form.show_record(Signature(case_id=plan.case_id, plan_id=plan.id, signed_on=session.today))
        self._fault = FieldMessage(
            say(N_("She and the director sign, by hand or by thumb. Mark both."), sex=sex),
            theme.FAULT_TONE,
            name="fault",
        )
        self._fault.hide()
        sign = buttons.filled(say(N_("Write the signatures down")), icons.SIGN, name="write_signatures")
        cancel = buttons.button(say(N_("Cancel")), name="cancel_signing")
        sign.clicked.connect(self._accept_if_whole)
        cancel.clicked.connect(self.reject)
        what = Message(
            say(N_("From then on this version does not change. The next change makes the next version.")),
            theme.CHECK_TONE,
        )
        self.setLayout(
            layout.column(
                page_title(say(N_("Who signed the printed sheet?"))),
                note(say(N_("Leave empty who did not sign."))),
                lines,
                day,
                what,
                self._fault,
                layout.row(layout.STRETCH, cancel, sign),
                gap=12,
                margins=(24, 16, 24, 16),
            )
        )

    def _accept_if_whole(self) -> None:
        whole = all(self._pills[role].key() for role in NEEDED)
        self._fault.setVisible(not whole)
        if whole:
            self.accept()
        else:
            self.adjustSize()  # room for what it says

    def day(self) -> date:
        signed_on = self._form.record().signed_on
        return signed_on or self._session.today

    def signatures(self) -> list[Signature]:
        """Return the signatures marked."""
        return [
            Signature(
                case_id=self._plan.case_id, plan_id=self._plan.id, role=role, mode=pills.key(), signed_on=self.day()
            )
            for role, pills in self._pills.items()
            if pills.key()
        ]
