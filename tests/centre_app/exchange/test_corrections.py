"""Corrections between headquarters and a centre, each situation by its name."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from centre_app import acts
from centre_app.casework import lists
from centre_app.choices import choices
from centre_app.corrections import applying, proposing, standing
from centre_app.corrections.standing import (
    APPLIED,
    CONFLICT,
    KEPT_OURS,
    NOT_POSSIBLE,
    TOOK_THEIRS,
    WAITING,
    WITHDRAWN,
)
from centre_app.exchange import acknowledgement, bundle, partners, published, refusals
from centre_app.exchange.envelope import Signer, key_id, open_bundle
from centre_app.exchange.published import TABLES
from centre_app.from_headquarters import publisher_at_a_centre
from centre_app.integrity import check
from centre_app.language import Language
from centre_app.problems import NotSaved, OfAnotherCentre
from centre_app.questions import copy_of
from centre_app.records import (
    Card,
    CaseFile,
    CentreCorrection,
    CorrectionAnswer,
    HealthProfile,
    Intake,
    KnownPlace,
    ListEntry,
    Organisation,
    PersonName,
    Project,
)
from centre_app.rules import lists as rules_about_lists
from tests.centre_app.exchange.conftest import enrol
from tests.makers import TODAY, a_register, an_admission, reopened_as, reopened_without

MONTH = date(2026, 11, 1)


@pytest.fixture
def told(pair):
    """Her file, agreed to be named, received at headquarters; the records as the centre keeps them."""
    person, name, case, intake, stay = an_admission()
    saved = pair.centre.save(person, name, replace(case, share_hq=True), intake, stay)
    pair.exchange()
    yield dict(zip(("person", "name", "case", "intake", "stay"), saved, strict=True))
    pair.centre.close()  # some tests have opened it again, as somebody else


def propose(pair, record, reason="Read on her birth certificate", **answers):
    """Ask at headquarters for other answers of a record."""
    there = pair.headquarters.as_stored.get(type(record), record.id)
    return proposing.propose(pair.headquarters, replace(there, **answers), reason=reason)


def ours(pair, record):
    return pair.centre.as_stored.get(type(record), record.id)


def state_at_headquarters(pair):
    return [one.state for one in standing.asked_by_us(pair.headquarters)]


def test_what_only_headquarters_changed_is_changed_at_the_centre_and_comes_back_with_the_next_bundle(pair, told):
    propose(pair, told["name"], family="Sangare")
    assert state_at_headquarters(pair) == [WAITING]
    pair.exchange()
    assert ours(pair, told["name"]).family == "Sangare"
    assert state_at_headquarters(pair) == [WAITING]
    pair.exchange()
    assert state_at_headquarters(pair) == [APPLIED]
    assert pair.headquarters.as_stored.get(PersonName, told["name"].id).family == "Sangare"


def test_headquarters_writes_no_row_of_a_centre(pair, told):
    with pytest.raises(OfAnotherCentre):
        pair.headquarters.save(replace(pair.headquarters.get(Intake, told["intake"].id), note="changed"))
    assert not pair.headquarters.may_write(pair.headquarters.get(Intake, told["intake"].id))


def test_a_correction_is_in_history_under_its_own_word(pair, told):
    propose(pair, told["name"], family="Sangare")
    pair.exchange()
    (line,) = pair.centre.vault.ask(
        "SELECT action FROM identity.history WHERE record_id = ? ORDER BY seq DESC LIMIT 1", (told["name"].id,)
    )
    assert line[0] == "correct"
    assert line[0] in acts.ACTS


def test_different_questions_of_one_record_merge_by_themselves(pair, told):
    propose(pair, told["intake"], brought_by="Her aunt")
    pair.centre.save(replace(ours(pair, told["intake"]), note="Came at night"))
    pair.exchange()
    merged = ours(pair, told["intake"])
    assert (merged.brought_by, merged.note) == ("Her aunt", "Came at night")


def test_the_same_question_on_both_sides_keeps_both_answers_until_a_person_decides(pair, told):
    propose(pair, told["name"], family="Sangare")
    pair.centre.save(replace(ours(pair, told["name"]), family="Sangharé"))
    pair.exchange()
    assert ours(pair, told["name"]).family == "Sangharé"
    (waits,) = standing.to_decide(pair.centre)
    assert waits.state == CONFLICT
    applying.decide(pair.centre, waits, take_theirs=True)
    assert ours(pair, told["name"]).family == "Sangare"
    assert standing.to_decide(pair.centre) == []
    pair.exchange()
    assert state_at_headquarters(pair) == [TOOK_THEIRS]


def test_who_keeps_ours_says_so_to_headquarters(pair, told):
    propose(pair, told["name"], family="Sangare")
    pair.centre.save(replace(ours(pair, told["name"]), family="Sangharé"))
    pair.exchange()
    applying.decide(pair.centre, standing.to_decide(pair.centre)[0], take_theirs=False)
    pair.exchange()
    assert ours(pair, told["name"]).family == "Sangharé"
    assert state_at_headquarters(pair) == [KEPT_OURS]
    assert pair.headquarters.as_stored.get(PersonName, told["name"].id).family == "Sangharé"


def test_both_sides_writing_the_same_have_nothing_to_decide(pair, told):
    propose(pair, told["name"], family="Sangare")
    pair.centre.save(replace(ours(pair, told["name"]), family="Sangare"))
    before = ours(pair, told["name"])
    pair.exchange()
    assert ours(pair, told["name"]) == before
    assert standing.to_decide(pair.centre) == []


def test_a_correction_of_a_withdrawn_record_cannot_be_applied_and_headquarters_hears_of_it(pair, told):
    propose(pair, told["intake"], note="Came with her aunt")
    pair.centre.void(ours(pair, told["intake"]), reason="twice")
    pair.exchange()
    pair.exchange()
    assert state_at_headquarters(pair) == [NOT_POSSIBLE]
    assert ours(pair, told["intake"]).is_void


def test_a_correction_in_a_merged_file_reaches_the_record_that_it_keeps(pair, told):
    other = an_admission(given="Kadiatou")
    other[2] = replace(other[2], code="SEG-26-0002", share_hq=True)
    saved = pair.centre.save(*other)
    kept, case, intake = told["case"], saved[2], saved[3]
    pair.exchange()
    propose(pair, intake, brought_by="Her aunt")
    merged = replace(case, status="merged", merged_into_id=kept.id, merged_on=TODAY, status_before_merge=case.status)
    pair.centre.save(merged, heed_findings=False)
    pair.exchange()
    assert ours(pair, intake).brought_by == "Her aunt"


def test_an_answer_given_twice_is_given_once(pair, told):
    propose(pair, told["name"], family="Sangare")
    pair.centre.save(replace(ours(pair, told["name"]), family="Sangharé"))
    pair.exchange()
    (waits,) = standing.to_decide(pair.centre)
    applying.decide(pair.centre, waits, take_theirs=False)
    with pytest.raises(applying.DecidedAlready):
        applying.decide(pair.centre, waits, take_theirs=True)
    assert ours(pair, told["name"]).family == "Sangharé"


def test_an_acknowledgement_read_twice_changes_nothing(pair, told):
    propose(pair, told["name"], family="Sangare")
    receipt = acknowledgement.acknowledge(pair.headquarters, pair.received(pair.sealed()))
    acknowledgement.read_acknowledgement(pair.centre, receipt.content)
    before = everything(pair.centre)
    acknowledgement.read_acknowledgement(pair.centre, receipt.content)
    assert everything(pair.centre) == before


def test_a_stale_base_is_refused_where_it_is_written(pair, told):
    seen = pair.headquarters.as_stored.get(PersonName, told["name"].id)
    pair.centre.save(replace(ours(pair, told["name"]), family="Sangharé"))
    pair.exchange()
    with pytest.raises(NotSaved):
        proposing.propose(pair.headquarters, replace(seen, family="Sangare"), reason="As on paper")


def test_a_correction_for_a_shut_compartment_waits_until_somebody_can_open_it(pair, told):
    profile = pair.centre.save(HealthProfile(case_id=told["case"].id, chronic="Asthma"))[0]
    pair.exchange()
    propose(pair, profile, chronic="Sickle cell")
    receipt = acknowledgement.acknowledge(pair.headquarters, pair.received(pair.sealed()))
    pair.centre = reopened_without(pair.centre, "health", clock=pair.clock)
    read = acknowledgement.read_acknowledgement(pair.centre, receipt.content)
    assert read.shut == 1
    pair.centre = reopened_without(pair.centre, clock=pair.clock)
    pair.exchange()
    assert ours(pair, profile).chronic == "Sickle cell"


def test_what_the_reader_may_not_write_waits_for_somebody_who_may(pair, told):
    reopened_as(pair.centre, "nurse", clock=pair.clock).close()  # the house has a nurse: health is hers to write
    pair.centre = reopened_without(pair.centre, clock=pair.clock)
    pair.centre = reopened_as(pair.centre, "nurse", clock=pair.clock)
    profile = pair.centre.save(HealthProfile(case_id=told["case"].id, chronic="Asthma"))[0]
    pair.centre = reopened_without(pair.centre, clock=pair.clock)
    pair.exchange()
    propose(pair, profile, chronic="Sickle cell")
    received = pair.received(pair.sealed())
    receipt = acknowledgement.acknowledge(pair.headquarters, received)
    read = acknowledgement.read_acknowledgement(pair.centre, receipt.content)
    assert (read.corrected.changed, read.corrected.waiting) == (0, 1)
    assert standing.for_others_to_decide(pair.centre) == 1
    pair.centre = reopened_as(pair.centre, "nurse", clock=pair.clock)
    assert applying.apply_waiting(pair.centre).changed == 1
    assert ours(pair, profile).chronic == "Sickle cell"


def test_a_correction_that_breaks_a_rule_is_decided_by_a_person_who_is_told_which(pair, told):
    propose(pair, told["stay"], ended_on=date(2020, 1, 1))
    pair.exchange()
    (waits,) = standing.to_decide(pair.centre)
    assert {found.question for found in applying.stands_against(pair.centre, waits)} == {"ended_on"}
    with pytest.raises(NotSaved):
        applying.decide(pair.centre, waits, take_theirs=True)
    assert ours(pair, told["stay"]).ended_on is None
    applying.decide(pair.centre, waits, take_theirs=False)


def test_corrections_are_withdrawn_before_they_are_answered(pair, told):
    (asked,) = propose(pair, told["name"], family="Sangare")
    pair.centre.save(replace(ours(pair, told["name"]), family="Sangharé"))
    pair.exchange()
    proposing.withdraw(pair.headquarters, asked)
    assert state_at_headquarters(pair) == [WITHDRAWN]
    pair.exchange()
    assert standing.to_decide(pair.centre) == []
    assert ours(pair, told["name"]).family == "Sangharé"


def test_nobody_opens_a_file_by_a_correction(pair, told):
    there = pair.headquarters.as_stored.get(CaseFile, told["case"].id)
    with pytest.raises(proposing.NothingToCorrect):
        proposing.propose(pair.headquarters, replace(there, share_hq=None, confidentiality="sealed"), reason="Why not")


@pytest.mark.parametrize("order", list(permutations((0, 1, 2))))
def test_acknowledgements_that_cross_on_the_way_end_in_the_same_register(pair, told, order):
    receipts = []
    for family in ("Sangare", "Sangaré-Keïta", "Sangaré"):
        if family != "Sangaré":
            propose(pair, told["name"], family=family)
        receipts.append(acknowledgement.acknowledge(pair.headquarters, pair.received(pair.sealed())))
    for number in (*order, *order):
        acknowledgement.read_acknowledgement(pair.centre, receipts[number].content)
    assert ours(pair, told["name"]).family == "Sangaré-Keïta"
    assert standing.to_decide(pair.centre) == []


# --- what headquarters publishes -----------------------------------------------------------------------------------


def test_places_organisations_projects_and_choices_that_headquarters_publishes_stand_at_the_centre(pair, told):
    saved = pair.headquarters.save(
        Organisation(name="Maison des filles", org_type="ngo"),
        KnownPlace(name="Kobada", kind="gold_site"),
        Project(donor="ECPAT", code="ML-27"),
    )
    pair.exchange()
    for one in saved:
        (there,) = pair.centre.find(type(one))
        assert there == one
        assert not pair.centre.may_write(there)
    assert not check(pair.centre).faults
    exported = bundle.prepare(pair.centre, month=MONTH)
    assert not {"organisations", "known_places", "projects", "list_entries"} & {
        t for t, rows in exported.rows.items() if rows
    }


def test_an_unknown_choice_that_was_published_is_offered_and_read_at_the_centre(pair, told):
    lists.keep_choice(
        pair.headquarters, ListEntry(list_name="trade", label_fr="Poterie de grès", label_en="Stoneware pottery")
    )
    pair.exchange()
    assert choices("trade").label("stoneware_pottery", Language("fr")) == "Poterie de grès"
    assert "stoneware_pottery" in choices("trade").keys


def test_a_choice_of_a_list_that_this_program_does_not_know_changes_nothing(pair, told, monkeypatch):
    monkeypatch.setattr(rules_about_lists, "OPEN_LISTS", {"no_such_list": "of a newer program"})
    monkeypatch.setattr(rules_about_lists, "_live_names", lambda entry, around: set())
    pair.headquarters.save(ListEntry(list_name="no_such_list", key="x", label_fr="X", label_en="X"))
    pair.exchange()
    assert len(pair.centre.find(ListEntry)) == 1


def test_a_retired_choice_in_use_stays_readable_and_is_no_longer_offered(pair, told):
    key = choices("trade").keys[0]
    label = choices("trade").label(key, Language("fr"))
    lists.retire(pair.headquarters, "trade", key)
    pair.exchange()
    assert key not in choices("trade").keys
    assert choices("trade").label(key, Language("fr")) == label
    lists.offer_again(pair.headquarters, "trade", key)
    assert key in choices("trade").keys


def test_two_choices_of_one_name_are_refused(pair):
    name = choices("trade").label(choices("trade").keys[0], Language("fr"))
    with pytest.raises(lists.SuchAChoiceAlready):
        lists.keep_choice(pair.headquarters, ListEntry(list_name="trade", label_fr=name, label_en="Another"))


def test_a_centre_asks_for_a_correction_of_what_headquarters_published_and_hears_what_became_of_it(pair, told):
    (place,) = pair.headquarters.save(KnownPlace(name="Kobada", kind="gold_site"))
    pair.exchange()
    there = pair.centre.get(KnownPlace, place.id)
    proposing.propose(pair.centre, replace(there, name="Kobadah"), reason="So it is written on the sign")
    pair.exchange()
    (asked,) = standing.to_decide(pair.headquarters)
    assert asked.correction.reason == "So it is written on the sign"
    assert pair.headquarters.get(KnownPlace, place.id).name == "Kobada"  # nothing by itself: it is everybody's
    applying.decide(pair.headquarters, asked, take_theirs=True)
    pair.exchange()
    assert pair.centre.get(KnownPlace, place.id).name == "Kobadah"
    assert [one.state for one in standing.asked_by_us(pair.centre)] == [TOOK_THEIRS]


def test_only_headquarters_and_the_owner_are_asked(pair, told):
    assert not proposing.may_propose(pair.centre, ours(pair, told["name"]))
    assert not pair.centre.find(CentreCorrection)


# --- what a file must not do ---------------------------------------------------------------------------------------


def test_an_acknowledgement_carries_only_headquarters_own_rows_of_the_tables_that_are_its_to_send(
    pair, told, monkeypatch
):
    assert not {"case_files", "persons", "consents", "staff"} & TABLES
    propose(pair, told["name"], family="Sangare")
    received = pair.received(pair.sealed())
    behind = published.for_centre(pair.headquarters, pair.centre.centre_id)
    for was, now in ((pair.headquarters.centre_id, pair.centre.centre_id), (pair.centre.centre_id, "elsewhere")):
        lines = [line.replace(was.encode(), now.encode()) for line in behind.lines]
        monkeypatch.setattr(published, "for_centre", lambda *_, lines=lines: replace(behind, lines=lines))
        receipt = acknowledgement.acknowledge(pair.headquarters, received)
        before = everything(pair.centre)
        with pytest.raises(refusals.OtherCentre):
            acknowledgement.read_acknowledgement(pair.centre, receipt.content)
        assert everything(pair.centre) == before


def test_a_correction_that_says_no_answer_to_its_question_is_refused(pair, told, monkeypatch):
    propose(pair, told["name"], family="Sangare")
    received = pair.received(pair.sealed())
    behind = published.for_centre(pair.headquarters, pair.centre.centre_id)
    for was, now in ((b'"family"', b'"share_hq"'), (b"Sangare", b'\\"},{'), (b'\\"family\\"', b'\\"given\\"')):
        lines = [line.replace(was, now) for line in behind.lines]
        assert lines != list(behind.lines)
        monkeypatch.setattr(published, "for_centre", lambda *_, lines=lines: replace(behind, lines=lines))
        receipt = acknowledgement.acknowledge(pair.headquarters, received)
        with pytest.raises(refusals.BadContent):
            acknowledgement.read_acknowledgement(pair.centre, receipt.content)


def test_a_receipt_with_nothing_behind_it_is_one_that_older_programs_read(pair, told):
    receipt = acknowledgement.acknowledge(pair.headquarters, pair.received(pair.sealed()))
    signing = partners.headquarters_of(pair.centre).signing
    opened = open_bundle(
        receipt.content,
        identities=[partners.identity(pair.centre)],
        known_signers={key_id(signing): Signer(centre_id=pair.headquarters.centre_id, public=signing)},
    )
    assert not {"behind", "schema", "least_reader"} & set(opened.manifest)


NONSENSE = (
    {"record_table": "no_such_table"},
    {"record_table": "case_files", "question": "share_hq"},
    {"question": "id"},
    {"proposed": "[" * 50_000},
    {"proposed": '{"missing": null, "name": 7}'},
    {"base": None},
)


def test_what_a_centre_asks_that_makes_no_sense_is_shown_to_nobody_and_stops_nothing(pair, told):
    (place,) = pair.headquarters.save(KnownPlace(name="Kobada", kind="gold_site"))
    pair.exchange()
    seen = pair.centre.get(KnownPlace, place.id)
    (asked,) = proposing.propose(pair.centre, replace(seen, name="Kobadah"), reason="So it is written")
    pair.centre.save(*(copy_of(asked, **said) for said in NONSENSE), heed_findings=False)
    pair.exchange()
    (only,) = standing.to_decide(pair.headquarters)
    assert only.correction.id == asked.id
    assert standing.for_others_to_decide(pair.headquarters) == 0


def test_bundles_and_answers_that_cross_on_the_way_end_in_the_same_standing(pair, told):
    propose(pair, told["name"], family="Sangare")
    early = pair.sealed()
    receipt = acknowledgement.acknowledge(pair.headquarters, pair.received(pair.sealed()))
    acknowledgement.read_acknowledgement(pair.centre, receipt.content)
    late = pair.sealed()
    pair.received(late)
    assert state_at_headquarters(pair) == [APPLIED]
    pair.received(early)
    assert state_at_headquarters(pair) == [APPLIED]
    assert pair.headquarters.as_stored.get(PersonName, told["name"].id).family == "Sangare"


def test_the_cards_of_the_other_centres_come_with_an_acknowledgement_and_a_revoked_one_says_so(pair, told, tmp_path):
    with a_register(tmp_path, code="MOP", clock=pair.clock) as other:
        enrol(other, pair.headquarters)
        other_id = other.centre_id
    pair.exchange()
    assert cards_at(pair.centre, other_id) == [None]
    (kept,) = pair.headquarters.find(Card, of_centre_id=other_id)
    partners.revoke(pair.headquarters, kept, since=TODAY)
    pair.exchange()
    assert cards_at(pair.centre, other_id) == [TODAY]
    propose(pair, told["name"], family="Sangare")
    pair.exchange()
    pair.exchange()
    assert not check(pair.centre).faults
    assert not check(pair.headquarters).faults
    assert partners.headquarters_of(pair.centre).headquarters_id == pair.headquarters.centre_id
    assert cards_at(pair.centre, pair.centre.centre_id) == []


def cards_at(register, centre_id):
    """Return since when each card of a centre that headquarters sent is no longer trusted."""
    found = register.as_stored.find(Card, centre_id=publisher_at_a_centre(register.vault), of_centre_id=centre_id)
    return [card.revoked_from for card in found]


def everything(register):
    """Return all rows of a register that can change by reading."""
    kinds = (PersonName, Intake, CaseFile, CorrectionAnswer, CentreCorrection, KnownPlace, ListEntry)
    return [register.as_stored.find(kind, with_void=True) for kind in kinds]
