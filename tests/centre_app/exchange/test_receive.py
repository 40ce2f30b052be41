"""Receiving: every refusal leaves headquarters' register byte for byte as it was; what is taken in, is taken in once."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from centre_app.exchange import acknowledgement, bundle, enrolment, envelope, manifest, partners, receive, refusals
from centre_app.exchange.envelope import new_age_key
from centre_app.exchange.merge import merge
from centre_app.exchange.preview import preview_of
from centre_app.finding import find_persons
from centre_app.ids import new_id
from centre_app.language import Language
from centre_app.questions import to_row
from centre_app.records import (
    RECORD_TYPES,
    Bundle,
    CaseFile,
    Exploitation,
    Intake,
    KitGrant,
    Person,
    PersonName,
    Project,
    StaffMember,
)
from db import plain, strict_json
from tests.centre_app.exchange.conftest import MONTH, Pair, enrol
from tests.makers import TODAY, a_kit, a_project, a_register, an_admission


def bytes_of(register):
    return {file.name: file.read_bytes() for file in register.folder.iterdir() if file.is_file()}


def all_rows(register, centre_id):
    return {
        record_type.table: register.vault.select(record_type.table, {"centre_id": centre_id}, with_void=True)
        for record_type in RECORD_TYPES
        if manifest.travels(record_type)
    }


def admit(register, *, share_hq=True, **of_the_case):
    person, name, case, intake, stay = an_admission()
    return register.save(person, name, replace(case, share_hq=share_hq, **of_the_case), intake, stay)


def refused(pair, content, refusal):
    """Receive a file that must be refused, and see that nothing changed."""
    before = bytes_of(pair.headquarters)
    with pytest.raises(refusal) as caught:
        receive.open_file(pair.headquarters, content)
    assert bytes_of(pair.headquarters) == before
    return caught.value


def forged(pair, *, rows=None, lines=None, key=None, **said):
    """A bundle that the centre's own key signs, saying whatever a hostile or broken program could say."""
    card, prepared = partners.must_have_headquarters(pair.centre), bundle.prepare(pair.centre, month=MONTH)
    rows = parsed(prepared.rows) if rows is None else rows
    lines = parsed(prepared.lines) if lines is None else lines
    counts = {
        "rows": dict(Counter(row.get("table") for row in rows if "table" in row)),
        "lines": dict(Counter(line.get("history") for line in lines if "history" in line)),
    }
    content = {**the_manifest(pair), **counts, **said}
    signing = key or partners.signing_key(pair.centre)
    written = [strict_json.write(line) for line in [*rows, *lines]]
    return envelope.seal_bundle(content, written, signing_key=signing, recipients=card.recipients)


def the_manifest(pair):
    prepared = bundle.prepare(pair.centre, month=MONTH)
    return plain.to_plain(bundle._manifest(pair.centre, prepared, slice(0, 0), number=1, of=1))


def parsed(lines):
    return [strict_json.read_object(line) for of_one in lines.values() for line in of_one]


# --- once, whole -----------------------------------------------------------------------------------------------


def test_headquarters_has_what_the_centre_has(pair):
    admit(pair.centre)
    pair.centre.save(a_project())
    pair.received(pair.sealed())
    centre_id = pair.centre.centre_id
    assert all_rows(pair.headquarters, centre_id) == all_rows(pair.centre, centre_id)


def test_a_second_receiving_changes_nothing(pair):
    admit(pair.centre)
    sealed = pair.sealed()
    pair.received(sealed)
    refused(pair, sealed.content, refusals.AlreadyReceived)


