"""The stock room: what is on the shelf, handing out to one and to many, kits, and putting right what was written."""

from dataclasses import replace
from datetime import timedelta

import pytest

from centre_app.casework.stock import catalogue, handing_out, kits, movements, recipients, shelf
from centre_app.casework.stock.handing_out import Gift
from centre_app.casework.stock.traced import lots_by_item, what_became
from centre_app.dates import Birth
from centre_app.language import Language
from centre_app.problems import NotSaved, ReadOnlyForYou
from centre_app.records import Distribution, Item, KitLine, Project, Stay, StockMovement
from tests.makers import (
    TODAY,
    TOMORROW,
    YESTERDAY,
    a_bed,
    a_leave,
    a_mother_of,
    a_night,
    a_person,
    an_admission,
    an_assignment,
    reopened_as,
)

FRENCH = Language.of("fr")
TWO_DAYS_AGO = TODAY - timedelta(days=2)


@pytest.fixture
def soap(register):
    return register.save(Item(name="Savon", category="soap", unit="morceau", min_stock=10))[0]


@pytest.fixture
def mat(register):
    return register.save(Item(name="Natte", category="bedding", unit="pièce"))[0]


@pytest.fixture
def girls(register):
    """Awa, who came two days ago, and Kadidia, who left yesterday."""
    awa = an_admission(given="Awa", admitted_on=TWO_DAYS_AGO)
    kadidia = an_admission(given="Kadidia", admitted_on=TWO_DAYS_AGO, ended_on=YESTERDAY)
    kadidia[2] = replace(kadidia[2], code="SEG-26-0002")
    return [register.save(*records)[2] for records in (awa, kadidia)]


def received(register, item, quantity, on=YESTERDAY, **answers):
    return movements.write(
        register, [StockMovement(item_id=item.id, kind="receipt", quantity=quantity, moved_on=on, **answers)]
    )[0]


def given(case, item, quantity=2, mode="signature", **answers):
    return Gift(case_id=case.id, item_id=item.id, quantity=quantity, receipt_mode=mode, **answers)


def hand(register, *gifts, on=TODAY, by="nurse"):
    return handing_out.hand_out(register, gifts, on=on, by=by)


# --- the shelf -------------------------------------------------------------------------------------------------


def test_what_is_there_on_a_day_and_what_is_low_comes_first(register, soap, mat):
    received(register, mat, 4)
    received(register, soap, 12, on=TWO_DAYS_AGO)
    movements.write(
        register, [replace(movements.blank(register, "loss", soap), quantity=5, reason="Mouillé", moved_on=YESTERDAY)]
    )
    first, second = shelf.balances(register)
    assert (first.item.name, first.there, first.state) == ("Savon", 7, shelf.LOW)
    assert (second.item.name, second.there, second.state) == ("Natte", 4, shelf.ENOUGH)
    assert shelf.balance_of(register, soap.id, on=TWO_DAYS_AGO) == 12
    assert shelf.balance_of(register, soap.id) == 7


def test_what_goes_off_soon_and_what_is_off_is_said_while_some_of_it_is_left(register):
    milk = register.save(Item(name="Lait", category="infant_milk", unit="boîte", is_perishable=True))[0]
    received(register, milk, 3, expires_on=TODAY + timedelta(days=10))
    received(register, milk, 3, expires_on=TODAY + timedelta(days=90))
    assert [(one.state, one.keeps_until) for one in shelf.balances(register)] == [
        (shelf.NOT_LONG, TODAY + timedelta(days=10))
    ]
    movements.write(register, [replace(movements.blank(register, "issue", milk), quantity=3, reason="Cuisine")])
    assert shelf.balances(register)[0].state == shelf.ENOUGH


def test_a_month_of_a_thing_adds_up(register, soap):
    received(register, soap, 30, on=TODAY.replace(day=1) - timedelta(days=3))
    received(register, soap, 10, on=TODAY.replace(day=5))
    movements.write(
        register,
        [
            replace(
                movements.blank(register, "issue", soap), quantity=12, reason="Lessive", moved_on=TODAY.replace(day=8)
            ),
            replace(
                movements.blank(register, "count_adjust", soap),
                quantity=25,
                reason="Trois de moins",
                moved_on=TODAY.replace(day=9),
            ),
        ],
    )
    (month,) = shelf.over(register, TODAY.replace(day=1), TODAY)
    assert (month.opening, month.came_in, month.went_out, month.found, month.closing) == (30, 10, 12, -3, 25)


