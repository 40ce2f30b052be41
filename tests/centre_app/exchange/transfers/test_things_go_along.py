"""What the house kept for her and gave to her goes with her file; the shelf it came from stays where it is."""

from centre_app.records import Belonging, Distribution, Item, StockMovement
from centre_app.rules.stock import in_stock
from tests.centre_app.exchange.transfers.conftest import WORDS
from tests.centre_app.exchange.transfers.test_transfer import words_in
from tests.makers import TODAY, YESTERDAY


def test_things_arrive_with_their_words_and_leave_none_behind(journey):
    case, stay = journey.admitted()
    here = journey.here
    phone = Belonging(
        case_id=case.id, stay_id=stay.id, kind="phone", description=WORDS, deposited_on=YESTERDAY, deposit_mode="signature",
        returned_on=TODAY, return_mode="signature",
    )  # fmt: skip
    soap = Item(name="Savon", category="hygiene", unit="pièce")
    came = StockMovement(item_id=soap.id, kind="receipt", quantity=10, moved_on=YESTERDAY)
    given = StockMovement(item_id=soap.id, kind="issue", quantity=2, moved_on=TODAY)
    hers = Distribution(
        case_id=case.id, item_id=soap.id, quantity=2, given_on=TODAY, movement_id=given.id, note=WORDS, receipt_mode="signature"
    )  # fmt: skip
    here.save(phone, soap, came, given, hers, heed_findings=False)
    received = journey.taken(journey.sealed(journey.transferred(case, stay)))
    there = journey.there
    theirs = {"centre_id": here.centre_id}  # as that house wrote it: to be read, never counted here
    assert [one.description for one in there.find(Belonging, **theirs)] == [WORDS]
    (arrived,) = there.find(Distribution, **theirs)
    assert (arrived.quantity, arrived.note) == (2, WORDS)
    assert there.get(Item, arrived.item_id).name == "Savon"
    assert arrived.movement_id is None
    assert there.vault.select(StockMovement.table, {}) == []
    journey.arrived(received)
    assert WORDS.lower().encode() not in words_in(here)
    assert in_stock(here.find(StockMovement, item_id=soap.id)) == 8