def test_a_preview_says_what_is_new_and_what_changes_and_writes_nothing(pair):
    case = admit(pair.centre)[2]
    pair.exchange()
    pair.centre.save(replace(pair.centre.get(CaseFile, case.id), confidentiality="restricted"))
    admit(pair.centre, code="SEG-26-0002")
    incoming = receive.open_file(pair.headquarters, pair.sealed().content)
    before = bytes_of(pair.headquarters)
    preview = preview_of(pair.headquarters, incoming)
    assert (preview.new_cases, preview.changed_cases, preview.new_rows, preview.changed_rows) == (1, 1, 5, 1)
    assert bytes_of(pair.headquarters) == before


def test_the_preview_names_who_may_have_a_file_in_another_house(pair, tmp_path):
    (tmp_path / "other").mkdir()
    with a_register(tmp_path / "other", code="MOP", clock=pair.clock) as other:
        enrol(other, pair.headquarters)
        admit(other, code="MOP-26-0001")
        Pair(other, pair.headquarters, pair.clock).exchange()
    admit(pair.centre)
    admit(pair.centre, code="SEG-26-0002")  # of her own house somebody has said already whether it is she
    incoming = receive.open_file(pair.headquarters, pair.sealed().content)
    preview = preview_of(pair.headquarters, incoming)
    assert set(preview.twins) == {("SEG-26-0001", "MOP-26-0001"), ("SEG-26-0002", "MOP-26-0001")}
    merge(pair.headquarters, incoming)
    assert preview_of(pair.headquarters, incoming).twins == ()


def test_what_came_before_and_comes_again_unacknowledged_counts_as_unchanged(pair):
    admit(pair.centre)
    first = pair.received(pair.sealed())
    incoming = receive.open_file(pair.headquarters, pair.sealed().content)
    preview = preview_of(pair.headquarters, incoming)
    assert (preview.new_rows, preview.changed_rows) == (0, 0)
    assert preview.unchanged_rows > 0
    merge(pair.headquarters, incoming)
    assert first.seq == 1


def test_a_received_name_is_found_by_search(pair):
    person = admit(pair.centre)[0]
    pair.received(pair.sealed())
    assert find_persons(pair.headquarters, "sangare") == [person.id]


def test_a_merge_that_fails_half_way_leaves_nothing(pair, monkeypatch):
    admit(pair.centre)
    incoming = receive.open_file(pair.headquarters, pair.sealed().content)

    def fails(*_arguments):
        raise RuntimeError("made to fail")

    monkeypatch.setattr(receive.bundles, "put_searchable", fails)
    with pytest.raises(RuntimeError):
        merge(pair.headquarters, incoming)
    monkeypatch.undo()
    assert all_rows(pair.headquarters, pair.centre.centre_id) == {
        table: [] for table in all_rows(pair.headquarters, "")
    }
    assert pair.headquarters.find(Bundle) == []
    merge(pair.headquarters, receive.open_file(pair.headquarters, pair.sealed().content))


def test_a_bundle_that_comes_late_is_received_and_changes_no_row(pair):
    first = pair.sealed()
    admit(pair.centre)
    second = pair.sealed()
    pair.received(second)
    assert pair.received(first).seq == 1
    refused(pair, first.content, refusals.AlreadyReceived)
    centre_id = pair.centre.centre_id
    assert all_rows(pair.headquarters, centre_id) == all_rows(pair.centre, centre_id)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(turns=st.lists(st.sampled_from(["save", "lost", "received", "acknowledged"]), min_size=1, max_size=8))
def test_whatever_is_lost_on_the_way_the_next_bundle_that_arrives_makes_both_equal(pair, turns):
    for turn in [*turns, "save", "received"]:
        if turn == "save":
            pair.centre.save(a_project(code=new_id()))
        else:
            sealed = pair.sealed()
            received = pair.received(sealed) if turn != "lost" else None
            if turn == "acknowledged":
                pair.acknowledged(received)
    centre_id = pair.centre.centre_id
    assert all_rows(pair.headquarters, centre_id) == all_rows(pair.centre, centre_id)


