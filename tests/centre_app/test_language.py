"""A Language says the program's sentences, and writes days, numbers, sums and lists as people read them."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from babel.dates import format_skeleton

from centre_app import language as language_module
from centre_app.language import SPEECHES, CatalogueNotCompiled, Language, available, for_paper, sort_key
from translations import catalogue_path
from translations.catalogue import compile_catalogue, in_step, read, write
from translations.extraction import Extracted
from translations.filling import fill, read_lines

FRENCH = Language.of("fr")
ENGLISH = Language.of("en")
MONDAY = date(2026, 11, 23)
ENGLISH_LINES = """\
m|Her file	His file
m|{n} child with her	{n} children with her	{n} child with him	{n} children with him
"""
LINES = """\
Her file	Son dossier
{n} child with her	{n} children with her	{n} enfant avec elle	{n} enfants avec elle
Save	Enregistrer
Admitted	Accueillie
m|Admitted	Accueilli
Left on {on}.	Partie le {on}.
Plan of <b>{name}</b>	Projet de <b>{name}</b>
{n} bed	{n} beds	{n} lit	{n} lits
{n} girl admitted	{n} girls admitted	{n} accueillie	{n} accueillies
m|{n} girl admitted	{n} girls admitted	{n} accueilli	{n} accueillis
"""


@pytest.fixture
def french(tmp_path, monkeypatch):
    """A French and an English of a few sentences, so that these tests do not lean on the program's own."""
    extracted = Extracted()
    for line in read_lines(LINES):
        extracted.add(line.msgid, line.plural, place="main.py:1")
    for code, text in (("fr", LINES), ("en", ENGLISH_LINES)):
        catalogue = in_step(read(tmp_path / "none.po", code), extracted)
        assert fill(catalogue, read_lines(text), code) == []
        path = catalogue_path(code, tmp_path)
        write(catalogue, path)
        compile_catalogue(path, code)
    monkeypatch.setattr(language_module, "TRANSLATIONS", tmp_path)
    language_module._catalogue.cache_clear()
    yield FRENCH
    language_module._catalogue.cache_clear()


# Words


def test_a_language_says_a_sentence_in_its_own_words(french):
    assert (french.say("Save"), ENGLISH.say("Save")) == ("Enregistrer", "Save")


def test_a_sentence_without_a_translation_is_said_in_english(french):
    assert french.say("Never seen") == "Never seen"


@pytest.mark.parametrize("sex", ["female", "unknown", "intersex", None])
def test_a_sentence_about_a_person_is_feminine_unless_he_is_male(french, sex):
    assert french.say("Admitted", sex=sex) == "Accueillie"


def test_a_sentence_about_a_boy_is_masculine(french):
    assert french.say("Admitted", sex="male") == "Accueilli"


def test_a_sentence_without_a_masculine_is_said_plainly_about_a_boy(french):
    assert french.say("Save", sex="male") == "Enregistrer"
    assert french.say_n("{n} bed", "{n} beds", 2, sex="male") == "2 lits"


def test_english_speaks_of_a_boy_where_a_sentence_says_she_or_her(french):
    assert (ENGLISH.say("Her file", sex="male"), ENGLISH.say("Her file", sex="female")) == ("His file", "Her file")
    assert ENGLISH.say_n("{n} child with her", "{n} children with her", 2, sex="male") == "2 children with him"
    assert ENGLISH.say_n("{n} child with her", "{n} children with her", 1) == "1 child with her"


def test_a_boy_makes_no_other_difference_in_english(french):
    assert ENGLISH.say("Admitted", sex="male") == "Admitted"
    assert ENGLISH.say_n("{n} bed", "{n} beds", 2, sex="male") == "2 beds"


@pytest.mark.parametrize(("n", "said"), [(0, "0 lit"), (1, "1 lit"), (2, "2 lits"), (1200, "1\u202f200 lits")])
def test_french_counts_from_two(french, n, said):
    assert french.say_n("{n} bed", "{n} beds", n) == said


