"""How a centre is called on paper, whose register knows it by its town."""

from centre_app.folding import fold
from centre_app.language import N_, Language
from centre_app.records import Centre
from centre_app.register import Register


def number_alone(code: str | None) -> str:
    """Return the number of a file without the letters of its house, for a paper that leaves it: "26-0017"."""
    return (code or "").partition("-")[2]


def house_name(register: Register, language: Language) -> str:
    """Return "Centre d’accueil de Koro" for "Koro"; a name that says "centre" itself stays as it is."""
    centre = register.get(Centre, register.centre_id)
    name = (centre.name if centre else None) or register.code
    said = fold(name)
    if register.is_headquarters or "centre" in said or "foyer" in said:
        return name
    return language.say(N_("Reception centre of {name}"), name=name)
