"""What is reported in the demonstration: two incidents a month, one report that only headquarters reads, a closed month."""

from collections.abc import Sequence
from datetime import date, timedelta

from centre_app.dates import PartialDate
from centre_app.demo.house import House
from centre_app.exchange import abuse_reports
from centre_app.indicators.freezing import close_month
from centre_app.questions import copy_of
from centre_app.records import Activity, CaseFile, Incident, ReportOfAbuse
from centre_app.register import Register

# By the day of the month on which they are reported.
INCIDENTS = {
    6: Incident(
        incident_type="threat",
        occurred_about="vers 18 h",
        place="street",
        description="Un homme l’attendait devant l’atelier et l’a suivie jusqu’au portail.",
        still_in_danger=True,
        done_at_once="Elle n’est plus sortie seule ; le gardien a été prévenu.",
        told_to=frozenset({"hq"}),
    ),
    17: Incident(
        incident_type="violence_between_residents",
        place="centre",
        description="Une dispute au réfectoire, une gifle. Personne n’est blessé.",
        still_in_danger=False,
        done_at_once="Les deux ont parlé avec la psychologue.",
    ),
}


def report_of_the_day(house: House, day: date, residents: Sequence[CaseFile]) -> None:
    """Report what happened the day before, where something did; always to the one who has been here longest."""
    incident = INCIDENTS.get(day.day)
    if incident is not None and residents:
        yesterday = PartialDate.exact(day - timedelta(days=1))
        house.register.save(copy_of(incident, case_id=residents[0].id, occurred=yesterday, reported_on=day))


def report_abuse(centre: Register) -> None:
    """Seal a report to headquarters."""
    abuse_reports.send(
        centre,
        ReportOfAbuse(
            what_happened="À chaque livraison, le chauffeur demande leur numéro aux filles et leur promet un téléphone.",
            place="centre",
            by_whom="Le chauffeur d’un fournisseur",
            still_in_danger=True,
        ),
    )


def close_last_month(register: Register) -> None:
    """Write what was done with people who have no file, and close the month that is over, with the director's words."""
    last = register.today.replace(day=1) - timedelta(days=1)
    trained = Activity(
        title="Formation des relais communautaires", kind="workers_trained", held_on=last.replace(day=9), place="Koro",
        women=14, men=9,
    )  # fmt: skip
    told = Activity(
        title="Causerie à l’école fondamentale", kind="people_sensitised", held_on=last.replace(day=21), place="Koro",
        girls=62, boys=48,
    )  # fmt: skip
    register.save(trained, told)
    words = "La saison des récoltes a retardé deux visites. Il manque des moustiquaires et des kits d’hygiène."
    close_month(register, last, in_words=words)
