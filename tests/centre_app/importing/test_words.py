"""Heads, words and names as registers write them."""

import csv

import pytest

from centre_app import places
from centre_app.choices import choices
from centre_app.folding import fold
from centre_app.importing import names, vocabulary
from centre_app.importing.mapping import AT_CENTRE, OUTCOME, Mapping
from centre_app.importing.names import read_name, recased
from centre_app.importing.vocabulary import MEANINGS, Term, label_of, meaning_of_head, offered, term_for
from centre_app.language import Language

FRENCH = Language.of("fr")


def rows_of(name):
    with (vocabulary._FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# The lists


def test_every_word_stands_for_a_choice_that_exists():
    for row in rows_of("words.csv"):
        if row["list"] == "column":
            assert row["key"] in MEANINGS, row
        else:
            name = OUTCOME if row["list"] == AT_CENTRE else row["list"]
            assert row["key"] in choices(name).keys, row


def test_no_word_stands_for_two_choices_of_one_list():
    seen = {}
    for row in rows_of("words.csv"):
        word = (row["list"], fold(row["word"]))
        assert seen.setdefault(word, row["key"]) == row["key"], row


def test_every_list_of_a_column_exists_and_its_choices_have_names():
    for meaning in MEANINGS.values():
        for term, label in offered(meaning, FRENCH):
            assert label
            assert label_of(term, FRENCH) == label
            assert Term.of(str(term)) == term
    assert places.find("Ségou", places.REGION) in [term.key for term, _ in offered(MEANINGS["region"], FRENCH)]


# Heads of columns


@pytest.mark.parametrize(
    ("head", "meaning"),
    [
        ("Date d'entrée", "arrived"),
        ("DATE D’ENTRÉE AU CENTRE", "arrived"),
        ("Nom", "family"),
        ("NOM ET PRENOMS", "name"),
        ("Nb enfants", "children"),
        ("Motif de sortie", "exit_reason"),
        ("Date de sortie", "left"),
        ("N°", "number"),
        ("Pointure", None),
        ("", None),
    ],
)
def test_a_head_is_known_by_its_words(head, meaning):
    assert meaning_of_head(head) == meaning


# Words


@pytest.mark.parametrize(
    ("meaning", "word", "term"),
    [
        ("school_level", "3è", "school_level/f3"),
        ("school_level", "8e", "school_level/f8"),
        ("school_level", "1ère année", "school_level/f1"),
        ("school_level", "coranique", "school_level/koranic"),
        ("kit", "Petit commerce (beignets)", "kit_type/trade_fund"),
        ("kit", "Four", "kit_type/oven"),
        ("activity", "alphabétisation", "education_provision/literacy_centre"),
        ("activity", "teinture", "trade/dyeing"),
        ("source", "Brigade des mœurs", "identification_source/brigade_moeurs"),
        ("exit_reason", "Placement chez un parent", "exit_reason/kinship"),
        ("region", "Burkina Faso", "country/BF"),
        ("region", "Mopti", "region/ml-r-mopti"),
    ],
)
def test_a_word_stands_for_a_choice_of_its_columns_lists(meaning, word, term):
    assert str(term_for(MEANINGS[meaning], word)) == term


def test_a_word_that_says_less_than_its_choice_is_not_exact():
    assert not term_for(MEANINGS["school_level"], "médersa").is_exact
    assert term_for(MEANINGS["school_level"], "jamais").is_exact


@pytest.mark.parametrize(
    ("remark", "terms"),
    [
        ("a accouché au centre", ["live_birth"]),
        ("a accouché au centre (prématuré); voir dossier", ["live_birth", "premature"]),
        ("a accouché au centre, mort-né", ["live_birth", "stillbirth"]),
        ("n'a pas accouché au centre", []),
        ("bébé prématuré à l'arrivée", []),
        ("voir dossier papier", []),
    ],
)
def test_only_a_birth_at_the_centre_is_one(remark, terms):
    assert [term.key for term in Mapping(columns={}).births_in(remark)] == terms


# Names


@pytest.mark.parametrize(
    ("written", "family", "given"),
    [
        ("Togola Hawa", "Togola", "Hawa"),
        ("ADIARATOU SISSOKO", "Sissoko", "Adiaratou"),
        ("Walet\u00a0Ibrahim Lala", "Walet Ibrahim", "Lala"),
        ("ASSÉTOU AG MOHAMED", "Ag Mohamed", "Assétou"),
        ("N'DIAYE SARAN", "N'Diaye", "Saran"),
        ("Aminata Fanta Keïta", "Keïta", "Aminata Fanta"),
        ("Diarra Rokia", "Diarra", "Rokia"),  # Diarra is a first name too
    ],
)
def test_the_family_name_is_found_whatever_the_order(written, family, given):
    read = read_name(written)
    assert (read.family, read.given, read.is_sure) == (family, given, True)


@pytest.mark.parametrize("written", ["Zorome Pélagie", "Hawa Fanta", "Coulibaly Traoré"])
def test_an_order_that_cannot_be_told_is_kept_and_said(written):
    read = read_name(written)
    assert f"{read.family} {read.given}" == written
    assert not read.is_sure


def test_one_word_alone_is_a_first_name_unless_it_is_known_as_a_familys():
    assert (read_name("Hawa").given, read_name("Hawa").family) == ("Hawa", "")
    assert (read_name("Coulibaly").family, read_name("Coulibaly").given) == ("Coulibaly", "")


@pytest.mark.parametrize(
    ("written", "name"), [("ƝELEBA", "Ɲeleba"), ("SƐBƐ DOLO", "Sɛbɛ Dolo"), ("McBa  Awa", "McBa Awa"), ("", "")]
)
def test_only_capitals_throughout_are_written_small(written, name):
    assert recased(written) == name


def test_no_known_name_is_written_twice():
    seen = set()
    for row in rows_of("names.csv"):
        name = (row["part"], fold(row["name"]))
        assert name not in seen
        seen.add(name)
    assert {part for part, _ in seen} == {names._FAMILY, names._GIVEN, names._PARTICLE}


def test_heads_are_known_without_their_small_words():
    """A register with "Date sortie" was read as one without any exit, and the day taken for that of the arrival."""
    told = {head: meaning_of_head(head) for head in ("Date sortie", "Date entrée", "Motif sortie", "Date de la sortie")}
    assert told == {
        "Date sortie": "left", "Date entrée": "arrived", "Motif sortie": "exit_reason", "Date de la sortie": "left",
    }  # fmt: skip
