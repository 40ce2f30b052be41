"""What the rows share while a benchmark runs: one temporary folder with each register made once, when first asked for."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from db.key_file import Argon2Cost
from tests.benchmarks.registers import a_register_of
from tests.makers import CHEAP


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Registers by their number of cases. Rows that write take a copy."""

    folder: Path
    _made: dict[tuple[int, Argon2Cost], Path] = field(default_factory=dict)

    def register_of(self, cases: int, *, cost: Argon2Cost = CHEAP) -> Path:
        if (cases, cost) not in self._made:
            inside = self.folder / f"{len(self._made)}"
            inside.mkdir()
            self._made[cases, cost] = a_register_of(cases, inside, cost=cost)
        return self._made[cases, cost]

    def copy_of(self, cases: int) -> Path:
        copy = self.new_folder() / "SEG.register"
        shutil.copytree(self.register_of(cases), copy)
        return copy

    def new_folder(self) -> Path:
        """Return an empty folder for one row's own files."""
        folder = self.folder / f"own-{len(list(self.folder.iterdir()))}"
        folder.mkdir()
        return folder