@pytest.mark.parametrize(
    ("kind", "quantity", "question"),
    [("count_adjust", 3, "reason"), ("loss", 1, "reason"), ("transfer", 1, "reason"), ("issue", 1, "reason"),
     ("receipt", 0, "quantity"), ("count_adjust", -1, "quantity")],
)  # fmt: skip
def test_what_cannot_be_or_is_not_explained_is_not_saved(register, soap, kind, quantity, question):
    received(register, soap, 4)
    with pytest.raises(NotSaved) as refused:
        movements.write(register, [replace(movements.blank(register, kind, soap), quantity=quantity)])
    assert question in {found.question for found in refused.value.findings}


def test_a_count_that_finds_what_is_written_needs_no_reason(register, soap):
    received(register, soap, 4)
    movements.write(register, [replace(movements.blank(register, "count_adjust", soap), quantity=4)])
    assert shelf.balances(register)[0].counted_on == TODAY


# --- handing out -----------------------------------------------------------------------------------------------


def test_a_round_is_one_movement_for_each_thing_and_a_line_for_each_person(register, soap, mat, girls):
    awa, _ = girls
    third = register.save(*an_admission(given="Oumou", admitted_on=YESTERDAY))[2]
    received(register, soap, 20)
    received(register, mat, 5)
    done = hand(register, given(awa, soap), given(third, soap, 3, "thumbprint"), given(awa, mat, 1))
    assert (done.persons, len(done.distributions), done.refused) == (2, 3, [])
    moved = {one.item_id: one.quantity for one in register.find(StockMovement, kind="issue")}
    assert moved == {soap.id: 5, mat.id: 1}
    assert (shelf.balance_of(register, soap.id), shelf.balance_of(register, mat.id)) == (15, 4)


def test_who_has_left_is_named_and_the_rest_is_saved(register, soap, girls):
    awa, kadidia = girls
    received(register, soap, 20)
    done = hand(register, given(awa, soap), given(kadidia, soap))
    assert [case_id for case_id, _ in done.refused] == [kadidia.id]
    assert "déjà quitté" in done.refused[0][1].said_in(FRENCH)
    assert [one.case_id for one in register.find(Distribution)] == [awa.id]
    assert shelf.balance_of(register, soap.id) == 18


def test_on_the_day_of_her_exit_she_may_still_be_given_her_kit_and_before_her_arrival_nothing(register, soap, girls):
    received(register, soap, 20, on=TWO_DAYS_AGO)
    assert hand(register, given(girls[1], soap), on=YESTERDAY).persons == 1
    with pytest.raises(NotSaved):
        hand(register, given(girls[0], soap), on=TWO_DAYS_AGO - timedelta(days=1))


def test_more_than_there_are_and_very_many_for_one_are_said_and_saved(register, soap, girls):
    received(register, soap, 3)
    gifts = [given(girls[0], soap, 150)]
    doubts = [found for _, _, found in handing_out.looked_at(register, gifts, on=TODAY)]
    assert {found.rule for found in doubts if found.record_type == "StockMovement"} == {"V21"}
    assert any(found.record_type == "Distribution" for found in doubts)
    hand(register, *gifts)
    assert shelf.balances(register)[0].state == shelf.BELOW_NOUGHT


def test_the_project_of_the_receipts_pays_what_is_handed_out_of_them(register, soap, girls):
    project = register.save(Project(donor="Misola", code="M1"))[0]
    received(register, soap, 4, project_id=project.id)
    hand(register, given(girls[0], soap, 3))
    assert register.find(Distribution)[0].project_id == project.id
    received(register, soap, 10, on=TODAY)
    hand(register, given(girls[0], soap, 3))  # one of the project's, two of nobody's
    assert register.find(Distribution)[1].project_id is None


