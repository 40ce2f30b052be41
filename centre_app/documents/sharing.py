"""What leaves the house on paper: for whom, and by which consent or legal basis it may (rule V10)."""

from dataclasses import dataclass, field

from centre_app.casework.consents import require
from centre_app.consent_ledger import SHARE_AUTHORITIES, Partner, organisations_meant, partner_of, purpose_for
from centre_app.documents.care_plan_sheet import CopyLevel
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import Organisation
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


def refuse_to_share(register: Register, case_id: str, level: CopyLevel, recipient: Recipient | None) -> None:
    """Raise NobodyNamed where a copy that leaves names nobody, NoConsent where nobody agreed and no law requires it."""
    if not level.leaves:
        return
    if recipient is None or not recipient.name(register):
        raise NobodyNamed
    if level is CopyLevel.PARTNER and not (recipient.organisation_id and recipient.domain):
        raise NobodyNamed
    purpose, partner = asked_for_copy(register, level, recipient.organisation_id, recipient.in_words)
    require(register, case_id, purpose, partner=partner)


def asked_for_copy(
    register: Register, level: CopyLevel, organisation_id: str | None, in_words: str
) -> tuple[str, Partner]:
    """Return under which purpose of the consent ledger such a copy falls, and for whom: a police station is no partner.

    Whoever it is for decides, not how much it tells: what an authority may read is not for an NGO. Somebody in words
    who is not in the directory is taken for what the level says.
    """
    stored = register.as_stored
    meant = organisations_meant(stored, organisation_id, in_words)
    partner = partner_of(stored, organisation_id, in_words)
    if not meant and level is CopyLevel.AUTHORITIES:
        return SHARE_AUTHORITIES, partner
    return purpose_for(meant), partner