def test_what_was_left_out_comes_when_she_agrees_though_nobody_has_touched_the_row_since(pair):
    # after: the row stood at headquarters in the same revision, and so was taken for known
    person, name, case, intake, stay = an_admission()
    admitted = (person, name, replace(case, share_hq=False), replace(intake, brought_by="Her aunt Fanta"), stay)
    case, intake = pair.centre.save(*admitted)[2:4]
    pair.exchange()
    assert pair.headquarters.get(Intake, intake.id).brought_by is None
    pair.centre.save(replace(case, share_hq=True))
    sealed = pair.sealed()
    preview = preview_of(pair.headquarters, receive.open_file(pair.headquarters, sealed.content))
    assert preview.changed_rows == 2  # the case that says so, and the intake
    pair.acknowledged(pair.received(sealed))
    assert pair.headquarters.get(Intake, intake.id).brought_by == "Her aunt Fanta"


def test_what_came_whole_is_forgotten_once_she_does_not_agree_any_more(pair):
    # after: headquarters kept for ever what it had once been told
    person, name, case, intake, stay = an_admission()
    admitted = (person, name, replace(case, share_hq=True), replace(intake, brought_by="Her aunt Fanta"), stay)
    case, intake = pair.centre.save(*admitted)[2:4]
    pair.exchange()
    pair.centre.save(replace(case, share_hq=False))
    pair.received(pair.sealed())
    assert pair.headquarters.get(Intake, intake.id).brought_by is None
    assert pair.headquarters.find(PersonName) == []
    assert find_persons(pair.headquarters, "Sangaré") == []
    assert find_persons(pair.headquarters, "SEG-26-0001") == [person.id]


# --- whose it is -----------------------------------------------------------------------------------------------


def test_a_centre_that_is_not_enrolled_is_unknown(pair, tmp_path):
    with a_register(tmp_path, code="MOP") as stranger:
        asked = enrolment.to_bytes(partners.own_request(stranger))
        kept = partners.take_request(pair.headquarters, asked)
        card = partners.make_card(pair.headquarters, replace(kept, words_checked_on=TODAY))
        partners.confirm_words(stranger, partners.take_card(stranger, enrolment.to_bytes(card)))
        (sealed,) = bundle.seal(stranger, bundle.prepare(stranger, month=MONTH))
        refused(pair, sealed.content, refusals.UnknownSigner)


def test_a_bundle_for_another_headquarters_is_foreign(pair, tmp_path):
    with a_register(tmp_path, kind="headquarters", code="KYS") as other:
        partners.make_offline_keys(other)
        with pytest.raises(refusals.NotForUs):
            receive.open_file(other, pair.sealed().content)


def test_a_revoked_key_is_refused_from_its_day_on(pair):
    sealed = pair.sealed()
    (kept,) = partners.centres_of(pair.headquarters)
    partners.revoke(pair.headquarters, kept, since=TODAY)
    refused(pair, sealed.content, refusals.RevokedSigner)


def test_a_bundle_that_says_it_comes_from_training_is_refused(pair):
    refused(pair, forged(pair, training=True), refusals.FromTraining)


def test_a_bundle_addressed_anew_to_us_is_refused(pair):
    refused(pair, forged(pair, headquarters=new_id()), refusals.OtherHeadquarters)
    others = [new_age_key().recipient for _ in range(2)]
    refused(pair, forged(pair, recipients=others), refusals.OtherHeadquarters)


def test_one_centres_key_does_not_speak_for_another(pair, tmp_path):
    with a_register(tmp_path, code="MOP") as other:
        enrol(other, pair.headquarters)
        refused(pair, forged(pair, centre=other.centre_id), refusals.OtherCentre)
        refused(pair, forged(pair, code="MOP"), refusals.OtherCentre)
        refused(pair, forged(pair, key=partners.signing_key(other)), refusals.OtherCentre)


def test_a_row_of_another_centre_is_refused(pair):
    stranger = {"table": Project.table, **to_row(a_project(centre_id=new_id(), rev=1))}
    refused(pair, forged(pair, rows=[stranger]), refusals.OtherCentre)


