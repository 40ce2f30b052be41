"""What the house keeps for her: counted and confirmed when it is handed in, asked about as she leaves."""

from dataclasses import replace

import pytest

from centre_app.agenda import agenda
from centre_app.case_view import gather
from centre_app.casework import belongings, merging
from centre_app.casework.exits import leave
from centre_app.problems import NotSaved
from centre_app.records import Belonging, CaseFile, Exit, Stay
from tests.centre_app.rules.asking import BLOCKS, WARNS, said
from tests.makers import LONG_AGO, TODAY, YESTERDAY, an_admission, an_exit


@pytest.fixture
def stay(register):
    register.save(*an_admission())
    return register.only(Stay)


def a_thing(stay, **answers):
    answers = {"kind": "phone", "description": "Nokia noir", "deposited_on": YESTERDAY} | answers
    return Belonging(case_id=stay.case_id, stay_id=stay.id, deposit_mode="thumbprint", **answers)


def things_kept(register):
    return [(due.due_on, due.section) for due in agenda(register, until=TODAY) if due.task == "belongings_kept"]


def test_a_list_is_one_act_and_its_money_is_said_as_a_sum(register, stay):
    things = [a_thing(stay), a_thing(stay, kind="money", description="Billets", value_fcfa=12_500)]
    things.append(a_thing(stay, kind="money", description="Pièces", value_fcfa=750))
    belongings.write_down(register, things)
    assert belongings.money_in(belongings.things_of(register, stay)) == 13_250


def test_money_that_nobody_counted_is_not_taken_in(register, stay):
    money = a_thing(stay, kind="money", description="Une enveloppe")
    assert said(register, money, rule="") == [(BLOCKS, "value_fcfa")]
    assert said(register, replace(money, value_fcfa=0), rule="") == []


def test_what_cannot_be_is_said(register, stay):
    assert said(register, a_thing(stay, quantity=0), rule="") == [(BLOCKS, "quantity")]
    assert said(register, replace(a_thing(stay), deposit_mode=None), rule="") == [(WARNS, "deposit_mode")]
    back = replace(a_thing(stay), returned_on=TODAY, return_mode="signature")
    assert said(register, back, rule="") == []
    assert said(register, replace(back, returned_on=LONG_AGO), rule="") == [(BLOCKS, "returned_on")]
    assert said(register, replace(back, not_returned="Perdu"), rule="") == [(BLOCKS, "not_returned")]


def test_the_exit_says_whether_she_has_all_of_it_back(register, stay):
    phone, papers = belongings.write_down(register, [a_thing(stay), a_thing(stay, kind="papers", description="Carte")])
    case = register.get(CaseFile, stay.case_id)
    left = an_exit(stay, left_on=TODAY, belongings_returned=None)
    assert (WARNS, "belongings_returned") in said(register, left, rule="")
    back = [replace(one, returned_on=TODAY, return_mode="signature") for one in (phone, papers)]
    leave(register, case, left, things=back)
    assert register.only(Exit).belongings_returned is True
    assert belongings.still_kept(belongings.things_of(register, stay)) == []
    assert things_kept(register) == []


def test_what_is_still_here_when_she_has_left_is_due_until_it_is_settled(register, stay):
    (phone,) = belongings.write_down(register, [a_thing(stay)])
    assert things_kept(register) == []
    leave(register, register.get(CaseFile, stay.case_id), an_exit(stay, left_on=TODAY, belongings_returned=True))
    assert register.only(Exit).belongings_returned is False
    assert things_kept(register) == [(TODAY, "housing")]
    belongings.write_down(register, [replace(phone, not_returned="Remis à sa mère, avec son accord")])
    assert things_kept(register) == []


def test_an_exit_of_a_stay_without_things_says_what_somebody_answered(register, stay):
    leave(register, register.get(CaseFile, stay.case_id), an_exit(stay, left_on=TODAY, belongings_returned=True))
    assert register.only(Exit).belongings_returned is True


def test_one_thing_that_cannot_be_stops_the_whole_list(register, stay):
    with pytest.raises(NotSaved):
        belongings.write_down(register, [a_thing(stay), a_thing(stay, kind="money", description="Billets")])
    assert belongings.things_of(register, stay) == []


def test_things_of_a_merged_file_are_due_in_the_one_that_was_kept(register, stay):
    kept = register.get(CaseFile, stay.case_id)
    belongings.write_down(register, [a_thing(stay)])
    leave(register, kept, an_exit(stay, left_on=YESTERDAY))
    other = an_admission(given="Kadia")
    other[2] = replace(other[2], code="SEG-26-0002")
    again = register.save(*other)[2]
    merging.merge(register, again, register.get(CaseFile, kept.id), "One girl, spelt twice")
    (due,) = [one for one in agenda(register, until=TODAY) if one.task == "belongings_kept"]
    assert due.case_id == again.id
    assert [one.description for one in gather(register, again.id).of(Belonging)] == ["Nokia noir"]
