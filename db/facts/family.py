"""How families were looked for and spoken with, and who went back to them. What names a family stands in identity."""

from db.facts.flows import HERSELF, ONCE
from db.facts.parts import earlier, moments, of_women

# The family is found from here on, whether it agrees or not; and these end a search that found nobody.
_FOUND = "('located', 'verified', 'contact', 'mediation', 'accepted', 'refused', 'unsafe', 'reunified')"
_GIVEN_UP = "('unsuccessful', 'closed')"
# What is grouped is chosen by the centre within: SQLite does not carry that condition into a group.
_ACTIONS = (
    f"{of_women('identity.tracing_actions')} AND r.centre_id IN (SELECT value FROM json_each(:centres))"
    " AND COALESCE(r.status, '') <> 'not_wanted'"
)


def _first(column: str, statuses: str = "") -> str:
    """Return the earliest day, or what was told on it, of the actions of one search."""
    condition = f"CASE WHEN r.status IN {statuses} THEN {column} END" if statuses else column
    return f"MIN({condition})"


_HOW = "r.acted_on || COALESCE(r.method, '')"
# One search a file: all that was done to find the family. The method is that of the action that begins or ends it.
_SEARCHES = (
    "SELECT r.centre_id, c.person_id, r.case_id,"
    f" {_first('r.acted_on')} AS opened, {_first('r.acted_on', _FOUND)} AS found,"
    f" {_first('r.acted_on', _GIVEN_UP)} AS given_up,"
    f" substr({_first(_HOW)}, 11) AS method, substr({_first(_HOW, _FOUND)}, 11) AS found_by"
    f" {_ACTIONS} GROUP BY r.centre_id, c.person_id, r.case_id"
)
_HAS_KIT = (
    "EXISTS (SELECT 1 FROM care.kit_grants AS k WHERE k.centre_id = x.centre_id AND k.case_id = x.case_id"
    " AND COALESCE(k.given_on, x.left_on) >= COALESCE(s.admitted_on, '') AND k.voided_at IS NULL)"
)


def _search(day: str, until: str, key: str, amount: str = "1") -> str:
    return (
        f"SELECT w.centre_id, w.person_id, w.case_id, {day} AS day, {until} AS until, NULLIF({key}, '') AS key,"
        f" {amount} AS amount FROM ({_SEARCHES}) AS w WHERE {day} IS NOT NULL"
    )


def _exits(key: str, condition: str) -> str:
    return (
        f"SELECT x.centre_id, s.person_id, x.case_id, x.left_on AS day, NULL AS until, {key} AS key, 1 AS amount"
        " FROM care.exits AS x JOIN care.stays AS s ON s.id = x.stay_id AND s.voided_at IS NULL"
        f" WHERE x.voided_at IS NULL AND {ONCE} AND {HERSELF} AND {condition}"
    )


SELECTS = {
    # I1: `key` is the method; `amount` of a search that found the family is how many days it took
    "searches_begun": _search("w.opened", "NULL", "w.method"),
    "searches_open": _search("w.opened", earlier("w.found", "w.given_up"), "w.method"),
    "families_found": _search("w.found", "NULL", "w.found_by", "julianday(w.found) - julianday(w.opened)"),
    # I2: `key` is the outcome
    "mediations": moments(of_women("identity.mediations"), day="r.held_on", key="r.outcome"),
    # I3: back with the family or with somebody close
    "returns": _exits(
        f"CASE WHEN {_HAS_KIT} THEN 'with_kit' ELSE 'without_kit' END", "x.reason IN ('family_reunified', 'kinship')"
    ),
    # I5
    "departures_unprepared": _exits(
        "CASE WHEN x.reason = 'runaway' THEN 'runaway' ELSE 'unplanned' END",
        "(x.reason = 'runaway' OR x.quality = 'unplanned')",
    ),
}
