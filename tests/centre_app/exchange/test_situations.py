"""The named situations of merging and anomaly, each with its test: what is not tried elsewhere is tried here.

A situation that gets a test gets a line in SITUATIONS, under its chapter; the last test finds every one of them.
"""

import ast
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from centre_app import integrity
from centre_app.casework import merging
from centre_app.casework.consents import record_answer
from centre_app.exchange import bundle, line, receive, refusals, waiting
from centre_app.exchange.merge import NOT_RESTORED, merge
from centre_app.exchange.notices import notices_of
from centre_app.finding import find_persons
from centre_app.language import Language
from centre_app.problems import SectionShut
from centre_app.records import Bundle, CaseFile, Intake, PersonName, Project
from tests.centre_app.exchange import orders
from tests.centre_app.exchange.conftest import MONTH, Pair
from tests.makers import (
    LONG_AGO,
    TODAY,
    a_consent,
    a_mother_of,
    a_name,
    a_person,
    a_project,
    reopened,
)

HERE = Path(__file__).parent

SITUATIONS: Mapping[str, Mapping[str, str]] = {
    "order and repetition": {
        "all 120 orders": "test_orders.py::test_all_120_orders_of_five_bundles_each_of_them_twice_give_the_same_register",
        "the same bundle twice": "test_receive.py::test_a_second_receiving_changes_nothing",
        "a bundle that comes late": "test_receive.py::test_a_bundle_that_comes_late_is_received_and_changes_no_row",
        "a gap that the base covers": "test_receive.py::test_a_gap_that_the_base_covers_is_fine",
        "a gap": "test_situations.py::test_a_bundle_after_a_gap_waits_and_follows_by_itself",
        "a bundle in several files, in any order": "test_situations.py::test_the_files_of_one_bundle_come_in_any_order",
        "lost on the way": "test_receive.py::test_whatever_is_lost_on_the_way_the_next_bundle_that_arrives_makes_both_equal",
    },
    "forks and lines": {
        "the same number, other content": "test_receive.py::test_the_same_number_with_other_content_raises_the_alarm",
        "a late one that its successor does not name": "test_situations.py::test_a_late_bundle_that_its_successor_does_not_name_is_refused",
        "a history that parts": "test_situations.py::test_a_cloned_laptop_that_went_on_is_a_fork",
        "a new line": "test_receive.py::test_a_new_line_asks_a_person_and_then_holds",
        "a restored laptop": "test_situations.py::test_what_was_lost_with_the_laptop_is_crossed_out_and_stays_readable",
        "a new line in several files": "test_situations.py::test_a_new_line_in_several_files_is_believed_as_one",
        "a cloned laptop": "test_situations.py::test_of_two_laptops_only_the_one_with_the_new_line_is_heard",
        "a register put back in secret": "test_received_history.py::test_a_register_put_back_whole_to_what_it_was_is_found_at_the_next_bundle",
    },
    "strangers, keys, clocks, programs": {
        "a revoked key": "test_receive.py::test_a_revoked_key_is_refused_from_its_day_on",
        "another centre's bundle": "test_receive.py::test_one_centres_key_does_not_speak_for_another",
        "another headquarters' bundle": "test_receive.py::test_a_bundle_for_another_headquarters_is_foreign",
        "a clock ahead": "test_situations.py::test_a_clock_that_is_ahead_is_said_and_refuses_nothing",
        "a clock put back": "test_situations.py::test_a_clock_that_was_put_back_is_said_and_refuses_nothing",
        "an older program": "test_situations.py::test_an_older_program_is_said_and_refuses_nothing",
        "a newer program": "test_receive.py::test_a_bundle_of_a_newer_program_says_so",
    },
    "consent": {
        "withdrawn": "test_situations.py::test_a_withdrawal_makes_headquarters_forget_rows_words_old_values_and_search",
        "given again": "test_situations.py::test_who_agrees_again_comes_whole_again",
        "run out": "test_situations.py::test_a_consent_that_ran_out_makes_headquarters_forget_though_nothing_was_written",
        "in the file that was kept": "test_situations.py::test_consent_in_one_of_two_merged_files_names_her_in_both",
        "of a mother with her child": "test_situations.py::test_a_mothers_consent_opens_and_closes_her_childs_name",
    },
    "two sides wrote": {
        "different questions": "test_corrections.py::test_different_questions_of_one_record_merge_by_themselves",
        "the same question": "test_corrections.py::test_the_same_question_on_both_sides_keeps_both_answers_until_a_person_decides",
        "a withdrawn record": "test_corrections.py::test_a_correction_of_a_withdrawn_record_cannot_be_applied_and_headquarters_hears_of_it",
        "crossing acknowledgements": "test_corrections.py::test_acknowledgements_that_cross_on_the_way_end_in_the_same_register",
    },
    "transfer": {
        "one person in two houses": "transfers/test_at_headquarters.py::test_headquarters_sees_one_person_with_the_time_in_both_houses",
        "received twice": "transfers/test_transfer.py::test_the_same_file_twice_is_received_once",
        "the receiver's bundle first": "transfers/test_at_headquarters.py::test_the_receivers_bundle_waits_for_the_senders",
        "the receiver's bundle waited": "transfers/test_at_headquarters.py::test_what_waits_follows_by_itself",
        "a lost stick": "transfers/test_transfer.py::test_a_lost_stick_is_written_again_and_only_one_of_the_two_files_is_received",
        "only the trace": "transfers/test_transfer.py::test_the_sender_keeps_only_the_trace",
        "another receiver": "transfers/test_transfer.py::test_a_transfer_is_for_one_centre_alone",
        "somebody comes back": "transfers/test_who_goes_along.py::test_whoever_comes_back_has_a_file_here_again",
        "taken without a transfer": "transfers/test_at_headquarters.py::test_a_centre_does_not_take_over_whom_nobody_sent_to_it",
        "counted in two houses": "transfers/test_at_headquarters.py::test_she_is_counted_in_each_house_for_its_own_time_there_and_at_headquarters",
    },
}  # fmt: skip


