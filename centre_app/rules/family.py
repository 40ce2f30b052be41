"""Rules about her family: V13, nobody is looked for or called against her will or into danger; and nobody is taken back so."""

from collections.abc import Iterator

from centre_app.consent_ledger import ledger_of, standing
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import FamilyAssessment, Mediation, Relative, Reunification, TracingAction
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, WARNS, Finding

FAMILY_TRACING = "family_tracing"
UNSAFE = "no"
NOT_WANTED = frozenset({"not_wanted", "closed"})  # states that say that nobody is looked for


def v13_nobody_is_looked_for_without_consent(action: Record, around: Around) -> Iterator[Finding]:
    """It is asked on the day of the act: what is withdrawn later stops the next one."""
    if not isinstance(action, TracingAction) or action.rev or action.status in NOT_WANTED:
        return
    lines = ledger_of(around, action.case_id)
    if not standing(lines, FAMILY_TRACING, on=action.acted_on or around.today).permits:
        message = N_(
            "She has not agreed that her family is looked for: ask for consent first, in the section Consents."
        )
        yield say(action, "V13", BLOCKS, "method", message)


def v13_a_dangerous_relative_is_not_contacted(record: Record, around: Around) -> Iterator[Finding]:
    """Whoever does it all the same says why: the reason stays beside the act."""
    if not isinstance(record, TracingAction) or _is_said(record.despite_danger):
        return
    relative = around.get(Relative, record.relative_id)
    if relative is not None and relative.safe_to_contact == UNSAFE:
        message = N_("She says that contact with this person is dangerous. Do not call. Or write why it must be.")
        yield say(record, "V13", BLOCKS, "despite_danger", message)


def v13_whoever_is_unsafe_was_asked_about(relative: Record, around: Around) -> Iterator[Finding]:
    if isinstance(relative, Relative) and relative.phone and relative.safe_to_contact is None:
        yield say(relative, "V13", WARNS, "safe_to_contact", N_("Ask her whether a call is safe before anybody calls."))


def her_opinion_is_asked(record: Record, around: Around) -> Iterator[Finding]:
    """An assessment of her family without what she says about it is none."""
    if isinstance(record, FamilyAssessment) and not _is_said(record.resident_opinion):
        yield say(
            record, "", BLOCKS, "resident_opinion", N_("Write what she says about it: nothing is decided without.")
        )
    if isinstance(record, FamilyAssessment) and record.opinion == "with_conditions" and not _is_said(record.conditions):
        yield say(record, "", WARNS, "conditions", N_("Write under which conditions."))


def she_may_refuse_to_return(record: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(record, Reunification):
        return
    if record.resident_agrees is None:
        yield say(
            record, "", BLOCKS, "resident_agrees", N_("Ask her whether she wants to return, and write her answer.")
        )
    elif not record.resident_agrees and record.returned_on is not None and not _is_said(record.best_interest):
        message = N_(
            "She does not want to return. Nobody takes her back against her will; or write who decided, and why."
        )
        yield say(record, "", BLOCKS, "returned_on", message)
    relative = around.get(Relative, record.relative_id)
    if relative is not None and relative.safe_to_contact == UNSAFE:
        yield say(record, "V13", WARNS, "relative_id", N_("She says that contact with this person is dangerous."))


def the_next_step_comes_later(record: Record, around: Around) -> Iterator[Finding]:
    match record:
        case TracingAction(acted_on=day, next_on=next_on) | Mediation(held_on=day, next_on=next_on):
            if day is not None and next_on is not None and next_on < day:
                yield say(
                    record, "V5", BLOCKS, "next_on", N_("The next step would be before this one. Check the dates.")
                )


def _is_said(answer: str | None) -> bool:
    return bool((answer or "").strip())


RULES = (
    v13_nobody_is_looked_for_without_consent,
    v13_a_dangerous_relative_is_not_contacted,
    v13_whoever_is_unsafe_was_asked_about,
    her_opinion_is_asked,
    she_may_refuse_to_return,
    the_next_step_comes_later,
)
