"""Who agreed to be counted without a name: every table says how many in it did not (counting rule 10)."""

from collections import defaultdict

from centre_app.consent_ledger import NO, YES, standing
from centre_app.records import CaseFile, Consent
from centre_app.register import Register, as_problems
from db.facts import counting

COUNTED = "reporting"  # of `consent_type`: to be counted, without a name
AGREED = "agreed_to_be_counted"  # how the coded copy calls them


def agreed_to_be_counted(register: Register) -> frozenset[str] | None:
    """Return the persons who agreed and said no in none of their files; None where consents are kept for others."""
    stored = register.as_stored
    if not (stored.can_open(Consent) and stored.can_open(CaseFile)):
        return _of_the_copy(register)
    lines: dict[str, list[Consent]] = defaultdict(list)
    for line in stored.find(Consent, purpose=COUNTED):
        lines[line.case_id].append(line)
    with as_problems():
        same = counting.one_person(register.vault)
    said: dict[str, set[str]] = defaultdict(set)
    for row in stored.rows(CaseFile, ("id", "person_id"), id=list(lines)) if lines else ():
        person = same.get(row["person_id"], row["person_id"])
        said[person].add(standing(lines[row["id"]], COUNTED, on=register.today).status)
    return frozenset(person for person, answers in said.items() if answers & YES and not answers & NO)


def _of_the_copy(register: Register) -> frozenset[str] | None:
    """Return the same for who may count only, as it was when the coded copy was made; None where there is none."""
    with as_problems():
        if not counting.is_copied(register.vault, AGREED):
            return None
        return counting.copied_persons(register.vault, AGREED)
