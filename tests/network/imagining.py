"""An invented year of centres; the same seed gives the same one.

The numbers are small enough to be looked through, and large enough that nearly every cell of the report has something.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from tests.network.world import (
    File,
    GroupSession,
    Happening,
    House,
    Person,
    Request,
    Stay,
    World,
    month_after,
    typing_day,
)

CODES = ("SEG", "KAY", "SIK", "MOP", "KOU", "GAO")
FIRST_MONTH = date(2026, 12, 1)
LENGTHS = (12, 25, 48, 75, 130, 200, 300)  # of stays, in days
AGES = (9, 11, 13, 14, 15, 16, 16, 17, 17, 18, 19, 22, 27, 61)
FORMS = ("sexual_site", "forced_labour_domestic", "forced_begging", "child_marriage", "debt_bondage")
NATIONALITIES = (("ML",), ("ML",), ("ML",), ("BF",), ("NG",), ("CM",), ("NG", "ML"), ())
LEGAL = (("national",), ("national",), ("ecowas_national", "migrant_transit"), ("refugee",), ())
SOURCES = ("ngo", "gold_site_outreach", "police", "self", "court")
SETTINGS = ("gold_site", "gold_site", "street", "home", "bus_station")
QUALITY = {
    "family_reunified": "planned_positive",
    "kinship": "planned_positive",
    "independent": "planned_temporary",
    "employment": "planned_positive",
    "runaway": "unplanned",
    "left_voluntarily": "unplanned",
    "voluntary_return": "planned_positive",
    "excluded": "adverse",
    "deceased": "adverse",
}
ENDS_FOR_EVER = ("deceased",)
LEVELS = ("none", "f2", "f5", "koranic", None)
VISITS = ("admission_check", "curative", "curative", "emergency", "antenatal", "dental", "mental_health")
SESSIONS = ("individual", "individual", "crisis", "psychotherapy", "interview_site", "mediation", "home_visit")
CAME = ("present", "present", "present", "late", "absent", "excused")
STEPS = ("legal_advice", "complaint", "hearing_minor", "court_hearing", "civil_party", "nina")
KITS = ("sewing_kit", "hair_kit", "trade_fund", "school_kit", "cooperative", "microcredit")
RISKS = ("immediate", "high", "medium", "low", "none")
INCIDENTS = ("threat", "physical_assault", "runaway", "extortion", "discrimination", "theft")
PLACES = ("centre", "street", "gold_site", "home")
REFERRALS = ("health", "legal_aid", "shelter", "vocational", "food_nfi")
MILESTONES = {"month_1": 30, "month_3": 90, "month_6": 180, "month_12": 365}
FOUND = ("stable", "stable", "fragile", "risk", "re_exploited", "not_found", "refused")
DAY = timedelta(days=1)


@dataclass
class _Imagination:
    """Chance, and how far the year has been thought out."""

    chance: random.Random
    world: World
    files: int = 0
    groups: int = 0

    def number(self) -> int:
        self.files += 1
        return self.files

    def happens(self, share: float) -> bool:
        return self.chance.random() < share

    def day(self, first: date, last: date) -> date:
        return first + timedelta(days=self.chance.randint(0, max(0, (last - first).days)))


def imagine(
    *,
    seed: int,
    codes: tuple[str, ...] = CODES,
    months: int = 12,
    moves: tuple[int, ...] = (2, 5),
    most_a_month: int = 5,
) -> World:
    """Return an invented year of these centres. `moves` are the months in which a girl moves on to the next centre."""
    firsts = [FIRST_MONTH]
    while len(firsts) < months:
        firsts.append(month_after(firsts[-1]))
    world = World(codes=codes, months=firsts, houses={code: House() for code in codes})
    of = _Imagination(random.Random(seed), world)
    for code in codes:
        for first in firsts:
            for _ in range(of.chance.randint(2, most_a_month)):
                _comes(of, code, first)
            _month_of_house(of, code, first)
    for place, month in enumerate(moves):
        _moves(of, codes[2 * place % len(codes)], codes[(2 * place + 1) % len(codes)], firsts[month])
    for file in world.files:
        _goes_to_groups(of, file)
    return world


# --- who comes -------------------------------------------------------------------------------------------------


def _comes(of: _Imagination, code: str, first: date) -> File:
    came = of.day(first, month_after(first) - DAY)
    file = _file(of, code, _person(of, came), came)
    if of.happens(0.08):
        file.contact, file.source, file.setting = came, *_found(of)
        _served(of, file, came, of.world.last_day)
        return file
    _stays(of, file, came)
    if file.person.sex == "female" and of.happens(0.2):
        _child_comes_along(of, file)
    if file.stays[0].left and file.stays[0].reason not in ENDS_FOR_EVER:
        _afterwards(of, file)
    elif not file.stays[0].left and not file.children and of.happens(0.1):
        _written_twice(of, file)
    file.is_typed_late = first != of.world.months[-1] and file.merged_into is None and of.happens(0.12)
    return file


def _person(of: _Imagination, came: date) -> Person:
    return Person(
        number=of.number(),
        sex="female" if of.happens(0.85) else "male",
        born=_birth(of, came, of.chance.choice(AGES)),
        nationalities=of.chance.choice(NATIONALITIES),
        legal_status=of.chance.choice(LEGAL),
        forms=tuple(of.chance.sample(FORMS, of.chance.choice((0, 1, 1, 1, 2)))),
    )


def _birth(of: _Imagination, came: date, age: int) -> tuple[date, date] | None:
    """A day, a year, an age that was said on arrival, one said within three years, or nothing."""
    year = came.year - age
    exact = date(year, of.chance.randint(1, 12), of.chance.randint(2, 28))  # nobody’s 1 January is believed
    said = came.replace(day=min(came.day, 28))
    return of.chance.choice(
        (
            (exact, exact),
            (exact, exact),
            (date(year, 1, 1), date(year, 12, 31)),
            (said.replace(year=year - 1) + DAY, said.replace(year=year)),
            (said.replace(year=year - 2) + DAY, said.replace(year=year + 1)),
            None,
        )
    )


def _file(of: _Imagination, code: str, person: Person, opened: date) -> File:
    file = File(
        number=of.number(),
        centre=code,
        person=person,
        opened=opened,
        level=of.chance.choice(LEVELS),
        agrees=of.happens(0.6),
    )
    of.world.files.append(file)
    return file


def _found(of: _Imagination) -> tuple[str, str]:
    return of.chance.choice(SOURCES), of.chance.choice(SETTINGS)


def _stays(of: _Imagination, file: File, came: date, *, kind: str = "emergency") -> Stay:
    source, setting = _found(of)
    contact = came - timedelta(days=of.chance.choice((0, 0, 1, 4)))
    stay = Stay(came=came, kind=kind, contact=contact, source=source, setting=setting)
    left = came + timedelta(days=of.chance.choice(LENGTHS))
    if left <= of.world.last_day:
        stay.left, stay.reason = left, of.chance.choice(tuple(QUALITY))
        stay.quality = QUALITY[stay.reason]
    file.stays.append(stay)
    _served(of, file, came, stay.left or of.world.last_day)
    _learns(of, file, stay)
    if stay.reason in ENDS_FOR_EVER:
        file.closed = stay.left
    return stay


def _child_comes_along(of: _Imagination, file: File) -> None:
    """One that came with her, or was born in the house; it leaves with her."""
    own, is_born_here = file.stays[0], of.happens(0.4)
    until = own.left or of.world.last_day
    born = of.day(own.came, until - 5 * DAY) if is_born_here else own.came - timedelta(days=of.chance.randint(60, 2600))
    person = Person(number=of.number(), sex=of.chance.choice(("female", "male")), born=(born, born))
    kind, came = ("born_in_centre", born) if is_born_here else ("accompanying_child", own.came)
    child = File(number=of.number(), centre=file.centre, person=person, opened=came)
    child.stays.append(Stay(came=came, kind=kind, left=own.left))
    child.happenings += [_visit(of, came, until) for _ in range(of.chance.randint(0, 3))]
    file.children.append(child)
    if is_born_here:
        file.happenings.append(Happening(day=born, what="birth", key="live_birth"))


# --- what is done for her --------------------------------------------------------------------------------------


def _served(of: _Imagination, file: File, came: date, until: date) -> None:
    makers = (_visit, _session, _step, _referral, _incident)
    for maker in makers:
        if of.happens(0.6):
            file.happenings += [maker(of, came, until) for _ in range(of.chance.randint(1, 4))]
    if of.happens(0.7):
        _dangers(of, file, came, until)
    if of.happens(0.6) and not any(one.what == "plan" for one in file.happenings):
        agreed = came + timedelta(days=of.chance.choice((5, 14, 15, 30)))
        if agreed <= until:
            file.happenings.append(Happening(day=agreed, what="plan"))
    if of.happens(0.3) and not any(one.what == "trafficking" for one in file.happenings):
        key, by = of.chance.choice(("possible", "confirmed")), of.chance.choice(("centre_ngo", "police"))
        file.happenings.append(Happening(day=of.day(came, until), what="trafficking", key=key, detail=by))


def _visit(of: _Imagination, first: date, last: date) -> Happening:
    key = of.chance.choice(VISITS)
    day = of.day(first, min(last, first + 4 * DAY)) if key == "admission_check" else of.day(first, last)
    return Happening(day=day, what="visit", key=key)


def _session(of: _Imagination, first: date, last: date) -> Happening:
    return Happening(
        day=of.day(first, last), what="session", key=of.chance.choice(SESSIONS), how=of.chance.choice(CAME)
    )


def _step(of: _Imagination, first: date, last: date) -> Happening:
    if of.happens(0.2):
        how = of.chance.choice(("won", "lost", "settled", "dropped"))
        return Happening(day=of.day(first, last), what="decision", key=how)
    return Happening(day=of.day(first, last), what="step", key=of.chance.choice(STEPS))


def _incident(of: _Imagination, first: date, last: date) -> Happening:
    key, place = of.chance.choice(INCIDENTS), of.chance.choice(PLACES)
    return Happening(day=of.day(first, last), what="incident", key=key, detail=place)


def _referral(of: _Imagination, first: date, last: date) -> Happening:
    sent = of.day(first, last)
    how = of.chance.choice(("sent", "accepted", "refused", "service_received", "not_received", "draft", "cancelled"))
    made = Happening(day=sent, what="referral", key=of.chance.choice(REFERRALS), how=how)
    if how in ("accepted", "refused", "service_received", "not_received"):
        made.answered = sent + timedelta(days=of.chance.choice((2, 14, 15, 20)))
    if how == "service_received" and made.answered:
        made.received = made.answered + timedelta(days=of.chance.choice((0, 6)))
    if max(made.received or sent, made.answered or sent) > of.world.last_day:
        made.how, made.answered, made.received = "sent", None, None
    return made


def _dangers(of: _Imagination, file: File, came: date, until: date) -> None:
    """Her danger is assessed on different days, most often soon after she came, and sometimes a safety plan is written."""
    for after in sorted(of.chance.sample((0, 1, 2, 9, 30, 70, 120), of.chance.randint(1, 4))):
        day = came + timedelta(days=after)
        if day <= until:
            file.happenings.append(Happening(day=day, what="risk", key=of.chance.choice(RISKS)))
            if of.happens(0.4) and (planned := day + timedelta(days=of.chance.choice((0, 2, 3)))) <= until:
                file.happenings.append(Happening(day=planned, what="safety"))


def _learns(of: _Imagination, file: File, stay: Stay) -> None:
    until = stay.left or of.world.last_day
    days = (until - stay.came).days
    if days > 20 and of.happens(0.5):
        provision, level = of.chance.choice(
            (("literacy_centre", None), ("formal_public", "f5"), ("medersa", "medersa_f1"))
        )
        school = Happening(day=stay.came + 10 * DAY, what="school", key=provision, detail=level or "")
        _ends(of, school, stay, ("completed", "passed", "dropped"))
        file.happenings.append(school)
    if days > 40 and of.happens(0.5):
        trade, mode = of.chance.choice(("sewing", "hairdressing", "cooking")), of.chance.choice(("workshop", "centre"))
        training = Happening(day=stay.came + 30 * DAY, what="training", key=trade, detail=mode)
        _ends(of, training, stay, ("completed", "dropped"))
        training.received = training.until if training.how == "completed" and of.happens(0.5) else None
        file.happenings.append(training)
    if days > 10 and of.happens(0.4):
        kit = Happening(day=of.day(stay.came, until), what="kit", key=of.chance.choice(KITS))
        kit.amount = of.chance.choice((25_000, 100_000, 140_000))
        file.happenings.append(kit)


def _ends(of: _Imagination, lesson: Happening, stay: Stay, ways: tuple[str, ...]) -> None:
    """What is learnt ends by itself, or with the stay."""
    until = stay.left or of.world.last_day
    if of.happens(0.4) and (until - lesson.day).days > 3:
        lesson.until, lesson.how = of.day(lesson.day, until - DAY), of.chance.choice(ways)
    elif stay.left:
        lesson.until, lesson.how = stay.left, "transferred"


# --- afterwards ------------------------------------------------------------------------------------------------


def _afterwards(of: _Imagination, file: File) -> None:
    left, last_day = file.stays[-1].left, of.world.last_day
    assert left is not None
    back = left + timedelta(days=of.chance.choice((15, 40, 100, 200)))
    comes_back = of.happens(0.3) and back <= last_day - 40 * DAY
    closes = not comes_back and of.happens(0.3) and left + 45 * DAY <= last_day
    file.closed = left + 45 * DAY if closes else None
    _visits_afterwards(of, file, left, before=back if comes_back else (file.closed or last_day + DAY))
    if comes_back and not file.children:
        _comes_back(of, file, back)


def _visits_afterwards(of: _Imagination, file: File, left: date, *, before: date) -> None:
    for milestone, days in MILESTONES.items():
        day = left + timedelta(days=days + of.chance.choice((-5, 0, 8)))
        if day < before and of.happens(0.6):
            via = of.chance.choice(("visit", "phone", "partner", "attempt"))
            result = "not_found" if via == "attempt" else of.chance.choice(FOUND)
            file.happenings.append(Happening(day=day, what="follow_up", key=milestone, detail=via, how=result))


def _comes_back(of: _Imagination, file: File, back: date) -> None:
    """In her own file, or in a new one by mistake, which is found out a month later and merged with the first."""
    if of.happens(0.6):
        stay = _stays(of, file, back, kind="readmission")
        if stay.left and stay.reason not in ENDS_FOR_EVER:
            _visits_afterwards(of, file, stay.left, before=of.world.last_day + DAY)
        return
    again = _file(of, file.centre, file.person, back)
    _stays(of, again, back)
    _merge(file, again, month_after(month_after(back) - DAY))


def _written_twice(of: _Imagination, file: File) -> None:
    """Somebody writes her arrival a second time; it is found out soon, and merged after some work was written there."""
    came = file.stays[0].came
    if came + 35 * DAY > of.world.last_day:
        return
    double = _file(of, file.centre, file.person, came)
    left = came + 2 * DAY
    stay = Stay(came=came, contact=came, source="ngo", setting="street", left=left)
    stay.reason, stay.quality = "case_error", "adverse"
    double.stays.append(stay)
    double.happenings += [_visit(of, came, left), _session(of, came, left)]
    double.closed = left
    _merge(double, file, month_after(month_after(came) - DAY))


def _merge(file: File, kept: File, on: date) -> None:
    file.merged_into, file.merged_on = kept, on
    kept.merged_here.append(file)


def _moves(of: _Imagination, code: str, to: str, first: date) -> None:
    """A girl leaves one house for another on the day on which the month is written down."""
    file = _file(of, code, _person(of, first), first)
    on = typing_day(first)
    stay = Stay(came=first, contact=first, source="ngo", setting="gold_site")
    stay.left, stay.reason, stay.quality = on, "transfer_centre", "planned_positive"
    file.stays.append(stay)
    _served(of, file, first, month_after(first) - DAY)
    for one in file.happenings:
        if one.what == "referral" and max(one.answered or on, one.received or on) > on:
            one.how, one.answered, one.received = "sent", None, None
    file.closed = on
    there = _file(of, to, file.person, on)
    there.level, there.comes_from, there.agrees = file.level, file, file.agrees
    there.stays.append(Stay(came=on, kind="readmission", contact=on, source="other_centre"))
    _served(of, there, on + DAY, of.world.last_day)
    _learns(of, there, there.stays[0])


# --- the house -------------------------------------------------------------------------------------------------


def _month_of_house(of: _Imagination, code: str, first: date) -> None:
    house, last = of.world.houses[code], month_after(first) - DAY
    for _ in range(of.chance.randint(0, 3)):
        answer = of.chance.choice(("accepted", "refused_no_place", "refused_no_place", "sent_elsewhere"))
        house.requests.append(Request(day=of.day(first, last), source=of.chance.choice(SOURCES), answer=answer))
    for _ in range(of.chance.randint(0, 2)):
        of.groups += 1
        day, theme = of.day(first, last), of.chance.choice(("rights", "trafficking", "emotions"))
        house.groups.append(GroupSession(number=of.groups, day=day, theme=theme, visitors=of.chance.randint(0, 6)))
    if of.happens(0.3):
        house.incidents.append(_incident(of, first, last))


def _goes_to_groups(of: _Imagination, file: File) -> None:
    for group in of.world.houses[file.centre].groups:
        is_here = any(stay.came <= group.day and (not stay.left or group.day <= stay.left) for stay in file.stays)
        if is_here and of.happens(0.6):
            file.happenings.append(Happening(day=group.day, what="group", how=of.chance.choice(CAME), group=group))
