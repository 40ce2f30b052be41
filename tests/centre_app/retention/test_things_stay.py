"""Whoever is anonymised leaves no word about her things; what was handed out, and the shelf, add up as before."""

from dataclasses import replace

from centre_app.agenda import agenda
from centre_app.casework import belongings
from centre_app.records import Belonging, Distribution, Item, Stay, StockMovement
from centre_app.retention.dossier import dossier_of
from centre_app.retention.left import SIGN
from centre_app.retention.standing import THINGS, holds_of
from centre_app.rules.stock import in_stock
from tests.centre_app.retention import files
from tests.centre_app.retention.test_figures_stay import anonymise


def test_words_about_her_things_go_and_what_left_the_shelf_stays(register):
    case = files.gone(register)
    stay = register.only(Stay, case_id=case.id)
    soap = Item(name="Savon", category="hygiene", unit="pièce")
    came = StockMovement(item_id=soap.id, kind="receipt", quantity=10, moved_on=stay.admitted_on)
    issued = replace(came, id=StockMovement(item_id=soap.id).id, kind="issue", quantity=3)
    given = Distribution(
        case_id=case.id, item_id=soap.id, quantity=3, given_on=stay.admitted_on, movement_id=issued.id,
        note="Pour Kadidia", receipt_mode="signature",
    )  # fmt: skip
    ring = Belonging(
        case_id=case.id, stay_id=stay.id, kind="jewellery", description="Bague de sa mère", kept_where="Chez Awa",
        value_fcfa=6000, deposited_on=stay.admitted_on, not_returned="Volée par son oncle",
    )  # fmt: skip
    register.save(soap, came, issued, given, ring, heed_findings=False)
    anonymise(register, case)
    (left,) = register.as_stored.find(Belonging)
    assert (left.description, left.kept_where, left.not_returned) == (None, None, SIGN)
    assert not belongings.is_kept(left)
    assert (left.kind, left.value_fcfa) == ("jewellery", 6000)
    (handed,) = register.as_stored.find(Distribution)
    assert (handed.note, handed.quantity, handed.item_id, handed.movement_id) == (None, 3, soap.id, issued.id)
    assert in_stock(register.find(StockMovement, item_id=soap.id)) == 7


def test_what_the_house_still_keeps_keeps_her_file_until_it_is_settled(register):
    case = files.gone(register)
    stay = register.only(Stay, case_id=case.id)
    phone = Belonging(
        case_id=case.id, stay_id=stay.id, kind="phone", description="Nokia", deposited_on=stay.admitted_on
    )
    (phone,) = register.save(phone, heed_findings=False)
    assert holds_of(register, dossier_of(register, case.id)) == [THINGS]
    assert [due.task for due in agenda(register, until=register.today)].count("belongings_kept") == 1
    belongings.write_down(register, [replace(phone, not_returned="Personne ne sait où elle est")])
    assert holds_of(register, dossier_of(register, case.id)) == []
    anonymise(register, case)
    assert "belongings_kept" not in [due.task for due in agenda(register, until=register.today)]
