"""Chapter C of the monthly report: four women and girls and a child, counted by hand in October."""

from datetime import date, timedelta
from random import Random

import pytest

from centre_app import consent_ledger as ledger
from centre_app.casework.plans import review
from centre_app.indicators.definition import When
from centre_app.indicators.month import Period, by_split, count
from centre_app.indicators.monthly import c_protection
from centre_app.records import CarePlan, IdentityPaper, PlanReview, RiskAssessment, SafetyPlan, StaffMember
from db.facts import protection
from db.facts.counting import Span, standing, within
from tests.makers import a_case, a_consent, a_goal, a_person, a_plan, a_stay

PURPOSES = ("services", "data_storage")
OCTOBER = Period.month_of(date(2026, 10, 9))


def october(day):
    return date(2026, 10, day)


def counted(register, code):
    return count(register, OCTOBER, indicators=c_protection.INDICATORS).results[code]


def numbers(register, code):
    return {each.line.key: each.number for each in counted(register, code).lines}


@pytest.fixture
def house(register):
    """Ami came on 1 October, Binta on the 3rd, Coumba on 1 September, with her boy; Dado's file was open from 1 August to
    20 October. Ami and Binta are Mariam's, Coumba Oumou's.
    """
    mariam = StaffMember(name="Somebody", staff_code="MC", roles=frozenset({"case_manager"}))
    oumou = StaffMember(name="Somebody else", staff_code="OT", roles=frozenset({"case_manager"}))
    people = [a_person() for _ in range(5)]
    days = (october(1), october(3), date(2026, 9, 1), date(2026, 8, 1), date(2026, 9, 1))
    referents = (mariam.id, mariam.id, oumou.id, oumou.id, mariam.id)
    cases = [
        a_case(person, opened_on=day, referent_id=referent)
        for person, day, referent in zip(people, days, referents, strict=True)
    ]
    ami, binta, coumba, dado, boy = cases
    cases[3] = dado = a_case(
        people[3], id=dado.id, opened_on=days[3], status="closed", closed_on=october(20), referent_id=oumou.id
    )
    stays = [
        a_stay(ami, admitted_on=days[0]),
        a_stay(binta, admitted_on=days[1]),
        a_stay(coumba, admitted_on=days[2]),
        a_stay(dado, admitted_on=days[3], ended_on=october(20)),
        a_stay(boy, admitted_on=days[4], admission_type="accompanying_child"),
    ]
    register.save(mariam, oumou, *people, *cases, *stays, heed_findings=False)
    register.named = {"ami": ami, "binta": binta, "coumba": coumba, "dado": dado, "boy": boy}
    return register


def save(register, *records):
    register.save(*records, heed_findings=False)


def assessed(case, day, level):
    return RiskAssessment(case_id=case.id, assessed_on=day, level=level, next_on=day + timedelta(days=7))


@pytest.fixture
def dangers(house):
    """Ami: high on the 2nd, medium on the 16th. Binta: low on the 6th, immediate on the 10th, high on the 12th.

    Coumba: high since September. Her boy is assessed as well, and counts nowhere here. Ami has a safety plan two days
    later, Binta one of the 13th, three days later.
    """
    ami, binta, coumba, boy = (house.named[name] for name in ("ami", "binta", "coumba", "boy"))
    save(
        house,
        assessed(ami, october(2), "high"),
        assessed(ami, october(16), "medium"),
        assessed(binta, october(6), "low"),
        assessed(binta, october(10), "immediate"),
        assessed(binta, october(12), "high"),
        assessed(coumba, date(2026, 9, 2), "high"),
        assessed(boy, october(2), "immediate"),
        SafetyPlan(case_id=ami.id, drawn_up_on=october(4), what_to_do="She calls."),
        SafetyPlan(case_id=binta.id, drawn_up_on=october(13), what_to_do="She calls."),
    )
    return house


def test_c1_admissions_with_an_assessment_by_the_day_after(dangers):
    """Ami's was made the day after, Binta's three days later: 1 of 2."""
    assert numbers(dangers, "C1") == {"assessed": 1, "admissions": 2}
    assert counted(dangers, "C1").line("assessed").share == 0.5


