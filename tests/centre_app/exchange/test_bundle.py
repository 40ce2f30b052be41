"""What a bundle carries: everything since the last acknowledged one, and no name without her word or the law's."""

import gzip
import json
import re
import shutil
import subprocess
from dataclasses import replace

import pyrage
import pytest

from centre_app.casework.consents import record_answer, withdraw
from centre_app.exchange import bundle, partners
from centre_app.problems import NoRoomLeft
from centre_app.questions import NOTES
from centre_app.records import CaseFile, ImportedLine, Intake, PersonLink, PersonName, Project
from db import drives
from db.errors import DiskFull
from tests.centre_app.exchange.conftest import MONTH
from tests.makers import (
    LONG_AGO,
    TODAY,
    YESTERDAY,
    a_consent,
    a_mother_of,
    a_name,
    a_night,
    a_person,
    a_project,
    an_admission,
    an_exit,
)


def lines_in(pair, sealed):
    """Everything in a bundle as headquarters' key shows it: the manifest, then rows and history."""
    identity = pyrage.x25519.Identity.from_str(partners.identity(pair.headquarters))
    packed = pyrage.decrypt(sealed.content, [identity]).split(b"\n", 1)[1]
    return [json.loads(line) for line in gzip.decompress(packed).splitlines()]


def rows_in(pair, sealed, table=None):
    return [line for line in lines_in(pair, sealed) if "table" in line and table in (None, line["table"])]


def admit(register, **of_the_case):
    person, name, case, intake, stay = an_admission()
    case = replace(case, **of_the_case)
    return register.save(person, name, case, replace(intake, brought_by="Her uncle Moussa"), stay)


def words_in(pair, sealed):
    return json.dumps(lines_in(pair, sealed), ensure_ascii=False)


# --- consent ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [None, False])
def test_without_consent_her_case_goes_under_its_code_alone(pair, answer):
    admit(pair.centre, share_hq=answer)
    prepared = bundle.prepare(pair.centre, month=MONTH)
    assert (prepared.summary.cases, prepared.summary.withheld) == (1, 1)
    sealed = pair.sealed()
    assert rows_in(pair, sealed, "person_names") == []
    assert rows_in(pair, sealed, "intakes")[0]["brought_by"] is None
    assert rows_in(pair, sealed, "case_files")[0]["code"] == "SEG-26-0001"
    assert "Sangaré" not in words_in(pair, sealed)
    assert "Moussa" not in words_in(pair, sealed)


def test_the_ledger_of_consents_opens_the_gate_and_a_withdrawal_shuts_it(pair):
    case = admit(pair.centre)[2]
    record_answer(pair.centre, a_consent(case, "share_hq"))
    assert pair.centre.get(CaseFile, case.id).share_hq is True
    assert bundle.prepare(pair.centre, month=MONTH).summary.withheld == 0
    withdraw(pair.centre, case.id, "share_hq", mode="signature")
    assert pair.centre.get(CaseFile, case.id).share_hq is False
    assert bundle.prepare(pair.centre, month=MONTH).summary.withheld == 1


def test_a_consent_that_ran_out_names_nobody_whatever_her_file_says(pair):
    case = admit(pair.centre, share_hq=True)[2]
    pair.centre.save(a_consent(case, "share_hq", given_on=LONG_AGO, expires_on=YESTERDAY))
    assert bundle.prepare(pair.centre, month=MONTH).summary.withheld == 1


def test_a_name_withheld_before_leaves_once_the_ledger_says_so(pair):
    case = admit(pair.centre)[2]
    sealed = bundle.seal(pair.centre, bundle.prepare(pair.centre, month=MONTH))[0]
    assert rows_in(pair, sealed, "person_names") == []
    pair.centre.save(a_consent(case, "share_hq"))  # written by somebody to whom the file itself is not hers to change
    sealed = bundle.seal(pair.centre, bundle.prepare(pair.centre, month=MONTH))[0]
    assert len(rows_in(pair, sealed, "person_names")) == 1


