"""Which tables and columns are published: what is chosen, counted or dated, of records that headquarters may read.

No question that is answered in words is published, whoever agreed to what, and nothing of the compartment identity; nor
case numbers, which stand on paper. Houses and projects keep their names. Who wrote a row stays here as well.
"""

from collections.abc import Mapping
from itertools import chain

from centre_app.exchange.manifest import travels
from centre_app.exchange.withheld import MISSING, withheld_of
from centre_app.kinds import Day, DecimalNumber, Francs, Kind, Moment, PartialDay, Reference, WholeNumber, Words, YesNo
from centre_app.questions import CARE, CENTRE, HEALTH, PROTECTION, Record
from centre_app.records import RECORD_TYPES, Activity, Bed, Centre, Project, Room
from db.postgresql import Published

TEXT = "text"
NAMES: Mapping[str, tuple[str, ...]] = {Centre.table: ("code", "name"), Project.table: ("code", "donor")}
OF_THE_HOUSE = (Centre, Project, Room, Bed, Activity)
_CORRECTIONS = "_corrections"  # what headquarters asked to be changed: answers in words, about records that are there

FACTS = Published(
    schema="figures",
    name="facts",
    columns={
        "kind": TEXT,
        "centre_id": TEXT,
        "day": "date",
        "person_id": TEXT,
        "case_id": TEXT,
        "until": "date",
        "key": TEXT,
        "amount": "double precision",
    },
    source="figures.facts",
    key="",
    where="kind NOT IN ('pairs_to_compare', 'agreed_to_be_counted')",
)
PEOPLE = Published(
    schema="figures",
    name="people",
    columns={
        "person_id": TEXT,
        "centre_id": TEXT,
        "same_as": TEXT,
        "sex": TEXT,
        "birth_from": "date",
        "birth_to": "date",
        "legal_status": TEXT,
        "nationalities": "jsonb",
        "exploitations": "jsonb",
    },
    source="figures.people",
    key="person_id",
    where="1",
)
CELLS = Published(
    schema="figures",
    name="cells",
    columns={
        "centre_id": TEXT,
        "month": "date",
        "version": "bigint",
        "line": TEXT,
        "split": TEXT,
        "key": TEXT,
        "number": "double precision",
    },
    source="",
    key="",
)
LINES = Published(
    schema="figures",
    name="lines",
    columns={"line": TEXT, "code": TEXT, "title": TEXT, "meaning": TEXT, "fact": TEXT, "counts": TEXT, "unit": TEXT},
    source="",
    key="line",
)


def published() -> list[Published]:
    """Return the tables of records and the coded copy, in a fixed order."""
    return [*(_of_records(each) for each in RECORD_TYPES if _is_published(each)), FACTS, PEOPLE]


def _is_published(record_type: type[Record]) -> bool:
    if record_type.compartment == CENTRE:
        return record_type in OF_THE_HOUSE
    inside = record_type.compartment in (CARE, HEALTH, PROTECTION)
    return inside and travels(record_type) and not record_type.table.endswith(_CORRECTIONS)


def _of_records(record_type: type[Record]) -> Published:
    questions = record_type.questions.values()
    leaving = [one for one in questions if not isinstance(one.kind, Words) or one.name in _named(record_type)]
    columns = dict(chain.from_iterable(_columns(one.name, one.kind).items() for one in leaving))
    listed = {name: sorted(known) for name, known in withheld_of(record_type).listed.items() if name != MISSING}
    return Published(
        schema="house" if record_type.compartment == CENTRE else record_type.compartment,
        name=record_type.table,
        columns={"id": TEXT, "centre_id": TEXT, "rev": "bigint", **columns},
        source=f"{'main' if record_type.compartment == CENTRE else record_type.compartment}.{record_type.table}",
        listed=listed,
    )


def _named(record_type: type[Record]) -> tuple[str, ...]:
    return NAMES.get(record_type.table, ())


def _columns(name: str, kind: Kind) -> dict[str, str]:
    if isinstance(kind, Reference) and kind.table == "staff":
        return {}
    return {column: _type_of(kind, column.removeprefix(name)) for column in kind.columns(name)}


def _type_of(kind: Kind, suffix: str) -> str:
    match kind:
        case WholeNumber() | Francs():
            return "bigint"
        case YesNo():
            return "boolean"
        case Day():
            return "date"
        case Moment():
            return "timestamp"
        case DecimalNumber():
            return "numeric"
        case PartialDay():
            return TEXT if suffix == "_prec" else "date"
    return TEXT
