"""Letters and reports as several people at one laptop write and file them, with keys that are changed in between."""

import pytest

from centre_app import accounts, letterbox
from centre_app.exchange import abuse_reports
from centre_app.integrity import check
from centre_app.opening import open_register
from centre_app.problems import SectionShut
from centre_app.records import Incident, ReportOfAbuse, SealedReport, StaffMember
from db import queries
from tests.centre_app.exchange.conftest import pair  # noqa: F401 a fixture
from tests.centre_app.test_letterbox import everything_that_can_be_read
from tests.makers import an_admission, an_incident, reopened, reopened_as

WORDS = "Baobabserpent"
EDUCATOR, MANAGER = "social_worker", "case_manager"


@pytest.fixture
def sent(register, clock):
    """A letter of the educator's; the register is closed."""
    case = register.save(*an_admission())[2]
    with reopened_as(register, EDUCATOR, clock=clock) as educator:
        return letterbox.send(educator, an_incident(case, description=WORDS))


def entered(register) -> list[str]:
    """The ids of the sealed reports that stand in the register, whoever may ask for them."""
    return [row["id"] for row in register.vault.select(SealedReport.table)]


def filed_by_the_director(register, clock) -> Incident:
    with reopened(register.folder, clock=clock) as director:
        (letter,) = letterbox.to_file(director)
        filed = letterbox.file(director, letter)
        assert check(director).faults == ()
        assert isinstance(filed, Incident)
        return filed


def test_an_educators_letter_becomes_an_incident_under_her_name_by_whoever_follows_protection(register, sent, clock):
    with reopened_as(register, MANAGER, clock=clock) as manager:
        (letter,) = letterbox.to_file(manager)
        filed = letterbox.file(manager, letter)
        assert (filed.created_by, filed.description) == (EDUCATOR, WORDS)
        assert manager.find(Incident) == [filed]
        (line,) = queries.history_of(manager.vault, "protection", [filed.id], limit=9)
        assert (line["action"], line["who"]) == ("letter_filed", MANAGER)
        assert check(manager).faults == ()


@pytest.mark.parametrize("role", [EDUCATOR, "nurse", "teacher", "night_guard"])
def test_whoever_writes_without_reading_finds_nothing_of_it_with_her_keys(register, role, clock):
    case = register.save(*an_admission())[2]
    with reopened_as(register, role, clock=clock) as author:
        letter = letterbox.send(author, an_incident(case, description=WORDS))
        with pytest.raises(SectionShut):
            letterbox.read(author, letter)
        assert letterbox.to_file(author) == []
        assert WORDS not in everything_that_can_be_read(author)


def test_a_letter_sealed_before_the_keys_were_changed_still_opens(register, sent, clock):
    with reopened_as(register, MANAGER, clock=clock):
        pass
    with reopened(register.folder, clock=clock) as director:
        before = director.keys.compartment("protection").generation
        accounts.revoke(director, MANAGER)
        assert director.keys.compartment("protection").generation > before
    assert filed_by_the_director(register, clock).description == WORDS


def test_a_letter_of_somebody_who_has_left_since_still_opens_under_her_name(register, sent, clock):
    with reopened(register.folder, clock=clock) as director:
        accounts.revoke(director, EDUCATOR)
    assert filed_by_the_director(register, clock).created_by == EDUCATOR


def test_a_letter_of_somebody_who_was_given_new_keys_since_still_opens(register, sent, clock):
    with reopened(register.folder, clock=clock) as director:
        accounts.reset(director, EDUCATOR)
    assert filed_by_the_director(register, clock).created_by == EDUCATOR


def test_what_an_educator_reports_of_staff_names_her_nowhere_the_director_can_look(pair, clock):  # noqa: F811
    with reopened_as(pair.centre, EDUCATOR, who="fanta-7", clock=clock) as educator:
        sealed = abuse_reports.send(educator, ReportOfAbuse(what_happened=WORDS, gives_name=True))
    clock.move(days=1)
    with reopened(pair.centre.folder, clock=clock) as director:
        told = everything_that_can_be_read(director)
        (kept,) = entered(director)
        rows = [line for line in told.splitlines() if kept in line]
        assert len(rows) == 2  # the sealed report, and its line of history
        assert not [row for row in rows if "fanta-7" in row or "Somebody" in row]
        assert WORDS not in told
        assert "fanta-7" in told  # of whom other lines tell
        assert check(director).faults == ()
    told_there = abuse_reports.read(pair.headquarters, sealed.content)
    assert told_there.author == "Somebody fanta-7"


def test_the_lines_of_the_house_hold_after_the_keys_of_the_house_were_changed(pair, clock):  # noqa: F811
    with reopened_as(pair.centre, EDUCATOR, clock=clock) as educator:
        abuse_reports.send(educator, ReportOfAbuse(what_happened=WORDS))
    clock.move(days=1)
    with reopened(pair.centre.folder, clock=clock) as director:
        accounts.revoke(director, EDUCATOR)
        assert check(director).faults == ()
        assert len(entered(director)) == 1


def test_a_report_waits_whoever_comes_on_the_same_day(pair, clock):  # noqa: F811
    with reopened_as(pair.centre, EDUCATOR, clock=clock) as educator:
        abuse_reports.send(educator, ReportOfAbuse(what_happened=WORDS))
    with reopened(pair.centre.folder, clock=clock) as director:
        assert entered(director) == []
        passphrase = accounts.add_person(director, StaffMember(id="night", name="N", roles=frozenset({"night_guard"})))
        clock.move(days=1)
    with open_register(pair.centre.folder, "night", passphrase, clock=clock) as guard:
        assert len(entered(guard)) == 1
