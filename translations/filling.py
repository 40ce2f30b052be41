"""Translations handed in as lines of text, one a sentence, their cells parted by tabs.

    sentence                translation
    one     many            translation of one     translation of many
    m|sentence              translation when the person spoken about is a boy or a man

A line break inside a cell is written \\n. Lines that begin with # are notes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry

from centre_app.language import MASCULINE
from translations.checks import is_sound, sentences, set_well

MASCULINE_MARK = "m|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line. `plural` is None for a sentence without a count; `forms` holds one wording, or all those of a count."""

    number: int
    msgid: str
    plural: str | None
    context: str | None
    forms: tuple[str, ...]


def read_lines(text: str) -> list[Line]:
    """Return the lines of a file of translations; raise ValueError for one without a tab."""
    rows = enumerate(text.splitlines(), start=1)
    return [_line(number, row) for number, row in rows if row.strip() and not row.startswith("#")]


def fill(catalogue: Catalog, lines: Iterable[Line], code: str) -> list[str]:
    """Put translations into a catalogue; return a complaint for each line that fits no sentence of the program."""
    return [f"line {line.number}: {fault}" for line in lines if (fault := _fill_one(catalogue, line, code))]


def _line(number: int, row: str) -> Line:
    first, *others = (cell.replace("\\n", "\n") for cell in row.split("\t"))
    context = MASCULINE if first.startswith(MASCULINE_MARK) else None
    msgid = first.removeprefix(MASCULINE_MARK)
    match others:
        case [form]:
            return Line(number=number, msgid=msgid, plural=None, context=context, forms=(form,))
        case [plural, *forms]:
            return Line(number=number, msgid=msgid, plural=plural, context=context, forms=tuple(forms))
        case _:
            raise ValueError(f"line {number}: a tab parts a sentence from its translation")


def _fill_one(catalogue: Catalog, line: Line, code: str) -> str | None:
    """Put one translation in; return what is wrong with it, or None when nothing is."""
    plain = catalogue.get(line.msgid) or catalogue.get(line.msgid, line.context)  # English has no plain ones
    if plain is None:
        near = get_close_matches(line.msgid, [sentences(entry)[0] for entry in catalogue if entry.id], n=1)
        return f"the program does not say {line.msgid!r}" + (f"; the nearest is {near[0]!r}" if near else "")
    wanted = catalogue.num_plurals if plain.pluralizable else 1
    if plain.pluralizable != (line.plural is not None) or len(line.forms) != wanted:
        return f"{line.msgid!r} takes {'its plural and ' if plain.pluralizable else ''}{wanted} wording(s)"
    forms = tuple(set_well(form, code) for form in line.forms)
    filled = Entry(plain.id, forms if plain.pluralizable else forms[0], context=line.context)
    if not is_sound(filled):
        return f"{line.msgid!r} and its translation do not name the same {{parts}}"
    catalogue.delete(line.msgid, context=line.context)
    catalogue.add(filled.id, filled.string, locations=plain.locations, context=line.context)
    return None
