"""What every line that is counted slowly begins with: the files and stays of some centres, and hits of them."""

from collections.abc import Iterator, Sequence
from datetime import date

from tests.network import holding
from tests.network.holding import NEVER, Lived
from tests.network.tables import (
    Cells,
    Counting,
    Hit,
    cells,
    persons,
)
from tests.network.world import CHILDREN_ALONG, File, Happening, World

Report = dict[tuple[str, str], Cells]


class Telling:
    """All lines of some centres between two days, both counted."""

    def __init__(self, world: World, centres: Sequence[str], first: date, last: date) -> None:
        self.world, self.centres, self.first, self.last = world, centres, first, last
        self.every = [file for file in world.every_file() if file.centre in centres]
        self.files = [file for file in self.every if not file.is_childs]
        self.stays = [lived for lived in holding.stays_of(self.every) if lived.stay.kind not in CHILDREN_ALONG]
        self.childrens = [lived for lived in holding.stays_of(self.every) if lived.stay.kind in CHILDREN_ALONG]
        self.lines: Report = {}

    def put(self, code: str, key: str, hits: Iterator[Hit] | Sequence[Hit], counting: Counting, *splits: str) -> None:
        """Count one line, of hits on any day: those out of the period are left out."""
        self.lines[code, key] = cells((hit for hit in hits if self.first <= hit.day <= self.last), counting, splits)

    def put_service(self, code: str, hits: Sequence[Hit], *splits: str) -> None:
        """Count persons of the period, those of them who are new, and all until its end. A hit of what lasts has its days."""
        until_now = [hit for hit in hits if hit.day <= self.last]
        self.put(code, "S", until_now, persons, *splits)
        before = {id(hit.person) for hit in until_now if hit.day < self.first}
        self.put(code, "N", [hit for hit in until_now if id(hit.person) not in before], persons, *splits)
        self.lines[code, "C"] = cells(until_now, persons, splits)

    def done(self, *whats: str, files: Sequence[File] | None = None) -> Iterator[tuple[File, Happening]]:
        """Yield what happened of some kinds, with the file it stands in."""
        for file in self.files if files is None else files:
            yield from ((file, one) for one in file.happenings if one.what in whats)

    def exits(self) -> list[Lived]:
        return [one for one in self.stays if one.stay.left]

    def counted_files(self) -> list[File]:
        """The files that are one: of two that were merged, the one that was kept."""
        return [file for file in self.files if file.merged_into is None]

    def of(self, lived: Lived, *, on: date | None = None, key: str | None = None) -> Hit:
        return Hit(lived.file.person, on or lived.stay.came, lived.file.centre, key or "no_answer")

    def leaves(self, lived: Lived, *, key: str | None = None) -> Hit:
        left = lived.stay.left or NEVER
        return Hit(lived.file.person, left, lived.file.centre, key or "no_answer", (left - lived.stay.came).days)

    def hit(self, file: File, told: Happening, *, day: date | None = None, key: str = "", amount: float = 1) -> Hit:
        return Hit(file.person, day or told.day, file.centre, key or told.key or "no_answer", amount)
