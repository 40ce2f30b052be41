"""A language as a value: its words, and how it writes days, numbers, amounts and lists.

The screen and the paper may differ (the window in English, the care plan in French), so there is no current language:
whoever shows something holds a `Language` and asks it to `say`. Messages in the program are whole English sentences,
marked with `N_` where they are declared; the French stands in translations/fr/LC_MESSAGES/registre.po, and under `en`
what an English sentence that says she or her becomes when it speaks of a boy.

Start-up must not pay for Babel (22 ms): messages come from compiled catalogues through the standard library, and what
every screen shows (21/11/2026, lun., 14:32, 1 234, 25 %) has one shape a language and is written here. Names of months
and whole weekdays and the joining of lists come from CLDR, through Babel, imported when first asked for.
"""

import gettext
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from centre_app.folding import without_accents

DOMAIN = "registre"
TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"
SOURCE = "en"  # the language of the messages in the program: its catalogue holds only masculines
MASCULINE = "masculine"  # the gettext context of a message about a boy or a man
MALE = (
    "male"  # choices.keys.Sex.MALE, said again because the choices stand on this module; a test holds the two together
)

_OF = re.compile(r"\b(?P<d>[dD])e (?P<mark>(?:<b>)?)\{(?P<part>\w+)\}")  # French: "de {name}", bold or not

NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"  # between thousands in French, as CLDR has it


def N_(message: str) -> str:
    """Mark a message where it is declared, so that extraction finds it; `Language.say` translates it where shown."""
    return message


