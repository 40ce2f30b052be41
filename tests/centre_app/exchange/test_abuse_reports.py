"""Reports of abuse by staff: sealed to headquarters as they are written, under nobody's name, readable there only."""

import re
from contextlib import closing
from datetime import timedelta

import pytest
import sqlcipher3

from centre_app import psea
from centre_app.dates import PartialDate
from centre_app.exchange import abuse_reports, partners, refusals
from centre_app.integrity import check
from centre_app.problems import NotSaved, SectionShut
from centre_app.questions import to_row
from centre_app.records import CaseFile, ReportOfAbuse, SealedReport
from db import nameless
from db.history import Author
from db.vault import Change
from tests.makers import TODAY, YESTERDAY, an_admission, reopened

WORDS = "Baobabserpent"
NAME = "Awa Diarra"


def a_report(**answers) -> ReportOfAbuse:
    usual = {"what_happened": f"Le gardien {WORDS} entre la nuit.", "by_whom": "Le gardien", "place": "centre"}
    return ReportOfAbuse(**{**usual, **answers})


def rows_of(register) -> dict[str, list[str]]:
    """Every row of every table that this person's keys open, read with a bare tool: as text, by database and table."""
    found = {}
    for compartment, key in register.keys.sqlcipher_keys().items():
        with closing(sqlcipher3.connect(str(register.folder / f"{compartment}.db"))) as bare:
            bare.execute(f'PRAGMA key = "{key.decode()}"')
            tables = [row[0] for row in bare.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for table in tables:
                where = "WHERE action <> 'login'" if table == "history" else ""  # whoever comes is named, report or not
                found[f"{compartment}.{table}"] = [str(row) for row in bare.execute(f"SELECT * FROM {table} {where}")]
    return found


def added(before, after) -> dict[str, list[str]]:
    """Return the rows that were not there before."""
    new = {table: [row for row in rows if row not in before.get(table, [])] for table, rows in after.items()}
    return {table: rows for table, rows in new.items() if rows}


def lines_of_reports(register) -> list[dict]:
    return [dict(row) for row in register.vault.ask("SELECT * FROM main.history WHERE record_table = 'psea_reports'")]


# --- what stands at the centre ---------------------------------------------------------------------------------


def test_neither_the_author_nor_a_word_of_the_report_stands_anywhere_at_the_centre(pair, clock):
    before = rows_of(pair.centre)
    abuse_reports.send(pair.centre, a_report(gives_name=True))
    told = added(before, rows_of(pair.centre))
    assert set(told) == {"centre.psea_waiting", "centre.meta"}
    clock.move(days=1)
    with reopened(closed(pair.centre), clock=clock) as centre:
        told = added(before, rows_of(centre))
        assert set(told) == {"centre.psea_reports", "centre.history", "centre.meta"}
        said = str(told)
        for trace in (WORDS, "gardien", NAME, "Diarra", centre.who, WORDS.encode().hex()):
            assert trace not in said
        assert centre.who in str(rows_of(centre)["centre.staff"])  # the scan would have found her


def test_nothing_is_left_in_the_drafts(pair):
    abuse_reports.send(pair.centre, a_report())
    assert all(not rows for table, rows in rows_of(pair.centre).items() if table.endswith(".drafts"))


def test_a_report_leaves_no_line_of_history_between_the_lines_of_its_day(pair, clock):
    """Its place between two logins would name the author."""
    abuse_reports.send(pair.centre, a_report())
    clock.move(hours=2)
    with reopened(closed(pair.centre), clock=clock) as centre:
        assert lines_of_reports(centre) == []
        centre.save(*an_admission())
        clock.move(days=1, hours=5)
    with reopened(centre.folder, clock=clock) as centre:
        (line,) = lines_of_reports(centre)
        assert (line["who"], line["action"]) == ("house", "psea")
        assert line["at"].startswith((TODAY + timedelta(days=1)).isoformat())


def test_a_report_bears_no_trace_of_its_moment(pair, clock):
    abuse_reports.send(pair.centre, a_report())
    (row,) = pair.centre.vault.ask("SELECT * FROM main.psea_waiting")
    assert row["written_on"] == TODAY.isoformat()
    assert row["id"][14] == "4"  # a random UUID; version 7 holds the millisecond
    clock.move(days=3, hours=1)
    with reopened(closed(pair.centre), clock=clock) as centre:
        (kept,) = centre.find(SealedReport)
        assert kept.created_at == centre.now


def test_reports_of_one_day_are_entered_in_no_order(pair, clock):
    sent = [abuse_reports.send(pair.centre, a_report()).content.decode() for _ in range(6)]
    clock.move(days=1)
    with reopened(closed(pair.centre), clock=clock) as centre:
        kept = [row["sealed"] for row in centre.vault.ask("SELECT sealed FROM main.psea_reports ORDER BY rowid")]
        assert sorted(kept) == sorted(sent)
        assert kept != sent


def test_short_and_long_reports_are_equally_long_when_sealed(pair):
    """Up to the few bytes at random that age itself puts into each file."""
    reports = a_report(what_happened="Oui."), a_report(what_happened="Il est venu. " * 150, gives_name=True)
    assert len({len(abuse_reports._written(pair.centre, report)) for report in reports}) == 1


def test_the_register_is_whole_with_a_report_in_it(pair, clock):
    abuse_reports.send(pair.centre, a_report())
    assert check(pair.centre).faults == ()
    clock.move(days=1)
    with reopened(closed(pair.centre), clock=clock) as centre:
        assert check(centre).faults == ()


def test_nobody_hides_another_change_behind_the_name_of_the_house(pair):
    """Everybody holds the house's key: a line under it counts only for what the house does itself."""
    abuse_reports.send(pair.centre, a_report())
    centre, key = pair.centre, nameless._key(pair.centre.vault)
    case = centre.save(*an_admission())[2]
    centre.vault.write(
        [Change(table=CaseFile.table, row={**to_row(case), "status": "closed"}, action="psea")],
        by=Author(who=psea.HOUSE, sign=key.sign),
        at="2026-11-21T09:00:00",
    )
    (fault,) = check(centre).faults
    assert "is not signed by the person it names" in fault.message


def test_a_line_of_the_house_that_another_key_signed_is_found(pair, clock):
    abuse_reports.send(pair.centre, a_report())
    clock.move(days=1)
    with reopened(closed(pair.centre), clock=clock) as centre:
        centre.vault.set_meta({"house_key": "11" * 32})
        (fault,) = check(centre).faults
        assert "is not signed by the person it names" in fault.message


def test_without_headquarters_nothing_is_kept(register):
    assert not abuse_reports.may_be_sent(register)
    with pytest.raises(partners.NotEnrolled):
        abuse_reports.send(register, a_report())
    assert register.vault.ask("SELECT * FROM main.psea_waiting") == []


def test_what_cannot_be_kept_is_not_sealed(pair):
    with pytest.raises(NotSaved):
        abuse_reports.send(pair.centre, a_report(what_happened="\ud800"))


def test_the_centre_cannot_open_its_own_report(pair):
    sent = abuse_reports.send(pair.centre, a_report())
    with pytest.raises(refusals.NotForUs):
        abuse_reports.read(pair.centre, sent.content)


# --- at headquarters -------------------------------------------------------------------------------------------


def test_a_report_travels_in_the_next_bundle_and_is_read_at_headquarters(pair):
    report = a_report(occurred=PartialDate.exact(YESTERDAY), still_in_danger=True)
    abuse_reports.send(pair.centre, report)
    pair.received(pair.sealed())
    (kept,) = abuse_reports.received(pair.headquarters)
    told = abuse_reports.read_received(pair.headquarters, kept)
    assert (told.report.what_happened, told.report.occurred) == (report.what_happened, report.occurred)
    assert (told.code, told.written_on, told.author) == ("SEG", TODAY, "")


def test_the_name_comes_along_only_where_its_author_gives_it(pair):
    for gives_name, author in ((True, NAME), (False, ""), (None, "")):
        sent = abuse_reports.send(pair.centre, a_report(gives_name=gives_name))
        assert abuse_reports.read(pair.headquarters, sent.content).author == author


def test_that_a_report_was_read_is_in_history_before_it_is(pair, monkeypatch):
    abuse_reports.send(pair.centre, a_report())
    pair.received(pair.sealed())
    (kept,) = abuse_reports.received(pair.headquarters)
    monkeypatch.setattr(abuse_reports, "read", lambda register, content: lines_of_reports(register))
    assert [line["action"] for line in abuse_reports.read_received(pair.headquarters, kept)] == ["view"]


def test_a_file_carried_alone_on_a_stick_is_read_too(pair):
    sent = abuse_reports.send(pair.centre, a_report())
    assert re.fullmatch(r"SEG-LETTRE-[0-9A-F]{6}\.age", sent.name)
    assert WORDS in abuse_reports.read(pair.headquarters, sent.content).report.what_happened


def test_without_the_key_of_headquarters_nobody_reads_there_either(pair):
    abuse_reports.send(pair.centre, a_report())
    pair.received(pair.sealed())
    assert abuse_reports.can_read(pair.headquarters)
    del pair.headquarters.keys.own_secrets[partners.AGE]
    assert not abuse_reports.can_read(pair.headquarters)
    with pytest.raises(SectionShut):
        abuse_reports.received(pair.headquarters)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", refusals.NotForUs),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\n", refusals.NotForUs),
        (b"x" * (abuse_reports.LARGEST_FILE + 1), refusals.TooLarge),
    ],
    ids=["empty", "only a beginning", "too large"],
)
def test_what_is_no_report_is_refused_in_words(pair, content, refusal):
    with pytest.raises(refusal):
        abuse_reports.read(pair.headquarters, content)


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"[]",
        b'{"format":2,"kind":"report_of_abuse"}',
        b'{"format":1,"kind":"bundle"}',
        b'{"answers":{"occurred_from":"soon"},"author":"","centre":"","code":"","format":1,"kind":"report_of_abuse",'
        b'"written_on":"2026-11-21"}',
        b'{"answers":{},"author":"","centre":"","code":"","format":1,"kind":"report_of_abuse","written_on":"soon"}',
        b'{"answers":7,"author":"","centre":"","code":"","format":1,"kind":"report_of_abuse","written_on":"2026-11-21"}',
    ],
)
def test_something_else_that_was_encrypted_to_us_is_refused_in_words(pair, written):
    recipients = partners.headquarters_of(pair.centre).recipients
    with pytest.raises(refusals.NotABundle):
        abuse_reports.read(pair.headquarters, abuse_reports._encrypted(written, recipients))


def test_every_byte_of_a_file_that_is_changed_is_noticed(pair):
    sent = bytearray(abuse_reports.send(pair.centre, a_report()).content)
    for at in range(40, len(sent) - 40, 97):
        changed = bytes(sent[:at]) + (b"B" if sent[at : at + 1] == b"A" else b"A") + bytes(sent[at + 1 :])
        with pytest.raises(refusals.Refusal):
            abuse_reports.read(pair.headquarters, changed)


def closed(register):
    """Close a register and return its folder."""
    register.close()
    return register.folder
