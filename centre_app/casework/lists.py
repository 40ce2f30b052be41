"""What headquarters does with the lists: a choice more, another name, a choice that is no longer offered."""

import re
from dataclasses import replace

from centre_app.choices import choices
from centre_app.folding import fold
from centre_app.language import N_
from centre_app.problems import Problem, ReadOnlyForYou
from centre_app.published_lists import LONGEST_KEY, OPEN_LISTS
from centre_app.records import ListEntry
from centre_app.register import Register


class SuchAChoiceAlready(Problem):
    message = N_("There is a choice of this name in the list already.")
    advice = N_("Choose a name that tells them apart.")


class NameInBothLanguages(Problem):
    message = N_("A choice needs its name in French and in English.")
    advice = N_("Fill in both, then save again.")


def entry_of(register: Register, list_name: str, key: str) -> ListEntry:
    """Return what headquarters has published of a choice, or an entry that names it as it is called now."""
    for entry in register.find(ListEntry, centre_id=register.centre_id, list_name=list_name, key=key):
        return entry
    labels = choices(list_name).entries[key].labels
    return ListEntry(
        list_name=list_name,
        key=key,
        label_fr=labels.get("fr"),
        label_fr_m=labels.get("fr_m"),
        label_en=labels.get("en"),
    )


def keep_choice(register: Register, entry: ListEntry) -> ListEntry:
    """Publish a choice; a new one, which has no key yet, is given one for ever.

    Raises NameInBothLanguages, SuchAChoiceAlready, or ReadOnlyForYou away from headquarters and for other lists.
    """
    if not register.is_headquarters or entry.list_name not in OPEN_LISTS:
        raise ReadOnlyForYou
    if not (entry.label_fr or "").strip() or not (entry.label_en or "").strip():
        raise NameInBothLanguages
    listed = choices(entry.list_name)
    names = {fold(entry.label_fr or ""), fold(entry.label_en or "")}
    others = [one for one in listed.entries.values() if one.key != entry.key and not one.is_retired]
    if any(not names.isdisjoint(fold(label) for label in one.labels.values()) for one in others):
        raise SuchAChoiceAlready
    if not entry.key:
        entry = replace(entry, key=_new_key(entry.label_en or "", listed.all_keys))
    (saved,) = register.save(entry, action="publish")
    register.show_published_lists()
    return saved


def retire(register: Register, list_name: str, key: str) -> ListEntry:
    """Offer a choice no longer, from today; what was written with it stays readable."""
    return keep_choice(register, replace(entry_of(register, list_name, key), retired_on=register.today))


def offer_again(register: Register, list_name: str, key: str) -> ListEntry:
    """Offer a choice again that headquarters had retired."""
    return keep_choice(register, replace(entry_of(register, list_name, key), retired_on=None))


def may_offer_again(register: Register, list_name: str, key: str) -> bool:
    """Say whether it was headquarters that retired a choice; what the program itself gave up stays so."""
    return entry_of(register, list_name, key).retired_on is not None


def _new_key(name: str, taken: tuple[str, ...]) -> str:
    base = re.sub(r"[^a-z0-9]+", "_", fold(name)).strip("_")[:LONGEST_KEY] or "choice"
    number, key = 1, base
    while key in taken:
        number += 1
        key = f"{base[: LONGEST_KEY - len(str(number)) - 1]}_{number}"
    return key
