"""A marker in every answer in words of every record of a file: after the erasing none stands in any byte of any database."""

from dataclasses import replace

import pytest

from centre_app import drafts, integrity, journal
from centre_app.casework import merging
from centre_app.problems import Problem
from centre_app.records import CaseFile, GroupSession, Intake, PersonName
from centre_app.retention import asking, erasing, proof
from centre_app.retention.standing import ANONYMISE, DESTROY
from tests.centre_app.retention import files
from tests.centre_app.retention.files import bytes_of, marks_in
from tests.makers import reopened


def in_every_byte(register):
    return marks_in(bytes_of(register.folder, register.keys.sqlcipher_keys()))


def faults_of(register):
    """Return what is not whole, save that the markers hang on records that nobody wrote."""
    return [one for one in integrity.check(register).faults if "other" not in one.parts]


def test_the_look_into_every_byte_finds_what_stands_there(register):
    files.as_everybody(register)
    assert len(files.fill(register, files.gone(register))) > 400
    assert in_every_byte(register)


@pytest.mark.parametrize(("act", "because"), [(ANONYMISE, "family_reunified"), (DESTROY, "case_error")])
def test_after_an_erasing_no_word_of_the_file_stands_in_any_byte(register, act, because):
    passphrase = files.another(register, "director")
    case = files.gone(register, because=because)
    files.as_everybody(register)
    markers = files.fill(register, case)
    journal.note_search(register, next(word for word in markers if "PersonNamefamily" in word)[:-3])
    event = asking.ask(register, case.id, act, reason=f"{files.MARK}why")
    asking.decide_beside(register, event.id, "the-deputy", passphrase)
    assert in_every_byte(register) == []
    assert faults_of(register) == []


def test_what_is_kept_of_others_stays(register):
    files.another(register, "director")
    other = files.gone(register, code="SEG-16-0008")
    files.as_everybody(register)
    files.fill(register, other)
    before = {name: len(marks) for name, marks in words_by_file(register, other).items()}
    files.erase(register, files.gone(register))
    assert {name: len(marks) for name, marks in words_by_file(register, other).items()} == before
    assert faults_of(register) == []


def words_by_file(register, case):
    return {
        kind.table: [row for row in register.as_stored.rows(kind, case_id=case.id) if files.MARK in str(row)]
        for kind in files.kinds_about_somebody(register)
        if "case_id" in kind.questions
    }


def test_check_names_a_certificate_of_which_words_are_left(register):
    event = files.erase(register, files.gone(register))
    name = register.as_stored.find(PersonName)[0]
    register.vault.connection.execute("UPDATE identity.person_names SET family = 'Kadidia' WHERE id = ?", (name.id,))
    left = [one for one in integrity.check(register).faults if one.message == proof.WORDS_LEFT]
    assert [one.parts["number"] for one in left] == [event.certificate]


def test_check_names_an_erasing_that_one_person_did_alone(register):
    event = files.erase(register, files.gone(register))
    register.vault.connection.execute("DROP TRIGGER main.history_is_not_rewritten")
    register.vault.connection.execute("DROP TRIGGER care.history_is_not_rewritten")
    register.vault.connection.execute("UPDATE care.history SET who = ? WHERE record_id = ?", (register.who, event.id))
    assert proof.ONE_PERSON in [one.message for one in integrity.check(register).faults]


def test_the_file_is_anonymised_for_good(register):
    case = files.gone(register)
    files.erase(register, case)
    assert register.as_stored.get(CaseFile, case.id).status == "anonymised"


def test_what_nobody_could_open_is_erased_by_whoever_opens_it_next(register):
    case = files.gone(register)
    passphrase = files.another(register, "psychologist", who="a-psychologist")
    folder = register.folder
    register.close()
    with files.opened(folder, "a-psychologist", passphrase) as psychologist:
        files.fill(psychologist, case, only=frozenset({"notes"}))
    with reopened(folder) as director:
        event = files.erase(director, case)
        assert erasing.still_waiting(director, event.id) == ("notes",)
    with files.opened(folder, "a-psychologist", passphrase) as psychologist:
        assert in_every_byte(psychologist) == []
        assert erasing.still_waiting(psychologist, event.id) == ()
        assert faults_of(psychologist) == []


def test_what_somebody_was_typing_about_her_goes_as_well(register):
    case = files.gone(register)
    intake = register.as_stored.find(Intake)[0]
    draft = drafts.Draft(part="note", begun=intake, typed=replace(intake, note=f"{files.MARK} was typed"))
    drafts.keep(register, drafts.Spot(page="case", case_id=case.id), [draft])
    assert in_every_byte(register)
    files.erase(register, case)
    assert in_every_byte(register) == []
    assert drafts.all_kept(register) == []


@pytest.mark.parametrize(
    ("typed", "goes"),
    [
        (lambda case: PersonName(person_id="another", given="KADIDIA", family="Sangare"), True),
        (lambda case: PersonName(person_id="another", given="Kadidia", family="Diarra"), False),
        (lambda case: GroupSession(group_id="a-group", collective_note=f"{case.person_id} came"), True),
        (lambda case: GroupSession(group_id="a-group", collective_note="Eleven came"), False),
    ],
    ids=["her whole name", "half of her name", "her number", "nothing of her"],
)
def test_what_is_typed_in_no_file_goes_where_it_names_her(register, typed, goes):
    case = files.gone(register)
    typed = typed(case)
    kept = drafts.keep(
        register, drafts.Spot(page="arrival"), [drafts.Draft(part="", begun=type(typed)(id=typed.id), typed=typed)]
    )
    files.erase(register, case)
    assert drafts.all_kept(register) == ([] if goes else [kept])
    assert faults_of(register) == []


def test_files_that_were_merged_go_together_and_are_never_two_again(register):
    kept, other = files.gone(register), files.gone(register, code="SEG-16-0008")
    merging.merge(register, kept, other, reason="The same girl")
    files.as_everybody(register)
    files.fill(register, other)
    files.erase(register, kept)
    assert in_every_byte(register) == []
    stored = {case.code: case.status for case in register.as_stored.find(CaseFile)}
    assert stored == {"SEG-16-0007": "anonymised", "SEG-16-0008": "merged"}
    with pytest.raises(Problem):
        merging.unmerge(register, register.as_stored.get(CaseFile, other.id))
    assert faults_of(register) == []
