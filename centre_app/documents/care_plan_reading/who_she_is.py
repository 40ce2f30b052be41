"""Who a care plan is for: the name she goes by, her age as it is known, her children here, her papers."""

from collections.abc import Iterator, Sequence

from centre_app.ages import age_said, birth_said
from centre_app.choices import choices
from centre_app.choices.keys import Sex
from centre_app.dates import is_child
from centre_app.documents.care_plan_levels import IDENTITY_PAPERS, Part
from centre_app.documents.care_plan_reading.source import Source, newest
from centre_app.documents.care_plan_sheet import Child, Resident
from centre_app.language import N_, NO_BREAK
from centre_app.naming import PROTECTED, names_of
from centre_app.records import Consent, Person, PersonIdentifier, PersonLink, PersonName, Relative

_PARENTS = ("mother", "father")
_GUARDIANS = ("legal_guardian", "parent", "customary_guardian")  # of consent_giver, the first one first


def resident(source: Source) -> Resident:
    """Return what this copy says of who she is."""
    file, person, language = source.file, source.file.person, source.language
    return Resident(
        name=file.name.in_text or file.case.code or "",
        called=_nickname(file.names) if source.prints(Part.NICKNAME) else "",
        sex=person.sex,
        sex_said=_sex_said(source),
        age=age_said(person.birth, on=source.today, language=language),
        age_basis=birth_said(person.birth, language=language, sex=person.sex),
        nationality=language.list_of(source.label("nationality", one.nationality) for one in file.nationalities),
        here_since=file.stay.admitted_on if file.stay and source.prints(Part.HERE_SINCE) else None,
        here_until=file.stay.ended_on if file.stay and source.prints(Part.HERE_SINCE) else None,
        children=tuple(_children(source)) if source.prints(Part.CHILDREN) else (),
        papers=tuple(_papers(source)),
        guardian=_guardian(source) if source.prints(Part.GUARDIAN_NAME) else "",
    )


def _nickname(names: Sequence[PersonName]) -> str:
    """Return how she is called besides. Beside a protected name no other is printed: it would give her away."""
    if any(name.name_type == PROTECTED for name in names):
        return ""
    return next((name.given or name.family or "" for name in names if name.name_type == "nickname"), "")


def _sex_said(source: Source) -> str:
    """Return "girl" or "woman", as one says it; the list's word for what is neither."""
    young = is_child(source.file.person.birth, source.today)
    match source.sex:
        case Sex.FEMALE:
            return source.language.say(N_("Girl") if young else N_("Woman"))
        case Sex.MALE:
            return source.language.say(N_("Boy") if young else N_("Man"))
    return choices("sex").label(source.sex, source.language)


def _children(source: Source) -> Iterator[Child]:
    """Give the children who live here with her: ages, and first names where they are printed."""
    register = source.register
    links = register.find(
        PersonLink, from_person_id=source.file.person.id, relation=_PARENTS, is_in_same_stay=True, to_on=None
    )
    names = names_of(register, [link.to_person_id for link in links]) if source.prints(Part.CHILDREN_NAMES) else {}
    for link in links:
        child = register.get(Person, link.to_person_id)
        if child is None:
            continue
        shown = names.get(child.id)
        yield Child(
            name=shown.given if shown else "",
            relation=_relation(source, child),
            age=age_said(child.birth, on=source.today, language=source.language),
        )


def _relation(source: Source, child: Person) -> str:
    match child.sex:
        case Sex.FEMALE:
            return source.language.say(N_("their daughter"))
        case Sex.MALE:
            return source.language.say(N_("their son"))
    return source.language.say(N_("their child"))


def _papers(source: Source) -> Iterator[str]:
    """Give numbers by which she is known: of identity papers, and of other services."""
    for number in source.file.of(PersonIdentifier):
        part = Part.IDENTITY_NUMBERS if number.identifier_type in IDENTITY_PAPERS else Part.OTHER_NUMBERS
        if number.value and source.prints(part):
            what = source.label("identifier_type", number.identifier_type)
            on_one_line = number.value.replace(" ", NO_BREAK)
            yield source.language.say(N_("{what}: {number}"), what=what, number=on_one_line)


def _guardian(source: Source) -> str:
    """Return who answers for a child besides the house: the legal guardian, else whoever consented as guardian."""
    if not is_child(source.file.person.birth, source.today):
        return ""
    guardians = [one for one in source.file.of(Relative) if one.relation == "legal_guardian"]
    if guardians:
        return guardians[-1].name or ""
    for giver in _GUARDIANS:
        given = newest((one for one in source.file.of(Consent) if one.giver == giver and one.giver_name), "given_on")
        if given is not None:
            return given.giver_name or ""
    return ""
