"""What the keys of a report are called: choices, bands of age, centres, projects, organisations and places."""

from collections.abc import Mapping
from functools import cached_property

from centre_app import places
from centre_app.choices import choices, list_names
from centre_app.indicators.definition import Line, Unit, When
from centre_app.indicators.members import CEDEAO_NATIONAL, MALI, NO_ANSWER, OTHER_NATIONAL, UNKNOWN_AGE
from centre_app.indicators.report.numbers import BESIDES, SMALL, Cell
from centre_app.language import N_, NO_BREAK, Language
from centre_app.records import Centre, KnownPlace, Organisation, Project
from centre_app.register import Register

NO_DATA = "–"

CHAPTERS: Mapping[str, str] = {
    "A": N_("Who came, who stayed, who left"),
    "B": N_("Who was found, and where"),
    "C": N_("Protection and plans"),
    "D": N_("Health"),
    "E": N_("Psychosocial care"),
    "F": N_("School"),
    "G": N_("A trade and a living"),
    "H": N_("The law"),
    "I": N_("Family and exit"),
    "J": N_("After the exit"),
    "K": N_("Services and referrals"),
    "L": N_("Incidents"),
    "M": N_("The data themselves"),
}
SPLITS_SAID: Mapping[str, str] = {
    "sex": N_("By sex"),
    "band": N_("By age"),
    "centre": N_("By centre"),
    "region": N_("By region"),
    "exploitation": N_("By main exploitation"),
    "nationality": N_("By nationality"),
    "legal_status": N_("By legal status"),
    "key": N_("In detail"),
}
COUNTERS: Mapping[When, str] = {
    When.SERVED: N_("in the period"),
    When.NEW: N_("for the first time"),
    When.SO_FAR: N_("since the beginning"),
}
_NATIONALITIES = {MALI: N_("Mali"), CEDEAO_NATIONAL: N_("ECOWAS"), OTHER_NATIONAL: N_("Other countries")}
_LIST_OF = {"sex": "sex", "exploitation": "exploitation_form", "legal_status": "legal_status"}
_PLURAL_SEX = {"female": N_("Women and girls"), "male": N_("Men and boys")}


class Names:
    """How keys are called in one language, read from the register as they are needed."""

    def __init__(self, register: Register, language: Language) -> None:
        self._register, self._language = register, language

    def of(self, line: Line, split: str, key: str) -> str:
        """Return what a key of a split of a line is called."""
        if key == NO_ANSWER:
            return self._language.say(N_("Not written"))
        match split:
            case "key":
                return self._of_key(line, key)
            case "centre":
                return self.centre(key)
            case "region":
                return self._region(key)
            case "band":
                return band_said(key, self._language)
            case "nationality":
                return self._language.say(_NATIONALITIES[key]) if key in _NATIONALITIES else key
            case "sex":
                return self.sex(key)
        return choices(_LIST_OF[split]).label(key, self._language) if split in _LIST_OF else key

    def sex(self, key: str) -> str:
        return self._language.say(_PLURAL_SEX.get(key, N_("Not written")))

    def centre(self, centre_id: str) -> str:
        """Return the name of a centre; its code where that is all that is known here."""
        return self._centres.get(centre_id, "?")

    def _region(self, key: str) -> str:
        return places.place_name(key) if places.place(key) else self._language.say(N_("Not written"))

    def _of_key(self, line: Line, key: str) -> str:
        for name in line.lists:
            if name in list_names() and key in choices(name):
                return choices(name).label(key, self._language)
            if name in self._kept and key in self._kept[name]:
                return self._kept[name][key]
        return key

    @cached_property
    def _centres(self) -> dict[str, str]:
        return {one.id: one.name or one.code or "" for one in self._register.find(Centre)}

    @cached_property
    def _kept(self) -> dict[str, dict[str, str]]:
        """Return the names of what the register keeps itself: projects, organisations and places."""
        register = self._register
        return {
            "projects": {one.id: one.code or "" for one in register.find_open(Project)},
            "organisations": {one.id: one.acronym or one.name or "" for one in register.find_open(Organisation)},
            "known_places": {one.id: one.name or "" for one in register.find_open(KnownPlace)},
        }


def band_said(key: str, language: Language) -> str:
    """Return a band of age as a column head: "15–17", "60+"."""
    if key == UNKNOWN_AGE:
        return language.say(N_("Age unknown"))
    return key.replace("_plus", "+").replace("_", "–")


def line_title(line: Line, language: Language) -> str:
    """Return what a line is called; a counter of a service says which it is."""
    title = language.say(line.title)
    return f"{title}, {language.say(COUNTERS[line.when])}" if line.when in COUNTERS else title


def cell_said(cell: Cell, language: Language, *, applies: bool = True) -> str:
    """Return a cell as it is printed: 0, – for no data, n/a, "< 5", "*", a number."""
    if not applies:
        return language.say(N_("n/a"))
    match cell:
        case None:
            return NO_DATA
        case str():
            return f"<{NO_BREAK}5" if cell == SMALL else BESIDES
    return language.number(cell) if isinstance(cell, int) else language.number(cell, decimals=1)


def share_said(cell: Cell, language: Language) -> str:
    return language.percent(cell) if isinstance(cell, int | float) else ""


def measure_said(line: Line, language: Language) -> str:
    """Return what a number is of, where it is neither persons nor facts: "nights"."""
    return language.say(line.measure) if line.measure else ""


def number_said(line: Line, cell: Cell, language: Language, *, applies: bool = True, day: str | None = None) -> str:
    """Return the number of a line with what it is of; yes or no where that is what is told."""
    if line.unit is Unit.YES_NO and isinstance(cell, int | float) and applies:
        return language.say(N_("yes")) if cell else language.say(N_("no"))
    said = cell_said(cell, language, applies=applies)
    measure = measure_said(line, language)
    return f"{said} {measure}" if measure and isinstance(cell, int | float) else said
