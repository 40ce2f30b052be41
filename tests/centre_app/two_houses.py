"""A headquarters that received four months of two invented houses, with a supervisor and an analyst at it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from centre_app import accounts
from centre_app.exchange import bundle, partners, receive
from centre_app.exchange.merge import merge
from centre_app.indicators import coded_copy
from centre_app.opening import Beginning, create_register, open_register
from centre_app.records import CaseProject, Consent, PersonNationality, PlaceRequest, StaffMember
from centre_app.register import AT_HEADQUARTERS, Register
from tests.centre_app.exchange.conftest import enrol
from tests.makers import CHEAP, PASSPHRASE, SettableClock, a_project, a_register, an_admission
from tests.network.living import Centre
from tests.network.world import imagine

SUPERVISOR, ANALYST = "Mariam Keïta", "Ana Lyste"
LAST_DAY = date(2026, 3, 1)
SECRET = "Motsecretdudossier"


@dataclass
class TwoHouses:
    """Where headquarters' register is, and how its analyst opens it; the two centres' registers stand beside it."""

    folder: Path
    analysts_passphrase: str
    clock: SettableClock

    @property
    def register(self) -> Path:
        return self.folder / "BKO.register"

    def as_supervisor(self) -> Register:
        return open_register(self.register, SUPERVISOR, PASSPHRASE, clock=self.clock)

    def as_analyst(self) -> Register:
        return open_register(self.register, ANALYST, self.analysts_passphrase, clock=self.clock)


def founded(folder: Path) -> TwoHouses:
    """Live four months in two houses and receive them."""
    houses = TwoHouses(folder, "", SettableClock())
    houses.clock.set(LAST_DAY + timedelta(days=2))
    beginning = Beginning(
        kind=AT_HEADQUARTERS,
        code="BKO",
        name="Siège",
        person=SUPERVISOR,
        roles=frozenset({"hq_supervisor"}),
        passphrase=PASSPHRASE,
    )
    create_register(houses.register, beginning, clock=houses.clock, cost=CHEAP)
    with houses.as_supervisor() as headquarters:
        partners.make_offline_keys(headquarters)
        world = imagine(seed=3, codes=("SEG", "KAY"), months=4)
        for code in world.codes:
            own = SettableClock()
            with a_register(folder, code=code, clock=own) as centre:
                enrol(centre, headquarters)
                for first in world.months:
                    Centre(code=code, register=centre, clock=own).live(world, first)
                admit_somebody_with_words(centre, f"{code}-26-0901")
                send(centre, headquarters)
        coded_copy.renew_all(headquarters)
        analyst = StaffMember(id="ana", name=ANALYST, roles=frozenset({"hq_analyst"}))
        houses.analysts_passphrase = accounts.add_person(headquarters, analyst)
    return houses


def admit_somebody_with_words(centre: Register, code: str) -> None:
    """One file more, with words and a name in it, paid for by a project, of somebody who agreed to be counted."""
    (project,) = centre.save(replace(a_project(), donor="Fonds", code=f"F-{centre.code}"))
    person, name, case, intake, stay = an_admission(admitted_on=date(2026, 2, 3))
    case = replace(case, share_hq=True, code=code)
    centre.save(
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


def send(centre: Register, headquarters: Register) -> None:
    """Carry what is new to headquarters."""
    sealed = bundle.seal(centre, bundle.prepare(centre, month=LAST_DAY))
    bundle.mark_written(centre, sealed)
    for each in sealed:
        merge(headquarters, receive.open_file(headquarters, each.content))
