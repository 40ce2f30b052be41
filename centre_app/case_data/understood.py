"""Whether a cell from elsewhere is what its field asks for: one of the standard's values, a day, a number, yes or no."""

import re
from datetime import date

from centre_app.case_data.mapping import CHECKBOX, ISO_639_2, NUMBER, SEVERAL, Field, StandardMapping
from centre_app.importing.remarks import Remark
from centre_app.language import N_

DATE = "Date"
YES_OR_NO = frozenset({"true", "false", "yes", "no", "1", "0", "vrai", "faux", "oui", "non"})
_LANGUAGE = re.compile(r"[a-z]{3}", re.ASCII)
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])", re.ASCII)  # as pseudonymised files have it


def remark_on(mapping: StandardMapping, asked: Field, cell: str) -> Remark | None:
    """Return what is wrong with a cell, or None. Spaces around a value are nobody's fault."""
    if asked.allowed:
        if all(value_of(mapping, asked, one) for one in parts_of(asked, cell)):
            return None
        return Remark(line=0, message=N_("The standard has no such value."))
    if asked.type == DATE and not _is_day(cell):
        return Remark(line=0, message=N_("This is no day as the standard writes it: 2026-03-15."))
    if asked.type == NUMBER and not cell.isdecimal():
        return Remark(line=0, message=N_("This is no number."))
    if asked.type == CHECKBOX and cell.casefold() not in YES_OR_NO:
        return Remark(line=0, message=N_("This is neither yes nor no."))
    return None


def parts_of(asked: Field, cell: str) -> list[str]:
    """Return the values of a cell: one, or several with ";" between them, or spaces, as surveys write them."""
    if asked.type != SEVERAL:
        return [cell.strip()]
    return [one for one in re.split(r"[;,\s]+", cell) if one]


def value_of(mapping: StandardMapping, asked: Field, written: str) -> str | None:
    """Return the standard's value for one that was written: exactly, in other capitals, or as a known misspelling."""
    meant = mapping.values_meant.get(written, written)
    if asked.values == ISO_639_2:  # the standard takes any of them, not only those that are spoken here
        return meant if _LANGUAGE.fullmatch(meant) else None
    by_letters = {value.casefold(): value for value in asked.allowed}
    return by_letters.get(meant.casefold())


def _is_day(cell: str) -> bool:
    try:
        return bool(_MONTH.fullmatch(cell) or date.fromisoformat(cell))
    except ValueError:
        return False