def test_c2_open_files_by_the_last_level_of_risk(dangers):
    """Ami medium, Binta and Coumba high; Dado's file is closed, and the boy is no file of a girl."""
    assert numbers(dangers, "C2") == {"levels": 3, "unknown": 0, "open": 3}
    assert by_split(counted(dangers, "C2").line("levels"), "key") == {"medium": 1, "high": 2}


def test_c2_a_file_without_an_assessment_is_told_apart(house):
    assert numbers(house, "C2") == {"levels": 0, "unknown": 3, "open": 3}


@pytest.fixture
def merged(house):
    """Coumba's second file was merged into the first: in it she was high on 5 October, with a safety plan of the 6th, and
    low on the 20th; in the first, medium on the 8th. Binta's second one says medium on the 4th.
    """
    people = [a_person(), a_person()]
    kept = [house.named[name] for name in ("coumba", "binta")]
    of_coumba, of_binta = seconds = [
        a_case(person, opened_on=october(4), status="merged", merged_into_id=case.id)
        for person, case in zip(people, kept, strict=True)
    ]
    save(
        house,
        *people,
        *seconds,
        assessed(of_coumba, october(5), "high"),
        assessed(kept[0], october(8), "medium"),
        assessed(of_coumba, october(20), "low"),
        assessed(of_binta, october(4), "medium"),
        SafetyPlan(case_id=of_coumba.id, drawn_up_on=october(6), what_to_do="She calls."),
    )
    return house


def test_what_was_written_of_danger_in_a_merged_file_counts_in_the_one_that_was_kept(merged):
    """Coumba is low, not medium, Binta medium; nothing is written of Ami. Binta's was made the day after she came."""
    assert numbers(merged, "C2") == {"levels": 2, "unknown": 1, "open": 3}
    assert by_split(counted(merged, "C2").line("levels"), "key") == {"low": 1, "medium": 1}
    assert numbers(merged, "C3") == {"planned": 1, "in_danger": 1}
    assert numbers(merged, "C1") == {"assessed": 1, "admissions": 2}


def test_danger_before_the_file_was_opened_that_was_kept_counts_in_its_month(merged):
    """Ami had a file in August, in which she was in danger on the 20th; she came back on 1 October."""
    person = a_person()
    before = a_case(person, opened_on=date(2026, 8, 1), status="merged", merged_into_id=merged.named["ami"].id)
    save(merged, person, before, assessed(before, date(2026, 8, 20), "high"))
    august = count(merged, Period.month_of(date(2026, 8, 1)), indicators=c_protection.INDICATORS)
    assert august.number("C3", "in_danger") == 1


def test_c3_whoever_came_into_danger_and_had_a_safety_plan_within_two_days(dangers):
    """Ami since the 2nd with a plan of the 4th, Binta since the 10th with one of the 13th; Coumba was before October."""
    assert numbers(dangers, "C3") == {"planned": 1, "in_danger": 2}


def test_c4_files_on_their_fourteenth_day_with_an_agreed_plan(house):
    """Ami's is the 15th and her plan of the 15th; Binta's the 17th and her plan of the 18th. Coumba's was in September."""
    ami, binta = house.named["ami"], house.named["binta"]
    save(
        house,
        a_plan(ami, status="active", agreed_on=october(15)),
        a_plan(binta, status="active", agreed_on=october(18)),
    )
    assert numbers(house, "C4") == {"agreed": 1, "owed": 2}


def test_c5_agreed_plans_with_their_signed_paper(house):
    """Three were agreed in October: one with its own paper, one with a paper of the file, one with that of an older plan."""
    ami, binta, coumba = (house.named[name] for name in ("ami", "binta", "coumba"))
    old, *plans = (
        a_plan(case, status="active", agreed_on=day)
        for case, day in ((coumba, date(2026, 9, 9)), (ami, october(5)), (binta, october(6)), (coumba, october(7)))
    )
    papers = [
        IdentityPaper(
            case_id=case.id, document_type="care_plan_signed", dated=day, about_table="care_plans", about_id=of
        )
        for case, day, of in ((ami, None, plans[0].id), (binta, october(6), None), (coumba, october(8), old.id))
    ]
    save(house, old, *plans, *papers)
    assert numbers(house, "C5") == {"signed": 2, "agreed": 3}


