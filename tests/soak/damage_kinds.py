"""What can befall one file of a register: a flipped bit, a torn page, a cut, an empty file, a foreign one, none at all."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

PAGE = 4096
SECTOR = 512
SQLITE_JOURNAL = bytes.fromhex("d9d505f920a163d7")  # a journal that is to be rolled back begins so
Spoil = Callable[[Path, random.Random, Path], None]  # the file, chance, and the register of another house


def a_flipped_bit(file: Path, chance: random.Random, other: Path) -> None:
    octets = bytearray(file.read_bytes())
    octets[chance.randrange(len(octets))] ^= 1 << chance.randrange(8)
    file.write_bytes(octets)


def a_zeroed_page(file: Path, chance: random.Random, other: Path) -> None:
    octets = bytearray(file.read_bytes())
    at = chance.randrange(0, len(octets), PAGE)
    octets[at : at + PAGE] = bytes(len(octets[at : at + PAGE]))
    file.write_bytes(octets)


def a_page_of_noise(file: Path, chance: random.Random, other: Path) -> None:
    octets = bytearray(file.read_bytes())
    at = chance.randrange(0, len(octets), PAGE)
    octets[at : at + PAGE] = chance.randbytes(len(octets[at : at + PAGE]))
    file.write_bytes(octets)


def a_torn_page(file: Path, chance: random.Random, other: Path) -> None:
    """Of one page only some sectors hold what was written."""
    octets = bytearray(file.read_bytes())
    at = chance.randrange(0, len(octets), PAGE) + SECTOR * chance.randrange(1, PAGE // SECTOR)
    until = min(len(octets), at + SECTOR * chance.randrange(1, 4))
    octets[at:until] = bytes(max(0, until - at))
    file.write_bytes(octets)


def swapped_pages(file: Path, chance: random.Random, other: Path) -> None:
    octets = bytearray(file.read_bytes())
    pages = range(0, len(octets) - PAGE + 1, PAGE)
    if len(pages) < 2:
        a_cut(file, chance, other)
        return
    one, two = chance.sample(pages, 2)
    octets[one : one + PAGE], octets[two : two + PAGE] = octets[two : two + PAGE], octets[one : one + PAGE]
    file.write_bytes(octets)


def a_cut(file: Path, chance: random.Random, other: Path) -> None:
    octets = file.read_bytes()
    file.write_bytes(octets[: chance.randrange(1, len(octets))])


def a_cut_between_pages(file: Path, chance: random.Random, other: Path) -> None:
    octets = file.read_bytes()
    pages = len(octets) // PAGE
    file.write_bytes(octets[: PAGE * chance.randrange(1, pages)] if pages > 1 else octets[: len(octets) // 2])


def no_octets(file: Path, chance: random.Random, other: Path) -> None:
    file.write_bytes(b"")


def no_file(file: Path, chance: random.Random, other: Path) -> None:
    file.unlink()


def a_file_of_another_house(file: Path, chance: random.Random, other: Path) -> None:
    shutil.copy(other / file.name, file)


def a_file_of_another_part(file: Path, chance: random.Random, other: Path) -> None:
    """Another compartment's database of the same register stands under this name."""
    beside = [path for path in sorted(file.parent.glob("*.db")) if path != file]
    shutil.copy(chance.choice(beside), file)


def a_photograph(file: Path, chance: random.Random, other: Path) -> None:
    file.write_bytes(b"\xff\xd8\xff\xe0" + chance.randbytes(chance.randrange(PAGE, 9 * PAGE)))


def a_database_in_the_clear(file: Path, chance: random.Random, other: Path) -> None:
    file.unlink()
    plain = sqlite3.connect(file)
    plain.execute("CREATE TABLE persons (id TEXT PRIMARY KEY)")
    plain.commit()
    plain.close()


def a_strange_journal(file: Path, chance: random.Random, other: Path) -> None:
    """Noise stands in the journal beside a database, which begins as a true one does."""
    journal = file.with_name(f"{file.name}-journal")
    journal.write_bytes(SQLITE_JOURNAL * chance.randrange(2) + chance.randbytes(chance.randrange(SECTOR, 4 * PAGE)))


OF_A_DATABASE: dict[str, Spoil] = {
    "a flipped bit": a_flipped_bit,
    "a zeroed page": a_zeroed_page,
    "a page of noise": a_page_of_noise,
    "a torn page": a_torn_page,
    "two pages swapped": swapped_pages,
    "a cut": a_cut,
    "a cut between pages": a_cut_between_pages,
    "0 bytes": no_octets,
    "no file": no_file,
    "a file of another house": a_file_of_another_house,
    "another part's file": a_file_of_another_part,
    "a photograph": a_photograph,
    "a database in the clear": a_database_in_the_clear,
    "a strange journal": a_strange_journal,
}
OF_A_KEY_FILE: dict[str, Spoil] = {
    "a flipped bit": a_flipped_bit,
    "a cut": a_cut,
    "0 bytes": no_octets,
    "no file": no_file,
    "a file of another house": a_file_of_another_house,
    "a photograph": a_photograph,
}
