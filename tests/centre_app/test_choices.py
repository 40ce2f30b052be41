"""The code lists are well formed, read in both languages, and the keys on which code branches are in them."""

import csv
import re
from dataclasses import fields
from pathlib import Path

import pytest

from centre_app import choices as choices_module
from centre_app import language
from centre_app.choices import choices, keys, list_names
from centre_app.language import Language
from centre_app.questions import OneOf, SomeOf, questions_of
from centre_app.records import RECORD_TYPES
from tests.each import of_each
from translations.checks import is_set_well, says_she

FRENCH = Language.of("fr")
ENGLISH = Language.of("en")
COLUMNS = ["key", "label_fr", "label_fr_m", "label_en", "htcds", "note", "retired"]


def rows(name: str) -> list[dict[str, str]]:
    path = Path(choices_module.__file__).parent / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# Every list


@of_each(list_names())
def test_a_list_is_well_formed(name):
    found = rows(name)
    assert list(found[0]) == COLUMNS
    assert len({row["key"] for row in found}) == len(found)
    for row in found:
        assert re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*|[A-Z]{1,3}|[ABO]{1,2}[+-]", row["key"]), row
        assert row["label_fr"], row
        assert row["label_en"], row
        assert row["label_fr_m"] != row["label_fr"], row
        assert not says_she(row["label_en"]), row  # English labels have no masculine
        assert re.fullmatch(r"|\d{4}-\d\d-\d\d", row["retired"]), row
        assert all(is_set_well(row[column]) for column in ("label_fr", "label_fr_m")), row
        assert all(cell == cell.strip() for cell in row.values()), row


@of_each(list_names())
def test_no_two_choices_still_offered_are_called_the_same(name):
    for language_ in (FRENCH, ENGLISH):
        labels = [label for _, label in choices(name).offered(language_)]
        assert len(set(labels)) == len(labels)


@of_each(list_names())
def test_every_choice_is_found_again_by_its_label(name):
    for key, label in choices(name).offered(FRENCH):
        assert choices(name).find(label) == key


def lists_with_keys_in_code():
    return [one for one in vars(keys).values() if isinstance(one, type) and one.__module__ == keys.__name__]


@pytest.mark.parametrize("named", lists_with_keys_in_code(), ids=lambda named: named.__name__)
def test_a_key_on_which_code_branches_is_in_its_list(named):
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", named.__name__).lower()
    in_code = {key for attribute, key in vars(named).items() if attribute.isupper()}
    assert in_code
    assert in_code <= set(choices(name).keys)


def declared_questions():
    return [(record, question) for record in RECORD_TYPES for question in questions_of(record)]


def test_every_list_that_a_declaration_names_exists_and_has_its_first_answer():
    asked = [(one, question) for one, question in declared_questions() if isinstance(question.kind, OneOf | SomeOf)]
    assert asked
    for record, question in asked:
        assert question.kind.choices in list_names(), (record, question.name)
        start = next(field.default for field in fields(record) if field.name == question.name)
        if isinstance(start, str):
            assert start in choices(question.kind.choices).keys, (record, question.name, start)


def test_the_key_that_makes_a_sentence_masculine_is_the_lists():
    assert language.MALE == keys.Sex.MALE


# One list


def test_a_label_is_said_in_each_language():
    assert choices("sex").label("female", FRENCH) == "Féminin"
    assert choices("sex").label("female", ENGLISH) == "Female"


def test_a_label_about_a_boy_is_masculine():
    level = choices("school_level")
    assert level.label("none", FRENCH, sex="female") == "Jamais scolarisée"
    assert level.label("none", FRENCH, sex="male") == "Jamais scolarisé"
    assert level.label("none", ENGLISH, sex="male") == "Never at school"


def test_a_label_without_a_masculine_is_said_plainly_about_a_boy():
    assert choices("sex").label("male", FRENCH, sex="male") == "Masculin"


def test_no_answer_has_no_label():
    assert choices("sex").label(None, FRENCH) == ""


def test_an_unknown_key_is_shown_rather_than_failing():
    assert choices("sex").label("damaged", FRENCH) == "damaged"
    assert "damaged" not in choices("sex")


def test_several_labels_come_in_the_order_of_the_list():
    assert choices("sex").labels(frozenset({"male", "female"}), ENGLISH) == ["Female", "Male"]
    assert choices("sex").labels(frozenset(), ENGLISH) == []


def test_a_list_that_does_not_exist_is_a_mistake_in_the_program():
    with pytest.raises(LookupError, match="sexx"):
        choices("sexx")


@pytest.mark.parametrize(
    ("name", "word", "key"),
    [
        ("identification_source", "TRIBUNAL, juge des enfants", "court"),
        ("nationality", "MALIENNE", "ML"),
        ("nationality", "malien", "ML"),
        ("nationality", "ML", "ML"),
        ("country", "cote d'ivoire", "CI"),
        ("identification_source", "de lui-même", "self"),
        ("sex", "", None),
        ("sex", "quelque chose", None),
    ],
)
def test_a_word_from_outside_is_found(name, word, key):
    assert choices(name).find(word) == key


def test_a_label_is_found_without_its_parentheses_unless_two_are_then_alike():
    assert choices("language").find("Bambara") == "bam"
    assert choices("nationality").find("Congolaise") is None


def test_a_blood_group_is_not_guessed_from_its_letter():
    assert choices("blood_group").find("ab-") == "AB-"
    assert choices("blood_group").find("AB") is None


# A retired choice


@pytest.fixture
def with_a_retired_choice(tmp_path, monkeypatch):
    header = ",".join(COLUMNS)
    (tmp_path / "colour.csv").write_text(
        f"{header}\nblue,Bleu,,Blue,,,\nred,Rouge,,Red,,,2026-11-01\n", encoding="utf-8"
    )
    monkeypatch.setattr(choices_module, "_FOLDER", tmp_path)
    return choices.__wrapped__("colour")


def test_a_retired_choice_is_no_longer_offered(with_a_retired_choice):
    assert with_a_retired_choice.keys == ("blue",)
    assert with_a_retired_choice.offered(FRENCH) == [("blue", "Bleu")]


def test_a_retired_choice_stays_readable(with_a_retired_choice):
    assert with_a_retired_choice.all_keys == ("blue", "red")
    assert with_a_retired_choice.label("red", FRENCH) == "Rouge"
    assert with_a_retired_choice.find("rouge") == "red"


# Countries and nationalities


def test_the_neighbours_come_first():
    assert choices("nationality").keys[:3] == choices("country").keys[:3] == ("ML", "BF", "CI")
    assert choices("nationality").keys[-2:] == ("XXA", "XXX")


def test_every_nationality_is_of_a_country():
    without_a_country = {"XXA"}
    assert set(choices("nationality").keys) - without_a_country <= set(choices("country").keys)


def test_the_names_of_countries_are_those_of_cldr():
    """Written into the list so that nothing need be computed; held to CLDR here, but for those that it leaves unclear."""
    from babel import Locale

    ours = {"CG", "CD", "HK", "MO", "PS", "MM", "XXX"}
    for code, column in (("fr", FRENCH), ("en", ENGLISH)):
        names = Locale(code).territories
        for key in set(choices("country").keys) - ours:
            assert choices("country").label(key, column) == names[key].replace("'", "’")