@pytest.mark.parametrize("how", [{"share_hq": True}, {"share_hq_basis": "court_order"}])
def test_with_consent_or_a_legal_basis_her_name_goes(pair, how):
    admit(pair.centre, **how)
    assert bundle.prepare(pair.centre, month=MONTH).summary.withheld == 0
    sealed = pair.sealed()
    assert rows_in(pair, sealed, "person_names")[0]["family"] == "Sangaré"
    assert rows_in(pair, sealed, "intakes")[0]["brought_by"] == "Her uncle Moussa"


def test_without_consent_nobody_reads_to_whom_and_to_which_village_she_went(pair):
    # after: the village was withheld where she came from, and stood where she went
    stay = admit(pair.centre)[-1]
    (left,) = pair.centre.save(an_exit(stay, destination="Sanankoro", with_whom="Her aunt Mariam"))
    pair.centre.save(replace(left, destination="Nampala"))
    sealed = pair.sealed()
    (row,) = rows_in(pair, sealed, "exits")
    assert (row["reason"], row["destination"], row["with_whom"]) == ("family_reunified", None, None)
    assert not {"Sanankoro", "Mariam", "Nampala"} & set(re.findall(r"\w+", words_in(pair, sealed)))


def test_an_earlier_name_does_not_leave_with_the_history_of_a_case_without_consent(pair):
    name = admit(pair.centre)[1]
    pair.centre.save(replace(name, family="Keïta"))
    sealed = pair.sealed()
    assert "Sangaré" not in words_in(pair, sealed)
    assert any(line.get("record_table") == "person_names" for line in lines_in(pair, sealed))


def test_an_earlier_name_leaves_with_the_history_of_a_case_with_consent(pair):
    name = admit(pair.centre, share_hq=True)[1]
    pair.centre.save(replace(name, family="Keïta"))
    assert "Sangaré" in words_in(pair, pair.sealed())


def test_consent_given_later_sends_what_was_withheld_before(pair):
    case = admit(pair.centre)[2]
    pair.exchange()
    pair.centre.save(replace(pair.centre.get(CaseFile, case.id), share_hq=True))
    sealed = pair.sealed()
    assert [row["family"] for row in rows_in(pair, sealed, "person_names")] == ["Sangaré"]
    assert rows_in(pair, sealed, "intakes")[0]["brought_by"] == "Her uncle Moussa"


def test_the_line_of_an_old_register_goes_only_with_consent(pair):
    admitted = admit(pair.centre)
    pair.centre.save(ImportedLine(case_id=admitted[2].id, line_key="1", as_written="Sangaré Kadidia, vers 1996"))
    sealed = pair.sealed()
    assert rows_in(pair, sealed, "imported_lines") == []
    assert "vers 1996" not in words_in(pair, sealed)


def test_a_child_who_came_along_is_named_when_her_mother_may_be(pair):
    for family, consent in (("Traoré", True), ("Diallo", False)):
        mother, child = a_person(), a_person()
        person, name, case, intake, stay = an_admission(mother, family=family)
        case = replace(case, share_hq=consent, code=f"SEG-26-00{len(family)}{consent:d}")
        records = [person, name, case, intake, stay, child, a_name(child, family=family, given="Awa")]
        pair.centre.save(*records, a_mother_of(mother, child))
    names = {(row["family"], row["given"]) for row in rows_in(pair, pair.sealed(), "person_names")}
    assert names == {("Traoré", "Kadidia"), ("Traoré", "Awa")}


def test_a_link_to_a_child_made_later_sends_the_childs_name(pair):
    mother, child = a_person(), a_person()
    person, name, case, intake, stay = an_admission(mother)
    pair.centre.save(person, name, replace(case, share_hq=True), intake, stay)
    pair.centre.save(child, a_name(child, given="Awa"))
    pair.exchange()
    pair.centre.save(a_mother_of(mother, child))
    sealed = pair.sealed()
    assert "Awa" in {row["given"] for row in rows_in(pair, sealed, "person_names")}
    assert rows_in(pair, sealed, PersonLink.table)


