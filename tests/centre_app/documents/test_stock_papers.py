"""The sheets of the stock room: what stands on them adds up, and names are on no sheet that goes to a donor."""

from dataclasses import replace
from datetime import timedelta

import pytest

from centre_app.casework.stock import handing_out, movements
from centre_app.casework.stock.handing_out import Gift
from centre_app.documents.stock import sheets
from centre_app.documents.stock.printing import print_paper
from centre_app.language import Language
from centre_app.records import Item, Organisation, StockMovement
from tests.centre_app.documents.reading import pages_of
from tests.makers import TODAY, an_admission

FRENCH = Language.of("fr")


@pytest.fixture
def stocked(register):
    """30 soaps and 4 mats of Misola; two girls got soap, one of them a mat; two soaps were lost."""
    soap, mat = register.save(
        Item(name="Savon", category="soap", unit="pièce"), Item(name="Natte", category="bedding", unit="pièce")
    )
    donor = register.save(Organisation(name="Misola", org_type="ngo"), heed_findings=False)[0]
    awa, kadi = an_admission(given="Awa"), an_admission(given="Kadidia")
    kadi[2] = replace(kadi[2], code="SEG-26-0002")
    for records in (awa, kadi):
        register.save(*records)
    came = {"kind": "receipt", "moved_on": TODAY - timedelta(days=2), "donor_id": donor.id, "reference": "M-7"}
    movements.write(
        register,
        [
            StockMovement(item_id=soap.id, quantity=30, unit_cost_fcfa=250, **came),
            StockMovement(item_id=mat.id, quantity=4, **came),
            StockMovement(item_id=soap.id, kind="loss", quantity=2, moved_on=TODAY, reason="Mouillés"),
        ],
    )
    gifts = [
        Gift(case_id=awa[2].id, item_id=soap.id, quantity=3, receipt_mode="signature"),
        Gift(case_id=kadi[2].id, item_id=soap.id, quantity=2, receipt_mode="thumbprint"),
        Gift(case_id=kadi[2].id, item_id=mat.id, quantity=1, receipt_mode="thumbprint"),
    ]
    handing_out.hand_out(register, gifts, on=TODAY, by=register.who)
    return register


def rows(paper):
    return [list(line.cells) for line in paper.lines if not line.is_head]


def test_the_sheet_of_a_month_adds_up_line_by_line(stocked):
    paper = sheets.month_sheet(stocked, TODAY, FRENCH)
    assert [row[:7] for row in rows(paper)] == [
        ["Natte", "pièce", "0", "4", "1", "", "3"],
        ["Savon", "pièce", "0", "30", "7", "", "23"],
    ]
    assert not [line for line in paper.lines if line.is_head]


def test_the_sheet_of_a_month_goes_by_kind_where_several_things_are_of_one(stocked):
    others = [
        Item(name="Savon liquide", category="soap", unit="litre"),
        Item(name="Drap", category="bedding", unit="pièce"),
    ]
    bought = [
        StockMovement(item_id=one.id, kind="receipt", quantity=5, moved_on=TODAY) for one in stocked.save(*others)
    ]
    movements.write(stocked, bought)
    heads = [line.cells[0] for line in sheets.month_sheet(stocked, TODAY, FRENCH).lines if line.is_head]
    assert heads == ["Draps / natte / couverture", "Savon"]


def test_the_donors_table_says_where_everything_is_and_names_nobody(stocked):
    paper = sheets.donors_table(stocked, FRENCH)
    assert rows(paper) == [["Natte", "4", "1", "1", "0", "0", "0", "3"], ["Savon", "30", "5", "2", "0", "2", "0", "23"]]
    text = " ".join(pages_of(print_paper(stocked, paper, FRENCH)))
    assert "Misola" in text
    assert "Sangaré" not in text
    assert "Confidentiel" not in text


def test_who_got_what_stands_on_the_list_of_the_day(stocked):
    paper = sheets.handed_out_on(stocked, TODAY, FRENCH)
    assert paper.head[1:3] == ["Natte", "Savon"]
    assert rows(paper) == [
        ["Sangaré Awa", "", "3", "Signature", ""],
        ["Sangaré Kadidia", "1", "2", "Empreinte", ""],
    ]
    assert "Confidentiel" in pages_of(print_paper(stocked, paper, FRENCH))[0]


def test_the_list_to_sign_has_everybody_of_the_house_and_the_slip_every_thing_of_the_delivery(stocked):
    assert [row[0] for row in rows(sheets.list_to_sign(stocked, FRENCH))] == ["Sangaré Awa", "Sangaré Kadidia"]
    (delivery,) = sheets.deliveries(stocked, at_most=3)
    slip = sheets.delivery_slip(stocked, delivery, FRENCH)
    assert [row[:2] for row in rows(slip)] == [["Savon", "30"], ["Natte", "4"]]
    assert slip.note == "De Misola"


def test_each_print_leaves_a_line_where_its_records_are_and_looking_leaves_none(stocked):
    def printed(compartment):
        rows = stocked.vault.connection.execute(f"SELECT action FROM {compartment}.history").fetchall()
        return [row["action"] for row in rows].count("print_stock")

    papers = [sheets.month_sheet(stocked, TODAY, FRENCH), sheets.handed_out_on(stocked, TODAY, FRENCH)]
    assert (printed("main"), printed("care")) == (0, 0)
    for paper in papers:
        print_paper(stocked, paper, FRENCH)
    assert (printed("main"), printed("care")) == (1, 1)
