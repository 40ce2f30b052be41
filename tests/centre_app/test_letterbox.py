"""Who may write but not read: a letter sealed to a compartment, filed by the next one who can open it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
import sqlcipher3

from centre_app import drafts, letterbox
from centre_app.drafts import Draft, Spot
from centre_app.integrity import check
from centre_app.letterbox import LetterDoesNotOpen
from centre_app.problems import NotSaved, SavedBySomebodyElse, SectionShut
from centre_app.questions import PROTECTION, to_row
from centre_app.records import Incident, Letter
from centre_app.rights import Rights
from db import queries
from tests.makers import a_case, an_admission, an_incident, reopened, reopened_without

AT_CASE = Spot(page="case", section="incidents")
WORDS = "Quelqu’un l’attendait au portail avec un couteau"


@pytest.fixture
def case(register):
    """Kadidia's file."""
    return register.save(*an_admission())[2]


@pytest.fixture
def educator(register, case, clock) -> Iterator:
    """The register as an educator opens it: without protection."""
    with reopened_without(register, PROTECTION, clock=clock) as opened:
        yield opened


def everything_that_can_be_read(register) -> str:
    """All rows of all open tables, as somebody with a bare tool and her keys would read them."""
    said = []
    for compartment, key in register.keys.sqlcipher_keys().items():
        with closing(sqlcipher3.connect(str(register.folder / f"{compartment}.db"))) as bare:
            bare.execute(f'PRAGMA key = "{key.decode()}"')
            tables = [row[0] for row in bare.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for table in tables:
                said += [str(row) for row in bare.execute(f"SELECT * FROM {table}")]
    return "\n".join(said)


def test_who_cannot_read_protection_writes_an_incident_and_cannot_read_it_back(educator, case):
    letter = letterbox.send(educator, an_incident(case, description=WORDS))
    with pytest.raises(SectionShut):
        letterbox.read(educator, letter)
    with pytest.raises(SectionShut):
        educator.get(Incident, letter.id)
    assert letterbox.to_file(educator) == []


def test_no_word_of_a_letter_can_be_read_with_the_keys_of_its_author(educator, case):
    letterbox.send(educator, an_incident(case, description=WORDS))
    told = everything_that_can_be_read(educator)
    assert "SEG-26-0001" in told  # the scan does read
    assert "couteau" not in told
    assert b"couteau".hex() not in told


def test_sealing_leaves_a_line_of_history_in_the_same_act(educator, case):
    letter = letterbox.send(educator, an_incident(case))
    lines = queries.history_of(educator.vault, "centre", [letter.id], limit=9)
    assert [(line["action"], line["who"]) for line in lines] == [("letter_sealed", educator.who)]


def test_what_cannot_be_kept_is_not_sealed_either(educator, case):
    with pytest.raises(NotSaved):
        letterbox.send(educator, an_incident(case, description="\ud800"))
    assert educator.find(Letter) == []


def test_whose_work_it_is_not_does_not_write_one(educator, case):
    """Domain model, §3.5: the storekeeper reports no incidents; abuse by staff everybody may report."""
    educator._act_for(educator.who, Rights({"storekeeper"}))
    assert not letterbox.may_send(educator, Incident)
    with pytest.raises(SectionShut):
        letterbox.send(educator, an_incident(case))
    educator._act_for(educator.who, Rights({"night_guard"}))
    assert letterbox.may_send(educator, Incident)


def test_an_incident_of_which_nothing_is_said_is_not_sealed(educator, case):
    with pytest.raises(NotSaved):
        letterbox.send(educator, an_incident(case, incident_type=None, description=None))


def test_abuse_by_staff_is_not_written_where_the_director_reads_it(educator, case):
    with pytest.raises(NotSaved) as problem:
        letterbox.send(educator, an_incident(case, incident_type="psea"))
    assert [found.question for found in problem.value.findings] == ["incident_type"]


def test_who_can_open_protection_files_a_letter_with_one_act(educator, case, clock):
    sent = letterbox.send(educator, an_incident(case, description=WORDS))
    clock.move(hours=3)
    with reopened(close(educator), clock=clock) as manager:
        (waiting,) = letterbox.to_file(manager, case_id=case.id)
        filed = letterbox.file(manager, waiting)
        assert isinstance(filed, Incident)
        assert manager.find(Incident, case_id=case.id) == [filed]
        assert (filed.description, filed.created_by, filed.created_at) == (WORDS, sent.created_by, sent.created_at)
        assert letterbox.to_file(manager) == []
        assert manager.get(Letter, sent.id).filed_at == manager.now
        (line,) = queries.history_of(manager.vault, "protection", [filed.id], limit=9)
        assert (line["action"], line["who"]) == ("letter_filed", manager.who)
        assert check(manager).faults == ()


def test_a_letter_about_the_house_and_nobody_in_particular_is_filed_too(educator, clock):
    letterbox.send(educator, an_incident(incident_type="fire"))
    with reopened(close(educator), clock=clock) as manager:
        (waiting,) = letterbox.to_file(manager)
        assert letterbox.file(manager, waiting).case_id is None


def test_letters_of_another_case_are_not_among_those_of_this_one(educator, case, clock):
    letterbox.send(educator, an_incident(case))
    with reopened(close(educator), clock=clock) as manager:
        assert letterbox.to_file(manager, case_id=a_case().id) == []


def test_a_letter_is_filed_once(educator, case, clock):
    letterbox.send(educator, an_incident(case))
    with reopened(close(educator), clock=clock) as manager:
        (waiting,) = letterbox.to_file(manager)
        letterbox.file(manager, waiting)
        with pytest.raises(SavedBySomebodyElse):
            letterbox.file(manager, waiting)
        assert len(manager.find(Incident)) == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda letter: {"sealed": letter.sealed[:-2] + "00"},
        lambda letter: {"sealed": letter.sealed[:40]},
        lambda letter: {"sealed": "not even hex"},
        lambda letter: {"sealed": None},
        lambda letter: {"case_id": None},
        lambda letter: {"created_by": "somebody-else"},
    ],
    ids=["a byte", "cut", "no hex", "empty", "moved to another case", "under another name"],
)
def test_a_damaged_letter_says_so_and_stays_where_it_is(educator, case, clock, damage):
    sent = letterbox.send(educator, an_incident(case))
    with reopened(close(educator), clock=clock) as manager:
        altered = replace(manager.get(Letter, sent.id), **damage(sent))
        with manager.vault.transaction():
            manager.vault.upsert(Letter.table, [to_row(altered)])
        with pytest.raises(LetterDoesNotOpen):
            letterbox.file(manager, altered)
        assert manager.find(Incident) == []
        assert manager.get(Letter, sent.id).filed_at is None