def test_a_row_under_an_id_that_headquarters_itself_owns_is_refused(pair):
    (own,) = pair.headquarters.find(StaffMember, centre_id=pair.headquarters.centre_id)
    taken = {"table": StaffMember.table, **to_row(replace(own, centre_id=pair.centre.centre_id, rev=99))}
    refused(pair, forged(pair, rows=[taken]), refusals.OtherCentre)


@pytest.mark.parametrize("about", ["person_names", "stays"])
def test_a_row_about_another_centres_girl_is_refused(pair, tmp_path, about):
    # after: a name sent for somebody else's girl stood before her own, and the search forgot her
    (tmp_path / "other").mkdir()
    with a_register(tmp_path / "other", code="MOP", clock=pair.clock) as other:
        enrol(other, pair.headquarters)
        admit(other, code="MOP-26-0001")
        Pair(other, pair.headquarters, pair.clock).exchange()
        (theirs,) = pair.headquarters.find(Person)
    admit(pair.centre)
    rows = parsed(bundle.prepare(pair.centre, month=MONTH).rows)
    smuggled = [{**row, "person_id": theirs.id} if row["table"] == about else row for row in rows]
    refused(pair, forged(pair, rows=smuggled), refusals.OtherCentre)
    assert find_persons(pair.headquarters, "Sangaré") == [theirs.id]


@pytest.mark.parametrize("code", ["MOP-26-0001", "SEGOU-26-0001", "SE-26-0001", "seg-26-0001", "0001", ""])
def test_a_file_under_another_centres_number_is_refused(pair, code):
    admit(pair.centre, code="SEG-26-0002")
    rows = parsed(bundle.prepare(pair.centre, month=MONTH).rows)
    renumbered = [{**row, "code": code} if row["table"] == "case_files" else row for row in rows]
    refusal = refused(pair, forged(pair, rows=renumbered), refusals.NumberOfAnotherCentre)
    assert refusal.parts == {"n": 1, "code": "SEG"}


def test_a_file_that_headquarters_knows_under_its_number_keeps_it(pair):
    """As somebody's does who moved: it stands here under the number that her first centre gave."""
    case = admit(pair.centre)[2]
    pair.exchange()
    with pair.headquarters.vault.transaction():
        pair.headquarters.vault.connection.execute("UPDATE care.case_files SET code = 'MOP-26-0001'")
    pair.centre.save(replace(pair.centre.get(CaseFile, case.id), code="MOP-26-0001"))
    pair.exchange()
    assert pair.headquarters.get(CaseFile, case.id).rev == 2


def test_a_row_about_headquarters_own_project_is_taken(pair):
    (project,) = pair.headquarters.save(a_project())
    admitted = admit(pair.centre)
    rows = parsed(bundle.prepare(pair.centre, month=MONTH).rows)
    kit = to_row(a_kit(admitted[2], project, centre_id=pair.centre.centre_id, rev=1))
    content = forged(pair, rows=[*rows, {"table": KitGrant.table, **kit}])
    merge(pair.headquarters, receive.open_file(pair.headquarters, content))
    assert pair.headquarters.only(KitGrant).project_id == project.id


# --- its place in the line -------------------------------------------------------------------------------------


def test_the_same_number_with_other_content_raises_the_alarm(pair):
    pair.received(pair.sealed())
    refusal = refused(pair, forged(pair, seq=1, previous=""), refusals.SameNumberOtherContent)
    assert refusal.parts == {"seq": 1}


def test_a_number_whose_base_never_came_is_a_gap_that_names_the_missing_one(pair):
    pair.received(pair.sealed())
    refusal = refused(pair, forged(pair, seq=5, base_seq=3), refusals.Gap)
    assert refusal.parts == {"missing": 3, "seq": 5, "code": "SEG", "month": "202611"}


