"""`export` and `receive`, there and back, and every file that is refused without a byte changed."""

import json
from contextlib import closing
from dataclasses import replace

import pytest

from centre_app import commands
from centre_app.backups import standing
from centre_app.exchange import enrolment, partners
from centre_app.records import Bundle, CaseFile
from centre_app.register import AT_HEADQUARTERS
from db.connection import open_alone
from db.keys import read_key_file, unlock
from tests.makers import DIRECTOR, PASSPHRASE, a_folder, a_register, an_admission, reopened


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "clé"
    folder.mkdir()
    return folder


@pytest.fixture
def centre(tmp_path):
    """The folder of a centre with one resident, enrolled."""
    headquarters = a_register(tmp_path, kind=AT_HEADQUARTERS, code="BKO")
    with a_register(tmp_path) as register, headquarters:
        register.save(*an_admission())
        partners.make_offline_keys(headquarters)
        asked = partners.take_request(headquarters, enrolment.to_bytes(partners.own_request(register)))
        card = partners.make_card(headquarters, partners.confirm_words(headquarters, asked))
        partners.confirm_words(register, partners.take_card(register, enrolment.to_bytes(card)))
    reopened(headquarters.folder).close()  # it remembers its new key file
    return register.folder


@pytest.fixture
def headquarters(centre):
    return centre.parent / "BKO.register"


def run(command, folder, *more, language="en"):
    phrase = folder.parent / "phrase"
    phrase.write_text(PASSPHRASE, encoding="utf-8")
    opening = ["--register", str(folder), "--person", DIRECTOR, "--passphrase-file", str(phrase)]
    return commands.main([command, *opening, *map(str, more)], language=language)


def contents(folder):
    """Every byte of a register; of its main database every row, but for the lines that say who came to look."""
    whole = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file() and file.name != "centre.db"}
    key_file = read_key_file(folder)
    keys = unlock(key_file, key_file.people[0].id, PASSPHRASE)
    with closing(open_alone(folder / "centre.db", keys.sqlcipher_keys()["centre"], "centre")) as alone:
        for (table,) in alone.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            where = "WHERE action <> 'login'" if table == "history" else ""
            whole[table] = [tuple(row) for row in alone.execute(f"SELECT * FROM {table} {where}")]
    return whole


def test_a_bundle_goes_there_and_its_acknowledgement_comes_back(centre, headquarters, stick, capsys):
    assert run("export", centre, "--to", stick, "--month", "2026-11") == 0
    [bundle] = stick.iterdir()
    assert bundle.name == "SEG-202611-000001.age"
    assert "Files in it: 1; without a name: 1." in capsys.readouterr().out

    assert run("receive", headquarters, "--dry-run", bundle) == 0
    assert "new files: 1;" in capsys.readouterr().out
    assert run("receive", headquarters, bundle) == 0
    with reopened(headquarters) as register:
        assert len(register.find(CaseFile)) == 1
        assert [shown.reason for shown in standing.backups(register)] == ["before_receiving"]

    assert run("receive", centre, stick / "SEG-ACCUSE-000001.age") == 0
    assert "Headquarters has received no. 1 (files: 1)." in capsys.readouterr().out
    with reopened(centre) as register:
        assert [bundle.status for bundle in register.find(Bundle)] == ["acknowledged"]


def test_a_dry_run_and_a_second_receiving_change_no_byte(centre, headquarters, stick, capsys):
    run("export", centre, "--to", stick)
    [bundle] = stick.iterdir()
    before = contents(headquarters)
    run("receive", headquarters, "--dry-run", bundle)
    assert contents(headquarters) == before
    run("receive", headquarters, bundle)
    after = contents(headquarters)
    assert after != before
    capsys.readouterr()
    assert run("receive", headquarters, bundle) == 0
    assert "nothing changed" in capsys.readouterr().out
    assert contents(headquarters) == after


def test_an_acknowledgement_for_which_there_was_no_room_is_given_the_next_time(centre, headquarters, stick, capsys):
    run("export", centre, "--to", stick)
    [bundle] = stick.iterdir()
    run("receive", headquarters, bundle)
    (stick / "SEG-ACCUSE-000001.age").unlink()
    assert run("receive", headquarters, bundle) == 0
    assert "The acknowledgement for the centre is beside it" in capsys.readouterr().out
    assert run("receive", centre, stick / "SEG-ACCUSE-000001.age") == 0


@pytest.mark.parametrize("damage", ["cut", "altered", "empty", "no bundle", "huge", "not there"])
def test_a_bad_file_is_refused_with_its_reason_and_no_byte_changed(centre, headquarters, stick, capsys, damage):
    run("export", centre, "--to", stick)
    [bundle] = stick.iterdir()
    good = bundle.read_bytes()
    middle = len(good) // 2
    made = {
        "cut": good[:-20],
        "altered": good[:middle] + bytes([good[middle] ^ 1]) + good[middle + 1 :],
        "empty": b"",
        "no bundle": b"Bonjour",
        "huge": good + bytes(80 * 1024 * 1024),
    }
    bundle.write_bytes(made[damage]) if damage in made else bundle.unlink()
    before = contents(headquarters)
    capsys.readouterr()
    assert run("receive", headquarters, bundle) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"{bundle.name}: ")
    assert len(said.strip().splitlines()) == 1
    assert contents(headquarters) == before


