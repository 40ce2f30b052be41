"""Whether the nights tie: who is called present and away, against the stays that cover each night and the beds given.

On every night those present and those away are together all open stays, each of them is answered once, and whoever is
present has a bed, or says in words where she sleeps.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from centre_app.records import Stay
from centre_app.register import Register, as_problems
from db import nights as asked
from db.vault import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class BedNight:
    """One night of the house, in stays. `was_called` says that the roll was called, by `called_by`.

    `unanswered` are open stays that nobody answered for; `in_bed` and `without_bed` part those present, `in_words` of the
    latter say where they sleep; `beds_held` are kept for those away. `outside` are answers for whoever was not here that
    night, `twice` answers beyond the first for one stay, `beds_of_nobody` beds given to stays that do not cover the night.
    """

    night: date
    stays: int
    present: int
    away: int
    unanswered: int
    in_bed: int
    without_bed: int
    in_words: int
    beds_held: int
    outside: int
    twice: int
    beds_of_nobody: int
    was_called: bool
    called_by: str | None

    @property
    def ties(self) -> bool:
        """Say whether nothing of this night speaks against anything else."""
        is_complete = not self.unanswered and self.present + self.away == self.stays
        has_beds = self.without_bed == self.in_words and not self.beds_of_nobody
        return is_complete and has_beds and not self.outside and not self.twice


@as_problems()
def bed_nights(register: Register, first: date, last: date) -> list[BedNight]:
    """Return each night from the first to the last, both included; nothing where stays are kept for others."""
    if not register.can_open(Stay):
        return []
    span = register.vault, register.centre_id, first.isoformat(), last.isoformat()
    stays = {row["id"]: row for row in asked.stays_over(*span)}
    beds = asked.beds_over(*span)
    calls = {row["night"]: row for row in asked.calls_over(*span)}
    marks: dict[str, list[Row]] = {}
    for row in asked.marks_over(*span):
        marks.setdefault(row["night"], []).append(row)
    nights = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [_of_night(night, stays, beds, marks.get(night.isoformat(), []), calls) for night in nights]


def _of_night(
    night: date, stays: Mapping[str, Row], beds: Iterable[Row], marks: list[Row], calls: Mapping[str, Row]
) -> BedNight:
    shown = night.isoformat()
    here = {key for key, stay in stays.items() if _covers(stay["admitted_on"], stay["ended_on"], shown)}
    given = {bed["stay_id"] for bed in beds if _covers(bed["from_on"], bed["to_on"], shown)}
    answered = Counter(mark["stay_id"] for mark in marks if mark["present"] is not None)
    present = {mark["stay_id"] for mark in marks if mark["present"]} & here
    away = (answered.keys() & here) - present
    without = present - given
    call = calls.get(shown)
    return BedNight(
        night=night,
        stays=len(here),
        present=len(present),
        away=len(away),
        unanswered=len(here - answered.keys()),
        in_bed=len(present & given),
        without_bed=len(without),
        in_words=sum(bool(stays[key]["room_in_words"]) for key in without),
        beds_held=len(away & given),
        outside=len(answered.keys() - here),
        twice=sum(times - 1 for times in answered.values()),
        beds_of_nobody=len(given - here),
        was_called=call is not None,
        called_by=call["taken_by"] if call is not None else None,
    )


def _covers(first: str | None, last: str | None, night: str) -> bool:
    return first is not None and first <= night and (last is None or last > night)


@dataclass(frozen=True, slots=True, kw_only=True)
class BedNights:
    """A span of nights added up."""

    stays: int
    present: int
    away: int
    unanswered: int
    in_bed: int
    not_tied: int

    @classmethod
    def of(cls, nights: Iterable[BedNight]) -> "BedNights":
        nights = list(nights)
        return cls(
            stays=sum(night.stays for night in nights),
            present=sum(night.present for night in nights),
            away=sum(night.away for night in nights),
            unanswered=sum(night.unanswered for night in nights),
            in_bed=sum(night.in_bed for night in nights),
            not_tied=sum(not night.ties for night in nights),
        )
