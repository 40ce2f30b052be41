"""What she agreed to, as a copy of her plan says it: purpose by purpose, never with the name of whom she refused.

Which line of the ledger holds is consent_ledger.py.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from centre_app.casework.consents import lines_of
from centre_app.choices import choices
from centre_app.consent_ledger import (
    EXPIRED,
    GIVEN,
    GIVEN_PARTIAL,
    NO,
    NOT_ASKED,
    REFUSED,
    SHARE_PARTNER,
    WITHDRAWN,
    Standing,
    partners_named,
    said_on,
    standing,
)
from centre_app.documents.care_plan_levels import PURPOSES_ON_NO_PAPER, Part
from centre_app.documents.care_plan_reading.source import Source, bare
from centre_app.documents.care_plan_sheet import ConsentLine
from centre_app.documents.sharing import asked_for_copy
from centre_app.language import N_
from centre_app.records import Consent, Organisation

# Asked of everybody and printed to be ticked by hand while there is no answer; said as one says it to her.
ASKED_OF_EVERYBODY = {
    "hosting": N_("To live at the centre"),
    "data_storage": N_("To keep what is told here"),
    "medical_care": N_("To be seen by a nurse or doctor"),
    "share_hq": N_("To give one’s name to headquarters"),
    "family_tracing": N_("To look for the family"),
    "photo": N_("To be photographed"),
}

# What is agreed to besides the sharing, where an excerpt is of one of these domains.
_OF_DOMAIN = {
    "housing": "hosting",
    "medical": "medical_care",
    "srh_maternity": "medical_care",
    "psychosocial": "psychosocial",
    "family": "family_tracing",
    "migration_return": "return",
}

_ANSWERS = {GIVEN: "yes", GIVEN_PARTIAL: "limited", REFUSED: "no", WITHDRAWN: "no"}


def consents(source: Source) -> Iterator[ConsentLine]:
    """Give the consents that belong on this copy. None at all where nothing was ever asked: the paper has its own rows."""
    lines = lines_of(source.register, source.file.case.id)
    if source.prints(Part.CONSENTS) and source.file.of(Consent):
        yield from _all(source, lines)
    if source.prints(Part.SHARING_CONSENT):
        yield from _of_this_copy(source, lines)


def shared_because(source: Source) -> str:
    """Return the sentence that says by what a copy may leave: her agreement and its day, or the basis in law."""
    if not source.copy.level.leaves:
        return ""
    holds = _sharing(source, lines_of(source.register, source.file.case.id))
    if holds.is_live and holds.line is not None and holds.line.given_on:
        return source.say(N_("It is handed over with the agreement given on {day}."), day=holds.line.given_on)
    if holds.has_basis and holds.line is not None:
        basis = source.label("legal_basis", holds.line.legal_basis)
        return source.say(N_("It is handed over on a legal basis: {basis}."), basis=basis)
    return ""


def _all(source: Source, lines: Sequence[Consent]) -> Iterator[ConsentLine]:
    for purpose in choices("consent_type").all_keys:
        if purpose in PURPOSES_ON_NO_PAPER:
            continue
        if purpose == SHARE_PARTNER:
            yield from _partners(source, lines)
            continue
        holds = standing(lines, purpose, on=source.today)
        if holds.status != NOT_ASKED or holds.has_basis or purpose in ASKED_OF_EVERYBODY:
            yield _line(source, _said(source, purpose), holds)


def _partners(source: Source, lines: Sequence[Consent]) -> Iterator[ConsentLine]:
    """Give what holds for each named partner; what she refused, to all or to some, is one line and names nobody."""
    general = standing(lines, SHARE_PARTNER, on=source.today)
    named = partners_named(lines, SHARE_PARTNER)
    every = [standing(lines, SHARE_PARTNER, on=source.today, partner=partner) for partner in named]
    agreed = [
        _line(source, _with(source, holds.line), holds) for holds in every if holds.line and holds.status not in NO
    ]
    refused = [holds for holds in (general, *every) if holds.line and holds.status in NO]
    said = _said(source, SHARE_PARTNER) if general in refused else source.say(N_("To share with certain partners"))
    last = max((said_on(holds.line) for holds in refused if holds.line), default=None, key=lambda day: day or date.min)
    refusals = [ConsentLine(purpose=said, answer="no", on=last)] if refused else []
    if source.prints(Part.PARTNER_NAMES) or not (agreed and refusals or len(agreed) > 1):
        yield from (*agreed, *refusals)
    else:
        yield _in_one(source, agreed, refusals)


def _in_one(source: Source, agreed: Sequence[ConsentLine], refused: Sequence[ConsentLine]) -> ConsentLine:
    """Give one line where no partner is named: two would say yes and no of what reads the same."""
    answers = {line.answer for line in (*agreed, *refused)}
    limits = [line.limits for line in agreed if line.limits]
    if refused:
        limits.append(source.say(N_("not with all of them")))
    return ConsentLine(
        purpose=source.say(N_("To share with partners that were named")),
        answer=answers.pop() if len(answers) == 1 else "limited",
        limits=", ".join(dict.fromkeys(limits)),
        on=max((line.on for line in (*agreed, *refused) if line.on), default=None),
    )


def _with(source: Source, line: Consent) -> str:
    partner = source.register.get(Organisation, line.partner_id)
    name = (partner.acronym or partner.name if partner else line.partner_in_words) or ""
    if not name or not source.prints(Part.PARTNER_NAMES):
        return source.say(N_("To share with a partner that was named"))
    return source.say(N_("To share with {partner}"), partner=name)


def _of_this_copy(source: Source, lines: Sequence[Consent]) -> Iterator[ConsentLine]:
    """Give the line by which the copy may leave, and the one of its domain."""
    holds = _sharing(source, lines)
    if holds.purpose == SHARE_PARTNER:
        yield _line(source, source.say(N_("To share with {partner}"), partner=source.copy.to_whom), holds)
    else:
        yield _line(source, _said(source, holds.purpose), holds)
    also = _OF_DOMAIN.get(source.copy.domain or "")
    if also:
        holds = standing(lines, also, on=source.today)
        if holds.status != NOT_ASKED:
            yield _line(source, _said(source, also), holds)


def _sharing(source: Source, lines: Sequence[Consent]) -> Standing:
    copy = source.copy
    purpose, partner = asked_for_copy(source.register, copy.level, copy.organisation_id, copy.to_whom)
    return standing(lines, purpose, on=source.today, partner=partner)


def _said(source: Source, purpose: str) -> str:
    message = ASKED_OF_EVERYBODY.get(purpose)
    return source.say(message) if message else source.label("consent_type", purpose)


def _line(source: Source, purpose: str, holds: Standing) -> ConsentLine:
    return ConsentLine(
        purpose=purpose,
        answer=_ANSWERS.get(holds.status),
        limits=_limits(source, holds),
        on=holds.line.given_on if holds.line else None,
    )


def _limits(source: Source, holds: Standing) -> str:
    line = holds.line
    if line is None:
        return ""
    if holds.status == EXPIRED:
        return source.say(N_("to be renewed"))
    if holds.has_basis:
        return source.label("legal_basis", line.legal_basis)
    said = bare(line.restrictions or "") if holds.is_live and source.prints(Part.CONSENT_LIMITS) else ""
    until = source.say(N_("until {day}"), day=line.expires_on) if holds.is_live and line.expires_on else ""
    return ", ".join(part for part in (said, until) if part)
