"""The choices that headquarters publishes, laid over the lists that the program brings, while a register is open.

Headquarters may add to these lists, rename in them and retire from them. By the others the program itself works, or a
standard says what stands in them: a choice more would mean nothing there.
"""

from collections import defaultdict
from collections.abc import Mapping

from centre_app.as_stored import AsStored
from centre_app.choices import Published, publish
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


def show(stored: AsStored, publisher: str | None) -> None:
    """Let what stands published in an open register stand over the lists; None: nobody has published anything."""
    found = stored.find(ListEntry, centre_id=publisher) if publisher else []
    by_list: dict[str, dict[str, Published]] = defaultdict(dict)
    for entry in found:
        if entry.list_name is not None and entry.list_name in OPEN_LISTS and entry.key:
            by_list[entry.list_name][entry.key] = published(entry, is_retired=_is_retired(entry, stored))
    publish({name: tuple(of_list.values()) for name, of_list in by_list.items()})


def forget() -> None:
    """Let nothing stand over the lists: no register is open."""
    publish({})


def published(entry: ListEntry, *, is_retired: bool) -> Published:
    """Return a choice as it stands over its list."""
    labels = {"fr": entry.label_fr or "", "fr_m": entry.label_fr_m or "", "en": entry.label_en or ""}
    return Published(key=entry.key or "", labels=labels, is_retired=is_retired)


def _is_retired(entry: ListEntry, stored: AsStored) -> bool:
    return entry.retired_on is not None and entry.retired_on <= stored.today
