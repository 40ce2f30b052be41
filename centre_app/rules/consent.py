"""Rules about consent: V10 what is shared, V11 who may answer, V12 what was withdrawn, V30 pictures and recordings.

What a ledger means is told in consent_ledger.py; V13, about her family, stands in rules/family.py.
"""

from collections.abc import Iterator
from datetime import date

from centre_app.consent_ledger import (
    PHOTO,
    RECORDING,
    SHARE_AUTHORITIES,
    SHARE_PARTNER,
    SHARE_UN,
    WITHDRAWN,
    YES,
    has_basis,
    in_order,
    ledger_of,
    purpose_of,
    standing,
)
from centre_app.dates import Birth, ages_on, is_child
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import CaseFile, Consent, Organisation, Person, Referral, StaffMember
from centre_app.records.papers import Paper
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, Finding

OUTGOING = "outgoing"
NOT_SENT = frozenset({None, "draft", "cancelled"})
DIRECTOR = "director"
COURT_ORDER = "court_order"
HERSELF = "self_adult"
IN_PLACE_OF_A_CHILD = frozenset({"parent", "legal_guardian", "customary_guardian", "judge", "social_services"})
# A court's own answer, or that of whom the law set: no paper besides is asked of them.
COURT = frozenset({"judge"})
# Younger children are told and not asked (IRC and UNICEF, "Caring for Child Survivors", 2012, chapter 4).
ASKED_FROM = 6
PHOTOGRAPH, SOUND = "photo", "audio/"

_SHARED_WITHOUT = {
    SHARE_PARTNER: N_(
        "She has not agreed to share with this partner: ask for consent, or name the legal basis and why."
    ),
    SHARE_AUTHORITIES: N_(
        "She has not agreed to share with the authorities: ask for consent, or name the legal basis and why."
    ),
    SHARE_UN: N_("She has not agreed to share with IOM or UNHCR: ask for consent, or name the legal basis and why."),
}


def v10_what_is_shared_needs_a_consent_for_that(referral: Record, around: Around) -> Iterator[Finding]:
    """It is asked on the day it is sent: what is withdrawn later stops the next one, and keeps no answer from being noted."""
    if not isinstance(referral, Referral) or not is_sent(referral):
        return
    before = around.before(referral)
    if before is not None and is_sent(before):
        return
    organisation = around.get(Organisation, referral.organisation_id)
    purpose = purpose_of(referral, organisation)
    lines = ledger_of(around, referral.case_id)
    day = referral.sent_on or around.today
    stands = standing(lines, purpose, on=day, partner=referral.organisation_id)
    by_law = referral.legal_basis and (referral.basis_reason or "").strip()
    if not stands.permits and not by_law:
        yield say(referral, "V10", BLOCKS, "consent_id", _SHARED_WITHOUT[purpose])


def is_sent(referral: Referral) -> bool:
    """Say whether anything about her has left the house with a referral."""
    return referral.direction == OUTGOING and referral.status not in NOT_SENT


def v11_a_child_is_asked_and_somebody_answers_for_it(line: Record, around: Around) -> Iterator[Finding]:
    """A child's yes and that of a guardian, an authority or a judge; or a legal basis, its reason and the director."""
    person = _person_of(line, around) if isinstance(line, Consent) and line.status in YES else None
    if person is None or not isinstance(line, Consent) or has_basis(line):
        return
    day = line.given_on or around.today
    if not is_child(person.birth, day):
        return
    if line.giver not in IN_PLACE_OF_A_CHILD:
        message = N_(
            "A child cannot agree alone: a guardian, the judge or the social service answers as well. Or choose the legal"
            " basis, why, and the director who decided."
        )
        yield say(line, "V11", BLOCKS, "giver", message)
    elif not line.child_agrees and _may_be_asked(person.birth, day):
        message = N_("The child is asked as well. Without its yes, choose the legal basis, why, and who decided.")
        yield say(line, "V11", BLOCKS, "child_agrees", message)


def v11_nobody_agrees_in_the_place_of_an_adult(line: Record, around: Around) -> Iterator[Finding]:
    person = _person_of(line, around) if isinstance(line, Consent) and line.status in YES else None
    if person is None or not isinstance(line, Consent) or line.giver in (HERSELF, None) or line.giver in COURT:
        return
    is_decided = line.legal_basis == COURT_ORDER and has_basis(line)
    if not is_child(person.birth, line.given_on or around.today) and not is_decided:
        message = N_("She is of age: nobody agrees in her place without a court decision. Name it as the legal basis.")
        yield say(line, "V11", BLOCKS, "giver", message)


def v11_a_legal_basis_says_why_and_who_decided(line: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(line, Consent) or line.legal_basis is None:
        return
    if not (line.basis_reason or "").strip():
        yield say(line, "V11", BLOCKS, "basis_reason", N_("Write why this basis applies."))
    author = around.get(StaffMember, line.authorised_by)
    if author is None or DIRECTOR not in author.roles:
        yield say(line, "V11", BLOCKS, "authorised_by", N_("Name the director who decided."))


def v12_a_line_of_the_ledger_stays_as_it_is(line: Record, around: Around) -> Iterator[Finding]:
    if isinstance(line, Consent) and line.rev:
        message = N_("What was written about a consent is never changed. Write a new line.")
        yield say(line, "V12", BLOCKS, "status", message)


def v12_what_was_withdrawn_is_only_given_anew_later(line: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(line, Consent) or line.status not in YES or line.given_on is None:
        return
    lines = ledger_of(around, line.case_id, purpose=line.purpose, status=WITHDRAWN)
    ended = [one for one in in_order(lines) if one.partner_id in (None, line.partner_id) and one.given_on]
    if ended and ended[-1].given_on is not None and line.given_on < ended[-1].given_on:
        yield say(
            line,
            "V12",
            BLOCKS,
            "given_on",
            N_("This consent was withdrawn on {day}: it can only be given again on that day or later."),
            day=ended[-1].given_on,
        )


def v30_no_picture_and_no_recording_without_its_consent(paper: Record, around: Around) -> Iterator[Finding]:
    """No law stands in for it: nobody has to be photographed for a file."""
    if not isinstance(paper, Paper) or paper.rev:
        return
    lines = ledger_of(around, paper.case_id)
    if paper.document_type == PHOTOGRAPH and not standing(lines, PHOTO, on=around.today).is_live:
        message = N_("She has not agreed to a photograph in her file. Ask for consent first, in the section Consents.")
        yield say(paper, "V30", BLOCKS, "document_type", message)
    if (paper.media_type or "").startswith(SOUND) and not standing(lines, RECORDING, on=around.today).is_live:
        message = N_("She has not agreed to a recording. Ask for consent first, in the section Consents.")
        yield say(paper, "V30", BLOCKS, "media_type", message)


def _person_of(line: Consent, around: Around) -> Person | None:
    case = around.get(CaseFile, line.case_id)
    return around.get(Person, case.person_id) if case else None


def _may_be_asked(birth: Birth | None, day: date) -> bool:
    """Say whether a child may be old enough to be asked; of an unknown age, she may."""
    return birth is None or ages_on(birth, day)[1] >= ASKED_FROM


RULES = (
    v10_what_is_shared_needs_a_consent_for_that,
    v11_a_child_is_asked_and_somebody_answers_for_it,
    v11_nobody_agrees_in_the_place_of_an_adult,
    v11_a_legal_basis_says_why_and_who_decided,
    v12_a_line_of_the_ledger_stays_as_it_is,
    v12_what_was_withdrawn_is_only_given_anew_later,
    v30_no_picture_and_no_recording_without_its_consent,
)
