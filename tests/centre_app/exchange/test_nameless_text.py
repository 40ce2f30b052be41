"""V27: somebody who did not agree to be named, named in words that leave."""

from dataclasses import replace

import pytest

from centre_app.casework import merging
from centre_app.exchange.before_export import incomplete_files
from centre_app.exchange.nameless_text import telling_words
from centre_app.records import Bed, CaseFile, HealthBrief, Project, Stay
from tests.makers import TODAY, a_bed, a_person, a_project, a_room, an_admission, an_exit


@pytest.fixture
def unnamed(register) -> CaseFile:
    """Kadidia Sangaré, who did not agree."""
    return register.save(*an_admission())[2]


@pytest.fixture
def named(register, unnamed) -> CaseFile:
    """Aïssata Coulibaly, who did."""
    return admitted_with_consent(register, "Coulibaly", "Aïssata")


def admitted_with_consent(register, family, given):
    person, name, case, *rest = an_admission(a_person(), family=family, given=given)
    return register.save(person, name, replace(case, share_hq=True), *rest)[2]


def found(register):
    return {
        case_id: [(one.rule, one.severity, one.record_type, one.question) for one in of_file]
        for case_id, of_file in telling_words(register).items()
    }


def with_alerts(register, case, words):
    return register.save(HealthBrief(case_id=case.id, alerts=words))[0]


@pytest.mark.parametrize("words", ["ask Kadidia Sangaré", "her friend SANGARE kadidia.", "Kadidia-Sangaré snores"])
def test_v27_her_name_in_the_file_of_somebody_who_agreed_is_found(register, named, words):
    with_alerts(register, named, words)
    assert found(register) == {named.id: [("V27", "warns", "HealthBrief", "alerts")]}


@pytest.mark.parametrize("words", ["no peanuts", "Kadidia sleeps beside her", "Aïssata Coulibaly must not eat fish"])
def test_v27_other_words_pass_and_a_first_name_alone_and_her_own_name(register, named, words):
    with_alerts(register, named, words)
    assert found(register) == {}


def test_v27_a_namesake_is_not_taken_for_her(register, unnamed):
    namesake = admitted_with_consent(register, "Sangaré", "Kadidia")
    with_alerts(register, namesake, "Kadidia Sangaré eats no fish")
    assert found(register) == {}


def test_v27_whoever_agreed_may_be_named_anywhere(register, unnamed, named):
    with_alerts(register, named, "ask Kadidia Sangaré")
    register.save(replace(unnamed, share_hq=True))
    assert found(register) == {}


def test_v27_nothing_is_looked_for_where_no_words_leave(register, unnamed, named):
    with_alerts(register, unnamed, "Kadidia Sangaré, 70 12 34 56")
    room = a_room()
    register.save(room, replace(a_bed(room), note="of Kadidia Sangaré"))
    assert found(register) == {}
    assert register.find(Bed)[0].note


def test_v27_her_name_in_words_of_the_house_is_shown_with_her_file(register, unnamed):
    register.save(a_project(title="For Kadidia Sangaré"))
    assert found(register) == {unnamed.id: [("V27", "warns", Project.__name__, "title")]}


def test_v27_what_stands_in_a_merged_file_is_shown_with_the_one_that_was_kept(register, named):
    merged = admitted_with_consent(register, "Koulibaly", "Aïssata")
    with_alerts(register, merged, "ask Kadidia Sangaré")
    (stay,) = register.find(Stay, case_id=merged.id)
    register.save(
        an_exit(stay),
        replace(stay, ended_on=TODAY),
        replace(register.get(CaseFile, merged.id), status="closed"),
        heed_findings=False,
    )
    merging.merge(
        register,
        kept=register.get(CaseFile, named.id),
        merged=register.get(CaseFile, merged.id),
        reason="the same girl",
    )
    assert list(found(register)) == [named.id]


def test_v27_it_is_shown_among_the_files_to_be_checked_even_of_who_has_left(register, named):
    with_alerts(register, named, "ask Kadidia Sangaré")
    stay = register.only(Stay, case_id=named.id)
    register.save(replace(stay, ended_on=TODAY), an_exit(stay), heed_findings=False)
    (file,) = [file for file in incomplete_files(register) if file.case_id == named.id]
    assert [doubt.rule for doubt in file.doubts] == ["V27"]