def test_a_first_bundle_that_stands_on_another_is_a_gap(pair):
    refused(pair, forged(pair, seq=4, base_seq=3), refusals.Gap)


def test_a_gap_that_the_base_covers_is_fine(pair):
    pair.received(pair.sealed())
    pair.sealed()
    admit(pair.centre)
    assert pair.received(pair.sealed()).seq == 3


def test_a_bundle_that_names_another_one_before_it_breaks_the_line(pair):
    pair.received(pair.sealed())
    refused(pair, forged(pair, previous="0" * 64), refusals.BrokenLine)


def test_a_new_line_asks_a_person_and_then_holds(pair):
    admit(pair.centre)
    pair.exchange()
    pair.centre.vault.set_meta({"lineage": new_id()})
    sealed = pair.sealed()
    refused(pair, sealed.content, refusals.OtherLine)
    incoming = receive.open_file(pair.headquarters, sealed.content, new_line_agreed=True)
    merge(pair.headquarters, incoming)
    pair.exchange()


def test_the_old_laptop_is_not_heard_once_its_line_was_given_up(pair):
    pair.exchange()
    old, new = pair.centre.vault.meta()["lineage"], new_id()
    pair.centre.vault.set_meta({"lineage": new})
    restored = receive.open_file(pair.headquarters, pair.sealed().content, new_line_agreed=True)
    merge(pair.headquarters, restored)
    pair.centre.vault.set_meta({"lineage": old})
    refused(pair, pair.sealed().content, refusals.LineGivenUp)


def test_in_a_new_line_the_restored_register_is_the_centres_word(pair):
    project = pair.centre.save(a_project(title="first"))[0]
    later = pair.centre.save(replace(project, title="lost with the laptop"))[0]
    pair.exchange()
    pair.centre.vault.upsert(Project.table, [to_row(project)])
    pair.centre.vault.set_meta({"lineage": new_id()})
    incoming = receive.open_file(pair.headquarters, pair.sealed().content, new_line_agreed=True)
    merge(pair.headquarters, incoming)
    assert later.rev > project.rev
    assert pair.headquarters.get(Project, project.id).title == "first"


# --- history ---------------------------------------------------------------------------------------------------


def test_a_line_of_history_left_out_breaks_the_line(pair):
    admit(pair.centre)
    lines = parsed(bundle.prepare(pair.centre, month=MONTH).lines)
    care = [number for number, line in enumerate(lines) if line["history"] == "care"]
    del lines[care[1]]
    refused(pair, forged(pair, lines=lines), refusals.BrokenLine)


def test_a_line_of_history_altered_breaks_the_line(pair):
    admit(pair.centre)
    lines = [{**line, "who": "somebody else"} for line in parsed(bundle.prepare(pair.centre, month=MONTH).lines)]
    refused(pair, forged(pair, lines=lines), refusals.BrokenLine)


def test_a_history_that_ends_before_its_head_breaks_the_line(pair):
    admit(pair.centre)
    *lines, _last = parsed(bundle.prepare(pair.centre, month=MONTH).lines)
    refused(pair, forged(pair, lines=lines), refusals.BrokenLine)


def test_a_history_whose_beginning_is_left_out_breaks_the_line_though_it_is_known_here(pair):
    admit(pair.centre)
    pair.received(pair.sealed())
    lines = parsed(bundle.prepare(pair.centre, month=MONTH).lines)
    first = next(number for number, line in enumerate(lines) if line["history"] == "care")
    refused(pair, forged(pair, lines=lines[:first] + lines[first + 1 :]), refusals.BrokenHistory)
    none_of_care = [line for line in lines if line["history"] != "care"]
    refused(pair, forged(pair, lines=none_of_care), refusals.BrokenHistory)