def test_one_refused_file_stops_no_other(centre, headquarters, stick):
    run("export", centre, "--to", stick)
    [bundle] = stick.iterdir()
    bad = stick / "AAA.age"
    bad.write_bytes(b"Bonjour")
    assert run("receive", headquarters, bundle, bad) == 1
    with reopened(headquarters) as register:
        assert len(register.find(CaseFile)) == 1


def test_a_folder_is_received_whole_and_what_came_too_early_follows_what_it_waited_for(
    centre, headquarters, stick, capsys
):
    run("export", centre, "--to", stick)
    [first] = stick.iterdir()
    with reopened(centre) as register:  # as an acknowledgement would say that got lost
        register.save(replace(register.only(Bundle), status="acknowledged"))
    run("export", centre, "--to", stick)
    away = first.rename(first.parent.parent / "renamed on its way.age")
    (stick / "photo.jpg").write_bytes(b"")
    capsys.readouterr()
    assert run("receive", headquarters, stick) == 0
    assert "Bundle number 1 of this centre is missing" in capsys.readouterr().out
    away.rename(stick / "again.age")
    assert run("receive", headquarters, stick / "again.age") == 0
    assert "No. 2 of SEG had waited for it, and is received." in capsys.readouterr().out
    assert sorted(file.name for file in stick.glob("*ACCUSE*")) == ["SEG-ACCUSE-000001.age", "SEG-ACCUSE-000002.age"]
    assert run("receive", centre, stick) == 0


def test_a_new_line_is_received_once_a_person_says_that_the_centre_was_restored(centre, headquarters, stick, capsys):
    run("export", centre, "--to", stick)
    run("receive", headquarters, stick)
    assert run("begin-line", centre) == 0
    [first] = stick.glob("SEG-2*")
    first.unlink()
    run("export", centre, "--to", stick)
    capsys.readouterr()
    assert run("receive", headquarters, stick) == 1
    assert "was restored or copied" in capsys.readouterr().err
    assert run("receive", headquarters, "--restored", "MOP", stick) == 1
    assert run("receive", headquarters, "--restored", "SEG", stick) == 0
    assert "It begins a new line" in capsys.readouterr().out


def test_headquarters_begins_no_line_and_an_empty_folder_holds_nothing_to_receive(headquarters, stick, capsys):
    assert run("begin-line", headquarters) == 1
    assert run("receive", headquarters, stick) == 1
    assert "nothing to receive" in capsys.readouterr().err


def test_a_centre_that_is_not_enrolled_is_told_what_to_do(tmp_path, stick, capsys):
    folder = a_folder(tmp_path)
    assert run("export", folder, "--to", stick) == 1
    assert "enrolment request" in capsys.readouterr().err
    assert list(stick.iterdir()) == []


def test_headquarters_has_nothing_to_export(headquarters, stick, capsys):
    # after: it was told that its file was no enrolment request
    assert run("export", headquarters, "--to", stick) == 1
    assert "Headquarters sends no bundle" in capsys.readouterr().err
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize("month", ["9999-12", "1899-12", "2026-13"])
def test_a_month_of_no_register_is_wrong_usage(centre, stick, month):
    with pytest.raises(SystemExit) as ended:
        run("export", centre, "--to", stick, "--month", month)
    assert ended.value.code == 2


def test_a_centre_has_nothing_to_try(centre, stick, capsys):
    assert run("receive", centre, "--dry-run", stick / "x.age") == 1
    assert "without --dry-run" in capsys.readouterr().err


def test_figures_are_one_object_a_figure_by_choice_keys(centre, capsys):
    assert run("figures", centre, "--from", "01/01/2026", "--to", "2026-12-31", "--format", "json") == 0
    counted = json.loads(capsys.readouterr().out)
    assert counted["admissions_by_source"] == {"ngo": 1}
    assert counted["admissions_by_reason"] == {"girl_mother": 1}


@pytest.mark.parametrize(("form", "word"), [("csv", "admissions_by_source;ngo;"), ("text", "Chiffres du 01/01/2026")])
def test_figures_are_for_spreadsheets_and_people_too(centre, capsys, form, word):
    asked = ["--from", "2026-01-01", "--to", "2026-12-31", "--format", form]
    assert run("figures", centre, *asked, language="fr") == 0
    told = capsys.readouterr().out
    assert word in told
    assert "\r" not in told


def test_a_period_that_ends_before_it_begins_is_refused(centre, capsys):
    assert run("figures", centre, "--from", "2026-12-01", "--to", "2026-11-30") == 1
    assert "ends before it begins" in capsys.readouterr().err


def test_a_day_that_is_none_is_wrong_usage(centre, capsys):
    with pytest.raises(SystemExit) as ended:
        run("figures", centre, "--from", "31/02/2026", "--to", "2026-11-30", language="fr")
    assert ended.value.code == 2
    assert "n’est pas un jour" in capsys.readouterr().err
