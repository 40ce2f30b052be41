"""Shelf and files tell the same: whatever is corrected, taken back or brought back, and whoever does it."""

from dataclasses import replace

import pytest

from centre_app.casework import undo
from centre_app.casework.stock import handing_out, movements, shelf
from centre_app.casework.stock.handing_out import Gift
from centre_app.choices.keys import KitKind
from centre_app.problems import NotSaved, ReadOnlyForYou
from centre_app.records import Distribution, Item, Stay, StockMovement
from tests.makers import TODAY, YESTERDAY, an_admission, reopened_as


@pytest.fixture
def soap(register):
    thing = register.save(Item(name="Savon", category="soap", unit="morceau"))[0]
    came = StockMovement(item_id=thing.id, kind="receipt", quantity=100, moved_on=YESTERDAY)
    movements.write(register, [came])
    return thing


@pytest.fixture
def given(register, soap):
    """Ten pieces to each of two."""
    cases = []
    for number, name in enumerate(("Awa", "Fanta"), 1):
        records = an_admission(given=name, admitted_on=YESTERDAY)
        records[2] = replace(records[2], code=f"SEG-26-000{number}")
        cases.append(register.save(*records)[2])
    gifts = [Gift(case_id=case.id, item_id=soap.id, quantity=10, receipt_mode="signature") for case in cases]
    return handing_out.hand_out(register, gifts, on=TODAY, by=register.who).distributions


def there(register, soap):
    """Return what is on the shelf, having seen that as many left it as stand beside names."""
    named = sum(one.quantity for one in register.find(Distribution))
    left = sum(one.quantity for one in register.find(StockMovement, kind="issue"))
    assert named == left
    return shelf.balance_of(register, soap.id)


def test_what_was_taken_back_is_not_given_again_by_history(register, soap, given):
    handing_out.take_back(register, given[0], reason="She was not there")
    with pytest.raises(NotSaved):
        undo.restore(register, register.get(Distribution, given[0].id), 1)
    assert there(register, soap) == 90


def test_a_number_that_was_put_right_is_not_brought_back_on_one_side(register, soap, given):
    corrected = handing_out.correct(register, replace(given[0], quantity=3))
    for record in (corrected, register.get(StockMovement, corrected.movement_id)):
        with pytest.raises(NotSaved):
            undo.restore(register, record, 1)
    assert there(register, soap) == 87


def test_neither_side_is_taken_back_or_changed_alone(register, soap, given):
    movement = register.get(StockMovement, given[0].movement_id)
    with pytest.raises(NotSaved):
        movements.take_back(register, movement, reason="A slip")
    with pytest.raises(NotSaved):
        register.void(given[0], reason="A slip")
    with pytest.raises(NotSaved):
        register.save(movements.corrected(movement, 50))
    with pytest.raises(NotSaved):
        register.save(replace(given[0], item_id=register.save(Item(name="Natte", category="bedding", unit="p"))[0].id))
    assert there(register, soap) == 80


def test_what_is_taken_back_twice_leaves_the_others_theirs(register, soap, given):
    handing_out.take_back(register, given[0], reason="A slip")
    with pytest.raises(NotSaved):
        handing_out.take_back(register, register.get(Distribution, given[0].id), reason="Once more")
    assert there(register, soap) == 90


def test_an_educator_writes_of_the_shelf_no_more_than_she_hands_out(register, soap, given):
    receipt, case_id, movement_id = register.find(StockMovement)[0], given[0].case_id, given[0].movement_id
    with reopened_as(register, "social_worker") as educator:

        def beside(movement_id):
            return Distribution(case_id=case_id, item_id=soap.id, quantity=1, given_on=TODAY, movement_id=movement_id)

        with pytest.raises(ReadOnlyForYou):  # a receipt becomes no issue
            educator.save(replace(receipt, kind="issue", quantity=1), beside(receipt.id))
        too_many = StockMovement(item_id=soap.id, kind="issue", quantity=50, moved_on=TODAY)
        with pytest.raises(NotSaved):
            educator.save(too_many, beside(too_many.id))
        stands = educator.as_stored.get(StockMovement, movement_id)
        with pytest.raises(ReadOnlyForYou):  # nor does it move to another day
            educator.save(replace(stands, quantity=21, moved_on=YESTERDAY), beside(movement_id))
        gone = replace(stands, voided_at=educator.now, voided_by=educator.who, void_reason="Gone")
        with pytest.raises(NotSaved):
            educator.save(gone, beside(movement_id))
        handing_out.take_back(educator, given[0], reason="She was not there")
        assert there(educator, soap) == 90


def test_a_kit_that_was_put_right_to_fewer_is_looked_at_again(register, soap, given):
    stay = register.only(Stay, case_id=given[0].case_id)
    kit = replace(given[0], kit=KitKind.ENTRY)
    register.save(kit, replace(stay, entry_kit_done=True))
    fewer = handing_out.correct(register, replace(register.get(Distribution, kit.id), quantity=4))
    assert register.get(Stay, stay.id).entry_kit_done is None
    assert (fewer.quantity, there(register, soap)) == (4, 86)
