"""The treatment round: which doses of a day are due, and each of them ticked off in one gesture."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from centre_app.choices.keys import DoseOutcome, DoseRound
from centre_app.records import Dose, Prescription
from centre_app.register import Register

# When a day's doses are given, by how many there are. More often than four times a day, the round is the nurse's own.
ROUNDS = MappingProxyType(
    {
        1: (DoseRound.MORNING,),
        2: (DoseRound.MORNING, DoseRound.EVENING),
        3: (DoseRound.MORNING, DoseRound.NOON, DoseRound.EVENING),
        4: (DoseRound.MORNING, DoseRound.NOON, DoseRound.EVENING, DoseRound.NIGHT),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One dose of a day. `dose` is what was ticked of it; None while nothing was."""

    prescription: Prescription
    day: date
    time_of_day: str
    dose: Dose | None

    @property
    def outcome(self) -> str | None:
        return self.dose.outcome if self.dose else None


def runs_on(prescription: Prescription, day: date) -> bool:
    """Say whether a treatment is to be taken on a day; its last day is one of them."""
    begun = prescription.from_on is not None and prescription.from_on <= day
    return begun and (prescription.to_on is None or day <= prescription.to_on)


def round_of(prescriptions: Iterable[Prescription], doses: Sequence[Dose], day: date) -> list[Due]:
    """Return the doses of a day, each treatment's from morning to night; what was ticked besides them stands there too."""
    ticked = {(dose.prescription_id, dose.time_of_day): dose for dose in doses if dose.due_on == day}
    return [
        Due(prescription=one, day=day, time_of_day=time, dose=ticked.get((one.id, time)))
        for one in prescriptions
        for time in _times(one, day, ticked)
    ]


def _times(prescription: Prescription, day: date, ticked: Iterable[tuple[str, str | None]]) -> list[str]:
    wanted = set(ROUNDS[min(max(prescription.times_per_day or 1, 1), 4)] if runs_on(prescription, day) else ())
    wanted |= {time for of, time in ticked if of == prescription.id and time}
    return [time for time in ROUNDS[4] if time in wanted]


def tick(register: Register, due: Due, outcome: str | None) -> Dose | None:
    """Write what became of a dose; None takes back what was ticked, and nothing is then known of it."""
    if outcome is None:
        if due.dose is not None:
            register.void(due.dose, reason="ticked by mistake")
        return None
    dose = due.dose or Dose(
        case_id=due.prescription.case_id,
        prescription_id=due.prescription.id,
        due_on=due.day,
        time_of_day=due.time_of_day,
    )
    by = register.acts_for if outcome == DoseOutcome.TAKEN else None
    return register.save(dataclasses.replace(dose, outcome=outcome, given_by=by), action="dose")[0]


def counted(prescription: Prescription, doses: Iterable[Dose]) -> Counter[str]:
    """Return how many doses of a treatment were ticked, by outcome."""
    return Counter(dose.outcome for dose in doses if dose.prescription_id == prescription.id and dose.outcome)
