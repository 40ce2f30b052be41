"""The sheets of the stock room as they are filled from an open register."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from centre_app.agenda import month_end
from centre_app.casework import merging
from centre_app.casework.stock import recipients, shelf
from centre_app.casework.stock.traced import Became, lots_by_item, what_became
from centre_app.choices import choices
from centre_app.choices.keys import StockMovementKind
from centre_app.documents.house_name import house_name
from centre_app.documents.stock.sheet import Line, StockPaper
from centre_app.language import N_, Language, sort_key
from centre_app.records import Distribution, Item, Organisation, Project, StaffMember, StockMovement
from centre_app.register import Register
from centre_app.residents import lines

THINGS_AT_MOST = 4  # columns of a list to sign
_THINGS_A_KIND = 2  # with fewer the name of the kind is no help, and a line lost


def _paper(register: Register, language: Language, **said: object) -> StockPaper:
    member = register.get(StaffMember, register.who)
    return StockPaper(
        centre=house_name(register, language),
        printed_by=(member.name if member else None) or "",
        printed_at=register.now,
        is_training=register.is_training,
        **said,  # type: ignore[arg-type]  # each sheet says the rest of its own
    )


def _day(day: date | None, language: Language) -> str:
    return language.day(day) if day else ""


# --- the sheet of a month --------------------------------------------------------------------------------------


def month_sheet(register: Register, month: date, language: Language) -> StockPaper:
    """Return each thing with what there was, what came and went, what counts found, and what there is; by kind."""
    say, first = language.say, month.replace(day=1)
    told = shelf.over(register, first, min(month_end(first), register.today))
    moved = [one for one in told if (one.opening, one.came_in, one.went_out, one.found) != (0, 0, 0, 0)]
    return _paper(
        register,
        language,
        title=say(N_("Stock sheet")),
        note=language.month(first),
        frame=[
            (say(N_("From")), language.day(first)),
            (say(N_("To")), language.day(min(month_end(first), register.today))),
        ],
        head=[
            say(label)
            for label in (
                N_("Thing"), N_("Counted in"), N_("Before"), N_("Came in"), N_("Went out"), N_("At the count"), N_("There"),
                N_("Found today"),
            )
        ],
        shares=(48, 22, 17, 18, 17, 20, 16, 22),
        lines=list(_by_kind(moved, language)),
        signs=[(say(N_("Storekeeper")), ""), (say(N_("Director")), "")],
        foot_note=say(N_("Write what you find into the last column, then type it with “Count the shelf”.")),
        empty=say(N_("Nothing came or went in this month.")),
    )  # fmt: skip


def _by_kind(told: Sequence[shelf.MonthOfThing], language: Language) -> Iterator[Line]:
    by_kind: dict[str, list[shelf.MonthOfThing]] = {}
    for one in told:
        by_kind.setdefault(one.item.category or "", []).append(one)
    number = language.number
    has_heads = len(told) >= _THINGS_A_KIND * len(by_kind)
    for kind, of_kind in by_kind.items():
        if has_heads:
            yield Line(cells=[choices("item_category").label(kind, language)], is_head=True)
        for one in of_kind:
            found = f"{'+' if one.found > 0 else '−'} {number(abs(one.found))}" if one.found else ""
            figures = [number(n) for n in (one.opening, one.came_in, one.went_out)]
            yield Line(cells=[one.item.name or "", one.item.unit or "", *figures, found, number(one.closing), "…………"])


# --- the list to sign ------------------------------------------------------------------------------------------


def list_to_sign(register: Register, language: Language, *, items: Sequence[Item] = ()) -> StockPaper:
    """Return everybody of the house with a box for each thing, empty, to be signed while things are handed out."""
    say = language.say
    here = [one.case_id for one in recipients.in_the_house(register, register.today)]
    shown = sorted(lines(register, here), key=lambda line: sort_key(line.name.in_list or line.code))
    heads = [item.name or "" for item in items[:THINGS_AT_MOST]] or ["…………"] * THINGS_AT_MOST
    return _paper(
        register,
        language,
        title=say(N_("Things handed out")),
        note=say(N_("To be filled in while handing out, and typed afterwards.")),
        frame=[(say(N_("Day")), ""), (say(N_("In the list")), f"<b>{language.number(len(shown))}</b>")],
        head=[say(N_("Name")), say(N_("Bed")), *heads, say(N_("Signature or thumb"))],
        shares=(42, 13, *([80 / len(heads)] * len(heads)), 40),
        lines=[Line(cells=[line.name.in_list or line.code, line.bed or "", *[""] * len(heads), ""]) for line in shown],
        signs=[(say(N_("Given out by")), "")],
        empty=say(N_("Nobody is in this list.")),
        for_thumbs=True,
        has_names=True,
    )


def handed_out_on(register: Register, day: date, language: Language) -> StockPaper:
    """Return who got what on a day, as it is written, with a column to sign where nobody has signed on paper."""
    say = language.say
    given = register.find_open(Distribution, given_on=day)
    items = _things_of(register, given)
    got: dict[str, dict[str, int]] = {}
    modes: dict[str, str] = {}
    for one in given:
        hers = got.setdefault(one.case_id, {})
        hers[one.item_id] = hers.get(one.item_id, 0) + (one.quantity or 0)
        modes[one.case_id] = choices("consent_mode").label(one.receipt_mode, language)
    shown = sorted(lines(register, list(got)), key=lambda line: sort_key(line.name.in_list or line.code))
    staff = {one.id: one.name or "" for one in register.find(StaffMember)}
    by = sorted({staff.get(one.given_by or "", "") for one in given} - {""})
    in_columns = len(items) <= THINGS_AT_MOST
    heads = [item.name or "" for item in items] if in_columns else [say(N_("What"))]
    return _paper(
        register,
        language,
        title=say(N_("Things handed out")),
        note=language.long_day(day),
        frame=[
            (say(N_("Day")), f"<b>{language.day(day)}</b>"),
            (say(N_("People")), f"<b>{language.number(len(shown))}</b>"),
        ],
        head=[say(N_("Name")), *heads, say(N_("Confirmed")), say(N_("Signature or thumb"))],
        shares=(40, *([70 / max(len(heads), 1)] * len(heads)), 26, 38),
        lines=[
            Line(
                cells=[
                    line.name.in_list or line.code,
                    *_what(got[line.case_id], items, language, in_columns=in_columns),
                    modes[line.case_id],
                    "",
                ]
            )
            for line in shown
        ],
        signs=[(say(N_("Given out by")), language.list_of(by))],
        empty=say(N_("Nothing was handed out on this day.")),
        for_thumbs=True,
        has_names=True,
    )


def _what(got: dict[str, int], items: Sequence[Item], language: Language, *, in_columns: bool) -> list[str]:
    """Return what somebody got: a number for each thing, or all in one cell where the things are too many for columns."""
    if in_columns:
        return [_n(got.get(item.id), language) for item in items]
    return [language.list_of(f"{language.number(got[item.id])} {item.name}" for item in items if item.id in got)]


def _things_of(register: Register, given: Sequence[Distribution]) -> list[Item]:
    found = register.as_stored.find(Item, id=sorted({one.item_id for one in given}), with_void=True) if given else []
    return sorted(found, key=lambda item: sort_key(item.name or ""))


def _n(number: int | None, language: Language) -> str:
    return language.number(number) if number else ""


# --- the slip of a delivery ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What came with one slip on one day from one donor."""

    day: date | None
    reference: str
    donor_id: str | None
    movements: Sequence[StockMovement]


