"""What she needs, domain by domain, with the scores of the newest assessment."""

from collections.abc import Iterator
from datetime import date

from centre_app.choices import choices
from centre_app.choices.keys import Sex
from centre_app.documents.care_plan_levels import Part
from centre_app.documents.care_plan_reading.source import Source, bare, newest
from centre_app.documents.care_plan_sheet import NeedLine
from centre_app.language import N_, Language
from centre_app.records import DomainNeed, NeedsAssessment

# The domains of life in words short enough for a margin; the full labels stand in care_domain.csv.
DOMAINS = {
    "housing": N_("Housing"),
    "food": N_("Food"),
    "clothing_hygiene": N_("Clothing, hygiene"),
    "medical": N_("Health"),
    "srh_maternity": N_("Maternity"),
    "psychosocial": N_("Psychosocial support"),
    "safety": N_("Safety"),
    "schooling": N_("School"),
    "vocational": N_("Training"),
    "legal": N_("Legal, civil status"),
    "family": N_("Family"),
    "economic": N_("Own income"),
    "life_skills": N_("Life skills"),
    "childcare": N_("Baby"),
    "migration_return": N_("Return home"),
}


_OF_MOTHERS = frozenset({"srh_maternity", "childcare"})  # no boy is asked of them by the paper


def domain_name(key: str | None, language: Language) -> str:
    """Return a domain of life in few words; one that the list has lost as it is called there."""
    message = DOMAINS.get(key or "")
    return language.say(message) if message else choices("care_domain").label(key, language)


def needs(source: Source) -> Iterator[NeedLine]:
    """Give every domain with its score, or that of an excerpt; a score that nobody gave is ticked by hand."""
    if not source.prints(Part.NEEDS):
        return
    assessed = _assessed(source)
    named = {goal.domain: goal.need for goal, _ in reversed(source.goals) if goal.need}
    for key in choices("care_domain").keys:
        found = assessed.get(key)
        if source.copy.domain not in (None, key) or (found is None and source.sex == Sex.MALE and key in _OF_MOTHERS):
            continue
        score = _score(found)
        said = ((found.need or found.strength) if found else "") or named.get(key) or ""
        if score == 0:  # no need: the one a goal was written for is over
            said = (found.strength if found else "") or ""
        yield NeedLine(domain=domain_name(key, source.language), score=score, note=bare(said))


def strengths(source: Source) -> str:
    """Return what the newest assessment says she is strong in."""
    newest_one = _newest(source) if source.prints(Part.STRENGTHS) else None
    return bare(newest_one.strengths or "") if newest_one else ""


def assessed_on(source: Source) -> date | None:
    """Return the day of the assessment that the scores are from."""
    newest_one = _newest(source) if source.prints(Part.NEEDS) else None
    return newest_one.assessed_on if newest_one else None


def _newest(source: Source) -> NeedsAssessment | None:
    return newest(source.file.of(NeedsAssessment), "assessed_on")


def _assessed(source: Source) -> dict[str | None, DomainNeed]:
    last = _newest(source)
    return {one.domain: one for one in source.file.of(DomainNeed) if last and one.assessment_id == last.id}


def _score(need: DomainNeed | None) -> int | None:
    return int(need.score) if need and need.score and need.score.isdecimal() else None
