"""What nobody gets by a correction: another centre's key, a guess confirmed, another's answer, words that were forgotten."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from centre_app.corrections import applying, proposing, standing
from centre_app.corrections.saying import may_be_corrected, said_of
from centre_app.corrections.standing import APPLIED, NOT_POSSIBLE, WAITING, WITHDRAWN, Standing
from centre_app.exchange import partners, refusals
from centre_app.integrity import check
from centre_app.questions import copy_of
from centre_app.records import (
    RECORD_TYPES,
    Bundle,
    Card,
    CareCorrection,
    CentreCorrection,
    Consent,
    CorrectionAnswer,
    IdentityCorrection,
    Intake,
    KnownPlace,
    PersonLink,
    PersonName,
    Room,
    StaffMember,
    Transfer,
)
from tests.centre_app.exchange.conftest import Pair, enrol
from tests.makers import TODAY, a_consent, a_register, an_admission

ELSEWHERE = "Kadidia said so"


def admit(pair, **of_intake):
    """Admit somebody, and exchange; return the records as the centre keeps them: name, case, intake."""
    person, name, case, intake, stay = an_admission()
    saved = pair.centre.save(person, name, case, replace(intake, **of_intake), stay)
    return saved[1], saved[2], saved[3]


def agreed(pair, case):
    pair.centre.save(a_consent(case, "share_hq", "given", given_on=TODAY - timedelta(days=1)))


def ask(pair, record, **answers):
    there = pair.headquarters.as_stored.get(type(record), record.id)
    return proposing.propose(pair.headquarters, replace(there, **answers), reason=ELSEWHERE)


def asked_of_headquarters(pair, record, question, said):
    """A centre's correction of whatever record of headquarters, as only an altered program writes one."""
    return CentreCorrection(
        record_table=record.table,
        record_id=record.id,
        question=question,
        based_on_rev=record.rev,
        base=said_of(record, question),
        proposed=json.dumps({question: said, "missing": None}, sort_keys=True),
        reason="A new key",
        for_centre_id=pair.headquarters.centre_id,
    )


# --- what is nobody's to correct -----------------------------------------------------------------------------------


def test_no_key_nobody_of_the_staff_and_no_room_of_headquarters_is_offered_for_correction(pair):
    pair.exchange()
    (card,) = pair.headquarters.find(Card)
    staff = pair.headquarters.find(StaffMember)[0]
    (room,) = pair.headquarters.save(Room(name="Office"))
    asked = [
        asked_of_headquarters(pair, card, "text", "another request"),
        asked_of_headquarters(pair, card, "words_checked_on", None),
        asked_of_headquarters(pair, staff, "roles", '["hq_analyst"]'),
        asked_of_headquarters(pair, room, "name", "Cell"),
    ]
    pair.centre.save(*asked, heed_findings=False)
    pair.exchange()
    before = partners.known_signers(pair.headquarters)
    assert standing.to_decide(pair.headquarters) == standing.asked_of_us(pair.headquarters) == []
    assert standing.for_others_to_decide(pair.headquarters) == 0
    for one in pair.headquarters.find(CentreCorrection):
        with pytest.raises(applying.DecidedAlready):
            applying.decide(pair.headquarters, Standing(correction=one, answer=None), take_theirs=True)
    assert partners.known_signers(pair.headquarters) == before
    assert pair.headquarters.get(Card, card.id) == card
    assert pair.headquarters.get(Room, room.id).name == "Office"


def test_only_what_is_told_of_people_and_of_the_house_may_be_corrected():
    never = {"cards", "staff", "bundles", "consents", "signatures", "transfers", "told_topics", "twin_decisions"}
    never |= {
        "break_glasses",
        "imported_lines",
        "month_reports",
        "data_exports",
        "donor_sheets",
        "exported_cases",
        "correction_answers",
    }
    assert never <= {kind.table for kind in RECORD_TYPES}
    corrected = {kind.table for kind in RECORD_TYPES for name in kind.questions if may_be_corrected(kind, name)}
    assert not never & corrected
    assert not {kind.table for kind in (Card, StaffMember, Bundle, Consent, Transfer)} & corrected
    assert not may_be_corrected(PersonLink, "is_in_same_stay")  # whoever came along is named with her


def test_one_that_makes_no_sense_is_not_possible_and_no_longer_open(pair):
    (place,) = pair.headquarters.save(KnownPlace(name="Kobada", kind="gold_site"))
    pair.exchange()
    sound = asked_of_headquarters(pair, pair.centre.get(KnownPlace, place.id), "name", "Kobadah")
    for said in ({"proposed": "no JSON"}, {"question": "zzz"}, {"base": None}):
        one = Standing(correction=copy_of(sound, **said), answer=None)
        assert (one.state, one.is_open) == (NOT_POSSIBLE, False)
    assert Standing(correction=sound, answer=None).state == WAITING


# --- whose answer counts -------------------------------------------------------------------------------------------


@pytest.fixture
def other(pair, tmp_path):
    with a_register(tmp_path, code="KAY", clock=pair.clock) as centre:
        enrol(centre, pair.headquarters)
        yield Pair(centre, pair.headquarters, pair.clock)


