"""The rules of the house: versions that do not change once somebody has accepted them, and who has not yet."""

from dataclasses import replace
from datetime import timedelta

import pytest

from centre_app.agenda import agenda
from centre_app.casework import house_rules
from centre_app.language import Language
from centre_app.problems import NotSaved
from centre_app.records import HouseRules, Stay
from tests.centre_app.rules.asking import BLOCKS, WARNS, said
from tests.makers import LONG_AGO, TODAY, YESTERDAY, an_admission


@pytest.fixture
def stay(register):
    register.save(*an_admission())
    return register.only(Stay)


@pytest.fixture
def first(register):
    return house_rules.write_rules(register, HouseRules(version=1, from_on=LONG_AGO, text="Une règle\n\nUne autre"))


def due(register):
    return [one.due_on for one in agenda(register, until=TODAY + timedelta(days=30)) if one.task == "rules_due"]


def accepted(register, stay):
    return house_rules.write_accepted(
        register, replace(house_rules.to_accept(register, register.get(Stay, stay.id)), rules_mode="thumbprint")
    )


def test_a_house_without_rules_asks_nobody_and_is_offered_some(register, stay):
    assert house_rules.not_signed(register) == []
    assert due(register) == []
    for code in ("fr", "en"):
        offered = house_rules.next_version(register, Language(code))
        assert (offered.version, offered.from_on) == (1, TODAY)
        assert len(house_rules.lines_of(offered)) == 12


def test_whoever_has_not_accepted_the_rules_in_force_is_in_the_list(register, stay, first):
    assert house_rules.lines_of(first) == ["Une règle", "Une autre"]
    assert [one.id for one in house_rules.not_signed(register)] == [stay.id]
    assert due(register) == [max(stay.admitted_on, LONG_AGO) + timedelta(days=3)]
    accepted(register, stay)
    assert house_rules.not_signed(register) == []
    assert due(register) == []


def test_new_rules_are_accepted_anew_and_hers_stay_those_she_accepted(register, stay, first):
    accepted(register, stay)
    second = replace(house_rules.next_version(register, Language("fr")), text="Une seule")
    second = house_rules.write_rules(register, second)
    assert second.version == 2
    assert house_rules.in_force(register).id == second.id
    assert house_rules.in_force(register, on=YESTERDAY).id == first.id
    assert [one.id for one in house_rules.not_signed(register)] == [stay.id]
    assert house_rules.has_accepted(register, register.get(Stay, stay.id)).id == first.id


def test_what_somebody_accepted_is_not_written_over(register, stay, first):
    assert said(register, replace(first, text="Autre chose"), rule="") == []
    accepted(register, stay)
    assert said(register, replace(first, text="Autre chose"), rule="") == [(BLOCKS, "text")]
    with pytest.raises(NotSaved):
        house_rules.write_rules(register, replace(first, text="Autre chose"))


def test_a_day_without_a_version_means_the_rules_of_that_day(register, stay, first):
    register.save(replace(stay, rules_signed_on=stay.admitted_on))
    known = house_rules.has_accepted(register, register.get(Stay, stay.id))
    assert (known is not None) == (stay.admitted_on >= LONG_AGO)
    assert said(register, replace(stay, rules_id=first.id, rules_signed_on=TODAY), rule="") == [(WARNS, "rules_mode")]


def test_small_children_and_whoever_has_a_reason_are_not_asked(register, first):
    child = an_admission(given="Issa", admission_type="accompanying_child")
    register.save(*child)
    register.save(*_other(an_admission(given="Awa")))
    (asked,) = house_rules.not_signed(register)
    register.save(replace(register.get(Stay, asked.id), missing={"rules_signed_on": "not_safe"}))
    assert house_rules.not_signed(register) == []
    assert due(register) == []


def _other(admission):
    admission[2] = replace(admission[2], code="SEG-26-0002")
    return admission


def test_rules_name_nobody_who_lives_here(register, stay):
    rules = HouseRules(version=1, from_on=TODAY, text="Kadidia Sangaré ne sort pas.\nAppelez le 76 00 00 00.")
    assert said(register, rules, rule="V27") == [(BLOCKS, "text")]
    assert said(register, replace(rules, text="Appelez le 76 00 00 00."), rule="V27") == []


def test_rules_that_say_nothing_are_not_kept(register):
    empty = HouseRules(version=1, from_on=TODAY, text=" ")
    assert (BLOCKS, "text") in said(register, empty, rule="")
