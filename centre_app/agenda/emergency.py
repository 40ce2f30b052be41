"""What an arrival at night left open, asked within 72 hours: one thing to do that names all that is missing.

It is gone once all of it is written. What was answered with "she does not know" or "she declines" is an answer; "not asked yet" is none.
"""

from collections.abc import Collection, Iterator
from datetime import timedelta

from centre_app.agenda.due import Due
from centre_app.agenda.files import Files
from centre_app.casework import twins
from centre_app.consent_ledger import NO, ledger_of, standing
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import Consent, Intake, Person, PersonName, PersonNationality, Stay
from centre_app.register import Register

TASK = "emergency_rest"
EMERGENCY, NOT_ASKED, HOSTING = "emergency", "not_asked", "hosting"
REST_WITHIN = timedelta(hours=72)

NAME, AGE, NATIONALITY = N_("her name"), N_("her age"), N_("her nationality")
SOURCE, REASON, BROUGHT_BY = N_("who sent her"), N_("why she comes"), N_("who brought her")
_OF_INTAKE = {"brought_by": BROUGHT_BY, "source": SOURCE, "reason": REASON}
HOSTED, TWINS = N_("her consent to live here"), N_("whether she has a file already")


def emergencies(files: Files) -> Iterator[Due]:
    """Whoever was taken in at night and of whom something is still to be asked."""
    stays = {case_id: stay for case_id, stay in files.stays.items() if is_emergency(stay)}
    if not stays:
        return
    open_answers = _OpenAnswers(files, stays)
    for case_id, stay in stays.items():
        missing = tuple(open_answers.of(case_id)) if case_id not in files.closed else ()
        if missing and stay.arrived_at is not None:
            until = stay.arrived_at + REST_WITHIN
            yield files.due(TASK, until.date(), case_id, section="identity", due_at=until, missing=missing)


def is_emergency(stay: Stay) -> bool:
    """Say whether somebody came at night, by the short way: only then is the minute known."""
    return stay.admission_type == EMERGENCY and stay.arrived_at is not None


def still_open(register: Register, case_id: str) -> Due | None:
    """Return what is still to be asked of one file; None where that is nothing."""
    return next(emergencies(Files(register, [case_id])), None)


class _OpenAnswers:
    """What has no answer yet, of a few files; each kind of record is read once."""

    def __init__(self, files: Files, case_ids: Collection[str]) -> None:
        self._register = files.register
        self._cases = files.cases
        self._people = {case_id: person for case_id, person in files.people if case_id in case_ids}
        self._intakes = {intake.case_id: intake for intake in files.of(Intake)}
        persons = [person.id for person in self._people.values()]
        self._named = self._of_whom(PersonName, persons, "family", "given")
        self._of_a_country = self._of_whom(PersonNationality, persons, "nationality")

    def _of_whom(self, record_type: type[PersonName | PersonNationality], persons: list[str], *names: str) -> set[str]:
        """Return the persons of whom one of these is answered; all of them where that is kept for others."""
        if not self._register.can_open(record_type):
            return set(persons)
        found = self._register.find(record_type, person_id=persons)
        return {one.person_id for one in found if any(_is_answered(one, name) for name in names)}

    def of(self, case_id: str) -> Iterator[str]:
        person, intake = self._people.get(case_id), self._intakes.get(case_id)
        if person is not None:
            yield from self._of_person(person, case_id)
        if intake is not None:
            yield from (words for name, words in _OF_INTAKE.items() if not _is_answered(intake, name))
        if self._register.can_open(Consent) and not _is_agreed(self._register, case_id):
            yield HOSTED

    def _of_person(self, person: Person, case_id: str) -> Iterator[str]:
        if person.id not in self._named:
            yield NAME
        elif any(twin.must_be_judged for twin in twins.twins_of(self._register, self._cases[case_id])):
            yield TWINS
        if not _is_answered(person, "birth"):
            yield AGE
        if person.id not in self._of_a_country:
            yield NATIONALITY


def _is_answered(record: Record, name: str) -> bool:
    """Say whether there is an answer, or a reason for none besides that nobody has asked."""
    return getattr(record, name) not in (None, "") or record.missing.get(name, NOT_ASKED) != NOT_ASKED


def _is_agreed(register: Register, case_id: str) -> bool:
    """Say whether she, or whoever may, has answered; or a legal basis stands there with its reason and its author."""
    found = standing(ledger_of(register.as_stored, case_id), HOSTING, on=register.as_stored.latest_day)
    return found.permits or found.status in NO


SOURCES = (emergencies,)