def test_nobody_answers_a_correction_but_the_register_it_was_for(pair, other):
    name, case, _ = admit(pair)
    agreed(pair, case)
    pair.exchange()
    other.exchange()
    (asked,) = ask(pair, name, family="Sangare")
    answer = CorrectionAnswer(
        correction_table=asked.table, correction_id=asked.id, outcome="kept_ours", decided_on=TODAY
    )
    other.centre.save(answer)
    with pytest.raises(refusals.OtherCentre):
        other.received(other.sealed())
    pair.headquarters.save(replace(answer, id=""), heed_findings=False)  # nor does headquarters itself
    assert [one.state for one in standing.asked_by_us(pair.headquarters)] == [WAITING]
    pair.exchange()
    pair.exchange()
    assert [one.state for one in standing.asked_by_us(pair.headquarters)] == [APPLIED]


# --- guesses -------------------------------------------------------------------------------------------------------


def test_headquarters_asks_for_no_correction_of_an_answer_that_it_is_not_told(pair):
    _, case, intake = admit(pair, brought_by="Oncle Moussa")
    pair.exchange()
    with pytest.raises(proposing.StaysAtTheHouse):
        ask(pair, intake, brought_by="Oncle Moussa")
    ask(pair, case, opened_on=case.opened_on - timedelta(days=1))  # what is dated leaves always


@pytest.mark.parametrize("stands", ["Oncle Moussa", "Tante Awa", None])
def test_a_guess_is_answered_alike_whatever_stands_at_the_house(pair, monkeypatch, stands):
    _, _, intake = admit(pair, brought_by=stands)
    pair.exchange()
    monkeypatch.setattr(proposing.Told, "says", lambda *_: True)  # an altered headquarters
    ask(pair, intake, brought_by="Oncle Moussa")
    monkeypatch.undo()
    pair.exchange()
    pair.exchange()
    assert [one.state for one in standing.asked_by_us(pair.headquarters)] == [NOT_POSSIBLE]
    assert pair.centre.as_stored.get(Intake, intake.id).brought_by == stands


def test_what_was_asked_while_she_agreed_is_not_possible_once_she_does_not(pair):
    name, case, _ = admit(pair)
    agreed(pair, case)
    pair.exchange()
    ask(pair, name, family="Sangare")
    pair.centre.save(a_consent(case, "share_hq", "withdrawn"))
    with_it = pair.received(pair.sealed())
    pair.acknowledged(with_it)
    assert pair.centre.as_stored.get(PersonName, name.id).family == name.family


# --- forgetting ----------------------------------------------------------------------------------------------------


def everything_at(register):
    """Return every row and line of what headquarters keeps, as one text."""
    told = []
    for compartment in ("main", "identity", "care"):
        tables = register.vault.ask(f"SELECT name FROM {compartment}.sqlite_master WHERE type = 'table'")
        for (table,) in tables:
            if "corrections" in table or "history" in table:
                told += [str(tuple(row)) for row in register.vault.ask(f"SELECT * FROM {compartment}.{table}")]
    return "\n".join(told)


def test_who_withdraws_is_forgotten_in_what_headquarters_asked_about_them_as_well(pair):
    name, case, intake = admit(pair, brought_by="Oncle Moussa")
    agreed(pair, case)
    pair.exchange()
    ask(pair, name, family="Sangare-Diarra")
    ask(pair, intake, brought_by="Oncle Moussa Sangare")
    pair.exchange()
    pair.exchange()
    ask(pair, intake, brought_by="Tante Awa Sangare")
    assert "Sangare" in everything_at(pair.headquarters)
    pair.clock.move(hours=1)
    pair.centre.save(a_consent(case, "share_hq", "withdrawn"))
    pair.exchange()
    asked = standing.all_by_us(pair.headquarters)
    assert {type(one.correction) for one in asked} == {IdentityCorrection, CareCorrection}
    assert not any(
        (one.correction.base, one.correction.proposed, one.correction.reason) != (None,) * 3 for one in asked
    )
    assert [one.state for one in asked] == [APPLIED, APPLIED, WITHDRAWN]
    for words in ("Sangare", "Oncle", "Awa", ELSEWHERE):
        assert words not in everything_at(pair.headquarters)
    assert not check(pair.headquarters).faults
    assert pair.centre.as_stored.get(Intake, intake.id).brought_by == "Oncle Moussa Sangare"


def test_one_that_the_house_knows_already_is_taken_back_there_without_its_words(pair):
    name, case, _ = admit(pair)
    agreed(pair, case)
    pair.exchange()
    ask(pair, name, family="Sangare")
    pair.centre.save(replace(pair.centre.as_stored.get(PersonName, name.id), family="Sangharé"))
    pair.exchange()
    assert len(standing.to_decide(pair.centre)) == 1
    pair.clock.move(hours=1)
    pair.centre.save(a_consent(case, "share_hq", "withdrawn"))
    pair.exchange()
    assert standing.to_decide(pair.centre) == []
    (there,) = pair.centre.as_stored.find(IdentityCorrection, with_void=True)
    assert (there.base, there.proposed, there.reason) == (None, None, None)