def received(pair, sealed, *, agreed=False):
    incoming = receive.open_file(pair.headquarters, sealed.content, new_line_agreed=agreed)
    return merge(pair.headquarters, incoming)


def words_of_notices(pair, sealed, *, agreed=False):
    incoming = receive.open_file(pair.headquarters, sealed.content, new_line_agreed=agreed)
    return " ".join(notice.said_in(Language("en")) for notice in notices_of(pair.headquarters, incoming))


def faults_of(register):
    return integrity.check(register).faults


# --- order and repetition --------------------------------------------------------------------------------------


def test_a_bundle_after_a_gap_waits_and_follows_by_itself(pair):
    first = pair.sealed()
    pair.centre.save(replace(first.bundle, status=bundle.ACKNOWLEDGED))  # as an acknowledgement would say that got lost
    orders.admit(pair.centre, "SEG-26-0001", agrees=True)
    second = pair.sealed()
    orders.take(pair.headquarters, second.content)
    orders.take(pair.headquarters, second.content)
    (kept,) = waiting.waiting(pair.headquarters)
    assert (kept.code, kept.month, kept.seq, kept.missing) == ("SEG", MONTH, 2, 1)
    assert pair.headquarters.find(Bundle) == []
    orders.take(pair.headquarters, first.content)
    assert [one.seq for one in pair.headquarters.find(Bundle)] == [1, 2]
    assert waiting.waiting(pair.headquarters) == []


def in_files(pair, monkeypatch):
    """A bundle in several files; the size that fits is made small."""
    monkeypatch.setattr(bundle, "ALWAYS_FITS", 3_000)
    sealed = bundle.seal(pair.centre, bundle.prepare(pair.centre, month=MONTH))
    assert len(sealed) > 2
    return sealed


def test_the_files_of_one_bundle_come_in_any_order(pair, monkeypatch):
    orders.admit(pair.centre, "SEG-26-0001", agrees=True)
    sealed = in_files(pair, monkeypatch)
    for each in [*reversed(sealed), *sealed]:
        orders.take(pair.headquarters, each.content)
    assert len(pair.headquarters.find(Bundle)) == len(sealed)
    assert pair.headquarters.find(PersonName) == pair.centre.find(PersonName)
    assert faults_of(pair.headquarters) == ()


# --- forks and lines -------------------------------------------------------------------------------------------


def test_a_late_bundle_that_its_successor_does_not_name_is_refused(pair, copied, tmp_path):
    twin, other = twins(pair, copied, tmp_path)
    lost = Pair(twin, pair.headquarters, pair.clock).sealed()
    other.sealed()
    other.received(other.sealed())
    with pytest.raises(refusals.BrokenLine):
        receive.open_file(pair.headquarters, lost.content)


def twins(pair, copied, tmp_path):
    """Two laptops with one register, both in use: each writes something of its own."""
    folder = pair.centre.folder
    twin = copied(pair.centre, tmp_path / "twin.register")
    pair.centre = reopened(folder, clock=pair.clock)
    twin.save(a_project(code="TWIN"))
    pair.centre.save(a_project(code="FIRST"))
    return twin, pair


def test_a_cloned_laptop_that_went_on_is_a_fork(pair, copied, tmp_path):
    pair.exchange()
    twin, other = twins(pair, copied, tmp_path)
    cloned = Pair(twin, pair.headquarters, pair.clock)
    other.received(other.sealed())
    with pytest.raises(refusals.SameNumberOtherContent):
        cloned.received(cloned.sealed())
    cloned.sealed()
    with pytest.raises(refusals.ForkedHistory):
        cloned.received(cloned.sealed())
    other.centre.close()


