"""A pregnancy and the birth that ends it, as the nurse keeps them; her profile says the same of both at once.

That there was a birth, everyone knows (`BirthAtCentre`, births.py).
"""

import dataclasses
from collections.abc import Iterator

from centre_app.dates import DAY
from centre_app.pregnancy import expected_on, is_going_on
from centre_app.questions import Record
from centre_app.records import BirthAtCentre, Delivery, HealthProfile, Pregnancy
from centre_app.register import Register


def write_pregnancy(register: Register, pregnancy: Pregnancy) -> Pregnancy:
    """Write a pregnancy, and in her profile whether she is pregnant. One act. Raises NotSaved."""
    saved: list[Record] = register.save(pregnancy, *_profile_after(register, pregnancy))
    return next(record for record in saved if isinstance(record, Pregnancy))


def begin(register: Register, birth: BirthAtCentre) -> Delivery:
    """Return the delivery of a birth as it will be filled in: with its place, and the pregnancy that it ended."""
    going_on = [one for one in register.find_open(Pregnancy, case_id=birth.case_id) if is_going_on(one)]
    return Delivery(
        case_id=birth.case_id,
        birth_id=birth.id,
        pregnancy_id=going_on[-1].id if going_on else None,
        facility=birth.place,
    )


def write_delivery(register: Register, delivery: Delivery) -> Delivery:
    """Write a delivery; the pregnancy it belongs to is over with it. One act. Raises NotSaved."""
    written: list[Record] = [delivery]
    pregnancy = register.get(Pregnancy, delivery.pregnancy_id)
    if pregnancy is not None and is_going_on(pregnancy):
        ended = _ended(register, pregnancy, delivery)
        written += [ended, *_profile_after(register, ended)]
    saved = register.save(*written, action="delivery")
    return next(record for record in saved if isinstance(record, Delivery))


def _ended(register: Register, pregnancy: Pregnancy, delivery: Delivery) -> Pregnancy:
    birth = register.get(BirthAtCentre, delivery.birth_id)
    day = delivery.born_at.date() if delivery.born_at else None
    if day is None and birth is not None and birth.born is not None and birth.born.precision == DAY:
        day = birth.born.first
    outcome = birth.outcome if birth is not None and birth.outcome else "unknown"
    return dataclasses.replace(pregnancy, outcome=outcome, ended_on=day, next_on=None)


def _profile_after(register: Register, pregnancy: Pregnancy) -> Iterator[HealthProfile]:
    """Yield her profile where it says something else of this pregnancy; of one long past it says nothing."""
    profile = register.only_open(HealthProfile, case_id=pregnancy.case_id)
    pregnant = is_going_on(pregnancy)
    if profile is None:
        profile = HealthProfile(case_id=pregnancy.case_id) if pregnant else None
    others = [one for one in register.find_open(Pregnancy, case_id=pregnancy.case_id) if one.id != pregnancy.id]
    if profile is None or (not pregnant and any(is_going_on(one) for one in others)):
        return
    due_on = (pregnancy.due_on or expected_on(pregnancy.last_period)) if pregnant else None
    if (bool(profile.is_pregnant), profile.due_on) != (pregnant, due_on):
        reasons = {name: why for name, why in profile.missing.items() if name not in ("is_pregnant", "due_on")}
        yield dataclasses.replace(profile, is_pregnant=pregnant, due_on=due_on, missing=reasons)
