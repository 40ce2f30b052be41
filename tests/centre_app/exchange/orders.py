"""Five bundles of one centre, with names given, withdrawn and given again, and headquarters that get them in any order.

Each headquarters is a copy of one that has heard nothing yet. What is compared is all that a centre's bundles put into a
register; what headquarters notes of its own acts has its own moments and ids.
"""

import random
import shutil
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from centre_app import integrity
from centre_app.casework import merging
from centre_app.casework.consents import record_answer, withdraw
from centre_app.exchange import receive, refusals, waiting
from centre_app.exchange.manifest import travels
from centre_app.exchange.merge import merge
from centre_app.finding import find_persons
from centre_app.records import RECORD_TYPES, Bundle, CaseFile, Consent, Intake, PersonName
from centre_app.register import Register
from tests.centre_app.exchange.conftest import Pair
from tests.makers import YESTERDAY, a_consent, a_mother_of, a_name, a_person, an_admission, reopened

ACKNOWLEDGED = (2, 4)  # so the bases are 0, 0, 2, 2, 4
BOOKKEPT = {"id", "created_at", "updated_at", "created_by", "updated_by", "hlc", "received_at", "rev"}


def admit(register: Register, code: str, *, agrees: bool | None, status: str = "admitted", **named: str) -> CaseFile:
    person, name, case, intake, stay = an_admission(**named)
    stay = replace(stay, ended_on=None if status == "admitted" else YESTERDAY)
    told = replace(intake, brought_by=f"Somebody who brought {code}")
    return register.save(
        person, name, replace(case, code=code, share_hq=agrees, status=status), told, stay, heed_findings=False
    )[2]


def agree(register: Register, case: CaseFile) -> None:
    record_answer(register, a_consent(register.get(CaseFile, case.id), "share_hq"))


def no_more(register: Register, case: CaseFile) -> None:
    withdraw(register, case.id, "share_hq", mode="signature")


def five_bundles(pair: Pair) -> list[bytes]:
    """Live five months at the centre and return what it sent; headquarters itself is told nothing that lasts."""
    centre, sent = pair.centre, []
    yes = admit(centre, "SEG-26-0001", agrees=True)
    agree(centre, yes)
    no = admit(centre, "SEG-26-0002", agrees=False, family="Keita")
    child = a_person()
    centre.save(child, a_name(child, "Sangaré", "Petite"), a_mother_of(a_person(id=yes.person_id), child))
    sent.append(pair.sealed())

    no_more(centre, yes)
    twin = admit(centre, "SEG-26-0003", agrees=True, status="follow_up", given="Khadidia")
    centre.save(replace(_name_of(centre, twin), family="Diarra"))
    sent.append(pair.sealed())
    _acknowledge(pair, sent)

    agree(centre, yes)
    agree(centre, no)
    centre.save(replace(_name_of(centre, no), family="Traoré"))
    sent.append(pair.sealed())

    centre.save(replace(_name_of(centre, yes), given="Kadia"))
    merging.merge(centre, centre.get(CaseFile, yes.id), centre.get(CaseFile, twin.id), "The same scar")
    no_more(centre, no)
    sent.append(pair.sealed())
    _acknowledge(pair, sent)

    centre.void(*centre.find(Intake, case_id=no.id), reason="Written down for Awa")
    agree(centre, no)
    no_more(centre, yes)
    sent.append(pair.sealed())
    return [each.content for each in sent]


def any_bundles(pair: Pair, chance: random.Random, *, how_many: int = 5) -> list[bytes]:
    """Live months in which anything happens, and return what was sent; some bundles are acknowledged, some are not."""
    sent = []
    for month in range(how_many):
        for _ in range(chance.randint(1, 6)):
            _live(pair.centre, chance)
        sent.append(pair.sealed())
        if chance.random() < 0.5 and month:
            _acknowledge(pair, sent[: chance.randint(1, len(sent))])
    return [each.content for each in sent]


