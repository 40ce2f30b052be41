"""The choices that headquarters publishes, laid over the lists that the program brings, while a register is open.

Headquarters may add to these lists, rename in them and retire from them. By the others the program itself works, or a
standard says what stands in them: a choice more would mean nothing there.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from centre_app.as_stored import AsStored
from centre_app.choices import Published, own_entries, publish
from centre_app.folding import fold
from centre_app.language import N_
from centre_app.records import ListEntry

OPEN_LISTS: Mapping[str, str] = {
    "action_blocker": N_("What stands in the way of an action"),
    "activity_kind": N_("Kinds of activity"),
    "custody_order_kind": N_("Orders of a court"),
    "document_type": N_("Kinds of document"),
    "group_theme": N_("Themes of talk groups"),
    "identification_setting": N_("Where residents are found"),
    "identification_source": N_("Who sends residents"),
    "incident_place": N_("Where incidents happen"),
    "item_category": N_("Kinds of thing in the stock room"),
    "journey_event": N_("Steps of a journey"),
    "kit_type": N_("Kinds of kit"),
    "language": N_("Languages"),
    "legal_action_type": N_("Steps at law"),
    "medical_visit_type": N_("Kinds of medical visit"),
    "online_platform": N_("Networks and platforms"),
    "org_type": N_("Kinds of organisation"),
    "place_kind": N_("Kinds of place"),
    "prior_living": N_("Where residents lived before"),
    "psychosocial_type": N_("Kinds of session"),
    "recruiter_relationship": N_("Who recruits"),
    "referral_reason": N_("Reasons for a referral"),
    "referral_type": N_("Services of organisations"),
    "room_type": N_("Kinds of room"),
    "tracing_method": N_("Ways of tracing a family"),
    "trade": N_("Trades"),
    "training_mode": N_("Ways of training"),
    "transport": N_("Means of transport"),
    "vaccine": N_("Vaccines"),
}

LABELS = ("label_fr", "label_fr_m", "label_en")
LONGEST_KEY, LONGEST_LABEL = 40, 80
_KEY = re.compile(rf"[a-z0-9_]{{1,{LONGEST_KEY}}}", re.ASCII)
_NO_SIGNS = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})  # what turns lines, or the direction in which they are read


def is_a_key(key: str | None) -> bool:
    """Say whether this can be the key of a choice."""
    return _KEY.fullmatch(key or "") is not None


def is_a_label(label: str | None, *, may_be_empty: bool) -> bool:
    """Say whether this can be the name of a choice: one short line."""
    if not (label or "").strip():
        return may_be_empty and not label
    words = label or ""
    return len(words) <= LONGEST_LABEL and not any(unicodedata.category(sign) in _NO_SIGNS for sign in words)


def are_sound(entries: Sequence[ListEntry]) -> bool:
    """Say whether these can stand over lists together: keys that are keys, names that are names, each choice once.

    Of a list that this program does not have, too: a newer one published it, and this one shows nothing of it.
    """
    standing = [one for one in entries if not one.is_void]
    distinct = {(one.centre_id, one.list_name, one.key) for one in standing}
    return len(distinct) == len(standing) and all(_is_sound(one) for one in standing)


def _is_sound(entry: ListEntry) -> bool:
    names = ((getattr(entry, name), name == "label_fr_m") for name in LABELS)
    return (
        is_a_key(entry.list_name)
        and is_a_key(entry.key)
        and all(is_a_label(label, may_be_empty=may_be_empty) for label, may_be_empty in names)
    )


def show(stored: AsStored, publisher: str | None) -> None:
    """Let what stands published in an open register stand over the lists; None: nobody has published anything."""
    found = stored.find(ListEntry, centre_id=publisher) if publisher else []
    by_list: dict[str, dict[str, Published]] = defaultdict(dict)
    for entry in found:
        if entry.list_name is not None and entry.list_name in OPEN_LISTS and entry.key:
            by_list[entry.list_name][entry.key] = published(entry, is_retired=_is_retired(entry, stored))
    publish({name: _as_they_mean(name, of_list) for name, of_list in by_list.items()})


def _as_they_mean(list_name: str, found: Mapping[str, Published]) -> tuple[Published, ...]:
    """Leave out what would call a choice of the program by the name of another one that is offered: it keeps its own."""
    own = {entry.key: entry for entry in own_entries(list_name)}
    others = {
        key: set(entry.labels.values()) for key, entry in own.items() if key not in found and not entry.is_retired
    }
    others |= {key: set(one.labels.values()) for key, one in found.items() if not one.is_retired}
    called = Counter(name for names in others.values() for name in {*map(fold, filter(None, names))})
    return tuple(
        one
        for key, one in found.items()
        if one.is_retired or key not in own or all(called[fold(name)] == 1 for name in one.labels.values() if name)
    )


def forget() -> None:
    """Let nothing stand over the lists: no register is open."""
    publish({})


def published(entry: ListEntry, *, is_retired: bool) -> Published:
    """Return a choice as it stands over its list."""
    labels = {"fr": entry.label_fr or "", "fr_m": entry.label_fr_m or "", "en": entry.label_en or ""}
    return Published(key=entry.key or "", labels=labels, is_retired=is_retired)


def _is_retired(entry: ListEntry, stored: AsStored) -> bool:
    return entry.retired_on is not None and entry.retired_on <= stored.today
