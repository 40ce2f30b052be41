"""One day of the demonstration house, through the same verbs as a real one."""

import dataclasses
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypeVar

from centre_app.casework import arrivals, beds, births, exits, house_rules, nights
from centre_app.dates import Birth, PartialDate
from centre_app.demo import agreeing, invented, keeping_house
from centre_app.demo.house import House
from centre_app.naming import name_of
from centre_app.records import (
    BirthAtCentre,
    CaseFile,
    EducationProfile,
    Exit,
    HealthBrief,
    HealthProfile,
    Intake,
    KitGrant,
    Leave,
    MedicalVisit,
    Person,
    PersonName,
    Prescription,
    SchoolEnrolment,
    Stay,
    TermResult,
    TrainingEnrolment,
    TrainingEvaluation,
)

Key = TypeVar("Key")
ADMISSION_CHECK_AFTER = timedelta(days=1)
FOLLOW_UP_AT_MONTHS = "Visites à 1, 3, 6 et 12 mois"
AGES = (12, 13, 14, 14, 15, 15, 15, 16, 16, 16, 17, 17, 18, 19)
MOTHERS_FROM = 16  # years
TESTS = frozenset({"hiv", "sti"})  # offered on arrival; whoever is pregnant accepts them all


def arrive(house: House, *, boy: bool = False, mother: bool | None = None) -> CaseFile:
    """Admit somebody invented today, with her child when she is a mother, in a bed that suits her when there is one."""
    register, chance = house.register, house.chance
    reason = _drawn(house, invented.BOYS_REASONS if boy else invented.REASONS)
    is_mother = (reason == "girl_mother" if mother is None else mother) and _has_room_for_a_mother(house)
    if is_mother or reason == "girl_mother":
        reason = "girl_mother" if is_mother else "trafficking"
    blank = arrivals.begin(register)
    arrival = dataclasses.replace(
        blank,
        person=_person(house, blank.person, boy=boy, youngest=MOTHERS_FROM if is_mother else 0),
        name=dataclasses.replace(
            blank.name,
            family=chance.choice(invented.FAMILIES),
            given=chance.choice(invented.BOYS if boy else invented.GIRLS),
        ),
        description=dataclasses.replace(blank.description, village=chance.choice(invented.VILLAGES)),
        nationality=dataclasses.replace(blank.nationality, nationality="ML", basis="declared"),
        language=dataclasses.replace(blank.language, language="bam"),
        case=dataclasses.replace(blank.case, referent_id=house.staff[chance.choice(("AD", "MT"))].id),
        intake=_intake(house, blank.intake, reason),
        stay=dataclasses.replace(
            blank.stay,
            admission_type=chance.choice(("short_stay", "long_stay", "court_placement")),
            rules_signed_on=register.today,
            entry_kit_done=True,
        ),
        education=dataclasses.replace(blank.education, level_at_entry=_drawn(house, invented.LEVELS)),
        bed_id=_free_bed(house, "G" if boy else "C" if is_mother else "AB"),
    )
    arrival = dataclasses.replace(arrival, stay=house_rules.with_version(register, arrival.stay))
    case = arrivals.admit(register, arrival)
    agreeing.ask_at_the_door(register, case, to_headquarters=chance.random() < 0.7)
    if is_mother:
        _bring_child(house, case, arrival.bed_id)
    return case


def _person(house: House, blank: Person, *, boy: bool, youngest: int) -> Person:
    """Ages as they are known: few exact days, many years, most of them said."""
    chance, today = house.chance, house.register.today
    age = chance.choice([age for age in AGES if age >= youngest])
    year = today.year - age
    birth = chance.choice(
        (
            Birth.exact(date(year, chance.randint(1, 10), chance.randint(2, 28))),
            Birth.in_year(year),
            Birth.of_age(age, age, said_on=today),
            Birth.of_age(age, age + 1, said_on=today),
        )
    )
    basis = "birth_certificate" if birth.precision == "day" else "self_declared"
    return dataclasses.replace(
        blank,
        sex="male" if boy else "female",
        birth=birth,
        age_basis=basis,
        civil_registration="birth_certificate" if birth.precision == "day" else "not_registered",
        origin_country="ML",
        origin_region=_drawn(house, invented.REGIONS),
        marital_status="single",
    )


def _intake(house: House, blank: Intake, reason: str) -> Intake:
    source = _drawn(house, invented.SOURCES)
    setting = "gold_site" if source == "gold_site_outreach" else house.chance.choice(("home", "street", "household"))
    site = "Kokoyo" if setting == "gold_site" else None
    return dataclasses.replace(blank, source=source, reason=reason, setting=setting, gold_site=site)


