"""The short sections about the law and the family: steps and papers, who may be in touch, what a return needs."""

from collections.abc import Iterator

from centre_app.consent_ledger import NO, standing
from centre_app.documents.care_plan_levels import Part
from centre_app.documents.care_plan_reading.source import Source, bare, newest
from centre_app.documents.care_plan_sheet import Custody, Point
from centre_app.language import N_
from centre_app.records import (
    Consent,
    CustodyOrder,
    FamilyAssessment,
    LegalCase,
    LegalStep,
    Notification,
    Relative,
    Reunification,
    TracingAction,
)

# Steps by which a paper is obtained (`legal_action_type`).
_PAPERS = frozenset({"birth_registration", "nationality", "nina", "laissez_passer", "medico_legal", "custody", "ogp"})
_CASE_OVER = frozenset({"won", "lost", "settled", "dropped"})
_MAY_BE_IN_TOUCH = ("yes", "with_care")
_DANGEROUS = "no"


# --- the law ---------------------------------------------------------------------------------------------------


def custody(source: Source) -> Custody | None:
    """Return the order that entrusts her to the centre now; None where there is none, or it is kept for others."""
    if not source.prints(Part.CUSTODY):
        return None
    order = newest((one for one in source.file.of(CustodyOrder) if one.ended_on is None), "from_on")
    if order is None:
        return None
    return Custody(
        kind=source.label("custody_order_kind", order.kind),
        until=order.to_on,
        authority=(order.authority or "") if source.prints(Part.AUTHORITIES) else "",
        number=(order.reference or "") if source.prints(Part.FILE_NUMBERS) else "",
    )


def law(source: Source) -> Iterator[Point]:
    """Give civil status, papers to obtain, each case with its steps, and what the authorities were told."""
    if not source.prints(Part.LEGAL):
        return
    if source.file.person.civil_registration:
        yield Point(
            label=source.say(N_("Birth")),
            text=source.label("civil_registration", source.file.person.civil_registration),
        )
    steps = source.file.of(LegalStep)
    cases = [one for one in source.file.of(LegalCase) if one.status not in _CASE_OVER]
    if to_obtain := _listed(source, [one for one in steps if one.action in _PAPERS and one.done_on is None]):
        yield Point(label=source.say(N_("To obtain")), text=to_obtain)
    for case in cases:
        yield _case(source, case, [one for one in steps if one.legal_case_id == case.id and one.action not in _PAPERS])
    known = {case.id for case in source.file.of(LegalCase)}
    others = [one for one in steps if one.legal_case_id not in known and one.action not in _PAPERS]
    if said := _listed(source, others):
        yield Point(label=source.say(N_("Steps")), text=said)
    if done := _listed(source, [one for one in steps if one.action in _PAPERS and one.done_on]):
        yield Point(label=source.say(N_("Obtained")), text=done)
    if conditions := _conditions(source):
        yield Point(label=source.say(N_("Conditions of the order")), text=conditions)
    yield from _notices(source)


def _case(source: Source, case: LegalCase, steps: list[LegalStep]) -> Point:
    """Return a case in court: where and under which number only in the house's file and for authorities."""
    told = [
        (case.court or "") if source.prints(Part.AUTHORITIES) else "",
        source.say(N_("no. {number}"), number=case.reference)
        if case.reference and source.prints(Part.FILE_NUMBERS)
        else "",
        source.say(N_("since {day}"), day=case.opened_on) if case.opened_on else "",
        source.label("legal_case_status", case.status),
        source.say(N_("lawyer: {name}"), name=case.lawyer)
        if case.lawyer and source.prints(Part.LEGAL_IN_WORDS)
        else "",
        _listed(source, steps),
    ]
    return Point(label=source.label("legal_case_kind", case.kind), text=" · ".join(part for part in told if part))


def _listed(source: Source, steps: list[LegalStep]) -> str:
    return " · ".join(
        _step(source, step) for step in sorted(steps, key=lambda one: one.due_on or one.done_on or source.today)
    )


def _step(source: Source, step: LegalStep) -> str:
    what = source.label("legal_action_type", step.action)
    if step.with_whom and source.prints(Part.LEGAL_IN_WORDS):
        what = source.say(N_("{what} ({with_whom})"), what=what, with_whom=bare(step.with_whom))
    if step.done_on:
        return source.say(N_("{what}, done on {day}"), what=what, day=step.done_on)
    return source.say(N_("{what}, by {day}"), what=what, day=step.due_on) if step.due_on else what


