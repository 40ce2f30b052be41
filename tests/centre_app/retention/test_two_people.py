"""An erasing takes two people, its time, and a clock that nobody doubts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from centre_app import accounts, integrity, recovery
from centre_app.agenda import agenda
from centre_app.casework import consents
from centre_app.casework.clock import state_the_time
from centre_app.consent_ledger import DATA_STORAGE
from centre_app.dates import Birth
from centre_app.problems import NotSaved, Problem, ReadOnlyForYou, SectionShut, WrongPassphrase
from centre_app.records import (
    CaseFile,
    CaseNote,
    Consent,
    Exit,
    LegalCase,
    MedicalVisit,
    PersonName,
    RetentionEvent,
    RetentionHold,
    RetentionPeriod,
    Stay,
)
from centre_app.retention import asking, proof, standing
from centre_app.retention.standing import ANONYMISE, DESTROY, WITHDRAW
from tests.centre_app.retention import files
from tests.makers import CHEAP, DIRECTOR, PASSPHRASE, TODAY, a_name, an_admission, reopened, reopened_as

WHY = "Her time has come"


def refused(kind, verb, *arguments, **more):
    with pytest.raises(kind):
        verb(*arguments, **more)


def saved(register, record):
    with pytest.raises(NotSaved):
        register.save(record)


# --- who -------------------------------------------------------------------------------------------------------


def test_whoever_asks_does_not_decide_not_even_with_her_own_passphrase(register):
    event = asking.ask(register, files.gone(register).id, ANONYMISE, reason=WHY)
    refused(asking.NotTheSamePerson, asking.decide, register, event.id)

    refused(asking.NotTheSamePerson, asking.decide_beside, register, event.id, DIRECTOR, PASSPHRASE)
    assert register.as_stored.get(CaseFile, event.case_id).status == "closed"


def test_another_director_decides_at_the_next_login(register):
    passphrase = files.another(register, "director")
    event = asking.ask(register, files.gone(register).id, ANONYMISE, reason=WHY)
    register.close()
    with files.opened(register.folder, "the-deputy", passphrase) as deputy:
        done = asking.decide(deputy, event.id)
        assert (done.state, done.created_by, done.decided_by) == ("done", register.who, "the-deputy")
        assert done.certificate == "SEG-C26-0001"
        assert done.reason is None


def test_somebody_of_another_role_does_not_decide_even_where_she_has_several(register):
    passphrase = files.another(register, "case_manager", "nurse", who="a-nurse")
    event = asking.ask(register, files.gone(register).id, ANONYMISE, reason=WHY)
    refused(asking.NotTheirsToDecide, asking.decide_beside, register, event.id, "a-nurse", passphrase)


def test_a_director_who_is_also_case_manager_is_one_person(register):
    with reopened_as(register, "director", "case_manager") as both:
        event = asking.ask(both, files.gone(both).id, ANONYMISE, reason=WHY)
        refused(asking.NotTheSamePerson, asking.decide, both, event.id)


def test_a_case_manager_asks_and_the_one_director_decides(register):
    case = files.gone(register)
    with reopened_as(register, "case_manager") as manager:
        event = asking.ask(manager, case.id, ANONYMISE, reason=WHY)
        # health is shut to her, and what was done there last may keep the file
        refused(asking.NotAllOpen, asking.decide_beside, manager, event.id, DIRECTOR, PASSPHRASE)
    with reopened(register.folder) as director:
        assert asking.decide(director, event.id).created_by == "case_manager"


def test_whoever_was_let_in_or_given_a_passphrase_by_who_asks_since_is_no_second_person(register):
    event = asking.ask(register, files.gone(register).id, ANONYMISE, reason=WHY)
    passphrase = files.another(register, "director")
    refused(asking.KeyFromWhoAsked, asking.decide_beside, register, event.id, "the-deputy", passphrase)


def test_whose_key_was_given_by_who_asks_is_no_second_person_before_a_third_has_given_her_another(register):
    files.another(register, "director")
    passphrase = accounts.reset(register, "the-deputy")
    event = asking.ask(register, files.gone(register).id, ANONYMISE, reason=WHY)
    refused(asking.KeyFromWhoAsked, asking.decide_beside, register, event.id, "the-deputy", passphrase)
    asking.decline(register, event.id)
    passphrase = files.given_by_a_third(register, "the-deputy")
    event = asking.ask(register, event.case_id, ANONYMISE, reason=WHY)
    assert asking.decide_beside(register, event.id, "the-deputy", passphrase).state == "done"
    accounts.reset(register, "the-deputy")  # afterwards, it says nothing of what was decided
    assert not integrity.check(register).faults


def come_back_as_the_deputy(register, clock):
    """Ask, then come back at the door as the deputy with the recovery sheet that whoever asked keeps; return the event."""
    files.another(register, "director")
    sheet = recovery.new_sheet()
    recovery.keep_sheet(register, sheet)
    event = asking.ask(register, files.gone(register).id, ANONYMISE, reason=WHY)
    register.close()
    again = {"passphrase": PASSPHRASE, "sheet": recovery.new_sheet(), "clock": clock, "cost": CHEAP}
    recovery.come_back_with_paper(register.folder, "the-deputy", sheet.code, **again)
    return event


def test_whoever_comes_back_as_the_other_with_the_recovery_sheet_is_no_second_person(register, clock):
    event = come_back_as_the_deputy(register, clock)
    with files.opened(register.folder, "the-deputy", PASSPHRASE) as deputy:
        refused(asking.KeyFromWhoAsked, asking.decide, deputy, event.id)


def test_a_check_says_so_where_it_was_decided_that_way_all_the_same(register, clock, monkeypatch):
    event = come_back_as_the_deputy(register, clock)
    monkeypatch.setattr(asking, "may_decide", lambda *_: None)
    with files.opened(register.folder, "the-deputy", PASSPHRASE) as deputy:
        asking.decide(deputy, event.id)
        assert [fault.message for fault in integrity.check(deputy).faults] == [proof.ONE_PERSON]


def test_a_wrong_passphrase_decides_nothing(register):
    files.another(register, "director")
    event = asking.ask(register, files.gone(register).id, ANONYMISE, reason=WHY)
    refused(WrongPassphrase, asking.decide_beside, register, event.id, "the-deputy", "not this one at all")


def test_who_does_not_write_there_asks_for_nothing(register):
    case = files.gone(register)
    with reopened_as(register, "nurse") as nurse:
        assert asking.possible(nurse, case) == []
        with pytest.raises((ReadOnlyForYou, SectionShut)):
            asking.ask(nurse, case.id, ANONYMISE, reason=WHY)


def test_one_takes_back_what_one_asked_for_and_another_refuses_it(register):
    case = files.gone(register)
    event = asking.ask(register, case.id, ANONYMISE, reason=WHY)
    assert asking.decline(register, event.id).state == "taken_back"
    again = asking.ask(register, case.id, ANONYMISE, reason=WHY)
    refused(asking.AskedAlready, asking.ask, register, case.id, ANONYMISE, reason=WHY)
    with reopened_as(register, "director", who="other") as other:
        assert asking.decline(other, again.id).state == "refused"
        refused(asking.NothingAsked, asking.decide, other, again.id)


# --- nobody by a save ------------------------------------------------------------------------------------------


def test_nobody_anonymises_by_a_save_nor_writes_that_it_was_decided(register):
    case = files.gone(register)
    event = asking.ask(register, case.id, ANONYMISE, reason=WHY)
    saved(register, replace(case, status="anonymised"))
    saved(register, replace(event, state="done", decided_by="somebody", certificate="SEG-C26-0001"))
    saved(register, RetentionEvent(case_id=case.id, act=ANONYMISE, asked_on=TODAY, reason=WHY, state="done"))
    refused(NotSaved, register.void, event, reason="A slip")


def test_nothing_more_is_written_in_an_anonymised_file(register):
    case = files.gone(register)
    files.erase(register, case)
    case = register.as_stored.get(CaseFile, case.id)
    name = register.as_stored.find(PersonName)[0]
    person = register.as_stored.find(PersonName)[0].person_id
    for record in (
        replace(case, status="reopened"),
        replace(case, referent_id="somebody"),
        CaseNote(case_id=case.id, heading="She", text="came back"),
        replace(name, family="Sangaré"),
        replace(a_name(case, "Sangaré"), person_id=person),
    ):
        saved(register, record)
    refused(NotSaved, register.void, name, reason="Hers after all")


# --- when ------------------------------------------------------------------------------------------------------


def test_a_file_is_not_anonymised_before_its_time(register):
    case = files.gone(register, left_on=date(2024, 5, 4))
    refused(asking.NotYetDue, asking.ask, register, case.id, ANONYMISE, reason=WHY)
    assert standing.look(register) == []


def test_the_longest_rule_decides(register):
    adult = files.gone(register)
    assert standing.standing_of(register, adult.id).ends_on == date(2021, 5, 4)
    child = files.gone(register, code="SEG-16-0008", birth=Birth.exact(date(2003, 1, 2)))
    assert standing.standing_of(register, child.id).ends_on == date(2026, 1, 2)
    files.as_everybody(register)
    register.save(MedicalVisit(case_id=adult.id, seen_on=date(2018, 1, 1)), heed_findings=False)
    assert standing.standing_of(register, adult.id).ends_on == date(2023, 1, 1)
    assert standing.standing_of(register, adult.id).rule == "health"
    register.save(LegalCase(case_id=adult.id, status="won", closed_on=date(2019, 1, 1)), heed_findings=False)
    assert standing.standing_of(register, adult.id).ends_on == date(2029, 1, 1)
    assert [one.dossier.case.id for one in standing.look(register)] == [child.id]


def test_the_director_lengthens_a_period_and_never_shortens_it(register):
    case = files.gone(register)
    saved(register, RetentionPeriod(rule="adult", years=4, because="Too much paper"))
    saved(register, RetentionPeriod(rule="adult", years=12))
    register.save(RetentionPeriod(rule="adult", years=12, because="The ministry asks for it"))
    assert standing.standing_of(register, case.id).ends_on == date(2028, 5, 4)


@pytest.mark.parametrize("why", ["court", "inquiry"])
def test_a_court_case_or_an_inquiry_keeps_a_file(register, why):
    case = files.gone(register)
    files.as_everybody(register)
    if why == "court":
        register.save(LegalCase(case_id=case.id, status="open", opened_on=date(2012, 1, 1)), heed_findings=False)
    else:
        register.save(RetentionHold(case_id=case.id, why="inquiry", from_on=TODAY))
    refused(asking.KeptByLaw, asking.ask, register, case.id, ANONYMISE, reason=WHY)


def test_a_case_that_is_opened_after_the_request_stops_the_decision(register):
    passphrase = files.another(register, "director")
    event = asking.ask(register, files.gone(register).id, ANONYMISE, reason=WHY)
    register.save(RetentionHold(case_id=event.case_id, why="inquiry", from_on=TODAY))
    refused(asking.KeptByLaw, asking.decide_beside, register, event.id, "the-deputy", passphrase)


def test_a_clock_that_runs_ahead_makes_nothing_due(register, clock):
    case = files.gone(register, left_on=date(2024, 5, 4))
    clock.set(date(2034, 5, 4))
    assert register.clock_is_suspect
    assert standing.look(register) == []
    refused(asking.ClockDoubtful, asking.ask, register, case.id, ANONYMISE, reason=WHY)


def steered(register, clock, *, days: int, times: int) -> None:
    """Move the clock on by so many days at a time, and write something of somebody else after each step."""
    person, name, other, *rest = an_admission(given="Oumou")
    register.save(person, name, replace(other, code=f"SEG-{register.today:%y}-{register.today:%j}"), *rest)
    for step in range(times):
        clock.move(days=days)
        file = register.as_stored.get(CaseFile, other.id)
        register.save(replace(file, confidentiality=("standard", "restricted")[step % 2]), heed_findings=False)
    assert not register.clock_is_suspect


def test_a_clock_that_is_steered_on_in_steps_that_nobody_doubts_makes_nothing_due(register, clock):
    case = files.gone(register, left_on=TODAY)
    steered(register, clock, days=89, times=25)
    assert standing.look(register) == []
    refused(asking.NotLongEnough, asking.ask, register, case.id, ANONYMISE, reason=WHY)
    assert standing.standing_of(register, case.id).days_silent == 25 * (89 - 7)


def test_a_time_that_somebody_states_makes_nothing_due_at_once(register, clock):
    case = files.gone(register, left_on=TODAY)
    state_the_time(register, clock.moment.replace(year=2040))
    assert not register.clock_is_suspect
    refused(asking.NotLongEnough, asking.ask, register, case.id, ANONYMISE, reason=WHY)
    steered(register, clock, days=5, times=20)  # the former years do not come back
    refused(asking.NotLongEnough, asking.ask, register, case.id, ANONYMISE, reason=WHY)


def test_in_a_house_that_writes_each_week_the_time_goes_on_and_a_holiday_only_puts_it_off(register, clock):
    person, name, case, intake, _stay = an_admission()
    case = replace(case, code="SEG-26-0007", status="closed", closed_on=TODAY, closed_because="not_admitted")
    register.save(person, name, case, intake, heed_findings=False)  # of whoever was not admitted, two years
    steered(register, clock, days=7, times=50)
    clock.move(days=30)
    steered(register, clock, days=6, times=60)  # two years and some days later
    assert standing.look(register) == []
    stands = standing.standing_of(register, case.id)
    assert (stands.days_silent, stands.ends_on) == (30 - 7, TODAY.replace(year=2028) + timedelta(days=30 - 7))
    steered(register, clock, days=7, times=4)
    assert [one.dossier.case.id for one in standing.look(register)] == [case.id]


# --- withdrawing and destroying ----------------------------------------------------------------------------------


def test_her_data_go_before_their_time_where_the_ledger_holds_her_word_and_it_stays_proven(register):
    case = files.gone(register, left_on=date(2026, 5, 4))
    refused(asking.NoWordOfHers, asking.ask, register, case.id, WITHDRAW, reason=WHY)
    yes = Consent(
        case_id=case.id, purpose=DATA_STORAGE, status="given", given_on=TODAY, giver="self_adult", mode="signature"
    )
    register.save(yes, heed_findings=False)
    consents.withdraw(register, case.id, DATA_STORAGE, mode="signature")
    files.erase(register, case, WITHDRAW)
    ledger = [(line.status, line.given_on) for line in register.as_stored.find(Consent, case_id=case.id)]
    assert ledger == [("given", TODAY), ("withdrawn", TODAY)]


def test_only_a_file_that_was_opened_in_error_is_destroyed_and_then_it_is_counted_no_more(register):
    case = files.gone(register)
    refused(asking.NotInError, asking.ask, register, case.id, DESTROY, reason=WHY)
    wrong = files.gone(register, code="SEG-16-0009", because="case_error")
    files.erase(register, wrong, DESTROY)
    stored = register.as_stored
    assert [one.id for one in stored.find(CaseFile)] == [case.id]
    (shell,) = stored.find(CaseFile, with_void=True, id=wrong.id)
    assert (shell.code, shell.is_void, shell.opened_on) == ("SEG-16-0009", True, None)


def test_every_problem_says_what_to_do(register):
    for problem in asking.NothingErased.__subclasses__():
        assert problem.message != Problem.message


def test_no_two_certificates_have_one_number(register):
    files.another(register, "director")
    numbers = [files.erase(register, files.gone(register, code=f"SEG-16-000{n}")).certificate for n in range(3)]
    assert numbers == ["SEG-C26-0001", "SEG-C26-0002", "SEG-C26-0003"]


def test_a_key_given_back_by_the_director_is_hers_again_at_the_next_request(register):
    files.another(register, "director")
    accounts.suspend(register, "the-deputy")
    accounts.let_in_again(register, "the-deputy")
    assert asking.deciders(register, RetentionEvent(case_id="x", created_by=register.who))


def test_the_agenda_tells_the_director_of_files_whose_time_has_come_and_the_other_of_what_to_decide(register):
    passphrase = files.another(register, "director")
    case = files.gone(register)
    told = [due for due in agenda(register, until=TODAY) if due.task == "retention_due"]
    assert [(due.case_id, due.due_on, due.role) for due in told] == [(case.id, date(2021, 5, 4), "director")]
    event = asking.ask(register, case.id, ANONYMISE, reason=WHY)
    assert [due for due in agenda(register, until=TODAY) if due.task == "retention_due"] == []
    folder = register.folder
    register.close()
    with files.opened(folder, "the-deputy", passphrase) as deputy:
        (due,) = [due for due in agenda(deputy, until=TODAY) if due.task == "retention_due"]
        assert due.record_id == event.id


def test_who_never_stayed_is_kept_for_a_shorter_time(register):
    case = files.gone(register, left_on=date(2024, 5, 4))
    (stay,) = register.as_stored.find(Stay)
    (left,) = register.as_stored.find(Exit)
    assert standing.look(register) == []
    register.void(left, stay, reason="She never slept here")
    assert [(one.dossier.case.id, one.rule) for one in standing.look(register)] == [(case.id, "not_admitted")]