def _live(register: Register, chance: random.Random) -> None:
    files = register.find(CaseFile)
    act = chance.choice(["admit", "agree", "agree", "no more", "no more", "rename", "void", "bring", "renew", "child"])
    if act == "admit" or not files:
        admit(register, f"SEG-26-{len(files) + 1:04d}", agrees=chance.random() < 0.5, family=f"Famille{len(files)}")
        return
    case = chance.choice(files)
    names, intakes = register.find(PersonName, person_id=case.person_id), register.find(Intake, case_id=case.id)
    match act:
        case "agree":
            agree(register, case)
        case "no more":
            if any(line.status == "given" for line in register.find(Consent, case_id=case.id)[-1:]):
                no_more(register, case)
            else:
                register.save(replace(case, share_hq=False), heed_findings=False)
        case "rename" if names:
            register.save(replace(names[-1], given=f"Prénom{chance.randint(0, 9)}"), heed_findings=False)
        case "void" if intakes:
            register.void(*intakes, reason="Written down for Awa")
        case "bring" if intakes:
            register.save(replace(intakes[-1], brought_by=chance.choice(["Her aunt", None])), heed_findings=False)
        case "renew":
            register.save(replace(case, opened_on=register.today), heed_findings=False)
        case "child":
            child = a_person()
            mother = a_person(id=case.person_id)
            register.save(child, a_name(child, "Enfant", "Petite"), a_mother_of(mother, child), heed_findings=False)


def _name_of(register: Register, case: CaseFile) -> PersonName:
    return register.only(PersonName, person_id=case.person_id)


def _acknowledge(pair: Pair, sent: Sequence) -> None:
    (last,) = pair.centre.find(Bundle, seq=len(sent))
    pair.centre.save(replace(last, status="acknowledged", acknowledged_at=pair.centre.now))


# --- at headquarters -------------------------------------------------------------------------------------------


def received_in(folder: Path, contents: Sequence[bytes], work: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return all that stands in a copy of a headquarters once it was given these files, one by one."""
    copy = work / "copy.register"
    shutil.copytree(folder, copy)
    try:
        with closing(reopened(copy)) as headquarters:
            for content in contents:
                take(headquarters, content)
            return everything_in(headquarters)
    finally:
        shutil.rmtree(copy)


def faults_after(folder: Path, contents: Sequence[bytes], work: Path) -> Sequence[object]:
    """Return what a check of the same finds: whether the rows stand as the lines tell that are left."""
    copy = work / "checked.register"
    shutil.copytree(folder, copy)
    with closing(reopened(copy)) as headquarters:
        for content in contents:
            take(headquarters, content)
        return integrity.check(headquarters).faults


def take(headquarters: Register, content: bytes) -> None:
    """Receive a file as the page and the command do: what comes too early waits, what came before changes nothing."""
    try:
        merge(headquarters, receive.open_file(headquarters, content))
    except refusals.Gap as gap:
        waiting.keep(headquarters, content, gap)
    except refusals.AlreadyReceived:
        pass
    else:
        for _ in waiting.follow(headquarters, "SEG"):
            pass


def everything_in(headquarters: Register) -> dict[str, list[tuple[object, ...]]]:
    """Return every row that came from a centre, every line of its history, the bundles, and who is found by what."""
    vault = headquarters.vault
    found = {
        record_type.table: [tuple(row.values()) for row in vault.select(record_type.table, where, with_void=True)]
        for record_type in RECORD_TYPES
        if travels(record_type)
        for where in [{"centre_id": _centres(headquarters)}]
    }
    for compartment in vault.compartments:
        place = f"{vault.schema_name(compartment)}.received_history"
        found[place] = [tuple(row) for row in vault.ask(f"SELECT * FROM {place} ORDER BY centre_id, lineage, seq")]
    kept = vault.select(Bundle.table, {"centre_id": headquarters.centre_id})
    found["bundles"] = sorted(tuple(v for k, v in row.items() if k not in BOOKKEPT) for row in kept)
    words = (
        "SELECT person_id, sort_key, cases FROM identity.searchable WHERE sort_key || cases <> '' ORDER BY person_id"
    )
    found["searchable"] = [tuple(row) for row in vault.ask(words)]
    for name in ("Sangaré", "Keita", "Traoré", "Diarra", "Petite", "Kadia", "SEG-26-0001", "SEG-26-0003"):
        found[f"search {name}"] = [(person,) for person in sorted(find_persons(headquarters, name))]
    found["waiting"] = [(each.file.name,) for each in waiting.waiting(headquarters)]
    return found


def rows_among(found: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows alone, with who is found by what: no lines of history, and not by which bundles they came."""
    return {name: rows for name, rows in found.items() if not name.endswith("received_history") and name != "bundles"}


def _centres(headquarters: Register) -> list[str]:
    return [centre for centre in headquarters.centres if centre != headquarters.centre_id]


def with_repeats(order: Sequence[bytes], chance: random.Random) -> list[bytes]:
    """Return files in their order, each once more somewhere behind itself."""
    carried = list(order)
    for content in order:
        carried.insert(chance.randint(carried.index(content) + 1, len(carried)), content)
    return carried
