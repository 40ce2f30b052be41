"""V27: words that could point at somebody, in files that go without a name."""

import dataclasses

import pytest

from centre_app.exchange.before_export import incomplete_files
from centre_app.exchange.nameless_text import telling_words
from centre_app.records import CaseFile, HealthBrief, Stay
from tests.makers import TODAY, a_person, an_admission, an_exit


@pytest.fixture
def case(register) -> CaseFile:
    register.save(*an_admission(a_person(), family="Coulibaly", given="Aïssata"))
    return register.save(*an_admission())[2]


def found(register, case, words):
    brief = register.only(HealthBrief, case_id=case.id) or HealthBrief(case_id=case.id)
    register.save(dataclasses.replace(brief, alerts=words))
    return [(one.rule, one.severity, one.question) for one in telling_words(register).get(case.id, [])]


@pytest.mark.parametrize(
    "words",
    [
        "call 70 12 34 56",
        "call 70123456.",
        "call +22370123456",
        "give it to Kadidia",
        "her aunt is a SANGARE",
        "ask Aissata Coulibaly",
    ],
)
def test_v27_a_number_her_name_or_a_full_name_is_found(register, case, words):
    assert found(register, case, words) == [("V27", "warns", "alerts")]


@pytest.mark.parametrize(
    "words", [None, "no peanuts", "until 21.11.2026", "1 234 567", "Aïssata sleeps beside her", "file 2026-0001"]
)
def test_v27_other_words_pass(register, case, words):
    assert found(register, case, words) == []


def test_v27_nothing_is_looked_for_in_a_file_that_goes_under_its_name(register, case):
    register.save(dataclasses.replace(case, share_hq=True))
    assert found(register, case, "call 70 12 34 56") == []


def test_v27_it_is_shown_among_the_files_to_be_checked_even_of_who_has_left(register, case):
    found(register, case, "call 70 12 34 56")
    assert "V27" in {
        doubt.rule for file in incomplete_files(register) for doubt in file.doubts if file.case_id == case.id
    }

    stay = register.only(Stay, case_id=case.id)
    register.save(dataclasses.replace(stay, ended_on=TODAY), an_exit(stay))
    (file,) = [file for file in incomplete_files(register) if file.case_id == case.id]
    assert [doubt.rule for doubt in file.doubts] == ["V27"]
