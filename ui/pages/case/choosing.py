"""A form over one record of a file in which people outside are chosen: an organisation, a relative, a consent.

An organisation that is not in the directory yet is added from within the form.
"""

from collections.abc import Callable, Mapping, Sequence

from centre_app.answers_said import answer_said
from centre_app.casework import directory
from centre_app.casework.consents import lines_that_hold
from centre_app.choices import choices
from centre_app.consent_ledger import SHARE_HQ, SHARING, organisations_meant, partner_of, purpose_for, purpose_of
from centre_app.exchange.transfers import letter
from centre_app.forms.stay import ORGANISATION
from centre_app.language import N_
from centre_app.problems import ExchangeProblem
from centre_app.questions import Record
from centre_app.records import Consent, Organisation, Referral, Relative, Transfer
from ui import icons
from ui.choice_editors import ChoiceEditor
from ui.choice_field import Choices
from ui.kit import buttons, layout
from ui.kit.panel import Card
from ui.record_dialog import RecordDialog, options_of
from ui.record_form import RecordForm
from ui.session import Session

_NAMED = ("organisation_id", "partner_id", "source_id")


class ChoosingDialog(RecordDialog):
    """As any form, with what stands in her file and in the directory to choose from."""

    def make_form(self, record: Record, sex: str | None) -> RecordForm:
        offered = options_outside(self._session, record)
        options = {**options_of(self._session), **offered}
        return RecordForm(type(record), self._session, parent=self, sex=sex, options=options)

    def add_more(self, card: Card) -> None:
        """Offer to add the organisation that is missing from the list, and the consents that fit whom it goes to."""
        if "consent_id" in self.form.questions:
            self.form.changed.connect(self._offer_consents)
        asked = next((name for name in _NAMED if name in self.form.questions), None)
        if asked is None or not self._session.register.rights.writes(Organisation):
            return
        add = buttons.quiet(self._session.say(N_("Add an organisation")), icons.ADD, name="add_organisation")
        add.clicked.connect(lambda: self._add_organisation(asked))
        card.add(layout.row(layout.STRETCH, add))

    def _offer_consents(self) -> None:
        editor = self.form.editor("consent_id")
        assert isinstance(editor, ChoiceEditor)
        offered = consents_for(self._session, self.form.record())
        if [key for key, _words in offered] != self._offered:
            self._offered = [key for key, _words in offered]
            editor.offer(offered)

    _offered: Sequence[str] | None = None

    def _add_organisation(self, question: str) -> None:
        service = getattr(self.form.record(), "referral_type", None)
        blank = Organisation(services=frozenset({service} if service else ()), verified_on=self._session.today)
        added = edit_organisation(self._session, blank, over=self)
        editor = self.form.editor(question)
        if added is not None and isinstance(editor, ChoiceEditor):
            editor.offer(_organisations(self._session, service))
            editor.show_answer(added.id)
            editor.changed.emit()


def edit_organisation(
    session: Session, organisation: Organisation, *, over: RecordDialog | object
) -> Organisation | None:
    """Fill in an organisation over a page or another form; None where it was let go."""
    saved: list[Organisation] = []

    def write(changed: Record) -> None:
        saved.append(session.do(directory.keep_organisation, changed))

    dialog = RecordDialog(
        session,
        organisation,
        ORGANISATION,
        title=session.say(N_("Organisation")),
        write=write,
        over=over,
        with_reasons=False,
        close_words=session.say(N_("Close")),
    )
    dialog.exec()
    dialog.deleteLater()
    return saved[-1] if saved else None


def options_outside(session: Session, record: Record) -> Mapping[str, Callable[[], Choices]]:
    """Return what may be chosen, by the question that asks for it."""
    case_id = getattr(record, "case_id", None) or ""

    def organisations() -> Choices:
        return _organisations(session, getattr(record, "referral_type", None))

    def relatives() -> Choices:
        return [(one.id, relative_said(session, one)) for one in session.register.find_open(Relative, case_id=case_id)]

    def consents() -> Choices:
        return consents_for(session, record)

    named = dict.fromkeys(_NAMED, organisations)
    if isinstance(record, Transfer):
        named["organisation_in_words"] = lambda: _centres(session)
    return {**named, "relative_id": relatives, "consent_id": consents}


def relative_said(session: Session, one: Relative) -> str:
    """Return how a relative is called: "Bakary Coulibaly · Oncle"."""
    relation = choices("family_relationship").label(one.relation, session.language)
    return " · ".join(part for part in (one.name, relation) if part)


def organisation_said(one: Organisation) -> str:
    return " · ".join(part for part in (one.name, one.locality) if part)


def _organisations(session: Session, service: str | None) -> Choices:
    return [(one.id, organisation_said(one)) for one in directory.offering(session.register, service)]


def _centres(session: Session) -> Choices:
    """Return the centres of ours to which a file can be written, as they are called, found by their code as well."""
    try:
        known = letter.neighbours(session.register)
    except ExchangeProblem:  # a register that reports to no headquarters knows of no other centre
        return []
    return [(one.name, one.code) for one in known if not one.is_revoked]


def consents_for(session: Session, record: Record) -> Choices:
    """Return the consents that hold today and fit whom something goes to, the newest first; and the one it went by."""
    register = session.register
    to = (getattr(record, "organisation_id", None), getattr(record, "organisation_in_words", None))
    case_id, chosen = getattr(record, "case_id", None) or "", getattr(record, "consent_id", None)
    if not register.can_open(Consent):
        return []
    partner, purposes = partner_of(register, *to), SHARING - {SHARE_HQ}
    if partner:
        meant = organisations_meant(register, *to)
        purposes = {purpose_of(record, meant) if isinstance(record, Referral) else purpose_for(meant)}
    lines = lines_that_hold(register, case_id, sorted(purposes), partner=partner)
    if chosen and chosen not in {line.id for line in lines}:
        lines += [line for line in (register.get(Consent, chosen),) if line is not None]
    return [(line.id, _consent_said(session, line)) for line in lines]


def _consent_said(session: Session, line: Consent) -> str:
    """Say a consent by its day and with whom, which part it from others: "21/11/2026 · CSRéf de Koro · Given"."""
    organisation = session.register.get(Organisation, line.partner_id)
    whom = organisation_said(organisation) if organisation else line.partner_in_words
    day, purpose, status = (answer_said(line, name, session.language) for name in ("given_on", "purpose", "status"))
    return " · ".join(part for part in (day, whom or purpose, status) if part)
