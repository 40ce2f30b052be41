"""The forms of the house: which there are, their numbers and titles, and what each asks in which order. Declarations only.

The tens follow a stay: 1 who comes, 2 consents and plan, 3 the stay, 4 health, 5 how she is and groups, 6 school and
training, 7 protection and law, 8 law and family, 9 referral, exit and what comes after, 10 stock room, kitchen and
activities. A number is never given to another form: it stands on sheets that were printed.
"""

from collections.abc import Mapping, Sequence

from centre_app.forms import arrival, care, family, health, house, learning, protection, stay, wellbeing
from centre_app.forms.form import Form
from centre_app.language import N_
from centre_app.questions import Record

FORMS: Sequence[Form] = sorted(
    {
        id(one): one
        for module in (arrival, care, stay, health, wellbeing, house, learning, protection, family)
        for one in vars(module).values()
        if isinstance(one, Form)
    }.values(),
    key=lambda one: one.number,
)
# The tens, each with the words under which they are listed.
CHAPTERS: Mapping[int, str] = {
    1: N_("Who comes"),
    2: N_("Consents and care plan"),
    3: N_("The stay"),
    4: N_("Health"),
    5: N_("How residents are, and groups"),
    6: N_("School and training"),
    7: N_("Protection"),
    8: N_("Law and family"),
    9: N_("Referral, exit and what comes after"),
    10: N_("Stock room, kitchen, activities"),
}
BY_NUMBER: Mapping[str, Form] = {str(one.number): one for one in FORMS}

# What an act is typed from where its records do not tell: an arrival writes a name, as "another name" does.
_OF_ACT: Mapping[str, Form] = {
    "admit": arrival.ARRIVAL,
    "roll_call": house.ROLL_CALL,
    "readmit": arrival.ARRIVAL,
    "birth": stay.BIRTH,
    "leave": stay.LEAVE,
    "missing": stay.MISSING,
    "back": stay.BACK,
    "transfer": stay.TRANSFER,
    "exit": stay.EXIT,
}


def number_of(act: str, written: Sequence[type[Record]]) -> str | None:
    """Return the number of the form from which an act that wrote records of these kinds was typed; None for none."""
    found = _OF_ACT.get(act) or next(
        (one for kind in written for one in FORMS if one.record_type is kind or kind in one.record_types), None
    )
    return str(found.number) if found else None