def test_a_history_written_anew_behind_headquarters_back_breaks_the_line(pair):
    admit(pair.centre)
    first = pair.sealed()
    pair.received(first)
    lines = parsed(bundle.prepare(pair.centre, month=MONTH).lines)
    other = [{**line, "at": "2020-01-01T00:00:00"} for line in lines]
    refused(pair, forged(pair, lines=other), refusals.BrokenLine)


# --- what it carries -------------------------------------------------------------------------------------------


def a_row(pair, **changed):
    row = to_row(a_project(centre_id=pair.centre.centre_id, rev=1))
    return {"table": Project.table, **row, **changed}


@pytest.mark.parametrize(
    "changed",
    [
        {"rev": 0},
        {"rev": -1},
        {"rev": "1"},
        {"rev": True},
        {"id": ""},
        {"id": None},
        {"id": 7},
        {"budget_fcfa": "many"},
        {"title": 5},
        {"from_on": "31/02/2026"},
        {"from_on": "2026-02-31"},
        {"from_on": 20260221},
        {"from_on": "20260221"},
        {"from_on": "2026-W08-6"},
        {"from_on": "9999-12-31"},
        {"from_on": ""},
        {"voided_at": ""},
        {"created_at": "9999-12-31T00:00:00"},
        {"voided_at": "yesterday"},
        {"missing": "not json"},
        {"created_by": None},
        {"hlc": None},
        {"unheard_of": 1},
        {"title); DROP TABLE persons; --": 1},
    ],
)
def test_a_row_that_cannot_be_a_record_is_refused(pair, changed):
    refused(pair, forged(pair, rows=[a_row(pair, **changed)]), refusals.BadContent)


@pytest.mark.parametrize("day", ["9999-12-31", "2026-02-30", "2026-01-01", "'; DROP TABLE persons; --"])
@pytest.mark.parametrize("end", ["began_to", "began_prec"])
def test_the_end_of_a_day_that_has_no_beginning_is_refused(pair, day, end):
    exploitation = {"table": Exploitation.table, **to_row(Exploitation(centre_id=pair.centre.centre_id, rev=1))}
    assert exploitation["began_from"] is None
    refused(pair, forged(pair, rows=[{**exploitation, end: day}]), refusals.BadContent)


@pytest.mark.parametrize("what", ["table", "history"])
@pytest.mark.parametrize("name", [None, 7, [], ["persons"], {"persons": 1}])
def test_a_line_that_names_no_table_is_refused(pair, what, name):
    unnamed = envelope.seal_bundle(
        {**the_manifest(pair), "rows": {}, "lines": {}},
        [strict_json.write({what: name, "id": "1"})],
        signing_key=partners.signing_key(pair.centre),
        recipients=partners.must_have_headquarters(pair.centre).recipients,
    )
    refused(pair, unnamed, refusals.BadContent)


def test_a_preview_remarks_what_a_row_alone_shows_to_be_wrong(pair):
    *_, stay = admit(pair.centre)
    pair.centre.save(replace(stay, rules_signed_on=date(1999, 1, 1)), heed_findings=False)
    incoming = receive.open_file(pair.headquarters, pair.sealed().content)
    assert preview_of(pair.headquarters, incoming).remarks == 1


def test_a_row_that_lacks_a_column_is_refused(pair):
    row = a_row(pair)
    del row["donor"]
    refused(pair, forged(pair, rows=[row]), refusals.BadContent)


def test_the_same_row_twice_is_refused(pair):
    row = a_row(pair)
    refused(pair, forged(pair, rows=[row, row]), refusals.BadContent)


@pytest.mark.parametrize("table", ["bundles", "cards", "sqlite_master", "history", "persons; DROP TABLE persons"])
def test_a_table_that_does_not_travel_is_refused(pair, table):
    refused(pair, forged(pair, rows=[{**a_row(pair), "table": table}]), refusals.BadContent)


def test_fewer_rows_than_the_manifest_says_are_refused(pair):
    refused(pair, forged(pair, rows=[a_row(pair)], rows_=0, withheld=0), refusals.BadContent)
    refused(pair, forged_counts(pair), refusals.BadContent)