def deliveries(register: Register, *, at_most: int) -> list[Delivery]:
    """Return the last deliveries, the newest first."""
    found: dict[tuple[date | None, str, str | None], list[StockMovement]] = {}
    for one in register.find_open(StockMovement, kind=StockMovementKind.RECEIPT):
        found.setdefault((one.moved_on, one.reference or "", one.donor_id), []).append(one)
    told = [
        Delivery(day=day, reference=reference, donor_id=donor_id, movements=of_it)
        for (day, reference, donor_id), of_it in found.items()
    ]
    return sorted(told, key=lambda one: (one.day or date.min, one.reference), reverse=True)[:at_most]


def delivery_slip(register: Register, delivery: Delivery, language: Language) -> StockPaper:
    """Return the slip by which the house says that it received these goods."""
    say = language.say
    items = {item.id: item for item in register.as_stored.find(Item, with_void=True)}
    costs = [(one.quantity or 0) * one.unit_cost_fcfa for one in delivery.movements if one.unit_cost_fcfa is not None]
    donor = donor_said(register, delivery.donor_id)
    frame = [(say(N_("Received on")), f"<b>{_day(delivery.day, language)}</b>")]
    frame += [(say(N_("Slip")), delivery.reference)] if delivery.reference else []
    frame += [(say(N_("In all")), language.amount(sum(costs)))] if costs else []
    return _paper(
        register,
        language,
        title=say(N_("Goods received")),
        note=say(N_("From {donor}"), donor=donor) if donor else "",
        frame=frame,
        head=[
            say(label)
            for label in (
                N_("Thing"),
                N_("How many"),
                N_("Counted in"),
                N_("Cost of one"),
                N_("In all"),
                N_("Keeps until"),
            )
        ],
        shares=(54, 18, 24, 28, 30, 26),
        lines=[
            Line(
                cells=[
                    (items[one.item_id].name if one.item_id in items else None) or "",
                    _n(one.quantity, language),
                    (items[one.item_id].unit if one.item_id in items else None) or "",
                    language.amount(one.unit_cost_fcfa) if one.unit_cost_fcfa is not None else "",
                    language.amount((one.quantity or 0) * one.unit_cost_fcfa) if one.unit_cost_fcfa is not None else "",
                    _day(one.expires_on, language),
                ]
            )
            for one in delivery.movements
        ],
        signs=[(say(N_("For the donor")), ""), (say(N_("For the centre")), "")],
    )


