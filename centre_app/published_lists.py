"""The choices that headquarters publishes, laid over the lists that the program brings, while a register is open.

Headquarters may add to these lists, rename in them and retire from them. By the others the program itself works, or a
standard says what stands in them: a choice more would mean nothing there.
"""

from collections import defaultdict

from centre_app.as_stored import AsStored
from centre_app.choices import Published, publish
from centre_app.records import ListEntry

OPEN_LISTS = (
    "action_blocker", "activity_kind", "custody_order_kind", "document_type", "group_theme", "identification_setting",
    "identification_source", "incident_place", "item_category", "journey_event", "kit_type", "language", "legal_action_type",
    "medical_visit_type", "online_platform", "org_type", "place_kind", "prior_living", "psychosocial_type",
    "recruiter_relationship", "referral_reason", "referral_type", "room_type", "tracing_method", "trade", "training_mode",
    "transport", "vaccine",
)  # fmt: skip


def show(stored: AsStored, publisher: str | None) -> None:
    """Let what stands published in an open register stand over the lists; None: nobody has published anything."""
    found = stored.find(ListEntry, centre_id=publisher) if publisher else []
    by_list: dict[str, dict[str, Published]] = defaultdict(dict)
    for entry in found:
        if entry.list_name in OPEN_LISTS and entry.key:
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
