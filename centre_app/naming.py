"""How a person is called on screen and on paper: the protected name before all others, else the one marked, else any."""

from collections.abc import Iterable
from dataclasses import dataclass

from centre_app.records import PersonDescription, PersonName
from centre_app.register import Register

PROTECTED = "protected"
INITIALS_AT_MOST = 2


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ShownName:
    """A name in two parts; `described` stands in their place for somebody whose name is not known."""

    family: str = ""
    given: str = ""
    described: str = ""

    @property
    def in_list(self) -> str:
        """ "Sangaré Kadidia": the family name first, as a list is sorted."""
        return " ".join(part for part in (self.family, self.given) if part) or self.described

    @property
    def in_text(self) -> str:
        """ "Kadidia Sangaré": as one speaks of her."""
        return " ".join(part for part in (self.given, self.family) if part) or self.described

    @property
    def initials(self) -> str:
        """ "K.S.": all that a bed board shows."""
        parts = [part for part in (self.given, self.family) if part] or self.described.split()
        return "".join(f"{part[0].upper()}." for part in parts[:INITIALS_AT_MOST])


def name_of(register: Register, person_id: str) -> ShownName:
    """Return how one person is called; an empty name where names are kept for others."""
    return names_of(register, [person_id]).get(person_id, ShownName())


def names_of(register: Register, person_ids: Iterable[str]) -> dict[str, ShownName]:
    """Return how persons are called, by person id; nothing where the names are kept for others."""
    if not register.can_open(PersonName):
        return {}
    wanted = list(dict.fromkeys(person_ids))
    # read as rows: a whole record of each name would take longer than the rest of the list
    shown: dict[str, ShownName] = {}
    names = register.rows(PersonName, ("person_id", "family", "given", "name_type", "is_display"), person_id=wanted)
    for name in sorted(names, key=lambda name: (name["name_type"] == PROTECTED, bool(name["is_display"]))):
        if name["family"] or name["given"]:
            shown[name["person_id"]] = ShownName(family=name["family"] or "", given=name["given"] or "")
    nameless = [person_id for person_id in wanted if person_id not in shown]
    described = register.rows(PersonDescription, ("person_id", "description"), person_id=nameless) if nameless else ()
    return shown | {row["person_id"]: ShownName(described=row["description"] or "") for row in described}


def short_name(name: str) -> str:
    """Return a staff member's name for a narrow column: "Awa Bintou Diarra" becomes "A. Diarra"."""
    first, *others = name.split() or [""]
    return f"{first[:1]}. {others[-1]}" if others else first


def all_names(register: Register, person_id: str) -> list[str]:
    """Return every name of a person as lists show one, the one shown first; none where names are kept for others."""
    found = register.find_open(PersonName, person_id=person_id)
    found.sort(key=lambda name: (name.name_type == PROTECTED, bool(name.is_display)), reverse=True)
    written = (" ".join(filter(None, (name.family, name.middle, name.given))) for name in found)
    return list(dict.fromkeys(name for name in written if name))