def _conditions(source: Source) -> str:
    if not source.prints(Part.LEGAL_IN_WORDS):
        return ""
    order = newest((one for one in source.file.of(CustodyOrder) if one.ended_on is None), "from_on")
    return bare(order.note or "") if order else ""


def _notices(source: Source) -> Iterator[Point]:
    """Give what the authorities were told, and the number of their receipt."""
    told = [one for one in source.file.of(Notification) if one.sent_at] if source.prints(Part.NOTICES) else []
    if told:
        said = " · ".join(_notice(source, notice) for notice in told)
        yield Point(label=source.say(N_("Authorities told")), text=said)


def _notice(source: Source, notice: Notification) -> str:
    event = source.label("notification_event", notice.event)
    number = notice.acknowledgement if source.prints(Part.FILE_NUMBERS) else None
    parts = [
        source.label("notification_target", notice.target),
        event[:1].lower() + event[1:],
        source.language.day(notice.sent_at.date()) if notice.sent_at else "",
        source.say(N_("receipt no. {number}"), number=number) if number else "",
    ]
    return ", ".join(part for part in parts if part)


# --- the family ------------------------------------------------------------------------------------------------


def family(source: Source) -> Iterator[Point]:
    """Give whether her family is looked for, who may be in touch, and what a return needs; addresses nowhere."""
    if not source.prints(Part.FAMILY):
        return
    found = list(_search(source)) + list(_contacts(source)) + list(_return(source))
    if found:
        yield from found
        always = N_("only if it is wanted, and if it is safe.")
        yield Point(label=source.say(N_("Any return")), text=source.say(always))


def _search(source: Source) -> Iterator[Point]:
    """Give what she wants of a search, and how far it is."""
    holds = standing(source.file.of(Consent), "family_tracing", on=source.today)
    last = newest(source.file.of(TracingAction), "acted_on")
    said = []
    if holds.is_live:
        said.append(source.say(N_("wanted")))
    elif holds.status in NO:
        said.append(source.say(N_("not wanted")))
    if last is not None and last.status and holds.status not in NO:
        said.append(source.label("tracing_status", last.status).lower())
    if said:
        yield Point(label=source.say(N_("Looking for the family")), text=", ".join(said))


def _contacts(source: Source) -> Iterator[Point]:
    relatives = source.file.of(Relative)
    may = [one for one in relatives if one.safe_to_contact in _MAY_BE_IN_TOUCH]
    if relatives:
        said = source.language.list_of(_relative(source, one) for one in may) or source.say(N_("nobody for now"))
        yield Point(label=source.say(N_("May be in touch")), text=said)
    if source.prints(Part.DANGEROUS_RELATIVES):
        dangerous = [_relative(source, one) for one in relatives if one.safe_to_contact == _DANGEROUS]
        if dangerous:
            yield Point(label=source.say(N_("Not to be called")), text=source.language.list_of(dangerous))


def _relative(source: Source, relative: Relative) -> str:
    """Return a relative by the relation; with the name, and how careful to be, in the house's own file."""
    relation = source.label("family_relationship", relative.relation)
    relation = relation[:1].lower() + relation[1:]
    with_care = relative.safe_to_contact == "with_care"
    if not source.prints(Part.RELATIVES_NAMES):
        return source.say(N_("{relation} (with care)"), relation=relation) if with_care else relation
    if with_care:
        return source.say(N_("{relation} ({name}, with care)"), relation=relation, name=relative.name or "–")
    return source.say(N_("{relation} ({name})"), relation=relation, name=relative.name or "–")


def _return(source: Source) -> Iterator[Point]:
    planned = source.file.last(Reunification)
    if planned is not None and planned.resident_agrees is not None:
        wants = N_("wants to go back") if planned.resident_agrees else N_("does not want to go back")
        yield Point(label=source.say(N_("The resident")), text=source.say(wants))
    assessed = newest(source.file.of(FamilyAssessment), "assessed_on")
    if assessed is not None and assessed.conditions and source.prints(Part.RETURN_CONDITIONS):
        yield Point(label=source.say(N_("Conditions of a return")), text=bare(assessed.conditions))