def _bring_child(house: House, mother: CaseFile, bed_id: str | None) -> CaseFile:
    chance, today = house.chance, house.register.today
    blank = arrivals.begin(house.register)
    sex = chance.choice(("female", "male"))
    born = today - timedelta(days=chance.randint(40, 900))
    return arrivals.take_in_child(
        house.register,
        mother,
        dataclasses.replace(
            blank,
            person=dataclasses.replace(
                blank.person,
                sex=sex,
                birth=Birth.exact(born),
                age_basis="other_document",
            ),
            name=_baby_name(house, blank.name, mother, sex),
            case=dataclasses.replace(blank.case, referent_id=mother.referent_id),
            bed_id=_cot_beside(house, bed_id),
        ),
    )


def _baby_name(house: House, blank: PersonName, mother: CaseFile, sex: str) -> PersonName:
    """A child carries the family name under which its mother's file stands."""
    family = name_of(house.register, mother.person_id).family
    return dataclasses.replace(blank, family=family, given=house.chance.choice(invented.BABIES[sex]))


def _has_room_for_a_mother(house: House) -> bool:
    bed = _free_bed(house, "C")
    return bed is not None and _cot_beside(house, bed) is not None


def _free_bed(house: House, letters: str) -> str | None:
    """Return a free bed of these rooms, else one of the emergency room; None when the house is full."""
    rooms = beds.board(house.register)
    for letter in (*letters, "U"):
        for card in rooms:
            for tile in card.tiles:
                if tile.is_free and tile.bed.kind == "bed" and (tile.bed.label or "").startswith(letter):
                    return tile.bed.id
    return None


def _cot_beside(house: House, bed_id: str | None) -> str | None:
    for card in beds.board(house.register):
        for tile in card.tiles:
            if bed_id and tile.bed.beside_bed_id == bed_id and tile.is_free:
                return tile.bed.id
    return None


def see_the_nurse(house: House, case: CaseFile, *, kind: str = "admission_check") -> None:
    """A visit with what the team may know of it; a pregnancy is written in her profile."""
    register, chance = house.register, house.chance
    today = register.today
    intake = register.only(Intake, case_id=case.id)
    pregnant = intake is not None and intake.reason == "pregnant"
    tests = TESTS if kind == "admission_check" else frozenset()
    visit = MedicalVisit(
        case_id=case.id,
        visit_type="antenatal" if pregnant and kind != "admission_check" else kind,
        seen_on=today,
        facility=chance.choice(("CSRéf de Koro", "Infirmerie du centre")),
        provider="Oumou Maïga",
        care_given="Consultation, tension et poids relevés",
        tests_offered=tests,
        tests_accepted=tests if pregnant else tests - {"hiv"},
        cost_fcfa=chance.choice((0, 1_500, 2_500)),
        next_on=today + timedelta(days=chance.choice((14, 21, 28))),
    )
    profile = register.only(HealthProfile, case_id=case.id) or HealthProfile(case_id=case.id)
    brief = register.only(HealthBrief, case_id=case.id) or HealthBrief(case_id=case.id)
    register.save(
        visit,
        dataclasses.replace(profile, is_pregnant=pregnant, vaccination_card_seen=chance.random() < 0.4),
        dataclasses.replace(
            brief,
            allergies=brief.allergies or chance.choice((None, None, None, "Pénicilline")),
            treatment="Fer, un comprimé par jour" if pregnant else brief.treatment,
            next_on=visit.next_on,
            next_where="CSRéf de Koro",
        ),
        Prescription(
            case_id=case.id,
            visit_id=visit.id,
            drug="Fer et acide folique" if pregnant else "Paracétamol 500 mg",
            dose="1 comprimé",
            times_per_day=1 if pregnant else 3,
            from_on=today,
            to_on=today + timedelta(days=30 if pregnant else 3),
        ),
    )


def meet_what_is_past(house: House) -> None:
    """Appointments that lie behind were kept, and the next one is some days ahead."""
    register = house.register
    register.save(
        *(
            dataclasses.replace(brief, next_on=register.today + timedelta(days=house.chance.randint(1, 25)))
            for brief in register.find(HealthBrief)
            if brief.next_on and brief.next_on < register.today
        )
    )


def begin_learning(house: House, case: CaseFile) -> None:
    """School or a trade, as she chooses; literacy at the centre for who never went to school."""
    register, chance = house.register, house.chance
    profile = register.only(EducationProfile, case_id=case.id)
    if profile is not None and profile.level_at_entry in ("none", "koranic", None):
        register.save(
            SchoolEnrolment(
                case_id=case.id,
                provision="literacy_centre",
                level="literacy_nat",
                establishment="Salle de classe du centre",
                timetable="Du lundi au vendredi, 8 h à 10 h",
                status="attending",
                from_on=register.today,
            )
        )
    elif profile is not None and chance.random() < 0.6:
        enrolment = SchoolEnrolment(
            case_id=case.id,
            provision="formal_public",
            level=profile.level_at_entry,
            establishment="École fondamentale de Koro",
            timetable="Du lundi au vendredi, 8 h à 16 h",
            status="attending",
            fees_fcfa=7_500,
            project_id=house.projects[0].id,
            from_on=register.today,
        )
        register.save(enrolment)
    if chance.random() < 0.6:
        register.save(
            TrainingEnrolment(
                case_id=case.id,
                trade=_drawn(house, invented.TRADES),
                mode="centre",
                master="Salif Cissé",
                timetable="Mardi et jeudi après-midi",
                from_on=register.today,
                planned_to=register.today + timedelta(days=180),
                status="attending",
                hours_week=6,
                project_id=house.projects[1].id,
            )
        )