def forged_counts(pair):
    card, prepared = partners.must_have_headquarters(pair.centre), bundle.prepare(pair.centre, month=MONTH)
    lines = [line for of_one in (*prepared.rows.values(), *prepared.lines.values()) for line in of_one]
    honest = bundle._manifest(pair.centre, prepared, slice(0, len(lines)), number=1, of=1)
    return envelope.seal_bundle(
        plain.to_plain(honest),
        lines[1:],
        signing_key=partners.signing_key(pair.centre),
        recipients=card.recipients,
    )


def test_a_line_that_is_neither_row_nor_history_is_refused(pair):
    refused(pair, forged(pair, rows=[{"surprise": 1}]), refusals.BadContent)


@pytest.mark.parametrize(
    "said",
    [
        {"seq": "1"},
        {"seq": 0},
        {"month": "2026-13"},
        {"month": "November"},
        {"made_at": "soon"},
        {"kind": "acknowledgement"},
        {"heads": {}},
        {"part": 2, "parts": 1},
        {"base_seq": 7},
        {"surprise": 1},
        {"schema": {"centre": 0}},
        {"month": "2026-W4"},
        {"made_at": "2026-11-22"},
        {"made_at": "2026-11-22T10:00:00+14:00"},
        {"type": "no such type"},
        {"type": "transfer"},
        {"seq": 1_000_000},
    ],
)
def test_a_manifest_that_no_program_of_ours_wrote_is_refused(pair, said):
    refused(pair, forged(pair, **said), refusals.BadContent)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"month": "9999-12"}, refusals.NoSuchMonth),
        ({"month": "0001-01"}, refusals.NoSuchMonth),
        ({"made_at": "9999-01-01T00:00:00"}, refusals.NoSuchDay),
        ({"made_at": "0001-01-01T00:00:00"}, refusals.NoSuchDay),
    ],
)
def test_a_month_or_a_day_that_no_clock_shows_is_refused_in_words(pair, said, refusal):
    problem = refused(pair, forged(pair, **said), refusal)
    assert str(next(iter(said.values()))) in Language.of("fr").say(problem.message, **problem.parts)


def test_a_bundle_of_a_newer_program_says_so(pair):
    for newer in ({"least_reader": {"care": 999}}, {"least_reader": {"tomorrow": 1}}, {"format": 2}):
        refused(pair, forged(pair, **newer), refusals.NewerProgram)


def test_rows_of_an_older_program_come_in_at_todays_schema(pair, monkeypatch):
    """A step that adds a question, as the next release may have one."""
    steps = receive.bundles.schema.steps
    more = "ALTER TABLE projects ADD COLUMN added TEXT;\nUPDATE projects SET added = 'by the step';\n"
    with_one_more = steps("centre"), (*steps("centre"), more)
    monkeypatch.setattr(
        receive.bundles.schema, "steps", lambda name: with_one_more[1] if name == "centre" else steps(name)
    )
    (migrated,) = receive.bundles.migrated(
        "centre", len(with_one_more[0]), {Project.table: [without_table(a_row(pair))]}
    )[Project.table]
    assert migrated["added"] == "by the step"
    assert migrated["donor"] == a_project().donor


def without_table(row):
    return {name: value for name, value in row.items() if name != "table"}


def test_rows_that_never_stood_in_the_schema_they_name_are_refused(pair):
    with pytest.raises(receive.bundles.NotOfThatSchema):
        receive.bundles.migrated("centre", 1, {Project.table: [{"id": "1", 'x"; DROP TABLE projects; --': 1}]})
    with pytest.raises(receive.bundles.NotOfThatSchema):
        receive.bundles.migrated("centre", 1, {Project.table: [{**without_table(a_row(pair)), "rev": "many"}]})


