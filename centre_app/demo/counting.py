"""The demonstration's rows that a month's report counts beside the files: places asked for, people reached, days at school."""

from datetime import date, timedelta
from random import Random

from centre_app.demo.house import House
from centre_app.records import Activity, PlaceRequest, SchoolAttendance, SchoolEnrolment

# Days before the end of the month, who asked, sex, age, what was answered.
ASKED = (
    (26, "police", "female", 15, "accepted"),
    (19, "gold_site_outreach", "female", 17, "refused_no_place"),
    (12, "social_services", "male", 13, "refused_mandate"),
    (8, "ngo", "female", 22, "sent_elsewhere"),
    (3, "family", "female", 14, "refused_no_place"),
)
# Days before the end of the month, what was done, of which kind, where, women, men, girls, boys.
DONE = (
    (16, "Formation des agents de la mairie", "workers_trained", "Koro", 7, 12, 0, 0),
    (5, "Causerie au marché", "people_sensitised", "Bankass", 64, 18, 41, 9),
)


def write_what_is_counted(house: House) -> None:
    """Write the last month's rows. Drawn apart from all else, so that the rest of the house stays as it is."""
    register, today = house.register, house.register.today
    register.save(*(_asked(today, *line) for line in ASKED))
    register.save(*(_done(house, today, *line) for line in DONE))
    chance = Random(register.code)
    register.save(
        *(
            SchoolAttendance(
                case_id=schooling.case_id,
                enrolment_id=schooling.id,
                month=today.replace(day=1),
                days_open=16,
                days_present=chance.choice((16, 16, 15, 14, 13, 9)),
            )
            for schooling in register.find(SchoolEnrolment, to_on=None)
        )
    )


def _asked(today: date, ago: int, source: str, sex: str, age: int, answer: str) -> PlaceRequest:
    asked_on = today - timedelta(days=ago)
    return PlaceRequest(asked_on=asked_on, source=source, sex=sex, age=age, answer=answer)


def _done(
    house: House, today: date, ago: int, title: str, kind: str, place: str, women: int, men: int, girls: int, boys: int
) -> Activity:
    return Activity(
        title=title,
        kind=kind,
        held_on=today - timedelta(days=ago),
        place=place,
        project_id=house.projects[0].id,
        women=women,
        men=men,
        girls=girls,
        boys=boys,
    )
