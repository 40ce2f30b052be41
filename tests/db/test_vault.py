"""The one door: rows and their history, several compartments as one act, nothing by halves."""

import json

import pytest

from db import errors, history, making, search
from db.history import Author, Entry
from db.vault import Searchable, StaleRow, Vault
from tests.db.vaults import (
    AWA,
    NINE,
    SIGNING,
    TEN,
    a_bed_row,
    a_name_row,
    a_row,
    a_vault,
    bytes_of,
    creates,
    lines,
    some_keys,
    write,
    write_a_person,
)


@pytest.fixture
def keys():
    return some_keys()


@pytest.fixture
def vault(tmp_path, keys):
    with a_vault(tmp_path, keys) as opened:
        yield opened


# --- writing and reading ---------------------------------------------------------------------------------------


def test_a_row_comes_back_as_it_was_written_with_who_and_when(vault):
    (written,) = write(vault, creates("persons", a_row(origin_region="segou")))
    assert vault.get("persons", "p1") == {**vault.get("persons", "p1"), **written}
    assert written["rev"] == 1
    assert (written["created_at"], written["created_by"]) == (NINE, "awa")
    assert (written["updated_at"], written["updated_by"]) == (NINE, "awa")


def test_a_change_keeps_who_began_and_says_who_changed(vault):
    (first,) = write(vault, creates("persons", a_row()))
    moussa = Author(who="moussa", sign=SIGNING.sign)
    (second,) = write(vault, creates("persons", {**first, "sex": "unknown"}, "save"), at=TEN, by=moussa)
    assert (second["rev"], second["created_by"], second["updated_by"], second["updated_at"]) == (
        2,
        "awa",
        "moussa",
        TEN,
    )


def test_what_is_not_there_is_none(vault):
    assert vault.get("persons", "nobody") is None
    assert vault.select("persons", {"id": "nobody"}) == []


def test_rows_are_found_by_a_value_by_any_of_several_and_by_none(vault):
    for record_id, region in (("p1", "segou"), ("p2", "mopti"), ("p3", None)):
        write(vault, creates("persons", a_row(record_id, origin_region=region)))
    found = {
        wanted: [row["id"] for row in vault.select("persons", {"origin_region": value})]
        for wanted, value in (("one", "segou"), ("two", ["segou", "mopti"]), ("none", None), ("nothing", []))
    }
    assert found == {"one": ["p1"], "two": ["p1", "p2"], "none": ["p3"], "nothing": []}


def test_voided_rows_are_passed_over_unless_asked_for(vault):
    (row,) = write(vault, creates("persons", a_row()))
    write(vault, creates("persons", {**row, "voided_at": NINE, "voided_by": "awa", "void_reason": "twice"}, "void"))
    assert vault.select("persons") == []
    assert len(vault.select("persons", with_void=True)) == 1
    assert vault.get("persons", "p1")["void_reason"] == "twice"


def test_values_are_never_sql(vault):
    hostile = "x'; DROP TABLE persons; --"
    write(vault, creates("persons", a_row(origin_region=hostile)))
    assert vault.select("persons", {"origin_region": hostile})[0]["origin_region"] == hostile


# --- one act ---------------------------------------------------------------------------------------------------


def test_an_act_over_several_compartments_is_written_whole(vault):
    write_a_person(vault)
    assert vault.get("persons", "p1")
    assert vault.get("person_names", "n-p1")
    assert [len(lines(vault, name)) for name in ("centre", "identity", "care")] == [0, 1, 1]


def test_an_act_that_fails_in_its_last_row_leaves_nothing_in_any_compartment(vault):
    before = bytes_of(vault.folder)
    with pytest.raises(StaleRow):
        write(vault, creates("persons", a_row()), creates("person_names", a_name_row(rev=7)))
    assert vault.get("persons", "p1") is None
    assert lines(vault, "care") == lines(vault, "identity") == []
    assert bytes_of(vault.folder) == before


