"""What may be published of a list: keys that are keys, names of one line and of one choice."""

from dataclasses import replace

import pytest

from centre_app.casework import lists
from centre_app.choices import choices
from centre_app.language import Language
from centre_app.problems import NotSaved
from centre_app.records import ListEntry
from centre_app.register import AT_HEADQUARTERS
from centre_app.review import review
from tests.makers import a_register


@pytest.fixture(name="headquarters")
def _headquarters(tmp_path):
    with a_register(tmp_path, kind=AT_HEADQUARTERS, code="SIE") as register:
        yield register


def a_choice(**more) -> ListEntry:
    return ListEntry(
        **{"list_name": "trade", "key": "soap", "label_fr": "Savon de Marseille", "label_en": "Soap", **more}
    )


def blocked(register, *entries: ListEntry) -> set[str]:
    return {found.question for found in review(register, entries) if found.blocks}


def test_a_sound_choice_is_published(headquarters):
    assert blocked(headquarters, a_choice(), a_choice(key="k" * 40, label_fr="É" * 80, label_en="E" * 80)) == set()


@pytest.mark.parametrize(
    "key",
    ["../x", "", "=cmd|'/c calc'!A1", "a\nb", "soap\n", "a;b", "\u202ex", "Soap", "é", "x" * 5_000, "x" * 41, "٣"],
)
def test_a_key_is_small_letters_and_digits(headquarters, key):
    assert blocked(headquarters, a_choice(key=key)) == {"key"}


@pytest.mark.parametrize("label", ["e" * 81, "a\nb", "a\x07", "\u202ea", "a\u2028b", "  "])
def test_a_name_is_one_short_line(headquarters, label):
    assert blocked(headquarters, a_choice(label_en=label)) == {"label_en"}
    assert blocked(headquarters, a_choice(label_fr_m=label)) == {"label_fr_m"}


@pytest.mark.parametrize("name", ["case_status", "../../etc", "no_such_list", ""])
def test_only_open_lists_are_published(headquarters, name):
    assert "list_name" in blocked(headquarters, a_choice(list_name=name))


def test_a_choice_is_published_once(headquarters):
    headquarters.save(a_choice())
    assert blocked(headquarters, a_choice(label_fr="Autre savon", label_en="Other soap")) == {"key"}
    assert blocked(headquarters, a_choice(key="b"), a_choice(key="b")) >= {"key"}
    (saved,) = headquarters.find(ListEntry)
    assert blocked(headquarters, replace(saved, label_fr="Savon doux")) == set()


def test_a_choice_does_not_take_the_name_of_another(headquarters):
    police, school = choices("org_type").keys[:2]
    name = choices("org_type").label(school, Language("fr"))
    renamed = replace(lists.entry_of(headquarters, "org_type", police), label_fr=name.upper())
    assert blocked(headquarters, renamed) == {"label_fr"}
    with pytest.raises(NotSaved):
        headquarters.save(renamed)
    lists.retire(headquarters, "org_type", school)
    assert blocked(headquarters, renamed) == set()


def test_keys_are_made_that_may_be_published(headquarters):
    long = "A trade with a name that is longer than forty signs "
    keys = [
        lists.keep_choice(headquarters, ListEntry(list_name="trade", label_fr=f"Métier {n}", label_en=f"{long}{n}")).key
        for n in (1, 2, 3)
    ]
    assert len(set(keys)) == 3
    assert max(map(len, keys)) == 40


def test_every_choice_of_the_program_may_be_renamed_as_it_is_called(headquarters):
    for name in lists.OPEN_LISTS:
        assert not [key for key in choices(name).keys if blocked(headquarters, lists.entry_of(headquarters, name, key))]
