"""Rules about what headquarters publishes of the lists: a key is a key for ever, a name is one line and one choice's alone."""

from collections.abc import Iterator

from centre_app.choices import choices
from centre_app.folding import fold
from centre_app.language import N_
from centre_app.published_lists import LABELS, LONGEST_LABEL, OPEN_LISTS, is_a_key, is_a_label
from centre_app.questions import Record
from centre_app.records import ListEntry
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, Finding


def a_choice_is_of_a_list_that_is_open(entry: Record, around: Around) -> Iterator[Finding]:
    """By the other lists the program itself works: a choice more would mean nothing there."""
    if isinstance(entry, ListEntry) and entry.list_name not in OPEN_LISTS:
        yield say(entry, "", BLOCKS, "list_name", N_("Nothing is published for this list. Choose one that is offered."))


def a_key_is_small_letters_and_digits(entry: Record, around: Around) -> Iterator[Finding]:
    """It is stored, sent and written into files of others: nothing of it may be more than a word."""
    if isinstance(entry, ListEntry) and not is_a_key(entry.key):
        message = N_("A key has 1 to 40 small letters without accents, digits or low lines (_).")
        yield say(entry, "", BLOCKS, "key", message)


def a_choice_is_published_once(entry: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(entry, ListEntry):
        return
    found = around.find(ListEntry, list_name=entry.list_name, key=entry.key)
    if any(one.id != entry.id for one in found):
        yield say(entry, "", BLOCKS, "key", N_("This choice is published already: change that line."))


def a_choice_has_a_name_in_both_languages(entry: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(entry, ListEntry):
        return
    for name in LABELS:
        if not is_a_label(getattr(entry, name), may_be_empty=name not in ("label_fr", "label_en")):
            yield say(entry, "", BLOCKS, name, N_("A name is one line of {most} signs at most."), most=LONGEST_LABEL)


def a_name_is_one_choices_alone(entry: Record, around: Around) -> Iterator[Finding]:
    """A choice that takes the name of another one changes the meaning of what was written down."""
    if not isinstance(entry, ListEntry) or entry.list_name not in OPEN_LISTS or _is_retired(entry, around):
        return
    others = _live_names(entry, around)
    for name in LABELS:
        if fold(getattr(entry, name) or "") in others:
            message = N_("Another choice of the list has this name. Choose one that tells them apart.")
            yield say(entry, "", BLOCKS, name, message)


def _live_names(entry: ListEntry, around: Around) -> set[str]:
    """Return what the other choices that are offered are called."""
    called = {
        one.key: [*one.labels.values()] for one in choices(entry.list_name or "").entries.values() if not one.is_retired
    }
    for other in around.find(ListEntry, list_name=entry.list_name):
        is_live = not _is_retired(other, around)
        called[other.key or ""] = [getattr(other, name) or "" for name in LABELS] if is_live else []
    called.pop(entry.key or "", None)
    return {fold(name) for names in called.values() for name in names} - {""}


def _is_retired(entry: ListEntry, around: Around) -> bool:
    return entry.retired_on is not None and entry.retired_on <= around.today


RULES = (
    a_choice_is_of_a_list_that_is_open,
    a_key_is_small_letters_and_digits,
    a_choice_is_published_once,
    a_choice_has_a_name_in_both_languages,
    a_name_is_one_choices_alone,
)