class CatalogueNotCompiled(RuntimeError):
    """The sentences of a language are not compiled: `main.py` does that before it starts the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """How one language is called, chosen and written.

    The table is ours and not CLDR's, because CLDR has no plural rules for several languages of Mali and no locale at
    all for some: a language is added here, with the locale whose formats it borrows, and one catalogue.
    """

    name: str  # in the language itself, as a person looks for it
    plurals: str  # gettext's Plural-Forms, written into a new catalogue
    locale: str  # the CLDR locale for the names of months and days, and for lists
    direction: str = "ltr"
    thousands: str
    decimal: str
    before_percent: str = ""
    weekdays: tuple[str, str, str, str, str, str, str]  # from Monday, in a few letters, as CLDR has them


SPEECHES = {
    "fr": Speech(
        name="Français",
        plurals="nplurals=2; plural=(n > 1);",
        locale="fr",
        thousands=NARROW_NO_BREAK,
        decimal=",",
        before_percent=NO_BREAK,
        weekdays=("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
    ),
    # English as it is written in West Africa: the day before the month.
    "en": Speech(
        name="English",
        plurals="nplurals=2; plural=(n != 1);",
        locale="en_GB",
        thousands=",",
        decimal=".",
        weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    ),
}


def available() -> list["Language"]:
    """Return the languages a person may choose, the first one first."""
    return [Language.of(code) for code in SPEECHES]


def for_paper(text: str) -> str:
    """Return text as ReportLab needs it: it would break a line at U+202F, which French numbers hold."""
    return text.replace(NARROW_NO_BREAK, NO_BREAK)


def sort_key(text: str) -> tuple[str, str]:
    """Return what to sort text by: accents and case count only between words that are otherwise the same.

    >>> sorted(["Zou", "Élise", "elise", "Eva"], key=sort_key)
    ['elise', 'Élise', 'Eva', 'Zou']
    """
    return without_accents(text), text.swapcase()


@dataclass(frozen=True, slots=True)
class Language:
    """One language, to show things in. `Language.of("fr")` gives one; two of the same code are equal."""

    code: str

    @staticmethod
    def of(code: str) -> "Language":
        """Return the language of a code ("fr", "en"); raise KeyError for one the program does not speak."""
        SPEECHES[code]
        return Language(code)

    @property
    def name(self) -> str:
        return SPEECHES[self.code].name

    @property
    def is_right_to_left(self) -> bool:
        return SPEECHES[self.code].direction == "rtl"

    # Words

    def say(self, message: str, *, sex: str | None = None, **parts: object) -> str:
        """Return a message in this language, its {parts} filled in after translation.

        `sex` is that of the person spoken about: for "male" the masculine wording is taken where there is one, else
        (and for everyone else) the plain one, which is feminine. A part that is a number, a day or a moment
        is written as this language writes it; hand a year or a code over as text.
        """
        catalogue = _catalogue(self.code)
        said = catalogue.pgettext(MASCULINE, message) if sex == MALE else message
        if said == message:
            said = catalogue.gettext(message)
        return self._filled(said, parts) if parts else said

    def say_n(self, one: str, many: str, n: int, *, sex: str | None = None, **parts: object) -> str:
        """Return the message that goes with a count, with {n} filled in: "1 bed", "12 beds"."""
        catalogue = _catalogue(self.code)
        said = catalogue.npgettext(MASCULINE, one, many, n) if sex == MALE else one
        if said in (one, many):
            said = catalogue.ngettext(one, many, n)
        return self._filled(said, {"n": n} | parts)

    def _filled(self, said: str, parts: dict[str, object]) -> str:
        written = self._written(parts)
        return (_elided(said, written) if self.code == "fr" else said).format(**written)

    def _written(self, parts: dict[str, object]) -> dict[str, object]:
        return {name: self._written_part(part) for name, part in parts.items()}

    def _written_part(self, part: object) -> object:
        match part:
            case datetime():
                return self.moment(part)
            case date():
                return self.day(part)
            case int() | float() if not isinstance(part, bool):
                return self.number(part)
            case _:
                return part

    # Days and hours

    def day(self, day: date) -> str:
        """Return a day as it is typed and read everywhere, in French and in English: 21/11/2026."""
        return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"

    def day_and_month(self, day: date) -> str:
        """Return a day whose year is plain from where it stands: 01/12."""
        return f"{day.day:02d}/{day.month:02d}"

    def written_day(self, day: date) -> str:
        """Return a day with its month in letters: "23 novembre 2026", "1er mai 2026"."""
        return self._first_of_month(_dates().format_date(day, "long", locale=self._locale))

    def long_day(self, day: date) -> str:
        """Return a day with its weekday: "lundi 23 novembre 2026"."""
        return self._first_of_month(_dates().format_date(day, "full", locale=self._locale))

    def month(self, day: date) -> str:
        """Return the month a day is in: "novembre 2026"."""
        return str(_dates().format_skeleton("yMMMM", day, locale=self._locale))

    def month_name(self, day: date) -> str:
        """Return the month without its year, where a calendar shows that apart: "novembre"."""
        return str(_dates().format_date(day, "LLLL", locale=self._locale))

    def month_short(self, day: date) -> str:
        """Return the month in a few letters: "nov."."""
        return str(_dates().format_date(day, "LLL", locale=self._locale))

    def weekday_short(self, day: date) -> str:
        """Return the weekday in a few letters: "lun.", "Mon"."""
        return SPEECHES[self.code].weekdays[day.weekday()]

    def clock(self, moment: datetime) -> str:
        """Return the hour of a moment on the laptop's clock: 14:32."""
        return _here(moment).strftime("%H:%M")

    def moment(self, moment: datetime) -> str:
        """Return a moment on the laptop's clock: "23/11/2026 à 14:32". One without a time zone is taken as it is."""
        # The parts are handed over as text; a day would come back here.
        return self.say(N_("{day} at {time}"), day=self.day(_here(moment)), time=self.clock(moment))

    def _first_of_month(self, text: str) -> str:
        """Say "1er" in French, which CLDR leaves at "1"."""
        if self.code != "fr":
            return text
        return " ".join("1er" if word == "1" else word for word in text.split(" "))

    # Numbers

    def number(self, number: float, *, decimals: int | None = None) -> str:
        """Return a number with its thousands parted: "1 234", "2,5". `decimals` fixes how many are shown."""
        speech = SPEECHES[self.code]
        plain = f"{number:,}" if decimals is None else f"{number:,.{decimals}f}"
        return plain.translate(str.maketrans(",.", speech.thousands + speech.decimal))

    def amount(self, fcfa: int) -> str:
        """Return a sum of money: "120 000 F CFA", on one line."""
        return f"{self.number(fcfa)}{NO_BREAK}F{NARROW_NO_BREAK}CFA"

    def percent(self, share: float, *, decimals: int = 0) -> str:
        """Return a share of one as a percentage: 0.25 is "25 %" in French, "25%" in English."""
        return f"{self.number(share * 100, decimals=decimals)}{SPEECHES[self.code].before_percent}%"

    def size(self, n_bytes: int) -> str:
        """Return the size of a file, in the thousands that a stick's label counts in: "3,4 Mo"."""
        if n_bytes < 1000:
            return self.say_n(N_("{n} byte"), N_("{n} bytes"), n_bytes)
        if n_bytes < 1_000_000:
            return self.say(N_("{n} KB"), n=self.number(round(n_bytes / 1000)))
        if n_bytes < 1_000_000_000:
            return self.say(N_("{n} MB"), n=self.number(n_bytes / 1_000_000, decimals=1))
        return self.say(N_("{n} GB"), n=self.number(n_bytes / 1_000_000_000, decimals=1))

    # Lists

    def list_of(self, items: Iterable[str]) -> str:
        """Return items as one reads them out: "a, b et c"; "" for none."""
        return _list_writer()(list(items), locale=self._locale)

    def sorted(self, texts: Iterable[str]) -> list[str]:
        """Return texts in the order of a dictionary, accents set aside."""
        return sorted(texts, key=sort_key)

    @property
    def _locale(self) -> str:
        return SPEECHES[self.code].locale


def _elided(said: str, parts: dict[str, object]) -> str:
    """Write "d’{name}" for "de {name}" where a vowel follows: nobody says "de Awa"."""

    def of(found: re.Match[str]) -> str:
        starts_with_vowel = without_accents(str(parts.get(found["part"], "")))[:1] in tuple("aeiou")
        return f"{found['d']}’{found['mark']}{{{found['part']}}}" if starts_with_vowel else found[0]

    return _OF.sub(of, said)


def _here(moment: datetime) -> datetime:
    return moment.astimezone() if moment.tzinfo else moment


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    """Return the compiled sentences of a language, read once."""
    try:
        with (TRANSLATIONS / code / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as compiled:
            return gettext.GNUTranslations(compiled)
    except FileNotFoundError:
        raise CatalogueNotCompiled(
            f"The sentences in {code!r} are not compiled; start the program with main.py."
        ) from None


# Babel is imported on first use: the first window shows nothing that needs it.


@cache
def _dates() -> Any:
    import babel.dates

    return babel.dates


@cache
def _list_writer() -> Callable[..., str]:
    from babel.lists import format_list

    return format_list
