"""What is written of the house as a whole names none of those who live in it; what is typed from paper is of its day and hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from centre_app.casework import emergencies, groups, nights
from centre_app.casework.nights import Mark, mark_night
from centre_app.casework.stock import catalogue, movements
from centre_app.choices.keys import Sex
from centre_app.paper_sheets import Sheet, type_from
from centre_app.problems import NotSaved
from centre_app.records import Item, PresenceNight, StaffMember, Stay, StockMovement, TalkGroup
from tests.makers import LONG_AGO, TODAY, YESTERDAY, an_admission

NAMED = "Volé par Kadidia Sangaré"
TWO_DAYS_AGO = TODAY - timedelta(days=2)


@pytest.fixture
def stay(register):
    return register.save(*an_admission(admitted_on=LONG_AGO))[4]


def test_the_words_of_the_house_name_nobody(register, stay):
    mark_night(register, YESTERDAY, [Mark(stay=stay, present=True)])
    call = nights.roll_call_of(register, YESTERDAY)
    soap = catalogue.keep_thing(register, Item(name="Savon", category="soap", unit="morceau"))
    loss = StockMovement(item_id=soap.id, kind="loss", quantity=1, moved_on=TODAY, reason=NAMED)
    for write in (
        lambda: nights.keep_word(register, replace(call, note=NAMED)),
        lambda: groups.start_group(register, TalkGroup(name=NAMED, from_on=TODAY)),
        lambda: catalogue.keep_thing(register, replace(soap, name="Pagne de Kadidia Sangaré")),
        lambda: movements.write(register, [loss]),
    ):
        with pytest.raises(NotSaved) as refused:
            write()
        assert {found.rule for found in refused.value.findings if found.blocks} == {"V27"}
    assert nights.keep_word(register, replace(call, note="Coupure de courant")).note == "Coupure de courant"


def test_what_was_noted_of_a_night_stays_when_it_is_answered_again(register, stay):
    mark_night(register, YESTERDAY, [Mark(stay=stay, present=True, note="Rentrée à 22 h")])
    mark_night(register, YESTERDAY, [Mark(stay=stay, present=False, absence_type="hospital")])
    (night,) = register.find(PresenceNight)
    assert (night.present, night.note) == (False, "Rentrée à 22 h")


def test_what_is_typed_from_paper_is_of_its_day_and_its_hand(register, stay):
    register.save(StaffMember(id="guard", name="Bakary", roles=frozenset({"night_guard"})))
    type_from(register, Sheet(author_id="guard", written_on=TWO_DAYS_AGO))
    mark_night(register, TWO_DAYS_AGO, [Mark(stay=stay, present=True)])
    assert nights.roll_call_of(register, TWO_DAYS_AGO).taken_by == "guard"
    arrival = emergencies.begin(register)
    told = replace(arrival.person, sex=Sex.FEMALE)
    described = replace(arrival.description, description="Pagne bleu")
    taken = emergencies.take_in(register, replace(arrival, person=told, description=described))
    came = register.only(Stay, case_id=taken.case.id)
    assert (came.admitted_on, came.admitted_by) == (TWO_DAYS_AGO, "guard")
    assert came.arrived_at == datetime(2026, 11, 19, 20, tzinfo=UTC)
