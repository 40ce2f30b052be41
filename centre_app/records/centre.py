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

# Why words about the house leave it with every bundle. What is not marked so stays here: a contact person of a partner,
# a note beside a bed.
_DIRECTORY = "the directory of services tells of organisations, not of residents"
_MAP = "a place on the map; it says of nobody that she comes from there"
_HOUSE = "the house itself, as its sign says"
_DOOR = "what stands on a door or a bed"
_STAFF = "headquarters knows the staff of its centres"
_DONOR = "what the donor calls a project"


@record(table="organisations", compartment=CENTRE)
class Organisation(Record):
    name: str | None = ask(N_("Name of the organisation"), required=True, harmless=_DIRECTORY)
    acronym: str | None = ask(N_("Short name"), harmless=_DIRECTORY)
    org_type: Choice | None = ask_one("org_type", N_("Kind of organisation"), required=True)
    services: Choices = ask_some("referral_type", N_("What it offers"))
    region: str | None = ask_place("region", N_("Region"), harmless=_DIRECTORY)
    cercle: str | None = ask_place("cercle", N_("Cercle"), harmless=_DIRECTORY)
    country: Choice | None = ask_one("country", N_("Country"))
    locality: str | None = ask(N_("Town or village"), harmless=_DIRECTORY)
    address: str | None = ask(N_("Address"), hint=N_("Never that of a shelter."), harmless=_DIRECTORY)
    po_box: str | None = ask(N_("Post-office box"), harmless=_DIRECTORY)
    longitude: Decimal | None = ask(N_("Longitude"))
    latitude: Decimal | None = ask(N_("Latitude"))
    phone: str | None = ask_phone(N_("Telephone"), harmless=_DIRECTORY)
    contact: str | None = ask(N_("Contact person"))
    opening_hours: str | None = ask(N_("Opening hours"), harmless=_DIRECTORY)
    sex_rule: Choice | None = ask_one("sex_rule", N_("Who is welcome"))
    age_min: int | None = ask(N_("Youngest age"))
    age_max: int | None = ask(N_("Oldest age"))
    capacity: int | None = ask(N_("Places"))
    verified_on: date | None = ask(N_("Last checked on"))
    is_active: bool | None = ask(N_("Still active"), start=True)


@record(table="centres", compartment=CENTRE)
class Centre(Record):
    """A house, or headquarters itself; `code` is the three letters that every case number begins with."""

    name: str | None = ask(N_("Name of the centre"), required=True, harmless=_HOUSE)
    code: str | None = ask(
        N_("Code"), hint=N_("Three letters. Every case number begins with them."), required=True, harmless=_HOUSE
    )
    region: str | None = ask_place("region", N_("Region"), harmless=_HOUSE)
    cercle: str | None = ask_place("cercle", N_("Cercle"), harmless=_HOUSE)
    locality: str | None = ask(N_("Town or village"), harmless=_HOUSE)
    phone: str | None = ask_phone(N_("Telephone"), harmless=_HOUSE)
    sex_rule: Choice | None = ask_one("sex_rule", N_("Who is welcome"))
    age_min: int | None = ask(N_("Youngest age"))
    age_max: int | None = ask(N_("Oldest age"))
    complaint_channel: str | None = ask_text(
        N_("Where to complain outside the centre"), hint=N_("Printed on every care plan."), harmless=_HOUSE
    )


@record(table="rooms", compartment=CENTRE)
class Room(Record):
    name: str | None = ask(N_("Name of the room"), required=True, harmless=_DOOR)
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
    label: str | None = ask(N_("Bed"), required=True, harmless=_DOOR)
    kind: Choice | None = ask_one("bed_kind", N_("Kind of bed"), required=True)
    beside_bed_id: str | None = refer("beds", N_("Beside the bed"))
    in_service_from: date | None = ask(
        N_("In service since"), hint=N_("Without a day: since it was written down here.")
    )
    out_of_service_from: date | None = ask(N_("Out of service since"))
    note: str | None = ask(N_("Note"))


@record(table="staff", compartment=CENTRE)
class StaffMember(Record):
    """A person at the laptop. Her key slot is in the key file; this is what the house knows of her."""

    name: str | None = ask(N_("Name"), required=True, harmless=_STAFF)
    sex: Choice | None = ask_one("sex", N_("Sex"))
    staff_code: str | None = ask(N_("Staff code"), harmless=_STAFF)
    roles: Choices = ask_some("user_role", N_("Roles"), required=True)
    languages: Choices = ask_some("language", N_("Languages"))
    active_from: date | None = ask(N_("Here since"))
    active_to: date | None = ask(N_("Until"))


@record(table="projects", compartment=CENTRE)
class Project(Record):
    donor: str | None = ask(N_("Donor"), required=True, harmless=_DONOR)
    code: str | None = ask(N_("Code of the project"), required=True, harmless=_DONOR)
    title: str | None = ask(N_("Title"), harmless=_DONOR)
    from_on: date | None = ask(N_("From"))
    to_on: date | None = ask(N_("To"))
    budget_fcfa: int | None = ask_amount(N_("Budget"))


@record(table="known_places", compartment=CENTRE)
class KnownPlace(Record):
    """A village, a gold site or another place that the centre knows by name."""

    name: str | None = ask(N_("Name of the place"), required=True, harmless=_MAP)
    kind: Choice | None = ask_one("place_kind", N_("Kind of place"), required=True)
    region: str | None = ask_place("region", N_("Region"), harmless=_MAP)
    cercle: str | None = ask_place("cercle", N_("Cercle"), harmless=_MAP)
    also_called: str | None = ask(N_("Also called"), harmless=_MAP)


@record(table="house_rules", compartment=CENTRE)
class HouseRules(Record):
    """The rules of the house as they are from a day on; whoever accepted earlier ones accepted those."""

    version: int | None = ask(N_("Version"), start=1)
    from_on: date | None = ask(N_("In force from"), required=True)
    text: str | None = ask_text(N_("The rules, one a line"), required=True, harmless=_HOUSE)