def test_a_letter_moved_under_another_id_does_not_open(educator, case, clock):
    letterbox.send(educator, an_incident(case))
    with reopened(close(educator), clock=clock) as manager:
        (waiting,) = letterbox.to_file(manager)
        with pytest.raises(LetterDoesNotOpen):
            letterbox.read(manager, replace(waiting, id="0193-another"))


def test_a_letter_that_its_author_did_not_sign_does_not_open(educator, case, clock, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(type(educator.keys), "sign", lambda self, content: bytes(64))
        letterbox.send(educator, an_incident(case))
    with reopened(close(educator), clock=clock) as manager:
        (waiting,) = letterbox.to_file(manager)
        with pytest.raises(LetterDoesNotOpen):
            letterbox.read(manager, waiting)


# --- while it is being typed -----------------------------------------------------------------------------------


def test_what_is_typed_for_a_shut_compartment_comes_back_to_its_author(educator, case, clock):
    begun = an_incident(case, description=None)
    drafts.keep(educator, AT_CASE, [Draft(begun=begun, typed=replace(begun, description=WORDS))])
    with reopened_without(educator, PROTECTION, clock=clock) as again:
        kept = drafts.kept_of(again, begun)
        assert [draft.changed for draft in kept.drafts] == [{"description": WORDS}]
        assert drafts.stands_now(again, kept.drafts[0]) == begun


def test_no_other_key_of_the_house_reads_what_is_typed_for_a_shut_compartment(educator, case):
    begun = an_incident(case, description=None)
    drafts.keep(educator, AT_CASE, [Draft(begun=begun, typed=replace(begun, description=WORDS))])
    told = everything_that_can_be_read(educator)
    assert begun.id in told
    assert "couteau" not in told


def test_what_was_typed_is_let_go_once_it_is_sent(educator, case):
    """As when the power goes between the sending and the letting go."""
    begun = an_incident(case, description=None)
    typed = replace(begun, description=WORDS)
    drafts.keep(educator, AT_CASE, [Draft(begun=begun, typed=typed)])
    letterbox.send(educator, typed)
    assert drafts.all_kept(educator) == []


def test_somebody_with_other_keys_does_not_get_what_was_typed(educator, case, monkeypatch):
    begun = an_incident(case, description=None)
    drafts.keep(educator, AT_CASE, [Draft(begun=begun, typed=replace(begun, description=WORDS))])
    with monkeypatch.context() as patch:
        patch.setattr(type(educator.keys), "sign", lambda self, content: bytes(64))
        assert drafts.all_kept(educator) == []
        assert drafts.kept_of(educator, begun) is None


def close(register):
    """Close a register and return its folder."""
    register.close()
    return register.folder