def test_c6_reviews_done_by_the_seventh_day_after_they_were_due(house):
    """Seventh days in October: Ami's due on the 1st and done on the 8th; Coumba's due on 30 September and done on the 9th;
    Binta's due on the 20th and not done. Dado's, due on the 22nd, is of a closed file.
    """
    due = {"ami": october(1), "coumba": date(2026, 9, 30), "binta": october(20), "dado": october(22)}
    plans = {
        name: a_plan(house.named[name], status="active", agreed_on=date(2026, 8, 20), review_on=day)
        for name, day in due.items()
    }
    save(house, *plans.values())
    for name, day in (("ami", october(8)), ("coumba", october(9))):
        plan = house.get(CarePlan, plans[name].id)
        held = PlanReview(case_id=plan.case_id, plan_id=plan.id, reviewed_on=day, next_on=date(2027, 1, 5))
        review(house, plan, held)
    assert numbers(house, "C6") == {"on_time": 1, "due": 3}


def test_c6_the_next_version_agreed_in_time_does_what_a_review_does(house):
    """Due on the 15th; the next version was agreed on the 18th."""
    first = a_plan(house.named["coumba"], status="revised", agreed_on=date(2026, 9, 9), review_on=october(15))
    second = a_plan(house.named["coumba"], version=2, status="active", agreed_on=october(18), previous_id=first.id)
    save(house, first, second)
    assert numbers(house, "C6") == {"on_time": 1, "due": 1}


def test_c6_a_plan_that_ended_with_its_file_was_owed_its_review_until_then(house):
    """Dado's file was closed on 20 October: the review due on the 5th was owed, that due on the 22nd was not."""
    for version, day in enumerate((5, 22), start=1):
        plan = a_plan(
            house.named["dado"],
            version=version,
            status="completed",
            agreed_on=date(2026, 8, 20),
            review_on=october(day),
        )
        save(house, plan)
    assert numbers(house, "C6") == {"on_time": 0, "due": 1}


def test_c7_goals_closed_and_reached_by_domain(house):
    """Of school one achieved and one not, of health one partly; one of November and an open one do not count."""
    plan = a_plan(house.named["ami"], status="active", agreed_on=october(5))
    goals = [
        a_goal(plan, domain=domain, status=status, closed_on=day)
        for domain, status, day in (
            ("schooling", "achieved", october(20)),
            ("schooling", "not_achieved", october(21)),
            ("medical", "partially", october(31)),
            ("legal", "achieved", date(2026, 11, 1)),
            ("legal", "in_progress", None),
        )
    ]
    save(house, plan, *goals)
    assert numbers(house, "C7") == {"reached": 2, "closed": 3}
    assert by_split(counted(house, "C7").line("closed"), "key") == {"schooling": 2, "medical": 1}


def test_c8_open_files_with_both_consents(house):
    """Ami gave both. Binta's consent to write things down ran out on the 30th. Coumba took hers back and a judge decides."""
    ami, binta, coumba, dado = (house.named[name] for name in ("ami", "binta", "coumba", "dado"))
    basis = {"legal_basis": "court_order", "basis_reason": "The judge said so", "authorised_by": "director"}
    save(
        house,
        *(a_consent(ami, purpose, given_on=october(1)) for purpose in ("services", "data_storage")),
        a_consent(binta, "services", given_on=october(3)),
        a_consent(binta, "data_storage", given_on=october(3), expires_on=october(30)),
        a_consent(coumba, "services", given_on=date(2026, 9, 1)),
        a_consent(coumba, "data_storage", given_on=date(2026, 9, 1)),
        *(a_consent(dado, purpose, given_on=date(2026, 8, 1)) for purpose in ("services", "data_storage")),
    )
    assert numbers(house, "C8") == {"valid": 2, "open": 3}
    save(house, a_consent(coumba, "data_storage", "withdrawn", given_on=october(10)))
    assert numbers(house, "C8") == {"valid": 1, "open": 3}
    save(house, a_consent(coumba, "data_storage", "not_possible", given_on=october(12), **basis))
    assert numbers(house, "C8") == {"valid": 2, "open": 3}