def test_taking_back_puts_it_on_the_shelf_again(register, soap, girls):
    third = register.save(*an_admission(given="Oumou", admitted_on=YESTERDAY))[2]
    received(register, soap, 20)
    first, second = hand(register, given(girls[0], soap), given(third, soap, 3)).distributions
    handing_out.take_back(register, first, reason="Pas donné")
    assert shelf.balance_of(register, soap.id) == 17
    handing_out.correct(register, replace(second, quantity=1))
    assert shelf.balance_of(register, soap.id) == 19
    handing_out.take_back(register, register.get(Distribution, second.id), reason="Pas donné")
    assert shelf.balance_of(register, soap.id) == 20
    assert register.find(StockMovement, kind="issue") == []


def test_a_whole_round_is_taken_back_at_once(register, soap, girls):
    third = register.save(*an_admission(given="Oumou", admitted_on=YESTERDAY))[2]
    received(register, soap, 20)
    hand(register, given(girls[0], soap), given(third, soap, 3))
    (done,) = handing_out.rounds_of(register, on=TODAY)
    handing_out.take_back_all(register, done.movement, reason="Autre jour")
    assert (register.find(Distribution), shelf.balance_of(register, soap.id)) == ([], 20)


def test_what_became_of_a_donors_things_follows_them_to_people(register, soap, girls):
    received(register, soap, 10, donor_id="misola")
    hand(register, given(girls[0], soap, 4))
    (became,) = what_became(lots_by_item(register))
    assert (became.donor_id, became.handed, became.persons, became.there) == ("misola", 4, 1, 6)


def test_an_educator_hands_out_and_writes_nothing_else_of_the_stock(register, soap, girls):
    received(register, soap, 20)
    with reopened_as(register, "social_worker") as educator:
        done = hand(educator, given(girls[0], soap))
        assert shelf.balance_of(educator, soap.id) == 18
        handing_out.take_back(educator, done.distributions[0], reason="Pas donné")
        assert shelf.balance_of(educator, soap.id) == 20
        with pytest.raises(ReadOnlyForYou):
            received(educator, soap, 5)
        with pytest.raises(ReadOnlyForYou):
            movements.write(educator, [replace(movements.blank(educator, "issue", soap), quantity=1, reason="?")])


# --- to whom ---------------------------------------------------------------------------------------------------


def test_those_who_are_there_a_room_and_an_age(register, girls):
    child = register.save(*an_admission(a_person(birth=Birth.of_age(7, 7, said_on=TODAY)), admitted_on=YESTERDAY))
    bed = a_bed()
    stays = {stay.case_id: stay for stay in register.find(Stay)}
    register.save(bed, an_assignment(stays[child[2].id], bed), heed_findings=False)
    here = recipients.in_the_house(register, TODAY)
    assert {one.case_id for one in here} == {girls[0].id, child[2].id}
    assert recipients.in_room(register, bed.room_id, TODAY) == {child[2].id}
    assert recipients.of_ages(here, 6, 11, on=TODAY) == {child[2].id}
    register.save(a_leave(stays[girls[0].id]), a_night(stays[child[2].id], TODAY, present=False), heed_findings=False)
    assert recipients.away_on(register, TODAY, [one.stay.id for one in here]) == {one.stay.id for one in here}
    assert recipients.in_the_house(register, YESTERDAY)[1].case_id in {girls[1].id, child[2].id}


# --- kits ------------------------------------------------------------------------------------------------------


def in_kit(item, kit="entry", quantity=1, **answers):
    return KitLine(kit=kit, item_id=item.id, quantity=quantity, **answers)


