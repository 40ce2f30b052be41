"""The rules of the house: their versions, which one is in force, and who among those here has accepted it."""

import dataclasses
from datetime import date

from centre_app.agenda.files import CHILDREN_ALONG
from centre_app.language import N_, Language
from centre_app.records import CaseFile, HouseRules, Stay
from centre_app.register import Register
from centre_app.rules.house_rules import accepted, in_force_among

ACT = "house_rules"  # what history calls it

# What is offered to a house that has none. Rules bind the house as well: what it promises stands before what it asks.
TO_BEGIN_WITH = (
    N_("You are safe here. Nobody may hit you, insult you, touch you against your will or punish you by hunger."),
    N_("You are here because you agreed to it. You may say no, ask why, and leave: first we talk about what is safe."),
    N_("What you tell us stays between us. We ask you before we tell anybody else, unless a life is in danger."),
    N_("You have a bed, meals, water, soap and care when you are ill. You never pay for them with work or anything else."),
    N_("You keep your papers and your things. What you hand in is written down, and you get it back when you ask."),
    N_("You may telephone those you trust. We look together at which calls are safe for you."),
    N_("You may have visits, by day, in the room for visits. Nobody comes to see you if you do not want it."),
    N_("You may pray, dress and speak your language as you like. Everybody here is respected, wherever they come from."),
    N_("Before you go out, tell an educator where you go and when you will be back. If you are late, we look for you."),
    N_("We all keep the house clean, each in turn. Children go to school; their tasks are small and never dangerous."),
    N_("No weapons, no alcohol, no drugs, no fighting. We do not take photographs of each other."),
    N_("If somebody hurts you, whoever it is, tell the person you trust, or call the number on this sheet. You will not"
       " be punished for it."),
)  # fmt: skip


def starting_text(language: Language) -> str:
    """Return the rules that a house without any may begin with, one a line."""
    return "\n".join(language.say(one) for one in TO_BEGIN_WITH)


def lines_of(rules: HouseRules) -> list[str]:
    """Return the rules of a version, one by one."""
    return [line.strip() for line in (rules.text or "").splitlines() if line.strip()]


def versions(register: Register) -> list[HouseRules]:
    """Return every version, the oldest first."""
    return sorted(register.find_open(HouseRules), key=lambda one: (one.version or 0, one.id))


def in_force(register: Register, *, on: date | None = None) -> HouseRules | None:
    """Return the rules of a day, of today where none is named; None before the first ones."""
    return in_force_among(versions(register), on or register.today)


def next_version(register: Register, language: Language) -> HouseRules:
    """Return the version that somebody goes on to write: over the last one, or over what is offered. Not saved yet."""
    written = versions(register)
    last = written[-1] if written else None
    text = last.text if last else starting_text(language)
    return HouseRules(version=(last.version or 0) + 1 if last else 1, from_on=register.today, text=text)


def write_rules(register: Register, rules: HouseRules) -> HouseRules:
    """Write a version of the rules. Raises NotSaved."""
    return register.save(rules, action=ACT)[0]


def to_accept(register: Register, stay: Stay) -> Stay:
    """Return a stay as she would accept the rules of today with it, not saved yet."""
    reasons = {name: why for name, why in stay.missing.items() if name != "rules_signed_on"}
    accepts = dataclasses.replace(stay, rules_signed_on=register.today, rules_mode=None, missing=reasons)
    return with_version(register, accepts)


def with_version(register: Register, stay: Stay) -> Stay:
    """Return a stay that names the version of the day on which she accepted."""
    rules = in_force(register, on=stay.rules_signed_on) if stay.rules_signed_on else None
    return dataclasses.replace(stay, rules_id=rules.id if rules else None)


def write_accepted(register: Register, stay: Stay) -> Stay:
    """Write that she accepted the rules of that day. Raises NotSaved."""
    return register.save(with_version(register, stay), action=ACT)[0]


def has_accepted(register: Register, stay: Stay) -> HouseRules | None:
    """Return the version that she accepted; None where she accepted none that is written down."""
    return accepted(stay, versions(register))


def not_signed(register: Register) -> list[Stay]:
    """Return the stays of those who are here and have not accepted the rules in force, the oldest first.

    Of small children with their mother nothing is asked, nor where a reason is written. Without rules nobody is missing.
    """
    written = versions(register)
    now = in_force_among(written, register.today)
    if now is None:
        return []
    here = [one for one in register.find_open(Stay, ended_on=None) if one.admission_type not in CHILDREN_ALONG]
    hers = {case.id for case in register.find_open(CaseFile, id=[stay.case_id for stay in here])}
    return [
        stay
        for stay in here
        if stay.case_id in hers and "rules_signed_on" not in stay.missing and accepted(stay, written) != now
    ]
