"""Once another house has received her, it owes the authorities what is owed of her; what happened here is still ours to tell."""

from datetime import timedelta

import pytest

from centre_app.agenda import agenda, agenda_of
from centre_app.duties import ADMISSION, VIOLENCE
from centre_app.records import Notification, TraffickingProfile
from tests.makers import TODAY

LATE = timedelta(days=69)


def notices(register, case):
    """What is due on the file's own page and what Today counts, which is the same."""
    of_one = [due.record_id for due in agenda_of(register, case.id) if due.due_on < TODAY and due.section == "legal"]
    of_all = [due.record_id for due in agenda(register, until=TODAY) if due.due_on < TODAY and due.section == "legal"]
    assert of_one == of_all
    return of_one


@pytest.fixture
def moved(journey):
    """Her file, which is about to go, with a late notice that she came and one of what was done to her here."""
    case, stay = journey.admitted()
    late = journey.here.now - LATE
    asked = [
        Notification(
            case_id=case.id, event=event, target="brigade_moeurs", happened_on=late.date(), due_at=late, status="to_do"
        )
        for event in (ADMISSION, VIOLENCE)
    ]
    came, done = journey.here.save(*asked, heed_findings=False)
    return journey.transferred(case, stay), came, done


def test_until_the_receipt_has_come_all_of_it_is_this_houses_to_tell(journey, moved):
    case, came, done = moved
    journey.taken(journey.sealed(case))
    assert set(notices(journey.here, case)) == {came.id, done.id}


def test_afterwards_only_what_happened_here_is(journey, moved):
    case, _, done = moved
    journey.arrived(journey.taken(journey.sealed(case)))
    assert notices(journey.here, case) == [done.id]


def test_so_is_what_nobody_has_begun_to_tell(journey):
    case, stay = journey.admitted()
    journey.here.save(TraffickingProfile(case_id=case.id, status="possible", status_on=TODAY), heed_findings=False)
    case = journey.transferred(case, stay)

    def told():
        due = agenda(journey.here, until=TODAY + LATE)
        return {one.about[1] for one in due if one.task == "notification_due"}

    assert told() == {"drpfef", "brigade_moeurs", "cnclt"}
    journey.arrived(journey.taken(journey.sealed(case)))
    assert told() == {"drpfef"}  # the region hears from each house of its own exits
