"""A headquarters that received four months of two invented houses, with a supervisor and an analyst at it."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from centre_app import accounts
from centre_app.dates import Birth, PartialDate
from centre_app.exchange import bundle, partners, receive
from centre_app.exchange.merge import merge
from centre_app.indicators import coded_copy
from centre_app.opening import Beginning, create_register, open_register
from centre_app.questions import Record
from centre_app.records import (
    CaseFile,
    CaseProject,
    Consent,
    Exploitation,
    LegalStep,
    MedicalVisit,
    PersonNationality,
    PlaceRequest,
    Project,
    PsychosocialSession,
    Referral,
    RiskAssessment,
    SchoolAttendance,
    SchoolEnrolment,
    StaffMember,
    Stay,
    TrainingEnrolment,
    Vaccination,
)
from centre_app.register import AT_HEADQUARTERS, Register
from tests.centre_app.exchange.conftest import enrol
from tests.makers import (
    CHEAP,
    PASSPHRASE,
    SettableClock,
    a_bed,
    a_case,
    a_follow_up,
    a_kit,
    a_name,
    a_night,
    a_person,
    a_plan,
    a_project,
    a_register,
    a_room,
    a_stay,
    an_admission,
    an_exit,
    an_incident,
    an_intake,
)

SUPERVISOR, ANALYST = "Mariam Keïta", "Ana Lyste"
LAST_DAY = date(2026, 3, 1)
GIRLS = 14  # of each house
SECRET = "Motsecretdudossier"


@dataclass
class TwoHouses:
    """Where headquarters' register is, and how its analyst opens it; the two centres' registers stand beside it."""

    folder: Path
    analysts_passphrase: str
    clock: SettableClock

    @property
    def register(self) -> Path:
        return self.folder / "BKO.register"

    def as_supervisor(self) -> Register:
        return open_register(self.register, SUPERVISOR, PASSPHRASE, clock=self.clock)

    def as_analyst(self) -> Register:
        return open_register(self.register, ANALYST, self.analysts_passphrase, clock=self.clock)


def founded(folder: Path) -> TwoHouses:
    """Live four months in two houses and receive them."""
    houses = TwoHouses(folder, "", SettableClock())
    houses.clock.set(LAST_DAY + timedelta(days=2))
    beginning = Beginning(
        kind=AT_HEADQUARTERS,
        code="BKO",
        name="Siège",
        person=SUPERVISOR,
        roles=frozenset({"hq_supervisor"}),
        passphrase=PASSPHRASE,
    )
    create_register(houses.register, beginning, clock=houses.clock, cost=CHEAP)
    with houses.as_supervisor() as headquarters:
        partners.make_offline_keys(headquarters)
        for code in ("SEG", "KAY"):
            with a_register(folder, code=code, clock=houses.clock) as centre:
                enrol(centre, headquarters)
                live(centre)
                admit_somebody_with_words(centre, f"{code}-26-0901")
                send(centre, headquarters)
        coded_copy.renew_all(headquarters)
        analyst = StaffMember(id="ana", name=ANALYST, roles=frozenset({"hq_analyst"}))
        houses.analysts_passphrase = accounts.add_person(headquarters, analyst)
    return houses


def live(centre: Register) -> None:
    """Write down a house of invented girls: who came and left, and what each of them received."""
    chance, room = random.Random(centre.code), a_room()
    project = Project(donor="Fonds inventé", code=f"FI-{centre.code}")
    centre.save(room, project, *(a_bed(room, label=f"B{number}") for number in range(8)), heed_findings=False)
    cases = [list(_a_girl(centre, number, project, chance)) for number in range(GIRLS)]
    for records in cases:
        centre.save(*records, heed_findings=False)
    kept, twice = (next(one for one in records if isinstance(one, CaseFile)) for records in cases[:2])
    merged = centre.get(CaseFile, twice.id)
    assert merged is not None
    centre.save(replace(merged, status="merged", merged_into_id=kept.id), heed_findings=False)


def _a_girl(centre: Register, number: int, project: Project, chance: random.Random) -> Iterator[Record]:
    came = date(2025, 11, 3) + timedelta(days=chance.randrange(115))
    left = came + timedelta(days=chance.choice((12, 30, 60, 200)))
    is_child = number % 6 == 5
    birth = Birth.between(
        date(2004 + chance.randrange(9), 1, 1), date(2013, 12, 31) if number % 5 == 0 else date(2012, 12, 31)
    )
    person = a_person(sex="male" if is_child else "female", birth=Birth.exact(date(2022, 5, 1)) if is_child else birth)
    case = a_case(
        person,
        code=f"{centre.code}-26-{number:04}",
        opened_on=came,
        share_hq=number % 3 > 0,
        status="closed" if left < LAST_DAY else "admitted",
        closed_on=left if left < LAST_DAY else None,
    )
    stay = a_stay(
        case,
        admitted_on=came,
        ended_on=left if left < LAST_DAY else None,
        admission_type="accompanying_child" if is_child else "emergency",
    )
    yield from (person, a_name(person, f"Famille{number}", f"Prénom{number}"), case, stay)
    yield PersonNationality(person_id=person.id, nationality=chance.choice(("ML", "BF", "NG")))
    yield an_intake(case, contact_on=came, source=chance.choice(("ngo", "police", "self")), setting="street")
    if left < LAST_DAY:
        yield an_exit(stay, left_on=left, reason=chance.choice(("kinship", "runaway", "family_reunified")))
        yield a_follow_up(case, done_on=left + timedelta(days=5))
        yield a_kit(case, project, given_on=left)
    yield from _served(case, stay, came, min(left, LAST_DAY), chance)


def _served(case: CaseFile, stay: Stay, came: date, until: date, chance: random.Random) -> Iterator[Record]:
    def a_day() -> date:
        return came + timedelta(days=chance.randrange(max(1, (until - came).days)))

    school = SchoolEnrolment(case_id=case.id, provision="literacy_class", from_on=a_day(), status="enrolled")
    services: list[Record] = [
        MedicalVisit(case_id=case.id, visit_type="curative", seen_on=a_day()),
        PsychosocialSession(case_id=case.id, session_type="individual", held_on=a_day()),
        PsychosocialSession(case_id=case.id, session_type="psychotherapy", held_on=a_day()),
        LegalStep(case_id=case.id, action="legal_advice", done_on=a_day()),
        TrainingEnrolment(case_id=case.id, trade="sewing", mode="workshop", from_on=a_day()),
        RiskAssessment(case_id=case.id, assessed_on=a_day(), level="high", next_on=a_day()),
        Vaccination(case_id=case.id, vaccine="tetanus", given_on=a_day()),
        Referral(
            case_id=case.id,
            referral_type="health",
            reason="x",
            status="accepted",
            sent_on=a_day(),
            direction="outgoing",
        ),
        an_incident(case, occurred=PartialDate.exact(a_day()), reported_on=a_day()),
        a_plan(case, drafted_on=a_day(), agreed_on=a_day()),
        a_night(stay, a_day()),
        Exploitation(case_id=case.id, form="forced_labour_domestic", is_main=True),
        Exploitation(case_id=case.id, form="child_marriage"),
    ]
    yield school
    yield SchoolAttendance(
        case_id=case.id, enrolment_id=school.id, month=date(2026, 2, 1), days_open=20, days_present=17
    )
    yield from chance.sample(services, k=9)


def admit_somebody_with_words(centre: Register, code: str) -> None:
    """One file more, with words and a name in it, paid for by a project, of somebody who agreed to be counted."""
    (project,) = centre.save(replace(a_project(), donor="Fonds", code=f"F-{centre.code}"))
    person, name, case, intake, stay = an_admission(admitted_on=date(2026, 2, 3))
    case = replace(case, share_hq=True, code=code)
    centre.save(
        person,
        replace(name, family=SECRET),
        case,
        replace(intake, note=SECRET, gold_site=SECRET),
        stay,
        PersonNationality(person_id=person.id, nationality="TG"),
        PersonNationality(person_id=person.id, nationality="ML"),
        CaseProject(case_id=case.id, project_id=project.id, from_on=date(2026, 2, 10)),
        Consent(case_id=case.id, purpose="reporting", status="given", given_on=date(2026, 2, 3), giver_name=SECRET),
        PlaceRequest(asked_on=date(2026, 2, 1), source="ngo", answer="refused_no_place"),
        heed_findings=False,
    )


def send(centre: Register, headquarters: Register) -> None:
    """Carry what is new to headquarters."""
    sealed = bundle.seal(centre, bundle.prepare(centre, month=LAST_DAY))
    bundle.mark_written(centre, sealed)
    for each in sealed:
        merge(headquarters, receive.open_file(headquarters, each.content))