def test_the_newest_case_decides_for_somebody_who_came_twice(pair):
    person, _, case, *_ = admit(pair.centre, share_hq=True)
    again = replace(case, id=case.id[:-4] + "ffff", rev=0, code="SEG-26-0002", opened_on=TODAY, share_hq=False)
    pair.centre.save(again, heed_findings=False)
    assert rows_in(pair, pair.sealed(), "person_names") == []
    assert person.id


# --- what goes and what stays ----------------------------------------------------------------------------------


def test_the_house_goes_and_what_it_keeps_about_exchanging_stays(pair):
    pair.centre.save(a_project())
    tables = {row["table"] for row in rows_in(pair, pair.sealed())}
    assert {"centres", "staff", Project.table} <= tables
    assert not tables & {"bundles", "cards", "import_mappings"}


def test_psychosocial_notes_are_never_in_a_bundle(pair):
    lines = lines_in(pair, pair.sealed())
    assert NOTES not in lines[0]["heads"]
    assert NOTES not in {line.get("history") for line in lines}


def test_the_manifest_tells_counts_heads_and_whom_it_is_for(pair):
    admit(pair.centre)
    manifest, *rest = lines_in(pair, pair.sealed())
    assert manifest["centre"] == pair.centre.centre_id
    assert manifest["headquarters"] == pair.headquarters.centre_id
    assert sum(manifest["rows"].values()) == sum("table" in line for line in rest)
    assert manifest["heads"]["care"]["seq"] == sum(line.get("history") == "care" for line in rest)
    assert len(manifest["recipients"]) == 2
    assert manifest["writers"] == {
        person: [key.hex() for key in keys] for person, keys in pair.centre.keys.trusted_signing_keys.items()
    }


@pytest.mark.skipif(shutil.which("age") is None, reason="the age program is not installed")
def test_a_real_bundle_opens_with_the_age_program_and_one_line(pair, tmp_path):
    admit(pair.centre)
    sealed = pair.sealed()
    (tmp_path / "key").write_text(partners.identity(pair.headquarters) + "\n")
    (tmp_path / sealed.name).write_bytes(sealed.content)
    pipeline = f"age -d -i key {sealed.name} | tail -n +2 | gunzip | head -1"
    shown = subprocess.run(["sh", "-c", pipeline], cwd=tmp_path, capture_output=True, check=True)
    assert json.loads(shown.stdout)["code"] == "SEG"


# --- since when ------------------------------------------------------------------------------------------------


def test_until_it_is_acknowledged_everything_stays_in_the_next_bundle(pair):
    case = admit(pair.centre)[2]
    pair.received(pair.sealed())
    assert case.id in {row["id"] for row in rows_in(pair, pair.sealed(), "case_files")}


def test_what_headquarters_has_acknowledged_goes_only_once(pair):
    admit(pair.centre)
    pair.exchange()
    sealed = pair.sealed()
    assert rows_in(pair, sealed) == []
    assert lines_in(pair, sealed)[0]["base_seq"] == 1


def test_a_record_changed_since_goes_again_and_the_others_do_not(pair):
    *_, intake, _stay = admit(pair.centre)
    pair.exchange()
    pair.centre.save(replace(pair.centre.get(Intake, intake.id), in_danger=True))
    assert [row["table"] for row in rows_in(pair, pair.sealed())] == ["intakes"]


def test_a_voided_record_goes_so_that_headquarters_voids_it_too(pair):
    pair.centre.save(a_project())
    pair.exchange()
    pair.centre.void(pair.centre.only(Project), reason="entered twice")
    assert rows_in(pair, pair.sealed(), Project.table)[0]["voided_at"]


def test_numbers_go_up_and_each_bundle_names_the_one_before(pair):
    first, second = pair.sealed(), pair.sealed()
    assert (first.name, second.name) == ("SEG-202611-000001.age", "SEG-202611-000002.age")
    manifests = [lines_in(pair, sealed)[0] for sealed in (first, second)]
    assert manifests[0]["previous"] == ""
    assert manifests[1]["previous"] == first.bundle.manifest_hash


