"""The files in the list of the receiving page, and what became of each. One that lies there twice is received once."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from centre_app.exchange.inbox import Arrived
from centre_app.language import N_, Language
from ui.pages.receive.work import Taken


class Listed:
    def __init__(self) -> None:
        self._taken: dict[Path, Taken] = {}

    def __bool__(self) -> bool:
        return bool(self._taken)

    def __contains__(self, file: Path) -> bool:
        return file in self._taken

    def __iter__(self) -> Iterator[Taken]:
        return iter(self._taken.values())

    def arrived(self, file: Path) -> Arrived:
        return self._taken[file].arrived

    def clear(self) -> None:
        self._taken.clear()

    def put(self, one: Taken) -> None:
        self._taken[one.arrived.file] = one

    def put_received(self, one: Taken) -> Taken:
        """Put what became of a file, and return it: what had waited is where it lies on the stick, when that is listed."""
        file = one.arrived.file
        if file not in self._taken:
            file = next((known.arrived.file for known in self if known.arrived.digest == one.arrived.digest), file)
        shown = replace(one, arrived=replace(one.arrived, file=file))
        self.put(shown)
        return shown

    def same_as(self, file: Path) -> Path | None:
        """Return the file before this one in the list that is the same, letter by letter, or became the same bundle."""
        this = self.arrived(file)
        first = next(one.arrived.file for one in self if _are_one(one.arrived, this))
        return first if first != file else None

    @property
    def ready(self) -> list[Arrived]:
        """What may be received, each once."""
        found = (one.arrived for one in self if one.arrived.may_be_received)
        return [arrived for arrived in found if self.same_as(arrived.file) is None]

    @property
    def refused(self) -> int:
        """How many are refused, each once."""
        found = (one.arrived for one in self if one.arrived.is_refused)
        return sum(self.same_as(arrived.file) is None for arrived in found)

    def said(self, language: Language) -> str:
        """Say how it stands with all: who reads this alone must not take a refusal for done."""
        if self.ready:
            return language.say(N_("Nothing has been written yet. Before anything is, a backup is made."))
        if self.refused:
            return language.say_n(
                N_("{n} file is refused and nothing of it is here: call the centre, it must send it again."),
                N_("{n} files are refused and nothing of them is here: call the centres, they must send them again."),
                self.refused,
            )
        return language.say(N_("Everything that could be received is received."))

    def to_look_at_again(self, received: Sequence[Taken]) -> list[Path]:
        """Return the files of which more may be known now: those that wait, and those that are the same as what came in."""
        digests, files = {one.arrived.digest for one in received}, {one.arrived.file for one in received}
        return [
            one.arrived.file
            for one in self
            if one.arrived.waits or (one.arrived.digest in digests and one.arrived.file not in files)
        ]


def _are_one(one: Arrived, other: Arrived) -> bool:
    if one.file == other.file or (one.digest and one.digest == other.digest):
        return True
    return one.received is not None and other.received is not None and one.received.id == other.received.id
