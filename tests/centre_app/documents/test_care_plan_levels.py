"""What of a file stands on which copy of a care plan: every text of every record is marked, and looked for on A, B, C and D.

The table below is said a second time here, by question instead of by part, so that the one in the program is not tested
with itself. A question that is not in it may stand on no copy.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from centre_app.case_view import gather
from centre_app.casework.already_left import already_left
from centre_app.casework.consents import NoConsent
from centre_app.choices import choices
from centre_app.dates import Birth, PartialDate
from centre_app.documents.care_plan_levels import CALENDAR_ON, PRINTED_ON, Part
from centre_app.documents.care_plan_printing import preview_care_plan, print_care_plan
from centre_app.documents.care_plan_sheet import CopyLevel
from centre_app.documents.sharing import NobodyNamed, Recipient, refuse_to_share
from centre_app.ids import new_id
from centre_app.language import Language
from centre_app.questions import (
    BirthDay,
    Day,
    DecimalNumber,
    Kind,
    Moment,
    OneOf,
    PartialDay,
    Phone,
    Place,
    Record,
    Reference,
    SomeOf,
    Words,
    YesNo,
)
from centre_app.records import (
    RECORD_TYPES,
    CarePlan,
    CaseFile,
    Centre,
    Consent,
    HealthBrief,
    Organisation,
    PersonIdentifier,
    PersonName,
    PlanGoal,
    PlanReview,
    PrintedCopy,
    PsychosocialSession,
    StaffMember,
)
from centre_app.register import Register
from tests.centre_app.documents.reading import words_of
from tests.makers import (
    DIRECTOR,
    TODAY,
    TOMORROW,
    a_mother_of,
    a_name,
    a_person,
    as_received,
    reopened_as,
    reopened_without,
)

FRENCH = Language.of("fr")
DOMAIN = "legal"  # a domain that authorities read as well

# By question, for whom it may be printed: A the resident, B the centre, C a partner, D authorities.
MAY_STAND_ON = {
    "centres.phone": ".B.D",
    "centres.locality": "ABCD",
    "centres.name": "ABCD",
    "centres.complaint_channel": "AB..",
    "staff.name": "ABCD",
    "case_files.code": "ABCD",
    "person_names.given": "ABCD",
    "person_names.family": "ABCD",
    "person_identifiers.value": ".B.D",
    "care_plans.situation": "AB..",
    "care_plans.wishes": "AB..",
    "care_plans.wishes_in_french": "AB..",
    "care_plans.worries": "AB..",
    "care_plans.worries_in_french": "AB..",
    "care_plans.strengths": "AB..",
    "care_plans.strengths_in_french": "AB..",
    "care_plans.interpreter": ".B..",
    "care_plans.exit_preparation": "AB..",
    "plan_goals.objective": "ABCD",
    "plan_goals.outcome": "AB..",  # of the version before
    "plan_reviews.resident_view": "AB..",
    "plan_actions.what": "ABCD",
    "plan_actions.who_in_words": "AB..",
    "projects.code": "AB..",
    "consents.restrictions": "ABC.",
    "signatures.name": ".B..",  # of a witness
    "consents.giver_name": ".B.D",  # of a guardian
    "organisations.acronym": ".B..",
    "organisations.name": "..C.",
    "domain_needs.need": "ABC.",
    "needs_assessments.strengths": "AB..",
    "safety_plans.signs": "AB..",
    "safety_plans.what_to_do": "AB..",
    "safety_plans.phone_numbers": "AB..",
    "safety_plans.triggers": ".B..",
    "safety_plans.trusted_people": ".B..",
    "safety_plans.safe_places": ".B..",
    "rooms.name": ".B..",
    "beds.label": ".B..",
    "health_briefs.next_where": "AB..",
    "health_briefs.treatment": "AB..",
    "health_briefs.allergies": "AB..",
    "school_enrolments.establishment": "AB..",
    "school_enrolments.timetable": "AB..",
    "training_enrolments.master": "AB..",
    "training_enrolments.timetable": "AB..",
    "custody_orders.authority": ".B.D",
    "custody_orders.reference": ".B.D",
    "custody_orders.note": ".B..",
    "legal_cases.court": ".B.D",
    "legal_cases.reference": ".B.D",
    "legal_cases.lawyer": ".B..",
    "legal_steps.with_whom": ".B..",
    "notifications.acknowledgement": ".B.D",
    "relatives.name": ".B..",
    "family_assessments.conditions": ".B..",
}


@dataclass
class Marked:
    """A file in which every text is a mark: by table and question, and the other way round."""

    case: CaseFile
    plan: CarePlan
    organisation_id: str
    marks: dict[str, str]


# What is not simply the first choice of its list, so that every section has something to say.
ANSWERS: dict[str, dict[str, Any]] = {
    "persons": {"birth": Birth.of_age(15, 15, said_on=TODAY), "sex": "female", "deceased_on": None},
    "case_files": {"status": "admitted", "confidentiality": "standard", "merged_into_id": None, "closed_on": None},
    "person_names": {"name_type": "usual", "is_display": True},
    "person_identifiers": {"identifier_type": "nina"},
    "stays": {"ended_on": None, "admission_type": "emergency"},
    "bed_assignments": {"to_on": None},
    "school_enrolments": {"to_on": None},
    "training_enrolments": {"to_on": None},
    "care_plans": {"status": "proposed", "previous_id": None, "version": 1},
    "plan_goals": {"domain": DOMAIN, "status": "in_progress"},
    "plan_actions": {"who_id": None, "status": "planned", "due_on": TOMORROW},
    "domain_needs": {"domain": DOMAIN, "score": "3"},
    "consents": {
        "purpose": "share_partner",
        "status": "given_partial",
        "giver": "legal_guardian",
        "partner_in_words": None,
        "expires_on": None,
    },
    "custody_orders": {"ended_on": None},
    "signatures": {"role": "witness"},
    "legal_cases": {"status": "open"},
    "legal_steps": {"action": "court_hearing", "done_on": None},
    "relatives": {"relation": "sister", "safe_to_contact": "no"},
    "psychosocial_sessions": {"next_on": TOMORROW},
    "exits": None,  # she is still here
    "organisations": {"org_type": "ngo"},
}  # fmt: skip


@pytest.fixture
def marked(register: Register) -> Marked:
    """A file with a record of every kind there is, written past the door: what may be written is not asked here."""
    ids = {kind.table: new_id() for kind in RECORD_TYPES} | {"centres": register.centre_id}
    marks: dict[str, str] = {}
    records = [
        _marked(kind, ids, marks) for kind in RECORD_TYPES if kind.table and ANSWERS.get(kind.table, {}) is not None
    ]
    records = [one for one in records if one.compartment in register.vault.compartments]
    of_kind = {type(one): one for one in records}
    consent, house = of_kind[Consent], of_kind[Centre]
    centre = register.get(Centre, register.centre_id)
    staff = next(one for one in register.find(StaffMember) if one.name == DIRECTOR)
    before = replace(of_kind[CarePlan], id=new_id(), status="revised", agreed_on=TODAY)
    of_kind[CarePlan] = plan = replace(of_kind[CarePlan], previous_id=before.id, version=2)
    goal = replace(of_kind[PlanGoal], id=new_id(), plan_id=before.id, status="not_achieved")
    of_kind[PlanReview] = replace(of_kind[PlanReview], plan_id=before.id)
    del of_kind[Centre]
    as_received(
        register,
        *(replace(one, centre_id=register.centre_id) for one in (*of_kind.values(), before, goal)),
        replace(house, rev=centre.rev, centre_id=register.centre_id, code=centre.code),
        replace(
            consent, id=new_id(), centre_id=register.centre_id, purpose="share_authorities", giver="self_minor_assent",
            giver_name=None, restrictions=None, partner_id=None,
        ),
        replace(staff, roles=frozenset({"director"})),
    )  # fmt: skip
    register.kept.look_again()
    return Marked(case=of_kind[CaseFile], plan=plan, organisation_id=ids["organisations"], marks=marks)


def _marked(kind: type[Record], ids: dict[str, str], marks: dict[str, str]) -> Record:
    """Return a record of a kind, each of its texts a mark of its own."""
    given = ANSWERS.get(kind.table) or {}
    answers = {name: _answer(kind.table, name, question.kind, ids, marks) for name, question in kind.questions.items()}
    return kind(id=ids[kind.table], **{**answers, **given})


def _answer(table: str, name: str, kind: Kind, ids: dict[str, str], marks: dict[str, str]) -> Any:
    match kind:
        case Words() | Phone():
            # with signs that mean something to whoever fills in sentences or sets stressed words
            return marks.setdefault(f"{table}.{name}", f"Q{len(marks):03d}<i>{{")
        case Reference(table=target):
            return ids[target]
        case OneOf(choices=list_name):
            return choices(list_name).keys[0]
        case SomeOf(choices=list_name):
            return frozenset(choices(list_name).keys[:1])
        case Day():
            return TODAY
        case Moment():
            return datetime.combine(TODAY, datetime.min.time(), tzinfo=UTC)
        case PartialDay() | BirthDay():
            return None if isinstance(kind, BirthDay) else PartialDate.exact(TODAY)
        case YesNo():
            return True
        case DecimalNumber():
            return Decimal(1)
        case Place():
            return None
    return 1


def recipient_of(level: CopyLevel, marked: Marked) -> Recipient | None:
    match level:
        case CopyLevel.PARTNER:
            return Recipient(organisation_id=marked.organisation_id, domain=DOMAIN)
        case CopyLevel.AUTHORITIES:
            return Recipient(in_words="Juge des enfants")
    return None


def printed(register: Register, marked: Marked, level: CopyLevel, language: Language = FRENCH) -> str:
    recipient = recipient_of(level, marked)
    return words_of(print_care_plan(register, marked.case, copy_level=level, language=language, recipient=recipient))


def test_every_text_of_every_record_stands_on_the_copies_of_the_table_and_on_no_other(
    register: Register, marked: Marked
) -> None:
    found: dict[str, str] = {}
    for level in CopyLevel:
        text = printed(register, marked, level)
        for question, mark in marked.marks.items():
            found[question] = found.get(question, "") + (level.letter if mark.upper() in text.upper() else ".")
    wrong = {
        question: (letters, MAY_STAND_ON.get(question, "...."))
        for question, letters in found.items()
        if letters != MAY_STAND_ON.get(question, "....")
    }
    assert wrong == {}, "question: (printed on, may stand on)"
    assert MAY_STAND_ON.keys() <= found.keys()


# What is no text of a record, or not to be told by one mark


def test_the_names_of_her_children_are_on_the_copies_that_stay(register: Register, marked: Marked) -> None:
    child = a_person(sex="male", birth=Birth.exact(TODAY - timedelta(days=214)))
    person = gather(register, marked.case.id).person
    register.save(child, a_name(child, None, "Issa"), a_mother_of(person, child))
    for level in CopyLevel:
        text = printed(register, marked, level)
        assert ("Issa" in text) is (level.letter in "AB"), level
        assert ("7 mois" in text) is (level.letter in "ABD"), level


def test_numbers_of_other_services_stay_in_the_house(register: Register, marked: Marked) -> None:
    (number,) = register.find(PersonIdentifier)
    as_received(register, replace(number, identifier_type="gbvims_code"))
    for level in CopyLevel:
        assert (number.value in printed(register, marked, level)) is (level.letter == "B"), level


def test_a_partner_whom_she_refused_is_named_on_no_copy(register: Register, marked: Marked) -> None:
    feared = Organisation(name="Feared House", acronym="FH9", org_type="ngo")
    (yes,) = (one for one in register.find(Consent) if one.purpose == "share_partner")
    register.save(feared)
    as_received(
        register,
        replace(yes, id=new_id(), partner_id=feared.id, status="refused", restrictions="never to FH9"),
        replace(yes, id=new_id(), purpose="hiv_test", partner_id=None),
    )
    for level in CopyLevel:
        text = printed(register, marked, level)
        for kept in ("FH9", "Feared House", "VIH"):
            assert kept not in text, level
    assert "certains partenaires ☐ oui ☑ non" in printed(register, marked, CopyLevel.CENTRE)
    hers = printed(register, marked, CopyLevel.RESIDENT)
    assert "partenaires nommés ☐ oui ☐ non ☑ avec limites" in hers  # one line: no name parts a yes from a no there
    assert "certains partenaires" not in hers


def test_an_excerpt_holds_one_domain_and_authorities_read_nothing_of_health_or_sessions(
    register: Register, marked: Marked
) -> None:
    goals = {
        domain: replace(register.find(PlanGoal)[0], id=new_id(), domain=domain, objective=f"Aim{domain}")
        for domain in ("medical", "srh_maternity", "psychosocial", "family", "schooling")
    }
    as_received(register, *(replace(goal, plan_id=marked.plan.id) for goal in goals.values()))
    texts = {level.letter: printed(register, marked, level) for level in CopyLevel}
    on = {domain: "".join(letter for letter in "ABCD" if f"Aim{domain}" in texts[letter]) for domain in goals}
    assert on == {"medical": "AB", "srh_maternity": "AB", "psychosocial": "AB", "family": "AB", "schooling": "ABD"}


def test_what_tells_of_violence_or_a_medicine_is_in_no_calendar(register: Register, marked: Marked) -> None:
    """The agenda of the house knows windows of 72 hours and the names of medicines; the paper does not."""
    for key in ("pep_window", "ec_window", "cmr_follow_up", "medication", "birth_expected", "data_quality"):
        assert key not in CALENDAR_ON
    assert set(CALENDAR_ON) <= set(choices("task_type").all_keys)
    assert "entretien" in printed(register, marked, CopyLevel.RESIDENT)  # the session due tomorrow


def test_every_part_says_for_each_copy_whether_it_is_printed() -> None:
    assert set(PRINTED_ON) == set(Part)
    for on in (*PRINTED_ON.values(), *CALENDAR_ON.values(), *MAY_STAND_ON.values()):
        assert len(on) == 4
        assert all(letter in (place, ".") for letter, place in zip(on, "ABCD", strict=True)), on


def test_the_resident_reads_no_less_than_a_partner_and_the_house_no_less_than_she() -> None:
    """Whatever leaves of her plan, she has read; only how it is called to the reader stands on C and D alone."""
    for part, on in PRINTED_ON.items():
        if part is not Part.SHARING_CONSENT:
            assert "B" in on, part
            assert "A" in on or "C" not in on, part


# What leaves the house


def test_a_copy_that_leaves_says_to_whom_and_is_written_down_so(register: Register, marked: Marked) -> None:
    text = printed(register, marked, CopyLevel.PARTNER)
    assert f"Extrait pour {marked.marks['organisations.name']}" in text
    assert "le domaine « Juridique, état civil » et rien d’autre" in text
    assert "copie 2" in text  # the first one is marked
    printed(register, marked, CopyLevel.AUTHORITIES)
    copies = [one for one in register.find(PrintedCopy, document="care_plan", plan_id=marked.plan.id) if one.rev == 1]
    told = [(one.level, one.to_whom, one.organisation_id, one.domain) for one in copies if one.level]
    assert ("partner", marked.marks["organisations.name"], marked.organisation_id, DOMAIN) in told
    assert ("authorities", "Juge des enfants", None, None) in told


@pytest.mark.parametrize("level", [CopyLevel.PARTNER, CopyLevel.AUTHORITIES])
def test_without_consent_or_a_basis_in_law_nothing_leaves(register: Register, marked: Marked, level: CopyLevel) -> None:
    as_received(register, *(replace(one, status="refused", legal_basis=None) for one in register.find(Consent)))
    for make in (preview_care_plan, print_care_plan):
        what = marked.plan if make is preview_care_plan else marked.case
        with pytest.raises(NoConsent):
            make(register, what, copy_level=level, language=FRENCH, recipient=recipient_of(level, marked))
    assert not [one for one in register.find(PrintedCopy) if one.level == level.value]


def test_what_an_authority_may_read_is_not_for_a_partner_whom_she_refused(register: Register, marked: Marked) -> None:
    (feared,) = register.save(Organisation(name="Feared House", acronym="FH9", org_type="ngo"))
    (yes,) = (one for one in register.find(Consent) if one.purpose == "share_partner")
    as_received(register, replace(yes, id=new_id(), partner_id=feared.id, status="refused", legal_basis=None))
    refuse_to_share(register, marked.case.id, CopyLevel.AUTHORITIES, Recipient(in_words="Juge des enfants"))
    for recipient in (
        Recipient(organisation_id=feared.id),
        Recipient(in_words="feared house"),
        Recipient(in_words="FH9"),
    ):
        with pytest.raises(NoConsent):
            refuse_to_share(register, marked.case.id, CopyLevel.AUTHORITIES, recipient)


def test_a_basis_in_law_lets_a_copy_leave_and_stands_on_it(register: Register, marked: Marked) -> None:
    basis = {"legal_basis": "court_order", "basis_reason": "Ordonnance", "authorised_by": register.who}
    as_received(register, *(replace(one, status="refused", **basis) for one in register.find(Consent)))
    text = printed(register, marked, CopyLevel.AUTHORITIES)
    assert "parce que la loi le permet : Un juge l’a décidé" in text


def test_a_copy_for_nobody_is_not_printed(register: Register, marked: Marked) -> None:
    nobodies = (None, Recipient(), Recipient(in_words="  "), Recipient(organisation_id=marked.organisation_id))
    for nobody in nobodies:
        with pytest.raises(NobodyNamed):
            print_care_plan(register, marked.case, copy_level=CopyLevel.PARTNER, language=FRENCH, recipient=nobody)


# Parts that are kept for others


def test_whoever_reads_no_law_prints_a_plan_that_says_so_and_cannot_be_signed(
    register: Register, marked: Marked
) -> None:
    with reopened_as(register, "psychologist") as hers:
        text = printed(hers, marked, CopyLevel.CENTRE)
        assert "la partie juridique" in text
        assert "signature et date" not in text
        assert marked.marks["custody_orders.reference"] not in text


def test_with_protection_shut_the_law_and_the_sessions_are_missing(register: Register, marked: Marked) -> None:
    with reopened_without(register, "protection") as hers:
        text = printed(hers, marked, CopyLevel.RESIDENT)
        assert "la partie psychosociale et la partie juridique" in text
        assert "signature et date" not in text
        excerpt = printed(hers, marked, CopyLevel.PARTNER)
        assert "Incomplet" not in excerpt  # of what it holds, nothing was shut
        assert "signature et date" in excerpt
        assert hers.find_open(PsychosocialSession) == []
        assert hers.find(HealthBrief)
        assert hers.find(PersonName)


def test_who_withdraws_her_consent_is_told_which_copy_lies_where(register: Register, marked: Marked) -> None:
    printed(register, marked, CopyLevel.PARTNER)
    printed(register, marked, CopyLevel.AUTHORITIES)
    left = already_left(register, marked.case.id, "share_partner", partner=frozenset({marked.organisation_id}))
    told = [one.said_in(FRENCH) for one in left if "Copie" in one.said_in(FRENCH)]
    assert told == [f"Copie n° 2 imprimée pour {marked.marks['organisations.name']} le 21/11/2026."]
    assert already_left(register, marked.case.id, "share_partner", partner=frozenset({new_id()})) == []