def test_the_summary_counts_the_months_life(pair):
    *_, stay = admit(pair.centre)
    *_, other = pair.centre.save(*an_admission(admitted_on=TODAY, given="Awa"), heed_findings=False)
    pair.centre.save(a_night(stay), a_night(other, present=False), an_exit(stay), heed_findings=False)
    summary = bundle.prepare(pair.centre, month=MONTH).summary
    assert (summary.arrivals, summary.exits, summary.nights) == (1, 1, 1)


def test_what_is_too_large_for_one_file_becomes_consecutive_numbers(pair, monkeypatch):
    for number in range(6):
        pair.centre.save(a_project(code=f"P-{number}"))
    monkeypatch.setattr(bundle, "ALWAYS_FITS", 4000)
    parts = bundle.seal(pair.centre, bundle.prepare(pair.centre, month=MONTH))
    assert len(parts) > 1
    assert [part.bundle.seq for part in parts] == list(range(1, len(parts) + 1))
    for part in parts:
        pair.acknowledged(pair.received(part))
    assert len(pair.headquarters.find(Project, centre_id=pair.centre.centre_id)) == 6
    monkeypatch.undo()
    assert rows_in(pair, pair.sealed()) == []


def test_a_part_acknowledged_alone_does_not_pass_for_the_whole(pair, monkeypatch):
    for number in range(6):
        pair.centre.save(a_project(code=f"P-{number}"))
    monkeypatch.setattr(bundle, "ALWAYS_FITS", 4000)
    first, *_ = bundle.seal(pair.centre, bundle.prepare(pair.centre, month=MONTH))
    pair.acknowledged(pair.received(first))
    monkeypatch.undo()
    assert len(rows_in(pair, pair.sealed(), Project.table)) == 6


# --- the stick -------------------------------------------------------------------------------------------------


def test_the_export_ends_on_the_stick_and_in_the_register(pair, tmp_path):
    sealed = [pair.sealed()]
    bundle.put_on_stick(sealed, tmp_path)
    (written,) = bundle.mark_written(pair.centre, sealed, carrier="M. Touré")
    assert (tmp_path / written.file_name).read_bytes() == sealed[0].content
    assert (written.status, written.carrier) == ("written", "M. Touré")


def test_an_export_stands_in_history_under_who_made_it_before_it_is_on_any_stick(pair):
    pair.sealed()
    lines = pair.centre.vault.ask("SELECT who FROM main.history WHERE action = 'export'")
    assert [line["who"] for line in lines] == [pair.centre.who]


def test_a_full_stick_leaves_the_data_in_the_next_bundle(pair, tmp_path, monkeypatch):
    admit(pair.centre)
    sealed = [pair.sealed()]

    def full(*_arguments):
        raise DiskFull

    monkeypatch.setattr(drives, "_write", full)
    with pytest.raises(NoRoomLeft):
        bundle.put_on_stick(sealed, tmp_path)
    monkeypatch.undo()
    again = pair.sealed()
    assert again.bundle.seq == 2
    assert rows_in(pair, again, "case_files")
    pair.received(again)


def test_a_centre_without_headquarters_cannot_seal(register):
    with pytest.raises(partners.NotEnrolled):
        bundle.seal(register, bundle.prepare(register, month=MONTH))


def test_preparing_writes_nothing(pair):
    before = [(file.name, file.read_bytes()) for file in sorted(pair.centre.folder.glob("*.db"))]
    bundle.prepare(pair.centre, month=MONTH)
    assert [(file.name, file.read_bytes()) for file in sorted(pair.centre.folder.glob("*.db"))] == before


def test_names_are_what_a_person_name_record_holds(pair):
    admit(pair.centre, share_hq=True)
    pair.exchange()
    assert [name.family for name in pair.headquarters.find(PersonName)] == ["Sangaré"]
