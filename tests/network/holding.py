"""What holds when: who is here, which file is open, what was done in time. Of the plain facts alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tests.network.world import File, Happening, Stay

DAY = timedelta(days=1)
NEVER = date.max


@dataclass(frozen=True, slots=True)
class Lived:
    """One stay, with the file it stands in."""

    file: File
    stay: Stay


def stays_of(files: Sequence[File]) -> Iterator[Lived]:
    """Yield all stays; one that stands in two files of a girl counts in the file that was kept."""
    for file in files:
        yield from (lived for stay in file.stays if not stands_twice(lived := Lived(file, stay)))


def stands_twice(lived: Lived) -> bool:
    kept = lived.file.merged_into
    return kept is not None and any(
        stay.came == lived.stay.came
        or (stay.came < (lived.stay.left or NEVER) and lived.stay.came < (stay.left or NEVER))
        for stay in kept.stays
    )


def is_here(stay: Stay, evening: date) -> bool:
    return stay.came <= evening and (stay.left is None or stay.left > evening)


def is_a_later_one(one: Lived, than: Lived) -> bool:
    """Say whether a stay is a later one of the same person in the same house."""
    is_hers = one.file.person is than.file.person and one.file.centre == than.file.centre
    return is_hers and one.stay is not than.stay and one.stay.came >= (than.stay.left or NEVER)


def closed(file: File) -> date:
    """The day on which a file was closed: that of an exit which ends it, or its own."""
    return file.closed or NEVER


def is_open(file: File, evening: date) -> bool:
    return file.opened <= evening < closed(file)


def one_with(file: File) -> list[File]:
    """A file that was kept, and those that were merged into it."""
    return [file, *file.merged_here]


def out_of_work(file: File) -> date | None:
    """The first day, thirty days after she came away from the work, on which this house saw her out of it."""
    kept = first = file.merged_into or file
    while first.comes_from:
        first = first.comes_from
    came = [stay.came for stay in (first if kept.comes_from else file).stays]
    if not came:
        return None
    then, files = min(came) + 30 * DAY, one_with(kept)
    is_here = any(stay.came <= then and (not stay.left or stay.left >= then) for other in files for stay in other.stays)
    visits = [one for other in files for one in other.happenings if one.what == "follow_up"]
    well = [one.day for one in visits if one.detail != "attempt" and one.how in ("stable", "fragile")]
    return min([*([then] if is_here else []), *(day for day in well if day >= then)], default=None)


def contact(stay: Stay) -> date:
    return stay.contact or stay.came


def came(one: Happening) -> bool:
    return one.how in ("present", "late")


def was_sent_on(file: File, found: date) -> bool:
    """Admitted here since, or sent to a shelter elsewhere."""
    return any(stay.came >= found for stay in file.stays) or any(
        one.what == "referral" and one.key == "shelter" and one.how not in ("draft", "cancelled") and one.day >= found
        for one in file.happenings
    )


def was_done(lived: Lived, what: Sequence[str], *, since: int, until: int) -> bool:
    """Say whether something was done in the days around the arrival; `what` is the kind, and the key where it matters."""
    first, last = lived.stay.came + since * DAY, lived.stay.came + until * DAY
    files = one_with(lived.file) if what[0] == "risk" else [lived.file]
    return any(
        one.what == what[0] and (len(what) < 2 or one.key == what[1]) and first <= one.day <= last
        for file in files
        for one in file.happenings
    )


def has(file: File, what: str, *, until: date) -> bool:
    return any(one.what == what and one.day <= until for other in one_with(file) for one in other.happenings)


def risks(file: File) -> list[Happening]:
    found = (one for other in one_with(file) for one in other.happenings if one.what == "risk")
    return sorted(found, key=lambda one: one.day)


def level(file: File, evening: date) -> str:
    """The level that was assessed last; "" when none was."""
    return next((one.key for one in reversed(risks(file)) if one.day <= evening), "")


def dangers(file: File) -> Iterator[Happening]:
    """Yield the assessments at which danger began."""
    before = ""
    for one in risks(file):
        if one.key in ("immediate", "high") and before not in ("immediate", "high"):
            yield one
        before = one.key


def has_kit(lived: Lived) -> bool:
    return any(one.what == "kit" and one.day >= lived.stay.came for one in lived.file.happenings)


def took_place(visit: Happening | None) -> bool:
    return visit is not None and visit.detail != "attempt" and visit.how != "not_found"