@pytest.mark.parametrize(("n", "said"), [(0, "0 beds"), (1, "1 bed"), (2, "2 beds")])
def test_english_counts_all_but_one(n, said):
    assert ENGLISH.say_n("{n} bed", "{n} beds", n) == said


def test_a_count_of_boys_is_masculine(french):
    assert french.say_n("{n} girl admitted", "{n} girls admitted", 3, sex="male") == "3 accueillis"


def test_a_day_in_a_sentence_is_written_as_the_language_writes_it(french):
    assert french.say("Left on {on}.", on=MONDAY) == "Partie le 23/11/2026."


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Awa", "Projet d’<b>Awa</b>"),
        ("Élise", "Projet d’<b>Élise</b>"),
        ("Ɛlisabɛti", "Projet d’<b>Ɛlisabɛti</b>"),
        ("Kadidia", "Projet de <b>Kadidia</b>"),
        ("Hawa", "Projet de <b>Hawa</b>"),
        ("", "Projet de <b></b>"),
    ],
)
def test_french_drops_the_e_of_de_before_a_vowel(french, name, said):
    assert french.say("Plan of <b>{name}</b>", name=name) == said


def test_english_says_of_whatever_follows():
    assert ENGLISH.say("Side {name}", name="Awa") == "Side Awa"


def test_a_truth_in_a_sentence_is_not_taken_for_a_number():
    assert ENGLISH.say("{it}", it=True) == "True"


def test_braces_without_parts_are_left_as_they_are():
    assert ENGLISH.say("{n} beds") == "{n} beds"


def test_a_missing_catalogue_says_which_command_makes_it(tmp_path, monkeypatch):
    monkeypatch.setattr(language_module, "TRANSLATIONS", tmp_path)
    language_module._catalogue.cache_clear()
    with pytest.raises(CatalogueNotCompiled, match="main.py"):
        FRENCH.say("Save")


# The languages


def test_french_comes_first_then_english_each_by_its_own_name():
    assert [(language.code, language.name) for language in available()] == [("fr", "Français"), ("en", "English")]


def test_a_language_the_program_does_not_speak_is_refused():
    with pytest.raises(KeyError):
        Language.of("xx")


# Days and hours


def test_a_day_is_written_alike_in_both_languages():
    assert FRENCH.day(date(2026, 11, 1)) == ENGLISH.day(date(2026, 11, 1)) == "01/11/2026"
    assert FRENCH.day_and_month(date(2026, 12, 1)) == "01/12"


def test_a_long_day_has_its_weekday():
    assert FRENCH.long_day(MONDAY) == "lundi 23 novembre 2026"
    assert ENGLISH.long_day(MONDAY) == "Monday, 23 November 2026"


def test_the_first_of_a_month_is_said_as_french_says_it():
    assert FRENCH.long_day(date(2026, 5, 1)) == "vendredi 1er mai 2026"
    assert FRENCH.written_day(date(2026, 5, 1)) == "1er mai 2026"
    assert ENGLISH.written_day(date(2026, 5, 1)) == "1 May 2026"


@pytest.mark.parametrize("language", available(), ids=lambda language: language.code)
def test_the_short_weekdays_are_those_of_cldr(language):
    week = [MONDAY + timedelta(days=number) for number in range(7)]
    theirs = [format_skeleton("EEE", day, locale=SPEECHES[language.code].locale) for day in week]
    assert [language.weekday_short(day) for day in week] == theirs


def test_a_month_and_a_short_weekday():
    assert (FRENCH.month(MONDAY), FRENCH.weekday_short(MONDAY)) == ("novembre 2026", "lun.")
    assert (ENGLISH.month(MONDAY), ENGLISH.weekday_short(MONDAY)) == ("November 2026", "Mon")


def test_a_moment_is_a_day_and_an_hour():
    assert FRENCH.moment(datetime(2026, 11, 23, 14, 32)) == "23/11/2026 à 14:32"  # noqa: DTZ001  as the clock shows it
    assert ENGLISH.moment(datetime(2026, 11, 23, 4, 2)) == "23/11/2026 at 04:02"  # noqa: DTZ001  as the clock shows it


