"""Rules about the rules of the house: a version that somebody has accepted stays as she accepted it."""

from collections.abc import Iterator, Sequence
from datetime import date

from centre_app.language import N_
from centre_app.named_in_words import people_named_in
from centre_app.questions import Record
from centre_app.records import HouseRules, Stay
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, WARNS, Finding


def in_force_among(written: Sequence[HouseRules], day: date) -> HouseRules | None:
    """Return which of these versions holds on a day: the last that had begun."""
    begun = [one for one in written if one.from_on is not None and one.from_on <= day]
    return max(begun, key=lambda one: (one.from_on or date.min, one.version or 0, one.id), default=None)


def accepted(stay: Stay, written: Sequence[HouseRules]) -> HouseRules | None:
    """Return the version that was accepted in a stay; one that names none meant the rules of its day."""
    if stay.rules_id:
        return next((one for one in written if one.id == stay.rules_id), None)
    return in_force_among(written, stay.rules_signed_on) if stay.rules_signed_on else None


def what_was_accepted_does_not_change(rules: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(rules, HouseRules):
        return
    before = around.before(rules)
    if before is None or (before.text, before.version) == (rules.text, rules.version):
        return
    if around.find(Stay, rules_id=rules.id):
        message = N_("Somebody has accepted this version: it stays as it is. Write a new version.")
        yield say(rules, "", BLOCKS, "text", message)


def rules_say_something(rules: Record, around: Around) -> Iterator[Finding]:
    if isinstance(rules, HouseRules) and not (rules.text or "").strip():
        yield say(rules, "", BLOCKS, "text", N_("Write the rules, one a line."))


def rules_name_nobody(rules: Record, around: Around) -> Iterator[Finding]:
    """They hang on the wall, and headquarters reads them: no consent is asked for them. A number to call stands there."""
    if isinstance(rules, HouseRules) and people_named_in(around.as_stored, rules.text or ""):
        yield say(rules, "V27", BLOCKS, "text", N_("Somebody of this register is named here. Take the name out."))


def accepting_says_how(stay: Record, around: Around) -> Iterator[Finding]:
    """An older file says the day alone: what names no version is not asked how."""
    if isinstance(stay, Stay) and stay.rules_id and stay.rules_mode is None and "rules_mode" not in stay.missing:
        yield say(stay, "", WARNS, "rules_mode", N_("Write how she accepted them: signature, thumbprint or a witness."))


RULES = (what_was_accepted_does_not_change, rules_say_something, rules_name_nobody, accepting_says_how)
