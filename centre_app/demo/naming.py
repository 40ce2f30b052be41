"""What is known of a few residents besides their name: how they are called at home, a number, whom one may phone."""

from centre_app.casework import identities
from centre_app.demo.house import House
from centre_app.records import CaseFile, PersonContact, PersonIdentifier, PersonName

HOME_NAMES = ("Nana", "Tata", "Bébé")
AUNT, NEIGHBOUR = "76 00 12 34", "65 00 56 78"
NINA = "2 2010 03 0000"


def tell_more(house: House, cases: list[CaseFile]) -> None:
    """Write for the first residents what an educator learns in the first days."""
    for case, name in zip(cases, HOME_NAMES, strict=False):
        identities.keep_name(
            house.register, PersonName(person_id=case.person_id, given=name, name_type="nickname", is_display=False)
        )
    for case, number, safe in zip(cases, (AUNT, NEIGHBOUR), ("with_care", "no"), strict=False):
        identities.keep_contact(
            house.register,
            PersonContact(
                person_id=case.person_id, kind="phone", value=number, belongs_to="relative", safe_to_call=safe
            ),
        )
    if cases:
        house.register.save(PersonIdentifier(person_id=cases[0].person_id, identifier_type="nina", value=NINA))