def test_c8_a_yes_that_was_written_before_a_no_does_not_answer_it(house):
    """She said no on the 5th, which is written after her yes dated the 6th: the no is the last that was written."""
    ami = house.named["ami"]
    yes = [a_consent(ami, purpose, given_on=october(6)) for purpose in ("services", "data_storage")]
    no = a_consent(ami, "services", "refused", given_on=october(5))
    save(house, *yes)
    save(house, no)
    assert numbers(house, "C8")["valid"] == 0


def test_c8_counts_what_the_ledger_says_whatever_was_written_in_whatever_order(register):
    """Forty files with up to five lines each, drawn: the indicator and the ledger must say the same of every one."""
    chance = Random(5)
    people = [a_person() for _ in range(40)]
    cases = [a_case(person, opened_on=date(2026, 8, 1)) for person in people]
    save(register, *people, *cases)
    for case in cases:
        save(
            register,
            *(a_consent(case, purpose, given_on=date(2026, 8, 1)) for purpose in PURPOSES[: chance.randint(0, 2)]),
        )
        for _ in range(chance.randint(0, 5)):
            save(register, _drawn(case, chance))
    day = october(31)
    standing_in_both = {
        case.id
        for case in cases
        if all(ledger.standing(ledger.ledger_of(register, case.id), purpose, on=day).permits for purpose in PURPOSES)
    }
    counted_valid = counted(register, "C8").line("valid").members
    assert {each.case for each in counted_valid} == standing_in_both
    assert 5 < len(standing_in_both) < 35


def _drawn(case, chance):
    status = chance.choice(("given", "given", "given_partial", "refused", "withdrawn", "not_possible", "not_asked"))
    basis = {"legal_basis": "court_order", "basis_reason": "The judge said so", "authorised_by": "director"}
    return a_consent(
        case,
        chance.choice(PURPOSES),
        status,
        given_on=date(2026, 8, 1) + timedelta(days=chance.randint(0, 120)),
        expires_on=chance.choice((None, None, date(2026, 10, 1) + timedelta(days=chance.randint(0, 60)))),
        **(basis if status == "not_possible" and chance.random() < 0.5 else {}),
    )


def test_a_month_finds_what_all_days_together_hold_of_it(dangers):
    """What a month does not read, because it was over long before, holds on none of its days."""
    ami = dangers.named["ami"]
    save(
        dangers,
        *(a_consent(ami, purpose, given_on=october(1)) for purpose in ("services", "data_storage")),
        a_plan(ami, status="active", agreed_on=date(2026, 8, 20), review_on=october(10)),
    )
    vault, houses = dangers.vault, dangers.centres
    month = Span.of(vault, houses, "2026-10-01", "2026-10-31")
    ever = Span.of(vault, houses, "0001-01-01", "9999-12-31")
    on_last_day = {
        line.fact for each in c_protection.INDICATORS for line in each.lines if line.when is When.ON_LAST_DAY
    }
    for kind in protection.SELECTS:
        if kind in on_last_day:
            asked = (standing(vault, kind, span, on="2026-10-31") for span in (month, ever))
        else:
            asked = (within(vault, kind, month), [one for one in within(vault, kind, ever) if one.day[:7] == "2026-10"])
        of_month, of_all = map(sorted, asked)
        assert of_month == of_all, kind


def test_c9_open_files_by_case_manager_without_a_name(house):
    """Mariam has Ami and Binta, Oumou Coumba: 3 files for 2; the boy's and the closed one do not count."""
    assert numbers(house, "C9") == {"load": 1.5, "referents": 2, "files": 3}
    assert by_split(counted(house, "C9").line("files"), "key") == {"SEG-MC": 2, "SEG-OT": 1}
