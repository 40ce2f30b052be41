"""The whole demonstration in a folder: the two registers, papers, the stick with its bundle, what headquarters counts.

Koro.register/  Siege.register/     the centre and headquarters
projets/                            care plans, as they are printed
cle-usb/                            the bundle, its slip, and the acknowledgement that came back
chiffres.json  chiffres.txt         the month's figures, counted at headquarters
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from centre_app.casework import plans
from centre_app.demo import agreeing, house, month, people, reporting
from centre_app.documents.care_plan_printing import print_care_plan
from centre_app.documents.care_plan_sheet import CopyLevel
from centre_app.documents.export_slip import slip_of
from centre_app.documents.keeping import keep_pdf
from centre_app.documents.sharing import Recipient
from centre_app.exchange import acknowledgement, bundle, enrolment, partners, receive
from centre_app.exchange.merge import merge
from centre_app.indicators import figures, writing
from centre_app.language import N_, Language
from centre_app.opening import Beginning, create_register, open_register
from centre_app.records import CarePlan, CaseFile, PlanGoal, Stay
from centre_app.register import AT_A_CENTRE, AT_HEADQUARTERS, Register
from db.files import atomic_write
from db.keys import Argon2Cost

# Printed on the screen of whoever asks for a demonstration: they protect nobody.
DIRECTOR_PASSPHRASE = "mangue tabouret rivière lampe tissu"
SUPERVISOR_PASSPHRASE = "calebasse fenêtre marché soleil pirogue"
PLANS_PRINTED = 4
CHEAP = Argon2Cost(memory_kib=8 * 1024, passes=1)  # nobody guesses what is printed; six people would cost ten seconds

CENTRE_FOLDER, HEADQUARTERS_FOLDER = "Koro.register", "Siege.register"
PLANS_FOLDER, STICK_FOLDER = "projets", "cle-usb"

Tell = Callable[[str], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a demonstration left: the folder, how many residents are present, and the files besides the registers.

    `people` are those who open the centre's register besides its director, each with the passphrase.
    """

    into: Path
    present: int
    files: tuple[Path, ...]
    people: tuple[tuple[str, str], ...] = field(repr=False)

    @property
    def centre(self) -> Path:
        return self.into / CENTRE_FOLDER

    @property
    def headquarters(self) -> Path:
        return self.into / HEADQUARTERS_FOLDER


def make(
    into: Path,
    *,
    residents: int,
    seed: int,
    today: date,
    language: Language,
    tell: Tell = lambda sentence: None,
    cost: Argon2Cost | None = None,
) -> Made:
    """Make the demonstration in a folder. Raises AlreadyARegister where a register stands there already."""
    clock, clock_there = house.SettableClock(month.founding_day(today)), house.SettableClock(today)
    cost = cost or CHEAP
    tell(language.say(N_("A centre and a headquarters are founded.")))
    create_register(
        into / CENTRE_FOLDER,
        _beginning(AT_A_CENTRE, house.CENTRE_CODE, house.CENTRE_NAME, house.DIRECTOR, "director", DIRECTOR_PASSPHRASE),
        clock=clock,
        cost=cost,
    )
    create_register(
        into / HEADQUARTERS_FOLDER,
        _beginning(
            AT_HEADQUARTERS,
            house.HEADQUARTERS_CODE,
            house.HEADQUARTERS_NAME,
            house.SUPERVISOR,
            "hq_supervisor",
            SUPERVISOR_PASSPHRASE,
        ),
        clock=clock_there,
        cost=cost,
    )
    with (
        open_register(into / CENTRE_FOLDER, house.DIRECTOR, DIRECTOR_PASSPHRASE, clock=clock) as centre,
        open_register(
            into / HEADQUARTERS_FOLDER, house.SUPERVISOR, SUPERVISOR_PASSPHRASE, clock=clock_there
        ) as headquarters,
    ):
        tell(language.say(N_("Residents arrive, and a month goes by, day by day.")))
        month.live(centre, clock, today=today, residents=residents, seed=seed)
        clock_there.now = clock.now
        tell(language.say(N_("Care plans are printed.")))
        files = list(_print_plans(centre, into / PLANS_FOLDER, language))
        tell(language.say(N_("The centre is enrolled: request, card, and eight words over the telephone.")))
        enrol(centre, headquarters)
        reporting.report_abuse(centre)
        reporting.close_last_month(centre)
        tell(language.say(N_("The month’s bundle goes on the stick, to headquarters and back.")))
        files += _send(centre, headquarters, into / STICK_FOLDER, today, language)
        files += _count(headquarters, into, today, language)
        present = len(centre.find(Stay, ended_on=None))
        tell(language.say(N_("The team is given its keys.")))
        slips = people.let_in(centre)
    known = people.come_in(into / CENTRE_FOLDER, slips, clock)
    return Made(into=into, present=present, files=tuple(files), people=tuple(known))


