"""What happened in a network of invented centres: facts, before any register knows of them.

Everybody here is invented. A `File` is what one house writes of one person; she may have two, in two houses or by mistake.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

CHILDREN_ALONG = ("accompanying_child", "born_in_centre")


@dataclass(eq=False, slots=True, kw_only=True)
class Person:
    """Who somebody is. `born` is the first and the last day it may have been; `forms` of exploitation, the main one first."""

    number: int
    sex: str
    born: tuple[date, date] | None
    nationalities: tuple[str, ...] = ()
    legal_status: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


@dataclass(eq=False, slots=True, kw_only=True)
class Stay:
    """From the day she came to the day she left; `contact` is the day on which somebody first met her for it."""

    came: date
    kind: str = "emergency"
    contact: date | None = None
    source: str | None = None
    setting: str | None = None
    left: date | None = None
    reason: str | None = None
    quality: str | None = None


@dataclass(eq=False, slots=True, kw_only=True)
class GroupSession:
    """A session of a talk group, of the whole house."""

    number: int
    day: date
    theme: str
    visitors: int


@dataclass(eq=False, slots=True, kw_only=True)
class Happening:
    """Something that was done for her, or happened to her, on a day. What `key` and the others say depends on `what`."""

    day: date
    what: str
    key: str = ""
    detail: str = ""
    how: str = ""
    until: date | None = None
    amount: int = 0
    answered: date | None = None
    received: date | None = None
    group: GroupSession | None = None


@dataclass(eq=False, slots=True, kw_only=True)
class File:
    """What one house writes of one person.

    `comes_from` is her file in the house that she left by a transfer; `merged_into` the one kept when both were found to
    be one girl's. The files of her children stand in `children`, those of whom she gave birth to among them.
    """

    number: int
    centre: str
    person: Person
    opened: date
    stays: list[Stay] = field(default_factory=list)
    level: str | None = None
    happenings: list[Happening] = field(default_factory=list)
    children: list["File"] = field(default_factory=list)
    contact: date | None = None  # of somebody without a stay
    source: str | None = None
    setting: str | None = None
    closed: date | None = None
    comes_from: "File | None" = None
    merged_into: "File | None" = None
    merged_here: list["File"] = field(default_factory=list)
    merged_on: date | None = None
    is_typed_late: bool = False
    agrees: bool = False

    @property
    def is_childs(self) -> bool:
        """Whether it is of a child who came along or was born here, and nothing else."""
        return bool(self.stays) and all(stay.kind in CHILDREN_ALONG for stay in self.stays)


@dataclass(eq=False, slots=True, kw_only=True)
class Request:
    """Somebody asked a house for a place."""

    day: date
    source: str
    answer: str


@dataclass(eq=False, slots=True, kw_only=True)
class House:
    """What happened in a house and is nobody's alone."""

    requests: list[Request] = field(default_factory=list)
    groups: list[GroupSession] = field(default_factory=list)
    incidents: list[Happening] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class World:
    """All files of all centres, and the months they are told in."""

    codes: tuple[str, ...]
    months: list[date]
    files: list[File] = field(default_factory=list)
    houses: dict[str, House] = field(default_factory=dict)

    @property
    def first_day(self) -> date:
        return self.months[0]

    @property
    def last_day(self) -> date:
        return month_after(self.months[-1]) - timedelta(days=1)

    def every_file(self) -> Iterator[File]:
        """Yield all files, those of children behind their mother's."""
        for file in self.files:
            yield file
            yield from file.children


def month_after(day: date) -> date:
    """Return the first day of the next month."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def typing_day(first: date) -> date:
    """Return the day on which a month is written down: the second one of the next."""
    return month_after(first) + timedelta(days=1)