@pytest.mark.parametrize("moment", ["row", "line", "search"])
def test_an_act_that_breaks_off_leaves_nothing(vault, monkeypatch, moment):
    class Broken(Exception):
        pass

    def fail(*_args, **_kwargs):
        raise Broken

    target = {"row": (Vault, "upsert"), "line": (history, "append"), "search": (search, "put")}[moment]
    monkeypatch.setattr(*target, fail)
    found = [Searchable(person_id="p1", terms="sangare", sort_key="sangare")]
    with pytest.raises(Broken):
        write(vault, creates("persons", a_row()), creates("person_names", a_name_row()), searchable=found)
    monkeypatch.undo()
    assert vault.get("persons", "p1") is None
    assert lines(vault, "care") == []
    write(vault, creates("persons", a_row()))  # and the door still opens
    assert vault.get("persons", "p1")


def test_the_words_for_search_are_written_in_the_same_act(vault):
    found = [Searchable(person_id="p1", terms="sangare kadidia", sort_key="sangare kadidia")]
    with pytest.raises(StaleRow):
        write(vault, creates("person_names", a_name_row(rev=3)), searchable=found)
    assert search.find(vault.connection, "kadidia", limit=5) == []
    write(vault, creates("person_names", a_name_row()), searchable=found)
    assert search.find(vault.connection, "kadidia", limit=5) == ["p1"]


# --- who edited what -------------------------------------------------------------------------------------------


def test_saving_over_a_newer_revision_is_refused(vault):
    (first,) = write(vault, creates("persons", a_row()))
    write(vault, creates("persons", {**first, "sex": "male"}, "save"))
    with pytest.raises(StaleRow):
        write(vault, creates("persons", {**first, "sex": "unknown"}, "save"))
    assert vault.get("persons", "p1")["sex"] == "male"


def test_a_new_record_under_an_id_that_stands_already_is_refused(vault):
    write(vault, creates("persons", a_row()))
    with pytest.raises(StaleRow):
        write(vault, creates("persons", a_row(sex="male")))


def test_a_change_of_a_record_that_was_never_here_is_refused(vault):
    with pytest.raises(StaleRow):
        write(vault, creates("persons", a_row(rev=1)))


# --- the line it leaves ----------------------------------------------------------------------------------------


def test_a_change_leaves_the_old_value_of_what_changed_and_of_nothing_else(vault):
    (first,) = write(vault, creates("persons", a_row(origin_region="segou", marital_status="single")))
    write(vault, creates("persons", {**first, "origin_region": "mopti"}, "save"), at=TEN)
    created, saved = lines(vault, "care")
    assert json.loads(created["was"]) == {}
    assert json.loads(saved["was"]) == {"origin_region": "segou"}
    told = [
        (line["action"], line["who"], line["at"], line["record_table"], line["record_id"], line["rev"])
        for line in (created, saved)
    ]
    assert told == [("create", "awa", NINE, "persons", "p1", 1), ("save", "awa", TEN, "persons", "p1", 2)]


def test_a_view_is_in_history_before_it_is_seen(vault):
    vault.note("health", Entry(action="view", record_table="health_profiles", record_id="h1"), by=AWA, at=NINE)
    (line,) = lines(vault, "health")
    assert (line["action"], line["record_id"], line["was"]) == ("view", "h1", None)


def test_a_wrong_clock_is_marked_on_the_line(vault):
    write(vault, creates("persons", a_row()), clock_suspect=True)
    assert lines(vault, "care")[0]["clock_suspect"] == 1


# --- the clock -------------------------------------------------------------------------------------------------


def test_the_order_of_changes_survives_a_clock_that_goes_back(vault):
    ticks = [
        write(vault, creates("persons", a_row(f"p{number}")), at=at)[0]["hlc"]
        for number, at in enumerate((TEN, NINE, NINE, TEN))
    ]
    assert ticks == sorted(set(ticks))


@pytest.mark.parametrize("then", [NINE, TEN])
def test_the_order_of_changes_survives_a_restart(tmp_path, keys, then):
    with a_vault(tmp_path, keys) as vault:
        before = [write_a_person(vault, f"p{number}", at=TEN)[0]["hlc"] for number in range(12)]
    with Vault(tmp_path, keys) as vault:
        after = write_a_person(vault, "later", at=then)[0]["hlc"]
    assert after > max(before)


def test_the_last_entry_is_that_of_any_compartment_after_a_restart_too(tmp_path, keys):
    with a_vault(tmp_path, keys) as vault:
        assert vault.last_entry_at() is None
        write(vault, creates("beds", a_bed_row()), at=NINE)
        write(vault, creates("persons", a_row()), at=TEN)
        assert vault.last_entry_at() == TEN
    with Vault(tmp_path, keys) as vault:
        assert vault.last_entry_at() == TEN