def _beginning(kind: str, code: str, name: str, person: str, role: str, passphrase: str) -> Beginning:
    return Beginning(kind=kind, code=code, name=name, person=person, roles=frozenset({role}), passphrase=passphrase)


def enrol(centre: Register, headquarters: Register) -> None:
    """Enrol a centre as two people with a stick and a telephone do."""
    partners.make_offline_keys(headquarters)
    asked = partners.take_request(headquarters, enrolment.to_bytes(partners.own_request(centre)))
    asked = partners.confirm_words(headquarters, asked)
    card = partners.make_card(headquarters, asked)
    partners.confirm_words(centre, partners.take_card(centre, enrolment.to_bytes(card)))


def _print_plans(centre: Register, folder: Path, language: Language) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    signed = {plan.case_id: plan for plan in centre.find(CarePlan, status=plans.SIGNED)}
    # the longest plans show most: those with the highest version first
    chosen = sorted(signed.values(), key=lambda plan: (-(plan.version or 0), plan.case_id))[:PLANS_PRINTED]
    written: list[Path] = []
    for plan in chosen:
        case = centre.get(CaseFile, plan.case_id)
        assert case is not None
        agreeing.ask(centre, case)
        # the first one on every kind of copy, the others on those that stay
        for level in CopyLevel if not written else (CopyLevel.RESIDENT, CopyLevel.CENTRE):
            path = folder / f"{case.code}-v{plan.version}-{level.letter}.pdf"
            recipient = _recipient(centre, plan, level)
            keep_pdf(path, print_care_plan(centre, case, copy_level=level, recipient=recipient, language=language))
            written.append(path)
    return written


def _recipient(centre: Register, plan: CarePlan, level: CopyLevel) -> Recipient | None:
    match level:
        case CopyLevel.PARTNER:
            goal = centre.find(PlanGoal, plan_id=plan.id)[0]
            return Recipient(organisation_id=agreeing.partner(centre).id, domain=goal.domain)
        case CopyLevel.AUTHORITIES:
            return Recipient(in_words="Juge des enfants de Mopti")
    return None


def _send(centre: Register, headquarters: Register, stick: Path, today: date, language: Language) -> list[Path]:
    stick.mkdir(parents=True, exist_ok=True)
    prepared = bundle.prepare(centre, month=today)
    sealed = bundle.seal(centre, prepared)
    bundle.put_on_stick(sealed, stick)
    bundle.mark_written(centre, sealed, carrier="Moussa Touré")
    slip = stick / "bordereau.pdf"
    keep_pdf(slip, slip_of(centre, prepared, sealed[-1], carrier="Moussa Touré", language=language))
    written = [slip]
    for each in sealed:
        content = (stick / each.name).read_bytes()
        received = merge(headquarters, receive.open_file(headquarters, content))
        receipt = acknowledgement.acknowledge(headquarters, received)
        atomic_write(stick / receipt.name, receipt.content)
        acknowledgement.read_acknowledgement(centre, (stick / receipt.name).read_bytes())
        written += [stick / each.name, stick / receipt.name]
    return written


def _count(headquarters: Register, into: Path, today: date, language: Language) -> list[Path]:
    counted = figures.count(headquarters, today - month.MONTH, today)
    as_json, as_text = into / "chiffres.json", into / "chiffres.txt"
    atomic_write(as_json, (writing.as_json(counted) + "\n").encode())
    atomic_write(as_text, (writing.as_text(counted, language) + "\n").encode())
    return [as_json, as_text]
