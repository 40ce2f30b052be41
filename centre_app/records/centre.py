"""The house itself: organisations, rooms, beds, the people at the laptop, projects."""

from datetime import date
from decimal import Decimal

from centre_app.language import N_
from centre_app.questions import (
    CENTRE,
    Choice,
    Choices,
    Record,
    ask,
    ask_amount,
    ask_one,
    ask_phone,
    ask_place,
    ask_some,
    ask_text,
    record,
    refer,
)


@record(table="organisations", compartment=CENTRE)
class Organisation(Record):
    name: str | None = ask(N_("Name of the organisation"), required=True)
    acronym: str | None = ask(N_("Short name"))
    org_type: Choice | None = ask_one("org_type", N_("Kind of organisation"), required=True)
    services: Choices = ask_some("referral_type", N_("What it offers"))
    region: str | None = ask_place("region", N_("Region"))
    cercle: str | None = ask_place("cercle", N_("Cercle"))
    country: Choice | None = ask_one("country", N_("Country"))
    locality: str | None = ask(N_("Town or village"))
    address: str | None = ask(N_("Address"), hint=N_("Never that of a shelter."))
    po_box: str | None = ask(N_("Post-office box"))
    longitude: Decimal | None = ask(N_("Longitude"))
    latitude: Decimal | None = ask(N_("Latitude"))
    phone: str | None = ask_phone(N_("Telephone"))
    contact: str | None = ask(N_("Contact person"))
    opening_hours: str | None = ask(N_("Opening hours"))
    sex_rule: Choice | None = ask_one("sex_rule", N_("Who is welcome"))
    age_min: int | None = ask(N_("Youngest age"))
    age_max: int | None = ask(N_("Oldest age"))
    capacity: int | None = ask(N_("Places"))
    verified_on: date | None = ask(N_("Last checked on"))
    is_active: bool | None = ask(N_("Still active"), start=True)


@record(table="centres", compartment=CENTRE)
class Centre(Record):
    """A house, or headquarters itself; `code` is the three letters that every case number begins with."""

    name: str | None = ask(N_("Name of the centre"), required=True)
    code: str | None = ask(N_("Code"), hint=N_("Three letters. Every case number begins with them."), required=True)
    region: str | None = ask_place("region", N_("Region"))
    cercle: str | None = ask_place("cercle", N_("Cercle"))
    locality: str | None = ask(N_("Town or village"))
    phone: str | None = ask_phone(N_("Telephone"))
    sex_rule: Choice | None = ask_one("sex_rule", N_("Who is welcome"))
    age_min: int | None = ask(N_("Youngest age"))
    age_max: int | None = ask(N_("Oldest age"))
    complaint_channel: str | None = ask_text(
        N_("Where to complain outside the centre"), hint=N_("Printed on every care plan.")
    )


@record(table="rooms", compartment=CENTRE)
class Room(Record):
    name: str | None = ask(N_("Name of the room"), required=True)
    room_type: Choice | None = ask_one("room_type", N_("Kind of room"), required=True)
    sex_rule: Choice | None = ask_one("sex_rule", N_("For whom"))
    age_min: int | None = ask(N_("Youngest age"))
    age_max: int | None = ask(N_("Oldest age"))
    closed_from: date | None = ask(N_("Closed from"))
    closed_to: date | None = ask(N_("Closed to"))


@record(table="beds", compartment=CENTRE)
class Bed(Record):
    """A bed, a cot or a mat. A cot names the bed it stands beside."""

    room_id: str = refer("rooms", N_("Room"), required=True)
    label: str | None = ask(N_("Bed"), required=True)
    kind: Choice | None = ask_one("bed_kind", N_("Kind of bed"), required=True)
    beside_bed_id: str | None = refer("beds", N_("Beside the bed"))
    out_of_service_from: date | None = ask(N_("Out of service since"))
    note: str | None = ask(N_("Note"))


@record(table="staff", compartment=CENTRE)
class StaffMember(Record):
    """A person at the laptop. Her key slot is in the key file; this is what the house knows of her."""

    name: str | None = ask(N_("Name"), required=True)
    sex: Choice | None = ask_one("sex", N_("Sex"))
    staff_code: str | None = ask(N_("Staff code"))
    roles: Choices = ask_some("user_role", N_("Roles"), required=True)
    languages: Choices = ask_some("language", N_("Languages"))
    active_from: date | None = ask(N_("Here since"))
    active_to: date | None = ask(N_("Until"))


@record(table="projects", compartment=CENTRE)
class Project(Record):
    donor: str | None = ask(N_("Donor"), required=True)
    code: str | None = ask(N_("Code of the project"), required=True)
    title: str | None = ask(N_("Title"))
    from_on: date | None = ask(N_("From"))
    to_on: date | None = ask(N_("To"))
    budget_fcfa: int | None = ask_amount(N_("Budget"))


@record(table="known_places", compartment=CENTRE)
class KnownPlace(Record):
    """A village, a gold site or another place that the centre knows by name."""

    name: str | None = ask(N_("Name of the place"), required=True)
    kind: Choice | None = ask_one("place_kind", N_("Kind of place"), required=True)
    region: str | None = ask_place("region", N_("Region"))
    cercle: str | None = ask_place("cercle", N_("Cercle"))
    also_called: str | None = ask(N_("Also called"))
