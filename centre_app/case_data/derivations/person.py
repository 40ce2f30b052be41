"""Who it is, when born, where from."""

from centre_app.case_data.derivations.values import InWords, Keys, Line, Somewhere, Value
from centre_app.case_data.generalising import BETWEEN, cercle_or_region
from centre_app.case_data.generalising import age_band as band_of
from centre_app.case_data.generalising import citizenship_group as group_of
from centre_app.case_data.sources import PARENTS
from centre_app.choices import choices
from centre_app.dates import DAY, ages_on
from centre_app.naming import PROTECTED
from centre_app.phones import as_e164
from centre_app.records import (
    Exit,
    PersonContact,
    PersonDescription,
    PersonIdentifier,
    PersonLanguage,
    PersonLink,
    PersonName,
    PersonNationality,
)

DECEASED, STATELESS = "deceased", "XXA"
USUAL, SELF, PHONE = "usual", "self", "phone"
OFFICIAL = ("nina", "passport", "ecowas_id", "consular_card", "birth_cert_no")  # what says who one is, the surest first


def case_number(line: Line, argument: str) -> Value:
    return line.house.numbers.cases.get(line.of.file.id)


def centre_code(line: Line, argument: str) -> Value:
    return line.house.centre_codes.get(line.of.file.centre_id)


def staff_number(line: Line, argument: str) -> Value:
    who, staff = line.of.file.referent_id, line.house.numbers.staff
    return staff.setdefault(who, f"S{len(staff) + 1}") if who else None


def usual_name(line: Line, part: str) -> Value:
    """Return a part of the name to use: the protected one before all others, else the usual one."""
    order = {PROTECTED: 0, USUAL: 1}
    names = sorted(line.of.every(PersonName), key=lambda name: order.get(name.name_type or "", 2))
    given = getattr(names[0], part) if names else None
    return InWords(given) if given else None


def identity_numbers(line: Line, argument: str) -> Value:
    found = [one for one in line.of.every(PersonIdentifier) if one.identifier_type in OFFICIAL and one.value]
    found.sort(key=lambda one: OFFICIAL.index(one.identifier_type or ""))
    return InWords(found[0].value) if found else None


def contact(line: Line, argument: str) -> Value:
    """Return an address of the person's own, or a telephone: "phone" the person's own, "phone_of_others" theirs."""
    kind = PHONE if argument.startswith(PHONE) else argument
    is_own = argument != "phone_of_others"
    found = [one for one in line.of.every(PersonContact) if one.kind == kind and one.value]
    values = [one.value or "" for one in found if (one.belongs_to == SELF) == is_own]
    if not values:
        return None
    return InWords((as_e164(values[0]) or values[0]) if kind == PHONE else values[0])


# --- birth, gender, family -------------------------------------------------------------------------------------


def birth_day(line: Line, argument: str) -> Value:
    birth = line.of.person.birth if line.of.person else None
    return birth.first if birth is not None and birth.precision == DAY else None


def birth_from(line: Line, argument: str) -> Value:
    return line.of.person.birth.first if line.of.person and line.of.person.birth else None


def birth_to(line: Line, argument: str) -> Value:
    return line.of.person.birth.last if line.of.person and line.of.person.birth else None


def birth_precision(line: Line, argument: str) -> Value:
    return Keys([line.of.person.birth.precision]) if line.of.person and line.of.person.birth else None


def age_band(line: Line, argument: str) -> Value:
    """Return the band of CTDC on the day on which the file was opened."""
    person, opened = line.of.person, line.of.file.opened_on
    if person is None or person.birth is None or opened is None:
        return None
    return band_of(ages_on(person.birth, opened))


def year_opened(line: Line, argument: str) -> Value:
    return str(line.of.file.opened_on.year) if line.of.file.opened_on else None


def gender(line: Line, argument: str) -> Value:
    """Return the gender as it is said, in a file that carries names; else the sex."""
    person = line.of.person
    if person is None:
        return None
    said = person.gender_identity if line.house.with_names else None
    return Keys([one]) if (one := said or person.sex) else None


def has_died(line: Line, argument: str) -> Value:
    exits = line.of.every(Exit)
    return bool((line.of.person and line.of.person.deceased_on) or any(one.reason == DECEASED for one in exits))


def number_of_children(line: Line, argument: str) -> Value:
    """Return how many children are known here, else how many were said; unknown is not 0."""
    linked = {one.to_person_id for one in line.of.every(PersonLink) if one.relation in PARENTS}
    said = line.of.person.children_stated if line.of.person else None
    return max(len(linked), said or 0) if linked or said is not None else None


def _spoken(line: Line) -> list[str]:
    return list(dict.fromkeys(one.language for one in line.of.every(PersonLanguage) if one.language))


def language(line: Line, rank: str) -> Value:
    spoken = _spoken(line)
    return Keys([spoken[int(rank) - 1]]) if len(spoken) >= int(rank) else None


def languages(line: Line, argument: str) -> Value:
    return Keys(_spoken(line)) or None


def _nationalities(line: Line) -> list[str]:
    found = {one.nationality for one in line.of.every(PersonNationality) if one.nationality}
    return [key for key in choices("nationality").all_keys if key in found]


def citizenship(line: Line, argument: str) -> Value:
    listed = choices("nationality").entries
    return Keys(key for key in _nationalities(line) if listed[key].htcds) or None


def citizenship_group(line: Line, argument: str) -> Value:
    found = citizenship(line, "")
    return group_of(BETWEEN.join(found)) or None if isinstance(found, Keys) else None


def is_stateless(line: Line, argument: str) -> Value:
    return STATELESS in _nationalities(line)


# --- where -----------------------------------------------------------------------------------------------------


def home_place(line: Line, argument: str) -> Value:
    described, person = line.of.newest(PersonDescription), line.of.person
    exact = (described.village or described.commune) if described else None
    wider = cercle_or_region(person.origin_cercle, None) if person else ""
    return Somewhere(exact or wider, wider) if exact or wider else None
