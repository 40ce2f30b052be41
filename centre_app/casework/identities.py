"""Who she is, told in several records: any number of names of which one is shown, and ways to reach her."""

import dataclasses

from centre_app.phones import as_e164
from centre_app.records import PersonContact, PersonName
from centre_app.register import Register

BY_PHONE = frozenset({"phone", "messenger"})  # of the list contact_kind


def keep_name(register: Register, name: PersonName) -> PersonName:
    """Save one of her names; where it is the one to show, the others are so no longer."""
    others = register.find(PersonName, person_id=name.person_id, is_display=True) if name.is_display else []
    hidden = [dataclasses.replace(other, is_display=False) for other in others if other.id != name.id]
    return register.save(name, *hidden)[0]


def keep_contact(register: Register, contact: PersonContact) -> PersonContact:
    """Save a way to reach her, a phone number with its country: "76 12 34 56" as "+22376123456"."""
    number = as_e164(contact.value) if contact.kind in BY_PHONE and contact.value else None
    return register.save(dataclasses.replace(contact, value=number or contact.value))[0]
