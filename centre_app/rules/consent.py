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
    Finds,
    Standing,
    has_basis,
    ledger_of,
    names_nobody,
    organisations_meant,
    partner_of,
    purpose_of,
    reaches,
    said_on,
    standing,
)
from centre_app.dates import Birth, ages_on, is_child
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import CaseFile, Consent, Person, Referral, StaffMember
from centre_app.records.papers import Paper
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, Finding

OUTGOING = "outgoing"
NOT_SENT = frozenset({None, "draft", "cancelled"})
DIRECTOR = "director"
COURT_ORDER = "court_order"
HERSELF, CHILD_ITSELF = "self_adult", "self_minor_assent"
HER_OWN = frozenset({HERSELF, CHILD_ITSELF})
BEFORE_A_WITNESS = "verbal_witness"
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
    """It is asked when it is sent, and again when it goes elsewhere; what is withdrawn later stops the next one alone."""
    if not isinstance(referral, Referral) or not is_sent(referral):
        return
    before = around.before(referral)
    if before is not None and is_sent(before) and _goes_to(before) == _goes_to(referral):
        return
    purpose, stands = standing_of_referral(referral, around, today=around.latest_day)
    by_law = referral.legal_basis and (referral.basis_reason or "").strip()
    if not stands.permits and not by_law:
        yield say(referral, "V10", BLOCKS, "consent_id", _SHARED_WITHOUT[purpose])


def _goes_to(referral: Referral) -> tuple[str | None, ...]:
    return (referral.organisation_id, referral.organisation_in_words, referral.direction, referral.referral_type)


def standing_of_referral(referral: Referral, stored: Finds, *, today: date) -> tuple[str, Standing]:
    """Return under which purpose a referral falls, and what holds for that and for whom it goes to."""
    meant = organisations_meant(stored, referral.organisation_id, referral.organisation_in_words)
    partner = partner_of(stored, referral.organisation_id, referral.organisation_in_words)
    purpose, day = purpose_of(referral, meant), day_of_leaving(referral.sent_on, today)
    return purpose, standing(ledger_of(stored, referral.case_id), purpose, on=day, partner=partner)


def day_of_leaving(sent_on: date | None, today: date) -> date:
    """Return on which day a consent must hold: nobody gets round what she has withdrawn by an older date."""
    return max(sent_on or today, today)


def v10_a_partner_is_named(line: Record, around: Around) -> Iterator[Finding]:
    if isinstance(line, Consent) and names_nobody(line) and (line.status in YES or line.legal_basis):
        message = N_("Name the partner: a yes to somebody who is not named is valid for nobody.")
        yield say(line, "V10", BLOCKS, "partner_id", message)


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


def v11_who_answers_herself_has_no_other_name(line: Record, around: Around) -> Iterator[Finding]:
    if isinstance(line, Consent) and line.giver in HER_OWN and (line.giver_name or "").strip():
        message = N_("She answered herself: leave this name out, or choose who answered.")
        yield say(line, "V11", BLOCKS, "giver_name", message)


def v11_what_is_said_aloud_has_a_witness(line: Record, around: Around) -> Iterator[Finding]:
    if isinstance(line, Consent) and line.mode == BEFORE_A_WITNESS and not (line.witness or "").strip():
        yield say(line, "V11", BLOCKS, "witness", N_("Write who heard it: without a witness nobody can confirm it."))


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


def needed_of(line: Consent, birth: Birth | None) -> frozenset[str]:
    """Return what a line cannot do without as its answers stand, besides what none can: forms mark it."""
    day = line.given_on or date.max
    may_agree = line.status is None or line.status in YES
    asked = {
        "partner_id": line.purpose == SHARE_PARTNER and (may_agree or line.legal_basis is not None),
        "child_agrees": may_agree and not has_basis(line) and is_child(birth, day) and _may_be_asked(birth, day),
        "witness": line.mode == BEFORE_A_WITNESS,
        "basis_reason": line.legal_basis is not None,
        "authorised_by": line.legal_basis is not None,
    }
    return frozenset(name for name, is_needed in asked.items() if is_needed)