def test_what_was_written_by_a_doubtful_clock_is_no_measure_of_time_and_still_comes_first(tmp_path, keys):
    with a_vault(tmp_path, keys) as vault:
        first = write(vault, creates("beds", a_bed_row()), at="2031-01-01T09:00:00", clock_suspect=True)[0]["hlc"]
        second = write(vault, creates("persons", a_row()), at=TEN)[0]["hlc"]
        assert vault.last_entry_at() == TEN
    with Vault(tmp_path, keys) as vault:
        assert vault.last_entry_at() == TEN
        third = write(vault, creates("persons", a_row("p2")), at=TEN)[0]["hlc"]
    assert first < second < third


def test_a_connection_that_another_one_overtook_catches_up(tmp_path, keys):
    with a_vault(tmp_path, keys) as vault, Vault(tmp_path, keys) as worker:
        before = write_a_person(worker, at=TEN)[0]["hlc"]
        vault.catch_up()
        assert write_a_person(vault, "later", at=NINE)[0]["hlc"] > before


# --- shut compartments -----------------------------------------------------------------------------------------


def test_a_compartment_without_its_key_is_shut(tmp_path, keys):
    a_vault(tmp_path, keys).close()
    del keys["identity"]
    with Vault(tmp_path, keys) as vault:
        assert "identity" not in vault.compartments
        for attempt in (
            lambda: vault.get("person_names", "n1"),
            lambda: vault.select("person_names"),
            lambda: write(vault, creates("person_names", a_name_row())),
            lambda: vault.note("identity", Entry(action="view"), by=AWA, at=NINE),
        ):
            with pytest.raises(errors.CompartmentShut):
                attempt()


def test_an_act_that_reaches_into_a_shut_compartment_writes_nothing_at_all(tmp_path, keys):
    a_vault(tmp_path, keys).close()
    del keys["identity"]
    with Vault(tmp_path, keys) as vault:
        with pytest.raises(errors.CompartmentShut):
            write(vault, creates("persons", a_row()), creates("person_names", a_name_row()))
        assert vault.get("persons", "p1") is None


# --- opening and closing ---------------------------------------------------------------------------------------


def test_everything_is_there_after_closing_and_opening_again(tmp_path, keys):
    with a_vault(tmp_path, keys) as vault:
        write_a_person(vault)
        kept = vault.get("persons", "p1"), lines(vault, "identity"), vault.meta()
    with Vault(tmp_path, keys) as vault:
        assert (vault.get("persons", "p1"), lines(vault, "identity"), vault.meta()) == kept


def test_opening_and_closing_writes_nothing(tmp_path, keys):
    with a_vault(tmp_path, keys) as vault:
        write_a_person(vault)
    before = bytes_of(tmp_path)
    with Vault(tmp_path, keys) as vault:
        vault.get("persons", "p1")
    assert bytes_of(tmp_path) == before


def test_a_second_connection_opened_within_an_act_sees_nothing_of_it_and_harms_nothing(tmp_path, keys):
    """A worker opens the register while the window writes: the journal that stands is no crash's."""
    with a_vault(tmp_path, keys) as vault:
        with vault.transaction():
            vault.upsert("persons", [a_row()])
            vault.upsert("person_names", [a_name_row()])
            with Vault(tmp_path, keys) as worker:
                assert worker.get("persons", "p1") is None
        assert vault.get("persons", "p1")
        assert vault.get("person_names", "n1")
    with Vault(tmp_path, keys) as vault:
        assert vault.get("persons", "p1")
        assert vault.get("person_names", "n1")


def test_closing_twice_is_no_mistake(vault):
    vault.close()
    vault.close()


def test_databases_that_stand_already_are_not_made_again(tmp_path, keys):
    a_vault(tmp_path, keys).close()
    before = bytes_of(tmp_path)
    with pytest.raises(errors.FileAlreadyThere):
        making.create(tmp_path, keys, {})
    assert bytes_of(tmp_path) == before


def test_what_the_register_says_of_itself_can_be_added_to_and_changed(vault):
    vault.set_meta({"lineage": "one"})
    vault.set_meta({"lineage": "two"})
    assert vault.meta() == {"centre_id": "c1", "lineage": "two"}