def test_of_two_laptops_only_the_one_with_the_new_line_is_heard(pair, copied, tmp_path):
    pair.exchange()
    twin, other = twins(pair, copied, tmp_path)
    cloned = Pair(twin, pair.headquarters, pair.clock)
    line.begin_new_line(other.centre)
    chosen = other.sealed()
    with pytest.raises(refusals.OtherLine):
        other.received(chosen)
    received(other, chosen, agreed=True)
    with pytest.raises(refusals.LineGivenUp):
        cloned.received(cloned.sealed())
    other.exchange()
    assert [project.code for project in pair.headquarters.find(Project)] == ["FIRST"]
    other.centre.close()


def test_what_was_lost_with_the_laptop_is_crossed_out_and_stays_readable(pair, copied, tmp_path):
    orders.admit(pair.centre, "SEG-26-0001", agrees=True)
    pair.exchange()
    folder = pair.centre.folder
    restored = copied(pair.centre, tmp_path / "backup.register")
    with reopened(folder, clock=pair.clock) as lost:
        before = Pair(lost, pair.headquarters, pair.clock)
        gone = orders.admit(lost, "SEG-26-0002", agrees=True, family="Keita")
        before.received(before.sealed())
    line.begin_new_line(restored)
    orders.admit(restored, "SEG-26-0002", agrees=True, family="Maïga")
    after = Pair(restored, pair.headquarters, pair.clock)
    sealed = after.sealed()
    assert "not in the restored register: 1." in words_of_notices(after, sealed, agreed=True)
    received(after, sealed, agreed=True)
    assert sorted(case.code for case in pair.headquarters.find(CaseFile)) == ["SEG-26-0001", "SEG-26-0002"]
    crossed_out = pair.headquarters.get(CaseFile, gone.id)
    assert (crossed_out.is_void, crossed_out.void_reason) == (True, NOT_RESTORED)
    assert find_persons(pair.headquarters, "Keita") == []
    assert faults_of(pair.headquarters) == ()


def test_a_new_line_in_several_files_is_believed_as_one(pair, monkeypatch):
    (project,) = pair.centre.save(a_project(title="first"))
    pair.centre.save(replace(project, title="lost with the laptop"))
    pair.exchange()
    pair.centre.vault.upsert(
        Project.table, [{**pair.centre.vault.get(Project.table, project.id), "rev": 1, "title": "first"}]
    )
    line.begin_new_line(pair.centre)
    first, *others = in_files(pair, monkeypatch)
    received(pair, first, agreed=True)
    for each in others:
        pair.received(each)  # a person was asked once
    assert pair.headquarters.get(Project, project.id).title == "first"


def test_a_new_line_is_begun_by_whoever_may_send_and_stands_in_history(pair, monkeypatch):
    was = pair.centre.vault.meta()["lineage"]
    assert line.begin_new_line(pair.centre) == pair.centre.vault.meta()["lineage"] != was
    assert pair.centre.vault.last_line_at("centre", "begin_line") is not None
    monkeypatch.setattr(type(pair.centre.keys), "centre_signing_key", None)
    with pytest.raises(SectionShut):
        line.begin_new_line(pair.centre)


# --- clocks and programs ---------------------------------------------------------------------------------------


def test_a_clock_that_is_ahead_is_said_and_refuses_nothing(pair):
    pair.clock.move(days=3)
    sealed = pair.sealed()
    pair.clock.move(days=-3)
    assert "The centre’s clock is ahead" in words_of_notices(pair, sealed)
    assert pair.received(sealed).seq == 1


def test_a_clock_that_was_put_back_is_said_and_refuses_nothing(pair):
    pair.received(pair.sealed())
    pair.clock.move(days=-2)
    sealed = pair.sealed()
    assert "it was made before no. 1." in words_of_notices(pair, sealed)
    assert pair.received(sealed).seq == 2


def test_an_older_program_is_said_and_refuses_nothing(pair, monkeypatch):
    sealed = pair.sealed()
    assert words_of_notices(pair, sealed) == ""
    incoming = receive.open_file(pair.headquarters, sealed.content)
    older = replace(incoming.manifest, schema={name: number - 1 for name, number in incoming.manifest.schema.items()})
    (said,) = notices_of(pair.headquarters, replace(incoming, manifest=older))
    assert said.said_in(Language("en")).startswith("The centre works with an older version")


# --- consent ---------------------------------------------------------------------------------------------------


