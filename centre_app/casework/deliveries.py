"""What the nurse keeps of a birth. That there was one, everyone knows (`BirthAtCentre`); this closes the pregnancy too."""

import dataclasses

from centre_app.dates import DAY
from centre_app.pregnancy import is_going_on
from centre_app.questions import Record
from centre_app.records import BirthAtCentre, Delivery, Pregnancy
from centre_app.register import Register


def begin(register: Register, birth: BirthAtCentre) -> Delivery:
    """Return the delivery of a birth as it will be filled in: with its place, and the pregnancy that it ended."""
    pregnancy = _going_on(register, birth.case_id)
    return Delivery(
        case_id=birth.case_id,
        birth_id=birth.id,
        pregnancy_id=pregnancy.id if pregnancy else None,
        facility=birth.place,
    )


def write_delivery(register: Register, delivery: Delivery) -> Delivery:
    """Write a delivery; the pregnancy it belongs to is over with it. One act. Raises NotSaved."""
    written: list[Record] = [delivery]
    pregnancy = register.get(Pregnancy, delivery.pregnancy_id)
    if pregnancy is not None and is_going_on(pregnancy):
        written.append(_ended(register, pregnancy, delivery))
    saved = register.save(*written, action="delivery")
    return next(record for record in saved if isinstance(record, Delivery))


def _ended(register: Register, pregnancy: Pregnancy, delivery: Delivery) -> Pregnancy:
    birth = register.get(BirthAtCentre, delivery.birth_id)
    day = delivery.born_at.date() if delivery.born_at else None
    if day is None and birth is not None and birth.born is not None and birth.born.precision == DAY:
        day = birth.born.first
    return dataclasses.replace(pregnancy, outcome=birth.outcome if birth else None, ended_on=day, next_on=None)


def _going_on(register: Register, case_id: str) -> Pregnancy | None:
    going_on = [one for one in register.find_open(Pregnancy, case_id=case_id) if is_going_on(one)]
    return going_on[-1] if going_on else None