def donor_said(register: Register, donor_id: str | None) -> str:
    donor = register.get(Organisation, donor_id) if donor_id and register.can_open(Organisation) else None
    return (donor.name or "") if donor else ""


# --- the donors' table -----------------------------------------------------------------------------------------


def donors_table(register: Register, language: Language) -> StockPaper:
    """Return what became of each donor's and project's things, in numbers alone."""
    say = language.say
    told = what_became(lots_by_item(register), merging.kept_for(register))
    return _paper(
        register,
        language,
        title=say(N_("What became of the gifts")),
        note=say(N_("What came first is counted as given first.")),
        frame=[(say(N_("Up to")), f"<b>{language.day(register.today)}</b>")],
        head=[
            say(label)
            for label in (
                N_("Thing"), N_("Received"), N_("Handed to residents"), N_("To people"), N_("Used by the house"), N_("Lost, missing"),
                N_("Sent elsewhere"), N_("There"),
            )
        ],
        shares=(40, 20, 20, 22, 22, 20, 20, 16),
        lines=list(_by_source(register, told, language)),
        foot_note=say(N_("Received = handed out + used by the house + lost or missing + sent on + there.")),
        empty=say(N_("Nothing was received yet.")),
    )  # fmt: skip


def _by_source(register: Register, told: Sequence[Became], language: Language) -> Iterator[Line]:
    items = {item.id: item for item in register.as_stored.find(Item, with_void=True)}
    by_source: dict[tuple[str | None, str | None], list[Became]] = {}
    for one in told:
        by_source.setdefault((one.donor_id, one.project_id), []).append(one)
    number = language.number
    for (donor_id, project_id), of_it in by_source.items():
        yield Line(cells=[_source(register, donor_id, project_id, of_it, language)], is_head=True)
        for one in sorted(of_it, key=lambda one: sort_key(_name(items, one.item_id))):
            figures = (
                one.received, one.handed, one.persons, one.house, one.lost + one.missing, one.sent, one.there,
            )  # fmt: skip
            yield Line(cells=[_name(items, one.item_id), *(number(n) for n in figures)])


def _name(items: dict[str, Item], item_id: str) -> str:
    return (items[item_id].name if item_id in items else None) or ""


def _source(
    register: Register, donor_id: str | None, project_id: str | None, of_it: Sequence[Became], language: Language
) -> str:
    project = register.get(Project, project_id) if project_id else None
    parts = [donor_said(register, donor_id), (project.code or "") if project else ""]
    said = " · ".join(part for part in parts if part) or language.say(N_("Without a donor, or found at a count"))
    values = [one.value_fcfa for one in of_it if one.value_fcfa is not None]
    return f"{said} · {language.amount(sum(values))}" if values else said
