"""The figures of a period as programs and people read them: JSON by choice keys, CSV with labels, text on a terminal.

As in the monthly report, nought is written 0, no data – and "does not apply" s.o. (n/a). In JSON an empty object is
nought, null is no data, and a figure that does not apply is the text "not_applicable".
"""

import csv
import io
import json

from centre_app.indicators.figures import FRANCS, Figure, Figures, name_of
from centre_app.language import N_, Language

NO_DATA = "–"
_NOT_APPLICABLE = "not_applicable"
_UNSAFE_STARTS = ("=", "+", "-", "@", "\t", "\r")


def as_json(figures: Figures) -> str:
    """Return one object a figure, keyed by choice keys."""
    return json.dumps(
        {figure.definition.key: _plain(figure) for figure in figures.figures}, ensure_ascii=False, indent=2
    )


def as_csv(figures: Figures, language: Language) -> str:
    """Return a line a number: figure, key, their names in the language, the number."""
    written = io.StringIO()
    table = csv.writer(written, delimiter=";", lineterminator="\r\n")
    table.writerow(
        ["figure", "key", language.say(N_("Figure")), language.say(N_("Of which")), language.say(N_("How many"))]
    )
    for figure in figures.figures:
        title = language.say(figure.definition.title)
        if not figure.counts:
            table.writerow([figure.definition.key, "", title, "", _nothing(figure, language)])
        for key, number in (figure.counts or {}).items():
            name = name_of(key, figure.definition, language)
            table.writerow([figure.definition.key, _as_words(key), title, _as_words(name), number])
    return written.getvalue()


def as_text(figures: Figures, language: Language) -> str:
    """Return the figures to be read on a terminal, each with its total."""
    lines = [language.say(N_("Figures from {first} to {last}"), first=figures.from_, last=figures.to)]
    for figure in figures.figures:
        title = language.say(figure.definition.title)
        lines += ["", f"{title}  {_number(figure.total, figure, language)}"]
        for key, number in (figure.counts or {}).items():
            lines.append(f"    {_number(number, figure, language):>12}  {name_of(key, figure.definition, language)}")
    return "\n".join(lines)


def _plain(figure: Figure) -> object:
    if not figure.applies:
        return _NOT_APPLICABLE
    return None if figure.counts is None else dict(figure.counts)


def _number(number: int | None, figure: Figure, language: Language) -> str:
    if number is None:
        return _nothing(figure, language)
    return language.amount(number) if figure.definition.unit == FRANCS else language.number(number)


def _nothing(figure: Figure, language: Language) -> str:
    if not figure.applies:
        return language.say(N_("n/a"))
    return NO_DATA if figure.counts is None else "0"


def _as_words(text: str) -> str:
    """Keep a spreadsheet from calculating what a person wrote (a region in her words may begin with "=")."""
    return f"'{text}" if text.startswith(_UNSAFE_STARTS) else text