def told_of(register):
    """Every word that headquarters has of anybody: rows of names, whom the intakes name, and old values in history."""
    intakes = [intake.brought_by for intake in register.find(Intake) if intake.brought_by]
    kept = [
        row["was"]
        for name in ("identity", "care")
        for row in register.vault.ask(
            f"SELECT was FROM {name}.received_history WHERE was IS NOT NULL AND was <> '{{}}'"
        )
    ]
    return [name.family for name in register.find(PersonName)], intakes, kept


def test_a_withdrawal_makes_headquarters_forget_rows_words_old_values_and_search(pair):
    case = orders.admit(pair.centre, "SEG-26-0001", agrees=True)
    orders.agree(pair.centre, case)
    name = pair.centre.only(PersonName)
    pair.centre.save(replace(name, family="Diarra"))
    pair.exchange()
    names, intakes, kept = told_of(pair.headquarters)
    assert (names, len(intakes)) == (["Diarra"], 1)
    assert any("Sangaré" in was for was in kept)
    orders.no_more(pair.centre, case)
    pair.received(pair.sealed())
    names, intakes, kept = told_of(pair.headquarters)
    assert (names, intakes) == ([], [])
    assert not any("Sangaré" in was for was in kept)
    assert find_persons(pair.headquarters, "Diarra") == []
    (told,) = pair.headquarters.vault.ask(
        "SELECT record_table, record_id, was FROM care.history WHERE action = 'forget'"
    )
    assert tuple(told) == ("persons", case.person_id, None)
    assert faults_of(pair.headquarters) == ()


def test_who_agrees_again_comes_whole_again(pair):
    case = orders.admit(pair.centre, "SEG-26-0001", agrees=True)
    orders.agree(pair.centre, case)
    pair.exchange()
    orders.no_more(pair.centre, case)
    pair.received(pair.sealed())  # its acknowledgement is lost
    orders.agree(pair.centre, case)
    pair.exchange()
    names, intakes, _ = told_of(pair.headquarters)
    assert (names, len(intakes)) == (["Sangaré"], 1)
    assert find_persons(pair.headquarters, "Sangaré") == [case.person_id]
    assert faults_of(pair.headquarters) == ()


def test_a_consent_that_ran_out_makes_headquarters_forget_though_nothing_was_written(pair):
    case = orders.admit(pair.centre, "SEG-26-0001", agrees=True)
    pair.centre.save(a_consent(case, "share_hq", given_on=LONG_AGO, expires_on=TODAY + timedelta(days=5)))
    pair.exchange()
    assert told_of(pair.headquarters)[0] == ["Sangaré"]
    pair.clock.move(days=10)
    pair.exchange()
    assert told_of(pair.headquarters)[:2] == ([], [])
    record_answer(pair.centre, a_consent(pair.centre.get(CaseFile, case.id), "share_hq"))
    pair.exchange()
    assert told_of(pair.headquarters)[0] == ["Sangaré"]


def test_consent_in_one_of_two_merged_files_names_her_in_both(pair):
    one = orders.admit(pair.centre, "SEG-26-0001", agrees=None)
    other = orders.admit(pair.centre, "SEG-26-0002", agrees=None, status="follow_up", given="Kadia")
    merging.merge(pair.centre, pair.centre.get(CaseFile, one.id), pair.centre.get(CaseFile, other.id), "The same scar")
    pair.exchange()
    assert told_of(pair.headquarters)[0] == []
    orders.agree(pair.centre, one)
    pair.exchange()
    assert {name.person_id for name in pair.headquarters.find(PersonName)} == {one.person_id, other.person_id}
    orders.no_more(pair.centre, one)
    pair.exchange()
    assert told_of(pair.headquarters)[0] == []


def test_a_mothers_consent_opens_and_closes_her_childs_name(pair):
    # after: her consent, given later, sent her own name and never her child's
    case = orders.admit(pair.centre, "SEG-26-0001", agrees=False)
    child = a_person()
    pair.centre.save(child, a_name(child, "Koné", "Petite"), a_mother_of(a_person(id=case.person_id), child))
    pair.exchange()
    assert told_of(pair.headquarters)[0] == []
    orders.agree(pair.centre, case)
    pair.exchange()
    assert sorted(told_of(pair.headquarters)[0]) == ["Koné", "Sangaré"]
    orders.no_more(pair.centre, case)
    pair.exchange()
    assert told_of(pair.headquarters)[0] == []


# --- the list --------------------------------------------------------------------------------------------------


def test_thirty_named_situations_have_a_test_with_their_name():
    named = [name for of_chapter in SITUATIONS.values() for name in of_chapter.values()]
    assert len(named) == len(set(named)) >= 30
    for name in named:
        file, _, test = name.partition("::")
        tree = ast.parse((HERE / file).read_text(encoding="utf-8"))
        assert test in {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}, name
