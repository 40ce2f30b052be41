"""The demonstration from the first arrival to today, day by day: first the residents who are already there, then a month.

Everything goes through the verbs that the window uses, with the clock set to each day, so that what is written down
carries the day on which it would have been written.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from centre_app.casework import arrivals, exits, plans
from centre_app.demo import (
    caring,
    counting,
    days,
    filing,
    keeping_house,
    naming,
    outside,
    planning,
    protecting,
    reporting,
)
from centre_app.demo.house import CENTRE_NAME, House, SettableClock, found
from centre_app.records import BirthAtCentre, CarePlan, CaseFile, HealthBrief, Intake, Stay
from centre_app.register import Register

MONTH = timedelta(days=30)
LONGEST_AGO = 150  # how many days before the month the first resident came
COMING_A_DAY = 0.2
LEAVING_A_DAY = 0.2
RUNNING_AWAY_A_DAY = 0.02
NIGHTS_BEFORE = timedelta(days=30)
FIRST_WEEKS = 14  # days; until then everything is written that begins a resident's file
LEAD = timedelta(days=20)  # how long before the first resident may come the register is made
LAST_HOUR = time(21, 0)  # by then everything of a day of the demonstration is written, the roll call too

Told = Callable[[date], object]
Act = Callable[[], object]


def live(
    register: Register,
    clock: SettableClock,
    *,
    today: date,
    residents: int,
    seed: int,
    name: str = CENTRE_NAME,
    told: Told = lambda day: None,
) -> House:
    """Fill a new register with `residents` who are there when the month begins, then live the month up to today.

    The register is opened on the day on which it was made: a clock that goes back is doubted, and so is what it dates.
    `told` hears the day of each arrival before the month, then each evening, and may raise to stop.
    """
    house = House(register=register, clock=clock, chance=Random(seed))
    first_day = today - MONTH
    clock.set(first_day - timedelta(days=LONGEST_AGO + 10))
    found(house, name)
    keeping_house.write_rules(house)
    outside.know(house)
    _settle_in(house, first_day, residents, told)
    day = first_day - NIGHTS_BEFORE
    clock.set(day)
    keeping_house.fill_the_store(house)
    for case in _residents(house):
        keeping_house.hand_in(house, case)
    planning.tick_off_what_is_past(house)
    days.meet_what_is_past(house)
    while day <= today:
        clock.set(day, 9)
        caring.care_on(house, day, _residents(house), today=today)
        if day == today:
            at_home = next(case for case in _residents(house) if case.status == "admitted")
            outside.visit_the_family(house, at_home)
            naming.tell_more(house, _residents(house))
            counting.write_what_is_counted(house)
        if day >= first_day:
            _live_a_day(house, day)
        else:
            _appointments_are_kept(house, day)
            protecting.look_again(house, _residents(house))
            planning.tick_off(house)
            days.call_the_roll(house)
        told(day)
        day += timedelta(days=1)
    clock.set(today, 20, 45)
    return house


def _settle_in(house: House, first_day: date, residents: int, told: Told) -> None:
    """Those who came in the months before, with what has been written for them since, each day after the one before."""
    ago = sorted(
        (house.chance.randint(NIGHTS_BEFORE.days + FIRST_WEEKS, LONGEST_AGO) for _ in range(residents)), reverse=True
    )
    acts = [act for index, days_ago in enumerate(ago) for act in _first_weeks(house, index, first_day, days_ago, told)]
    for moment, act in sorted(acts, key=lambda each: each[0]):
        house.clock.now = moment
        act()


def _first_weeks(house: House, index: int, first_day: date, days_ago: int, told: Told) -> list[tuple[datetime, Act]]:
    """What is written for a resident in her first two weeks, and when."""
    came = first_day - timedelta(days=days_ago)
    cases: list[CaseFile] = []
    drafts: list[CarePlan] = []

    def arrive() -> None:
        cases.append(days.arrive(house, boy=index % 6 == 5, mother=None if index % 6 != 2 else True))
        told(came)

    acts: tuple[tuple[int, int, Act], ...] = (
        (0, house.chance.randint(8, 17), arrive),
        (1, 10, lambda: days.see_the_nurse(house, cases[0])),
        (1, 11, lambda: caring.see_the_children(house, cases[0])),
        (1, 16, lambda: protecting.assess_danger(house, cases[0])),
        (4, 11, lambda: days.begin_learning(house, cases[0])),
        (6, 15, lambda: filing.file_away(house, cases[0], boy=index % 6 == 5)),
        (7, 11, lambda: protecting.look_into(house, cases[0])),
        (8, 10, lambda: outside.look_for_family(house, cases[0])),
        (9, 15, lambda: drafts.append(planning.draft(house, cases[0]))),
        (11, 9, lambda: outside.refer(house, cases[0])),
        (12, 16, lambda: planning.sign(house, drafts[0])),
    )
    return [(datetime.combine(came + timedelta(days=after), time(hour), UTC), act) for after, hour, act in acts]


def _live_a_day(house: House, day: date) -> None:
    chance = house.chance
    if chance.random() < COMING_A_DAY:
        house.clock.set(day, 10, 20)
        arrived = days.arrive(house, boy=chance.random() < 0.15)
        keeping_house.hand_in(house, arrived)
    house.clock.set(day, 11)
    _care_for_newcomers(house, day)
    _appointments_are_kept(house, day)
    protecting.look_again(house, _residents(house))
    planning.tick_off(house)
    _someone_is_reviewed(house, day)
    house.clock.set(day, 14)
    _someone_leaves(house, day)
    outside.call_whoever_left(house)
    if day.day == 20:
        days.evaluate(house)
        days.report_terms(house)
    if day.day == 12:
        _a_baby_is_born(house)
    reporting.report_of_the_day(house, day, _residents(house))
    keeping_house.keep(house, day)
    days.call_the_roll(house)


def _care_for_newcomers(house: House, day: date) -> None:
    """What follows an arrival: the nurse next day, learning on the fifth, a plan drafted on the tenth and then signed."""
    for case in _residents(house):
        arrived = _arrived(house, case)
        if arrived is None:
            continue
        match (day - arrived).days:
            case 1:
                days.see_the_nurse(house, case)
                caring.see_the_children(house, case)
                protecting.assess_danger(house, case)
            case 7:
                protecting.look_into(house, case)
            case 5:
                days.begin_learning(house, case)
            case 10:
                planning.draft(house, case)
            case 13:
                draft = plans.current(house.register, case)
                if draft is not None and draft.status == plans.DRAFT and house.chance.random() < 0.7:
                    planning.sign(house, draft)


def _appointments_are_kept(house: House, day: date) -> None:
    """Nearly all of them; and somebody falls ill who had none."""
    here = {case.id: case for case in _residents(house)}
    expected = [here[brief.case_id] for brief in house.register.find(HealthBrief, next_on=day) if brief.case_id in here]
    kept = [case for case in expected if house.chance.random() < 0.95]
    for case in {case.id: case for case in (*kept, house.chance.choice(list(here.values())))}.values():
        days.see_the_nurse(house, case, kind="curative")


def _someone_is_reviewed(house: House, day: date) -> None:
    due = [
        plan
        for plan in house.register.find(CarePlan, status=plans.SIGNED)
        if plan.review_on and plan.review_on <= day and house.chance.random() < 0.6
    ]
    for plan in due[:2]:
        following = planning.review(house, plan)
        if house.chance.random() < 0.7:
            planning.sign(house, following)


def _someone_leaves(house: House, day: date) -> None:
    staying_long = [
        case
        for case in _residents(house)
        if (arrived := _arrived(house, case)) is not None and (day - arrived).days > 40
    ]
    if not staying_long:
        return
    if house.chance.random() < LEAVING_A_DAY:
        reason = house.chance.choice(("family_reunified", "family_reunified", "kinship", "domestic_employment"))
        days.go_home(house, house.chance.choice(staying_long), reason=reason)
    elif house.chance.random() < RUNNING_AWAY_A_DAY:
        days.go_home(house, house.chance.choice(staying_long), reason="runaway")


def _a_baby_is_born(house: House) -> None:
    expecting = {intake.case_id for intake in house.register.find(Intake, reason="pregnant")}
    expecting -= {birth.case_id for birth in house.register.find(BirthAtCentre)}
    mothers = [case for case in _residents(house) if case.id in expecting]
    if mothers:
        days.give_birth(house, mothers[0])


def _residents(house: House) -> list[CaseFile]:
    """Those who are here in their own right: not the children who came along or were born here."""
    along = (arrivals.ACCOMPANYING, "born_in_centre")
    stays = [stay for stay in house.register.find(Stay, ended_on=None) if stay.admission_type not in along]
    return house.register.find(CaseFile, id={stay.case_id for stay in stays})


def _arrived(house: House, case: CaseFile) -> date | None:
    stay = exits.open_stay_of(house.register, case)
    return stay.admitted_on if stay else None


def last_whole_day(now: datetime) -> date:
    """Return the last day whose evening is past: what is written ahead of the clock looks like a wrong clock."""
    return now.date() if now.time() >= LAST_HOUR else now.date() - timedelta(days=1)


def founding_day(today: date) -> date:
    """Return the day on which the register of a house that has lived up to today was made."""
    return today - MONTH - timedelta(days=LONGEST_AGO) - LEAD
