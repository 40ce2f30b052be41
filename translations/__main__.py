"""The commands that keep the languages whole: see the package's docstring."""

import argparse
import sys
from pathlib import Path

from centre_app.language import SPEECHES
from translations import catalogue_path, languages
from translations.catalogue import at_the_catalogues, compile_catalogue, in_step, read, update, write
from translations.checks import findings
from translations.extraction import extract
from translations.filling import fill, read_lines

_FILE_HELP = """a file of translations, parted by tabs:
sentence, translation; or sentence, its plural, then each form; "m|" before the sentence for its masculine"""


def main(arguments: list[str]) -> int:
    """Run one command; return what the shell shall see."""
    asked = _parser().parse_args(arguments)
    match asked.command:
        case "extract":
            return _extract()
        case "update":
            return _update(prune=asked.prune)
        case "fill":
            return _fill(asked.file, asked.language)
        case "compile":
            return _compile()
        case _:
            return _status()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m translations", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("extract", help="list every sentence of the program")
    updating = commands.add_parser("update", help="bring the catalogues in step with the program")
    updating.add_argument("--prune", action="store_true", help="drop what the program no longer says")
    filling = commands.add_parser("fill", help="add translations")
    filling.add_argument("file", type=Path, help=_FILE_HELP)
    filling.add_argument("--language", default="fr", choices=sorted(SPEECHES))
    commands.add_parser("compile", help="write the .mo files that the program reads")
    commands.add_parser("status", help="list what is missing or wrong")
    return parser


def _extract() -> int:
    found = extract()
    for message in sorted(found.messages.values(), key=lambda message: message.msgid):
        _tell("\t".join([message.msgid, *([message.plural] if message.plural else []), ", ".join(message.files)]))
    return _complain(found.troubles)


def _update(*, prune: bool) -> int:
    with at_the_catalogues():
        found = extract()
        update(found, prune=prune)
    return _complain(found.troubles)


def _fill(file: Path, code: str) -> int:
    try:
        lines = read_lines(file.read_text(encoding="utf-8"))
    except ValueError as error:
        return _complain([f"{file.name}, {error}"])
    with at_the_catalogues():
        found = extract()
        update(found)
        catalogue = read(catalogue_path(code), code)
        complaints = fill(catalogue, lines, code)
        write(catalogue, catalogue_path(code))
    _tell(f"{len(lines) - len(complaints)} of {len(lines)} lines filled in.")
    return _complain([*found.troubles, *complaints])


def _compile() -> int:
    for code in languages():
        compile_catalogue(catalogue_path(code), code)
    return 0


def _status() -> int:
    """Compare the catalogues with the program as it is now, without writing anything."""
    found = extract()
    faults = list(found.troubles)
    for code in languages():
        catalogue = in_step(read(catalogue_path(code), code), found)
        faults += [f"{code}: {fault}" for fault in findings(catalogue, code)]
        _tell(f"{code}: {len(catalogue)} sentences, {len(catalogue.obsolete)} no longer said")
    return _complain(faults)


def _complain(complaints: list[str]) -> int:
    for complaint in complaints:
        _tell(complaint)
    return 1 if complaints else 0


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