def test_her_kit_is_what_fits_her_sex_age_and_baby(register, soap, mat):
    pads, nappies = register.save(
        Item(name="Serviettes", category="menstrual", unit="paquet"),
        Item(name="Couches", category="diapers", unit="paquet"),
    )
    register.save(
        in_kit(soap, quantity=2), in_kit(pads, sex_rule="girls", age_min=11), in_kit(nappies, "baby", quantity=3)
    )
    mother, boy = an_admission(), an_admission(a_person(sex="male", birth=Birth.of_age(9, 9, said_on=TODAY)))
    baby = an_admission(a_person(birth=Birth.of_age(0, 0, said_on=TODAY)), admission_type="accompanying_child")
    boy[2], baby[2] = replace(boy[2], code="SEG-26-0002"), replace(baby[2], code="SEG-26-0003")
    register.save(*mother, *boy, *baby, a_mother_of(mother[0], baby[0]), heed_findings=False)

    def wanted(case_id):
        return {thing.item.name: thing.wanted for thing in kits.kit_of(register, "entry", case_id).things}

    assert wanted(mother[2].id) == {"Savon": 2, "Serviettes": 1, "Couches": 3}
    assert wanted(boy[2].id) == {"Savon": 2}
    assert {her.recipient.case_id for her in kits.who_lacks(register)} == {mother[2].id, boy[2].id}


def test_the_stay_says_so_once_nothing_of_the_entry_kit_is_lacking(register, soap, mat, girls):
    received(register, soap, 20)
    received(register, mat, 5)
    register.save(in_kit(soap, quantity=2), in_kit(mat))
    case = girls[0]

    def check_off(**ticked):
        her = kits.kit_of(register, "entry", case.id)
        by_key = {(thing.item.id, thing.kit): ticked.get(thing.item.name, 0) for thing in her.things}
        kits.hand_kit(register, her, by_key, on=TODAY, by="nurse", receipt_mode="thumbprint")
        return register.only(Stay, case_id=case.id)

    assert not check_off(Savon=2).entry_kit_done
    assert [thing.lacking for thing in kits.who_lacks(register)[0].things] == [0, 1]
    assert check_off(Natte=1).entry_kit_done
    assert kits.who_lacks(register) == []
    handing_out.take_back(register, register.find(Distribution, item_id=mat.id)[0], reason="Pas donné")
    assert not register.only(Stay, case_id=case.id).entry_kit_done


def test_whole_kits_for_several_are_one_act_and_a_storekeeper_checks_them_off(register, soap, girls):
    received(register, soap, 20)
    register.save(in_kit(soap, quantity=2))
    other = register.save(*an_admission(given="Oumou", admitted_on=YESTERDAY))[2]
    with reopened_as(register, "storekeeper") as keeper:
        kits.hand_whole_kits(
            keeper, {girls[0].id: "signature", other.id: "thumbprint"}, kit="entry", on=TODAY, by=keeper.who
        )
        assert shelf.balance_of(keeper, soap.id) == 16
        assert {stay.entry_kit_done for stay in keeper.find(Stay, ended_on=None)} == {True}
        (stay, *_) = keeper.find(Stay, ended_on=None)
        with pytest.raises(ReadOnlyForYou):
            keeper.save(replace(stay, entry_kit_done=None))
        with pytest.raises(ReadOnlyForYou):  # nothing else of a stay goes along with a kit
            handing_out.hand_out(
                keeper,
                [Gift(case_id=stay.case_id, item_id=soap.id, quantity=1, kit="entry")],
                on=TODAY,
                by=keeper.who,
                with_them=[replace(stay, admitted_on=TOMORROW)],
            )


# --- the catalogue ---------------------------------------------------------------------------------------------


def test_the_first_list_is_taken_over_once_with_its_kits(register):
    offered = catalogue.not_there_yet(register)
    assert len(offered) >= 30
    catalogue.take_over(register, {one.key for one in offered}, FRENCH)
    assert catalogue.not_there_yet(register) == []
    assert {line.kit for line in register.find(KitLine)} == {"entry", "baby", "dignity", "school", "exit"}
    soap = next(item for item in shelf.things(register) if item.name == "Savon")
    assert soap.unit == "pièce"
    catalogue.give_up(register, soap, reason="plus utilisé")
    assert soap.id not in {line.item_id for line in register.find(KitLine)}
    before = len(register.find(KitLine))
    (again,) = catalogue.take_over(register, {"soap"}, FRENCH)
    assert (again.name, len(register.find(KitLine))) == ("Savon", before)  # a kit that somebody filled stays theirs
