"""Which months came from which centre, which are missing, and where a director has come back in: headquarters' board."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from centre_app.dates import months_after
from centre_app.exchange.line import newest_of, received_from
from centre_app.exchange.partners import centres_of
from centre_app.exchange.receive import Refused, refused_files
from centre_app.exchange.waiting import Waiting, waiting
from centre_app.questions import moment_of, moment_text
from centre_app.records import Bundle, Card, MonthReport, StaffMember
from centre_app.register import Register, as_problems
from centre_app.roles import keeps_own
from db import queries

RECEIVED = "received"
WITH_LATER = "with_later"  # no bundle came in its name, and its closed report came with the bundle of a later month
WAITING = "waiting"  # it is here, and one before it is not
REFUSED = "refused"  # what came in its name could not be believed
MISSING = "missing"
NOT_YET = "not_yet"  # the month is not over, or the centre was not enrolled then
WITH_PAPER, WITH_HEADQUARTERS, WITH_DEPUTY = "recover_with_paper", "recover_with_headquarters", "reset"
REMARKED_FOR = timedelta(days=62)  # until two more bundles have come
SENT_UNTIL_DAY = 5  # of the month after; until then nobody is late


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One centre and its months, by the first day of each; `numbers` are the bundles that came in a month's name.

    Of a month whose report came WITH_LATER, `numbers` is the one bundle that brought it.

    `latest` has the highest number, `last_contact` is when anything of it was received last.
    """

    centre: Card
    states: Mapping[date, str]
    numbers: Mapping[date, tuple[int, ...]]
    waiting: tuple[Waiting, ...]
    latest: Bundle | None
    last_contact: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComeBack:
    """A centre whose director had forgotten, and came back: `way` is WITH_PAPER, WITH_HEADQUARTERS or WITH_DEPUTY."""

    code: str
    way: str
    at: datetime


def came_back(register: Register) -> list[ComeBack]:
    """Return where a director came back lately, the newest first: somebody should call and ask whether it was her."""
    codes = {centre.of_centre_id: centre.code or "" for centre in centres_of(register)}
    ways = (WITH_PAPER, WITH_HEADQUARTERS, WITH_DEPUTY)
    with as_problems():
        lines = queries.received_acts(register.vault, ways, since=moment_text(register.now - REMARKED_FOR))
    return [
        ComeBack(code=codes[line["centre_id"]], way=line["action"], at=moment_of(line["at"]))
        for line in lines
        if line["centre_id"] in codes and (line["action"] != WITH_DEPUTY or _is_director(register, line["record_id"]))
    ]


def _is_director(register: Register, staff_id: str) -> bool:
    """Say whether somebody at a centre keeps its keys; whoever else forgets is the centre's own affair."""
    member = register.get(StaffMember, staff_id)
    return member is not None and keeps_own(member.roles or ())


def months_until(today: date, how_many: int = 12) -> list[date]:
    """Return the first days of the last months, the present one last."""
    numbers = range(today.year * 12 + today.month - how_many, today.year * 12 + today.month)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def board(register: Register, months: Sequence[date]) -> list[Line]:
    """Return one line a centre, in the order of their codes."""
    beside = _Beside(
        waiting=tuple(waiting(register)), refused=tuple(refused_files(register)), closed=_closed_months(register)
    )
    return [_line(register, centre, beside, months) for centre in centres_of(register)]


def missing_months(line: Line) -> list[date]:
    """Return the months that should be here and are not."""
    return [month for month, state in line.states.items() if state in (MISSING, REFUSED)]


def days_late(line: Line, today: date) -> int:
    """Return for how many days the oldest missing month has been awaited; 0 when none is missing."""
    missing = missing_months(line)
    return (today - _awaited_until(missing[0])).days if missing else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """The files of all centres that stand beside the register."""

    waiting: tuple[Waiting, ...]
    refused: tuple[Refused, ...]
    closed: frozenset[tuple[str, str]]  # of which centre which month's report is here


def _closed_months(register: Register) -> frozenset[tuple[str, str]]:
    stored = register.as_stored
    rows = stored.rows(MonthReport, ("centre_id", "month")) if stored.can_open(MonthReport) else []
    return frozenset((str(row["centre_id"]), str(row["month"])) for row in rows)


def _line(register: Register, centre: Card, beside: _Beside, months: Sequence[date]) -> Line:
    bundles = received_from(register, centre.of_centre_id or "")
    numbers: dict[date, tuple[int, ...]] = dict.fromkeys(months, ())
    for bundle in sorted(bundles, key=lambda one: one.seq or 0):
        if bundle.month in numbers:
            numbers[bundle.month] = (*numbers[bundle.month], bundle.seq or 0)
    since = min([centre.words_checked_on or date.max, *(bundle.month for bundle in bundles if bundle.month)])
    waits = tuple(one for one in beside.waiting if one.code == centre.code)
    # a name may say anything: of a month before the centre was known nothing is awaited
    refused = [one.month for one in beside.refused if one.code == centre.code and one.month >= since.replace(day=1)]
    marked = dict.fromkeys(refused, REFUSED)
    marked |= {one.month: WAITING for one in waits}
    later = _with_later(centre, bundles, months, beside)
    numbers |= {month: numbers[month] or (seq,) for month, seq in later.items()}
    return Line(
        centre=centre,
        states={
            month: WITH_LATER
            if month in later
            else RECEIVED
            if numbers[month]
            else marked.get(month) or _state(month, since, register.today)
            for month in months
        },
        numbers=numbers,
        waiting=waits,
        latest=newest_of(bundles),
        last_contact=max((bundle.received_at for bundle in bundles if bundle.received_at), default=None),
    )


def _with_later(centre: Card, bundles: Sequence[Bundle], months: Sequence[date], beside: _Beside) -> dict[date, int]:
    """Return the months of which no bundle came and the closed report did, with the first bundle that can have held it."""
    named = {bundle.month for bundle in bundles}
    numbers = sorted((bundle.seq or 0, bundle.month) for bundle in bundles if bundle.month)
    found = {}
    for month in months:
        is_closed = (centre.of_centre_id or "", month.isoformat()) in beside.closed
        after = [seq for seq, of_month in numbers if of_month > month]
        if is_closed and after and month not in named:
            found[month] = after[0]
    return found


def _state(month: date, since: date, today: date) -> str:
    return MISSING if since.replace(day=1) <= month and today > _awaited_until(month) else NOT_YET


def _awaited_until(month: date) -> date:
    """Return the last day on which a month may still come without being late."""
    return months_after(month, 1).replace(day=SENT_UNTIL_DAY)