def evaluate(house: House) -> None:
    """The trainer's look at each apprentice at the end of the month."""
    chance, month = house.chance, house.register.today.replace(day=1)
    house.register.save(
        *(
            TrainingEvaluation(
                case_id=training.case_id,
                enrolment_id=training.id,
                month=month,
                skill=chance.choice(("1", "2", "2", "3")),
                attendance_percent=chance.choice((72, 80, 86, 90, 95)),
            )
            for training in house.register.find(TrainingEnrolment, to_on=None)
        )
    )


def report_terms(house: House) -> None:
    """The school's report of the term, for those at a school outside."""
    from decimal import Decimal

    house.register.save(
        *(
            TermResult(
                case_id=schooling.case_id,
                enrolment_id=schooling.id,
                term="term_1",
                reported_on=house.register.today,
                average=Decimal(house.chance.randint(80, 160)) / 10,
                rank=house.chance.randint(3, 40),
                absences=house.chance.randint(0, 6),
            )
            for schooling in house.register.find(SchoolEnrolment, to_on=None, provision="formal_public")
        )
    )


def give_birth(house: House, mother: CaseFile) -> None:
    """A baby is born in the house, sleeps in the cot beside its mother when there is one."""
    register, chance = house.register, house.chance
    bed = _free_bed(house, "C")
    stay = exits.open_stay_of(register, mother)
    if bed and stay:
        beds.put_to_bed(register, stay, bed, on=register.today)
    blank = arrivals.begin(register)
    sex = chance.choice(("female", "male"))
    child = dataclasses.replace(
        blank,
        person=dataclasses.replace(blank.person, sex=sex, age_basis="other_document"),
        name=_baby_name(house, blank.name, mother, sex),
        case=dataclasses.replace(blank.case, referent_id=mother.referent_id),
        bed_id=_cot_beside(house, bed),
    )
    birth = BirthAtCentre(
        case_id=mother.id,
        born=PartialDate.exact(register.today),
        outcome="live_birth",
        place="CSRéf de Koro",
    )
    births.record_birth(register, mother, birth, [child])


def go_home(house: House, case: CaseFile, *, reason: str = "family_reunified") -> None:
    """A prepared exit, with a kit against a receipt for about one in three; or an unprepared one."""
    register, chance = house.register, house.chance
    stay = exits.open_stay_of(register, case)
    if stay is None:
        return
    prepared = reason != "runaway"
    if prepared:
        keeping_house.give_back(house, stay)
    exits.leave(
        register,
        case,
        Exit(
            case_id=case.id,
            stay_id=stay.id,
            left_on=register.today,
            reason=reason,
            quality="planned_positive" if prepared else "unplanned",
            destination=chance.choice(invented.VILLAGES) if prepared else None,
            missing={} if prepared else {"destination": "unknown"},
            with_whom="sa tante" if prepared else None,
            belongings_returned=prepared,
            medical_summary_given=prepared,
            follow_up_plan=FOLLOW_UP_AT_MONTHS if prepared else None,
            no_follow_up_reason=None if prepared else "Partie sans prévenir, recherchée",
        ),
        with_children=prepared,
    )
    if prepared and chance.random() < 0.37:
        register.save(
            KitGrant(
                case_id=case.id,
                kit="sewing_kit",
                contents="Machine, ciseaux, tissu",
                value_fcfa=120_000,
                given_on=register.today,
                project_id=house.projects[1].id,
                receipt=f"R-{chance.randint(100, 999)}",
            )
        )


def call_the_roll(house: House) -> None:
    """The evening's roll call: nearly everybody is there, somebody is on leave or in hospital now and then."""
    night = house.register.today
    here = nights.here_on(house.register, night)
    house.clock.set(night, 20, 30)
    on_leave = {leave.stay_id: leave for leave in house.register.find(Leave, back_on=None)}
    nights.mark_night(house.register, night, [_mark(house, stay, on_leave.get(stay.id)) for stay in here])


def _mark(house: House, stay: Stay, leave: Leave | None) -> nights.Mark:
    if leave is not None:
        return nights.Mark(stay=stay, present=False, absence_type=leave.absence_type)
    away = house.chance.random()
    if away < 0.02:
        return nights.Mark(stay=stay, present=False, absence_type="permission")
    if away < 0.03:
        return nights.Mark(stay=stay, present=False, absence_type="hospital")
    return nights.Mark(stay=stay, present=True)


def _drawn(house: House, weights: Mapping[Key, int]) -> Key:
    return house.chance.choices(list(weights), list(weights.values()))[0]
