"""What leaves the house on paper: for whom, and by which consent or legal basis it may (rule V10)."""

from dataclasses import dataclass, field

from centre_app.casework.consents import require
from centre_app.consent_ledger import AUTHORITIES, SHARE_AUTHORITIES, SHARE_PARTNER, SHARE_UN, UNITED_NATIONS
from centre_app.documents.care_plan_sheet import CopyLevel
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import CaseFile, Organisation
from centre_app.register import Register


class NobodyNamed(Problem):
    message = N_("It is not said for whom this copy is.")
    advice = N_("Choose the organisation and the domain, or write which authority asks for it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody outside for whom a copy is: an organisation of the directory, or an authority in words.

    `domain` is that of an excerpt, a key of `care_domain`.
    """

    organisation_id: str | None = None
    in_words: str = field(default="", repr=False)
    domain: str | None = None

    def name(self, register: Register) -> str:
        """Return how the recipient is called on the copy."""
        organisation = register.get(Organisation, self.organisation_id)
        parts = (organisation.name if organisation else None, self.in_words.strip())
        return ", ".join(part for part in parts if part)


def refuse_to_share(register: Register, case: CaseFile, level: CopyLevel, recipient: Recipient | None) -> None:
    """Raise NobodyNamed where a copy that leaves names nobody, NoConsent where nobody agreed and no law requires it."""
    if not level.leaves:
        return
    if recipient is None or not recipient.name(register):
        raise NobodyNamed
    if level is CopyLevel.PARTNER and not (recipient.organisation_id and recipient.domain):
        raise NobodyNamed
    organisation = register.get(Organisation, recipient.organisation_id)
    require(register, case.id, purpose_of_copy(level, organisation), partner=recipient.organisation_id)


def purpose_of_copy(level: CopyLevel, organisation: Organisation | None) -> str:
    """Return under which purpose of the consent ledger such a copy falls: a police station is no partner."""
    if level is CopyLevel.AUTHORITIES:
        return SHARE_AUTHORITIES
    org_type = organisation.org_type if organisation else None
    if org_type in AUTHORITIES:
        return SHARE_AUTHORITIES
    return SHARE_UN if org_type == UNITED_NATIONS else SHARE_PARTNER