def v12_a_line_of_the_ledger_stays_as_it_is(line: Record, around: Around) -> Iterator[Finding]:
    if isinstance(line, Consent) and line.rev:
        message = N_("What was written about a consent is never changed. Write a new line.")
        yield say(line, "V12", BLOCKS, "status", message)


def v12_what_was_withdrawn_is_only_given_anew_later(line: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(line, Consent) or line.status not in YES or line.given_on is None:
        return
    ended = [one for one in _before(line, around) if one.status == WITHDRAWN and reaches(one, line)]
    last = max((day for day in map(said_on, ended) if day), default=date.min)
    if line.given_on < last:
        yield say(
            line,
            "V12",
            BLOCKS,
            "given_on",
            N_("This consent was withdrawn on {day}: it can only be given again on that day or later."),
            day=last,
        )


def v12_nothing_is_withdrawn_before_it_was_given(line: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(line, Consent) or line.status != WITHDRAWN or line.given_on is None:
        return
    given = [one for one in _before(line, around) if one.status in YES and reaches(line, one)]
    last = max((day for day in map(said_on, given) if day), default=date.min)
    if line.given_on < last:
        yield say(
            line,
            "V12",
            BLOCKS,
            "given_on",
            N_("This would be before it was given, on {day}. Check the date."),
            day=last,
        )


def _before(line: Consent, around: Around) -> list[Consent]:
    """Return what was written about the same purpose before, in this file and in those that are one with it."""
    return [one for one in ledger_of(around, line.case_id) if one.id != line.id and one.purpose == line.purpose]


def v30_no_picture_and_no_recording_without_its_consent(paper: Record, around: Around) -> Iterator[Finding]:
    """No law stands in for it: nobody has to be photographed for a file. What was kept with her consent stays."""
    if not isinstance(paper, Paper):
        return
    before = around.before(paper)
    asked = {PHOTO: _is_photograph(paper), RECORDING: _is_sound(paper)}
    if before is not None:
        asked = {
            PHOTO: asked[PHOTO] and not _is_photograph(before),
            RECORDING: asked[RECORDING] and not _is_sound(before),
        }
    for purpose, question, message in _TAKEN_WITHOUT:
        if asked[purpose] and not standing(ledger_of(around, paper.case_id), purpose, on=around.latest_day).is_live:
            yield say(paper, "V30", BLOCKS, question, message)


_TAKEN_WITHOUT = (
    (
        PHOTO,
        "document_type",
        N_("She has not agreed to a photograph in her file. Ask for consent first, in the section Consents."),
    ),
    (
        RECORDING,
        "media_type",
        N_("She has not agreed to a recording. Ask for consent first, in the section Consents."),
    ),
)


def _is_photograph(paper: Paper) -> bool:
    return paper.document_type == PHOTOGRAPH


def _is_sound(paper: Paper) -> bool:
    return (paper.media_type or "").startswith(SOUND)


def _person_of(line: Consent, around: Around) -> Person | None:
    case = around.get(CaseFile, line.case_id)
    return around.get(Person, case.person_id) if case else None


def _may_be_asked(birth: Birth | None, day: date) -> bool:
    """Say whether a child may be old enough to be asked; of an unknown age, she may."""
    return birth is None or ages_on(birth, day)[1] >= ASKED_FROM


RULES = (
    v10_what_is_shared_needs_a_consent_for_that,
    v10_a_partner_is_named,
    v11_a_child_is_asked_and_somebody_answers_for_it,
    v11_nobody_agrees_in_the_place_of_an_adult,
    v11_who_answers_herself_has_no_other_name,
    v11_what_is_said_aloud_has_a_witness,
    v11_a_legal_basis_says_why_and_who_decided,
    v12_a_line_of_the_ledger_stays_as_it_is,
    v12_what_was_withdrawn_is_only_given_anew_later,
    v12_nothing_is_withdrawn_before_it_was_given,
    v30_no_picture_and_no_recording_without_its_consent,
)