def test_every_cut_of_a_real_bundle_is_refused(pair):
    admit(pair.centre)
    content = pair.sealed().content
    for length in range(0, len(content), 97):
        refused(pair, content[:length], refusals.Refusal)


def test_a_refused_file_is_kept_aside_under_its_reason_and_the_databases_stay_as_they_were(pair):
    before = bytes_of(pair.headquarters)
    receive.set_aside(pair.headquarters, b"not a bundle", refused(pair, b"not a bundle", refusals.NotABundle))
    (kept,) = (pair.headquarters.folder / receive.REFUSED).iterdir()
    assert kept.read_bytes() == b"not a bundle"
    assert kept.name.startswith("not_a_bundle-")
    assert bytes_of(pair.headquarters) == before


def test_only_the_newest_refused_files_are_kept(pair):
    for number in range(receive.MOST_SET_ASIDE + 5):
        receive.set_aside(pair.headquarters, str(number).encode(), refusals.NotABundle())
    assert len(list((pair.headquarters.folder / receive.REFUSED).iterdir())) == receive.MOST_SET_ASIDE


# --- the acknowledgement ---------------------------------------------------------------------------------------


def test_the_centre_reads_what_headquarters_has_received(pair):
    admit(pair.centre)
    received = pair.received(pair.sealed())
    receipt = acknowledgement.acknowledge(pair.headquarters, received)
    assert receipt.name == "SEG-ACCUSE-000001.age"
    read = acknowledgement.read_acknowledgement(pair.centre, receipt.content)
    assert (read.bundle.seq, read.cases) == (1, 1)
    assert read.bundle.acknowledged_at is not None
    again = acknowledgement.read_acknowledgement(pair.centre, receipt.content)
    assert again.bundle == read.bundle


def test_an_acknowledgement_for_another_centre_is_foreign(pair, tmp_path):
    receipt = acknowledgement.acknowledge(pair.headquarters, pair.received(pair.sealed()))
    with a_register(tmp_path, code="MOP") as other:
        enrol(other, pair.headquarters)
        with pytest.raises(refusals.NotForUs):
            acknowledgement.read_acknowledgement(other, receipt.content)


def test_an_acknowledgement_that_headquarters_did_not_sign_is_refused(pair):
    received = pair.received(pair.sealed())
    own = partners.recipient(pair.centre)
    honest = plain.to_plain(
        manifest.Receipt(
            headquarters=pair.headquarters.centre_id,
            centre=pair.centre.centre_id,
            lineage=received.lineage,
            seq=1,
            manifest_hash=received.manifest_hash,
            received_at="2026-11-21T09:00:00",
            rows={},
            cases=0,
        )
    )
    forger = partners.signing_key(pair.centre)
    with pytest.raises(refusals.UnknownSigner):
        acknowledgement.read_acknowledgement(
            pair.centre, envelope.seal(honest, (), signing_key=forger, recipients=[own])
        )
    key = partners.signing_key(pair.headquarters)
    for said, refusal in (
        ({"centre": new_id()}, refusals.OtherCentre),
        ({"headquarters": new_id()}, refusals.OtherHeadquarters),
        ({"seq": 9}, acknowledgement.NoSuchBundle),
        ({"manifest_hash": "0" * 64}, acknowledgement.NoSuchBundle),
        ({"corrections": 1}, refusals.BadContent),
        ({"behind": {"persons": 1}}, refusals.BadContent),
        ({"least_reader": {"centre": 999}}, refusals.NewerProgram),
        ({"format": 2}, refusals.NewerProgram),
        ({"seq": "1"}, refusals.BadContent),
        ({"kind": "bundle"}, refusals.BadContent),
    ):
        content = envelope.seal({**honest, **said}, (), signing_key=key, recipients=[own])
        with pytest.raises(refusal):
            acknowledgement.read_acknowledgement(pair.centre, content)
    assert bundle.last_acknowledged(pair.centre) is None