def test_a_stored_moment_is_shown_on_the_laptops_clock():
    stored = datetime(2026, 11, 23, 23, 59, tzinfo=UTC)
    here = stored.astimezone()
    assert FRENCH.clock(stored) == f"{here.hour:02d}:{here.minute:02d}"
    assert FRENCH.moment(stored).startswith(FRENCH.day(here.date()))


def test_a_month_alone_in_full_and_in_a_few_letters():
    assert (FRENCH.month_name(MONDAY), FRENCH.month_short(MONDAY)) == ("novembre", "nov.")


# Numbers, sums, lists


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [
        (0, "0", "0"),
        (1234, "1\u202f234", "1,234"),
        (-1234567, "-1\u202f234\u202f567", "-1,234,567"),
        (2.5, "2,5", "2.5"),
    ],
)
def test_numbers_are_parted_by_thousands(number, french, english):
    assert (FRENCH.number(number), ENGLISH.number(number)) == (french, english)


def test_a_number_shows_the_decimals_asked_for():
    assert FRENCH.number(2, decimals=1) == "2,0"


def test_a_sum_of_money_stays_on_one_line():
    assert FRENCH.amount(120_000) == "120\u202f000\u00a0F\u202fCFA"
    assert ENGLISH.amount(120_000) == "120,000\u00a0F\u202fCFA"


def test_our_numbers_are_those_of_cldr():
    """Written by hand so that the first window need not load Babel; held to CLDR here."""
    from babel.numbers import format_currency, format_decimal, format_percent

    for number in (0, 999, 1000, 1234567, -25):
        assert FRENCH.number(number) == format_decimal(number, locale="fr")
        assert ENGLISH.number(number) == format_decimal(number, locale="en_GB")
    assert FRENCH.amount(120_000) == format_currency(120_000, "XOF", locale="fr")
    assert FRENCH.percent(0.25) == format_percent(0.25, locale="fr")
    assert ENGLISH.percent(0.25) == format_percent(0.25, locale="en_GB")


def test_a_share_is_a_percentage():
    assert (FRENCH.percent(0.725, decimals=1), ENGLISH.percent(1)) == ("72,5\u00a0%", "100%")


@pytest.mark.parametrize(
    ("n_bytes", "french"),
    [(1, "1 octet"), (999, "999 octets"), (18_200, "18 Ko"), (3_400_000, "3,4 Mo"), (16e9, "16,0 Go")],
)
def test_a_size_is_told_in_the_units_of_a_stick(n_bytes, french):
    assert FRENCH.size(int(n_bytes)) == french


def test_a_list_is_read_out():
    assert FRENCH.list_of(["a", "b", "c"]) == "a, b et c"
    assert ENGLISH.list_of(["a", "b"]) == "a and b"
    assert FRENCH.list_of([]) == ""


def test_text_for_paper_has_no_narrow_space_where_reportlab_would_break():
    assert for_paper(FRENCH.amount(120_000)) == "120\u00a0000\u00a0F\u00a0CFA"


# Order


def test_names_sort_with_their_accents_set_aside():
    assert FRENCH.sorted(["Zou", "Élise", "Eva", "elise", "Ɛlisabɛti"]) == ["Ɛlisabɛti", "elise", "Élise", "Eva", "Zou"]


def test_two_words_that_differ_only_by_accents_keep_one_order():
    assert sorted(["côte", "cote"], key=sort_key) == sorted(["cote", "côte"], key=sort_key)


# Start-up


def test_what_every_screen_shows_does_not_load_babel():
    shown = (
        "import sys, datetime; from centre_app.language import Language; french = Language.of('fr');"
        "french.say('Save', sex='male'); french.day(datetime.date.today()); french.number(1234); french.amount(5);"
        "french.percent(0.5); french.moment(datetime.datetime.now()); sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", shown], check=False).returncode == 0
