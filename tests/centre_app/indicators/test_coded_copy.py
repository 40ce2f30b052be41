"""The analyst counts from the coded copy what the supervisor counts from the records, and reads no name and no word."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from centre_app import accounts
from centre_app.exchange import bundle, partners, receive
from centre_app.exchange.merge import merge
from centre_app.indicators import coded_copy
from centre_app.indicators.month import Period, count
from centre_app.indicators.report.gather import Asked, gather
from centre_app.opening import Beginning, create_register, open_register
from centre_app.records import CaseProject, Consent, PersonNationality, PlaceRequest, Project, StaffMember
from centre_app.register import AT_HEADQUARTERS
from tests.centre_app.exchange.conftest import enrol
from tests.makers import CHEAP, PASSPHRASE, SettableClock, a_project, a_register, an_admission
from tests.network.living import Centre
from tests.network.world import imagine

SUPERVISOR = "Mariam Keïta"
LAST_DAY = date(2026, 3, 1)
SECRET = "Motsecretdudossier"


@pytest.fixture(scope="module")
def headquarters(tmp_path_factory):
    """Give the folder of a headquarters that received four months of two houses, and the analyst's passphrase."""
    folder, clock = tmp_path_factory.mktemp("copy"), SettableClock()
    clock.set(LAST_DAY + timedelta(days=2))
    beginning = Beginning(
        kind=AT_HEADQUARTERS,
        code="BKO",
        name="Siège",
        person=SUPERVISOR,
        roles=frozenset({"hq_supervisor"}),
        passphrase=PASSPHRASE,
    )
    create_register(folder / "BKO.register", beginning, clock=clock, cost=CHEAP)
    with open_register(folder / "BKO.register", SUPERVISOR, PASSPHRASE, clock=clock) as headquarters:
        partners.make_offline_keys(headquarters)
        world = imagine(seed=3, codes=("SEG", "KAY"), months=4)
        for code in world.codes:
            own = SettableClock()
            with a_register(folder, code=code, clock=own) as register:
                enrol(register, headquarters)
                for first in world.months:
                    Centre(code=code, register=register, clock=own).live(world, first)
                _write_what_words_there_are(register)
                _receive(register, headquarters)
        coded_copy.renew_all(headquarters)
        passphrase = accounts.add_person(
            headquarters, StaffMember(id="ana", name="Ana Lyste", roles=frozenset({"hq_analyst"}))
        )
    return folder / "BKO.register", passphrase


def _write_what_words_there_are(register):
    """One more file, with words and a name in it, paid for by a project, of somebody who agreed to be counted."""
    (project,) = register.save(replace(a_project(), donor="Fonds", code=f"F-{register.code}"))
    person, name, case, intake, stay = an_admission(admitted_on=date(2026, 2, 3))
    case = replace(case, share_hq=True, code=f"{register.code}-26-0901")
    register.save(
        person,
        replace(name, family=SECRET),
        case,
        replace(intake, note=SECRET, gold_site=SECRET),
        stay,
        PersonNationality(person_id=person.id, nationality="TG"),
        PersonNationality(person_id=person.id, nationality="ML"),
        CaseProject(case_id=case.id, project_id=project.id, from_on=date(2026, 2, 10)),
        Consent(case_id=case.id, purpose="reporting", status="given", given_on=date(2026, 2, 3), giver_name=SECRET),
        PlaceRequest(asked_on=date(2026, 2, 1), source="ngo", answer="refused_no_place"),
        heed_findings=False,
    )


def _receive(register, headquarters):
    for sealed in bundle.seal(register, bundle.prepare(register, month=LAST_DAY)):
        merge(headquarters, receive.open_file(headquarters, sealed.content))


@pytest.fixture
def both(headquarters):
    """Open it as its supervisor, then as its analyst: a function of a register is asked of both."""
    folder, passphrase = headquarters
    clock = SettableClock()
    clock.set(LAST_DAY + timedelta(days=2))

    def ask(question):
        with open_register(folder, SUPERVISOR, PASSPHRASE, clock=clock) as supervisor:
            asked = question(supervisor)
        with open_register(folder, "Ana Lyste", passphrase, clock=clock) as analyst:
            assert set(analyst.vault.compartments) == {"centre", "figures"}
            return asked, question(analyst)

    return ask


@pytest.mark.parametrize("month", [date(2025, 12, 1), date(2026, 2, 1)])
def test_the_analysts_report_equals_the_supervisors_cell_by_cell(both, month):
    supervisor, analyst = both(lambda register: gather(register, Asked.month(month)))
    differing = {name for name, line in supervisor.lines.items() if analyst.lines[name] != line}
    assert differing == set()
    assert analyst == supervisor
    counted = [line for line in supervisor.lines.values() if line.number]
    assert len(counted) > 40


def test_one_centre_and_one_project_are_counted_alike_too(both):
    def of_one(register):
        centre = register.centres[-1]
        project = next(
            each for each in register.find(Project) if each.code in ("F-SEG", "F-KAY") and each.centre_id == centre
        )
        return [
            gather(register, Asked.month(date(2026, 2, 1), centre_ids=[centre], project_id=project_id))
            for project_id in (None, project.id)
        ]

    supervisor, analyst = both(of_one)
    assert analyst == supervisor
    of_the_house, of_the_project = (each.lines["A2.admissions"].number for each in supervisor)
    assert of_the_house > of_the_project == 1


def test_since_a_beginning_they_count_alike(both):
    period = Period(first=date(2026, 1, 1), last=LAST_DAY, since=date(2025, 11, 15))

    def numbers(register):
        month = count(register, period)
        return {(code, one.line.key): one.number for code, result in month.results.items() for one in result.lines}

    supervisor, analyst = both(numbers)
    assert analyst == supervisor


def test_no_name_and_no_word_stands_in_the_copy(both):
    def texts(register):
        return {
            str(value)
            for table in ("facts", "people", "copied")
            for row in register.vault.ask(f"SELECT * FROM figures.{table}")
            for value in row
        }

    found, _ = both(texts)
    is_coded = re.compile(
        r"[0-9a-f-]{36}|[0-9a-f]{64}|\d{4}-\d\d-\d\d|-?\d+(\.\d+)?|[a-z0-9_ ]+|[A-Z]{2}|None|\[[^ ]*\]"
    )
    of_staff = re.compile(r"(SEG|KAY)-[0-9a-f]{6}")
    assert {text for text in found if not is_coded.fullmatch(text) and not of_staff.fullmatch(text)} <= {"FI-1"}
    assert not {text for text in found if SECRET in text or "Famille" in text or "Prénom" in text}


def test_what_was_not_changed_is_not_copied_again(both):
    def again(register):
        return coded_copy.renew(register)

    assert both(again) == ([], [])
