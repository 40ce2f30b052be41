"""Drafts in the databases: beside their record, for their author, as one act."""

from dataclasses import replace

import pytest

from db import drafts
from db.drafts import StoredDraft
from db.errors import CompartmentShut
from db.vault import Vault
from tests.db.vaults import NINE, TEN, a_row, a_vault, creates, some_keys, write

WORDS = "Elle a peur de rentrer chez son oncle"


@pytest.fixture
def keys():
    return some_keys()


@pytest.fixture
def vault(tmp_path, keys):
    with a_vault(tmp_path, keys) as opened:
        yield opened


def a_draft(record_id="p1", table="persons", at=NINE, answers=WORDS, case_id=None):
    return StoredDraft(record_table=table, record_id=record_id, case_id=case_id, at=at, answers=answers)


def rows(vault, compartment):
    return [tuple(row) for row in vault.ask(f"SELECT who, record_table FROM {compartment}.drafts ORDER BY 2")]


def test_a_draft_stands_in_the_compartment_of_its_record(vault):
    drafts.put(vault, "awa", [a_draft(), a_draft("n1", "person_names"), a_draft("b1", "beds")])
    assert rows(vault, "care") == [("awa", "persons")]
    assert rows(vault, "identity") == [("awa", "person_names")]
    assert rows(vault, "main") == [("awa", "beds")]


def test_a_draft_is_got_back_as_it_was_put(vault):
    put = a_draft(case_id="c7")
    drafts.put(vault, "awa", [put])
    assert drafts.get(vault, "awa", put.key) == put
    assert drafts.kept_by(vault, "awa") == [put]


def test_a_later_draft_of_the_same_record_takes_the_place_of_the_earlier(vault):
    drafts.put(vault, "awa", [a_draft()])
    drafts.put(vault, "awa", [a_draft(at=TEN, answers="Elle veut rester")])
    assert [(one.at, one.answers) for one in drafts.kept_by(vault, "awa")] == [(TEN, "Elle veut rester")]


def test_nobody_is_given_somebody_elses_draft(vault):
    drafts.put(vault, "awa", [a_draft()])
    drafts.put(vault, "mariam", [a_draft(answers="autre chose")])
    assert [one.answers for one in drafts.kept_by(vault, "awa")] == [WORDS]
    assert [one.answers for one in drafts.kept_by(vault, "mariam")] == ["autre chose"]
    assert drafts.get(vault, "oumou", ("persons", "p1")) is None


def test_only_her_own_draft_is_removed(vault):
    for who in ("awa", "mariam"):
        drafts.put(vault, who, [a_draft(), a_draft("p2")])
    drafts.remove(vault, "awa", [("persons", "p1")])
    assert [one.record_id for one in drafts.kept_by(vault, "awa")] == ["p2"]
    assert len(drafts.kept_by(vault, "mariam")) == 2


def test_what_takes_the_place_of_another_is_put_whole_or_not_at_all(vault):
    drafts.put(vault, "awa", [a_draft("old")])
    broken = a_draft("n1", "person_names", answers=None)
    with pytest.raises(Exception, match="NOT NULL"):
        drafts.put(vault, "awa", [a_draft("new"), broken], instead_of=[("persons", "old")])
    assert [one.record_id for one in drafts.kept_by(vault, "awa")] == ["old"]


def test_a_draft_leaves_no_line_in_history(vault):
    write(vault, creates("persons", a_row()))
    before = vault.ask("SELECT count(*) FROM care.history")[0][0]
    drafts.put(vault, "awa", [a_draft()])
    drafts.remove(vault, "awa", [("persons", "p1")])
    assert vault.ask("SELECT count(*) FROM care.history")[0][0] == before


def test_without_the_key_of_its_compartment_a_draft_is_not_there(tmp_path, keys):
    with a_vault(tmp_path, keys) as vault:
        drafts.put(vault, "awa", [a_draft(), a_draft("b1", "beds")])
    with Vault(tmp_path, {name: keys[name] for name in ("centre",)}) as vault:
        assert [one.record_id for one in drafts.kept_by(vault, "awa")] == ["b1"]
        assert drafts.get(vault, "awa", ("persons", "p1")) is None


def test_of_a_compartment_that_is_shut_only_a_box_is_kept(tmp_path, keys):
    with a_vault(tmp_path, keys):
        pass
    with Vault(tmp_path, {name: keys[name] for name in ("centre",)}) as vault:
        with pytest.raises(CompartmentShut):
            drafts.put(vault, "awa", [a_draft()])
        boxed = replace(a_draft(answers="a box"), is_box=True)
        drafts.put(vault, "awa", [boxed])
        assert drafts.get(vault, "awa", boxed.key).answers == "a box"
        drafts.remove(vault, "awa", [boxed.key])
        assert drafts.kept_by(vault, "awa") == []


def test_nothing_typed_stands_in_the_clear_on_the_disk(tmp_path, keys):
    with a_vault(tmp_path, keys) as vault:
        drafts.put(vault, "awa", [a_draft()])
        drafts.put(vault, "awa", [a_draft(answers=WORDS * 500)])
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert any(path.suffix != ".db" for path in files), "the journal is looked at while it is there"
        for path in files:
            for encoding in ("utf-8", "utf-16-le"):
                assert WORDS[:12].encode(encoding) not in path.read_bytes(), path.name
