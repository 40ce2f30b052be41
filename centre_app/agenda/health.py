"""Appointments, treatments that end, vaccines, pregnancies and births, growth. Care after rape stands in its own file."""

from collections.abc import Iterator

from centre_app.agenda.due import Due
from centre_app.agenda.files import Files, still_to_come
from centre_app.choices.keys import UserRole
from centre_app.pregnancy import expected_on, is_going_on
from centre_app.records import (
    Delivery,
    GrowthMeasure,
    HealthBrief,
    HealthProfile,
    MedicalVisit,
    Pregnancy,
    Prescription,
    Vaccination,
)

_NURSE = UserRole.NURSE


def appointments(files: Files) -> Iterator[Due]:
    """Read from the brief that the nurse writes for everyone, so that every shift sees them."""
    for brief in files.of(HealthBrief):
        if brief.next_on and brief.case_id in files.in_care:
            yield files.due(
                "medical_appointment", brief.next_on, brief.case_id, section="health", record_id=brief.id, role=_NURSE
            )


def visits(files: Files) -> Iterator[Due]:
    """What the team was not told of: a second appointment, or one of a visit that is sealed."""
    told = {(brief.case_id, brief.next_on) for brief in files.of(HealthBrief)}
    for visit, day in still_to_come(files.of(MedicalVisit), held="seen_on", alike="visit_type"):
        if (visit.case_id, day) not in told and visit.case_id in files.in_care:
            yield files.due(
                "medical_appointment", day, visit.case_id, section="health", record_id=visit.id, role=_NURSE
            )


def treatments(files: Files) -> Iterator[Due]:
    """The last day of a treatment, until it is past: then nothing is to be done any more."""
    for prescription in files.of(Prescription):
        if prescription.to_on and prescription.to_on >= files.today and prescription.case_id in files.in_care:
            yield files.due(
                "medication",
                prescription.to_on,
                prescription.case_id,
                section="health",
                record_id=prescription.id,
                role=_NURSE,
                what=prescription.drug or "",
            )


def vaccinations(files: Files) -> Iterator[Due]:
    """The next dose of each vaccine, until a later one of the same is written."""
    last: dict[tuple[str, str], Vaccination] = {}
    for given in sorted(files.of(Vaccination), key=lambda one: (one.given_on is not None, one.given_on or files.today)):
        last[given.case_id, given.vaccine or ""] = given
    for given in last.values():
        if given.next_on and given.case_id in files.in_care:
            yield files.due(
                "vaccination",
                given.next_on,
                given.case_id,
                section="health",
                record_id=given.id,
                role=_NURSE,
                about=("vaccine", given.vaccine) if given.vaccine else None,
            )


def pregnancies(files: Files) -> Iterator[Due]:
    """The next antenatal visit, and the day on which a child is expected."""
    known = set()
    for pregnancy in files.of(Pregnancy):
        known.add(pregnancy.case_id)
        if not is_going_on(pregnancy) or pregnancy.case_id not in files.in_care:
            continue
        expected = pregnancy.due_on or expected_on(pregnancy.last_period)
        for task, day in (("antenatal", pregnancy.next_on), ("birth_expected", expected)):
            if day:
                yield files.due(task, day, pregnancy.case_id, section="health", record_id=pregnancy.id, role=_NURSE)
    yield from _of_profiles(files, known)


def _of_profiles(files: Files, known: set[str]) -> Iterator[Due]:
    """A file without the record of a pregnancy may still say on the health profile when the child is expected."""
    for profile in files.which(HealthProfile, is_pregnant=True):
        if profile.due_on and profile.case_id in files.in_care and profile.case_id not in known:
            yield files.due(
                "birth_expected", profile.due_on, profile.case_id, section="health", record_id=profile.id, role=_NURSE
            )


def postnatal_visits(files: Files) -> Iterator[Due]:
    """Until the day: afterwards nobody knows from this answer whether the visit took place."""
    for delivery in files.of(Delivery):
        day = delivery.postnatal_visit_on
        if day and day >= files.today and delivery.case_id in files.in_care:
            yield files.due("postnatal", day, delivery.case_id, section="health", record_id=delivery.id, role=_NURSE)


def growth(files: Files) -> Iterator[Due]:
    for case_id, measure in files.newest(GrowthMeasure, by="measured_on").items():
        if measure.next_on and case_id in files.in_care:
            yield files.due(
                "growth_check", measure.next_on, case_id, section="health", record_id=measure.id, role=_NURSE
            )


SOURCES = (appointments, visits, treatments, vaccinations, pregnancies, postnatal_visits, growth)
