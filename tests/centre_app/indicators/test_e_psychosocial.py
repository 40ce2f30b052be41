"""Chapter E of the monthly report: four women and girls and a child, their sessions and groups, counted by hand."""

from datetime import date

import pytest

from centre_app.indicators.month import Period, by_split, count
from centre_app.indicators.monthly import e_psychosocial
from centre_app.records import (
    GroupAttendance,
    GroupSession,
    MedicalVisit,
    PsychosocialSession,
    TalkGroup,
    WellbeingMeasure,
)
from tests.makers import a_case, a_person, a_stay

OCTOBER = Period.month_of(date(2026, 10, 9))
SINCE_JULY = Period.month_of(date(2026, 10, 9), since=date(2026, 7, 1))
SENTENCES = ("sleep", "appetite", "safety", "mood", "hope")


def october(day):
    return date(2026, 10, day)


def counted(register, code, period=OCTOBER):
    return count(register, period, indicators=e_psychosocial.INDICATORS).results[code]


def numbers(register, code, period=OCTOBER):
    return {each.line.key: each.number for each in counted(register, code, period).lines}


def save(register, *records):
    register.save(*records, heed_findings=False)


@pytest.fixture
def house(register):
    """Sessions: Ami in June and twice in October, once more where she did not come; Binta once, a psychotherapy; with
    Coumba's family a survey; Dado on a gold site. Coumba's child has one, which counts nowhere here.

    The talk group met twice in October (Ami both times, once late; Binta once; Coumba was excused; 4 and 3 visitors) and
    once in September (Coumba). A sports group met once (Coumba). Coumba saw a psychiatrist.
    """
    people = [a_person() for _ in range(5)]
    ami, binta, coumba, dado, child = cases = [a_case(person) for person in people]
    stays = [a_stay(case) for case in (ami, binta, coumba)] + [a_stay(child, admission_type="accompanying_child")]
    sessions = [
        PsychosocialSession(case_id=case.id, session_type=kind, held_on=day, attended=came)
        for case, kind, day, came in (
            (ami, "individual", date(2026, 6, 3), "present"),
            (ami, "individual", october(1), "present"),
            (ami, "crisis", october(31), "late"),
            (ami, "individual", october(8), "absent"),
            (binta, "psychotherapy", october(6), "present"),
            (coumba, "social_survey", october(7), "present"),
            (dado, "interview_site", october(7), "present"),
            (child, "parenting", october(7), "present"),
        )
    ]
    talk = TalkGroup(name="Baobab", theme="rights", from_on=date(2026, 9, 1))
    sport = TalkGroup(name="Sport", kind="sport", from_on=date(2026, 9, 1))
    held = [
        GroupSession(group_id=talk.id, held_on=october(5), visitors=4),
        GroupSession(group_id=talk.id, held_on=october(12), theme="emotions", visitors=3),
        GroupSession(group_id=talk.id, held_on=date(2026, 9, 28), visitors=1),
        GroupSession(group_id=sport.id, held_on=october(9)),
    ]
    came = [
        GroupAttendance(case_id=case.id, group_session_id=held[number].id, status=status)
        for case, number, status in (
            (ami, 0, "present"),
            (ami, 1, "late"),
            (binta, 0, "present"),
            (coumba, 0, "excused"),
            (coumba, 2, "present"),
            (coumba, 3, "present"),
        )
    ]
    psychiatrist = MedicalVisit(case_id=coumba.id, visit_type="mental_health", seen_on=october(20))
    save(register, *people, *cases, *stays, *sessions, talk, sport, *held, *came, psychiatrist)
    register.named = {"ami": ami, "binta": binta, "coumba": coumba}
    return register


def test_e1_persons_with_a_session_or_a_group_in_the_month_new_and_so_far(house):
    """In October Ami, Binta and, by the sports group, Coumba; Ami since June and Coumba since September are not new."""
    assert numbers(house, "E1") == {"S": 3, "N": 1, "C": 3}
    assert by_split(counted(house, "E1").line("S"), "key") == {
        "individual": 1,
        "crisis": 1,
        "psychotherapy": 1,
        "talk_group": 2,
        "sport": 1,
    }


def test_e1_what_was_before_the_project_makes_nobody_known_to_it(house):
    """Since July Ami's first session is that of 1 October."""
    assert numbers(house, "E1", SINCE_JULY) == {"S": 3, "N": 2, "C": 3}


def test_e1_what_is_learnt_in_a_group_is_no_care_of_the_mind(house):
    """Literacy, life skills and a workshop leave E1 and E3 as they were."""
    before = [numbers(house, code) for code in ("E1", "E3")]
    dado = a_case(person := a_person())
    learnt = [
        TalkGroup(name=kind, kind=kind, from_on=date(2026, 9, 1)) for kind in ("literacy", "life_skills", "workshop")
    ]
    held = [GroupSession(group_id=group.id, held_on=october(14), visitors=5) for group in learnt]
    came = [GroupAttendance(case_id=dado.id, group_session_id=one.id, status="present") for one in held]
    save(house, person, dado, a_stay(dado), *learnt, *held, *came)
    assert [numbers(house, code) for code in ("E1", "E3")] == before


def test_e2_sessions_held_by_kind(house):
    """Two of Ami and one of Binta."""
    assert numbers(house, "E2") == {"sessions": 3, "persons": 2}
    assert by_split(counted(house, "E2").line("sessions"), "key") == {"individual": 1, "crisis": 1, "psychotherapy": 1}


def test_e3_talk_groups_their_participants_contacts_and_visitors(house):
    """Two sessions; Ami and Binta; three times; 4 + 3 visitors. The sports group is none."""
    assert numbers(house, "E3") == {"sessions": 2, "participants": 2, "contacts": 3, "visitors": 7}
    assert by_split(counted(house, "E3").line("sessions"), "key") == {"rights": 1, "emotions": 1}
    assert by_split(counted(house, "E3").line("participants"), "key") == {"rights": 2, "emotions": 1}


def test_e4_persons_in_psychotherapy_or_psychiatry(house):
    """Binta's psychotherapy and Coumba's visit."""
    assert numbers(house, "E4") == {"S": 2, "N": 2, "C": 2}


def measured(case, day, points):
    """A measure that adds up to so many points, as even as can be."""
    answers = {name: str(points // 5 + (number < points % 5)) for number, name in enumerate(SENTENCES)}
    return WellbeingMeasure(case_id=case.id, measured_on=day, **answers)


def test_e5_who_feels_better_between_the_first_measure_and_the_last(house):
    """Ami 8 → 11 after 60 days; Binta 8 → 12 and, at the end of the month, 10; Coumba 8 → 20 after 59 days.

    A measure with an unanswered sentence compares with nothing.
    """
    ami, binta, coumba = house.named.values()
    save(
        house,
        measured(ami, date(2026, 8, 2), 8),
        measured(ami, october(1), 11),
        WellbeingMeasure(case_id=ami.id, measured_on=october(30), sleep="0"),
        measured(binta, date(2026, 7, 1), 8),
        measured(binta, october(1), 12),
        measured(binta, october(30), 10),
        measured(coumba, date(2026, 8, 3), 8),
        measured(coumba, october(1), 20),
    )
    assert numbers(house, "E5") == {"better": 1, "measured": 2}
    assert counted(house, "E5").line("better").share == 0.5
