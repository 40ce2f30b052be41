"""A care plan printed from a register: what is read, what stays inside, and the number every copy bears."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from centre_app.casework import plans
from centre_app.dates import Birth
from centre_app.documents import care_plan_printing
from centre_app.documents.care_plan_printing import next_copy_number, preview_care_plan, print_care_plan
from centre_app.documents.care_plan_reading import care_plan_sheet, spoken
from centre_app.documents.care_plan_sheet import Copy, CopyLevel
from centre_app.language import Language
from centre_app.naming import short_name
from centre_app.problems import NotFound, SectionShut
from centre_app.records import (
    Belonging,
    CarePlan,
    CaseFile,
    Centre,
    DomainNeed,
    HealthBrief,
    MedicalVisit,
    NeedsAssessment,
    Person,
    PersonNationality,
    PlanReview,
    PrintedCopy,
    SchoolEnrolment,
    Signature,
    StaffMember,
    Stay,
)
from centre_app.register import Register
from tests.centre_app.documents.reading import words_of
from tests.makers import (
    TODAY,
    a_bed,
    a_case,
    a_goal,
    a_health_profile,
    a_kit,
    a_mother_of,
    a_name,
    a_person,
    a_plan,
    a_project,
    a_room,
    a_stay,
    a_training,
    an_action,
    an_assignment,
)

FRENCH = Language.of("fr")
HER_COPY = Copy(level=CopyLevel.RESIDENT, number=1)


@dataclass
class Written:
    """A resident with a proposed plan and something in every part of her file."""

    case: CaseFile
    plan: CarePlan


@pytest.fixture
def written(register: Register) -> Written:
    referent = StaffMember(name="Oumar Bintou Maïga", sex="male", roles=frozenset({"case_manager"}))
    centre = register.get(Centre, register.centre_id)
    assert centre is not None
    register.save(
        referent,
        replace(centre, name="Centre d’accueil de Ségou", locality="Ségou", phone="+223 76 00 00 00"),
    )
    person, child = a_person(), a_person(sex="male", birth=Birth.exact(TODAY - timedelta(days=214)))
    case = a_case(person, referent_id=referent.id)
    stay = a_stay(case, rules_signed_on=TODAY, entry_kit_done=False)
    room, project = a_room(name="Karité", room_type="mother_baby"), a_project()
    bed = a_bed(room, label="K7")
    register.save(
        person,
        a_name(person),
        a_name(person, family=None, given="Kajaa", name_type="nickname", is_display=False),
        PersonNationality(person_id=person.id, nationality="ML"),
        child,
        a_name(child, "Sangaré", "Issa"),
        a_mother_of(person, child),
        case,
        stay,
        room,
        bed,
        project,
    )
    register.save(
        an_assignment(stay, bed),
        HealthBrief(case_id=case.id, next_on=TODAY + timedelta(days=5), next_where="CSRéf", treatment="Fer, le matin"),
        a_health_profile(case, chronic="Drépanocytose"),
        MedicalVisit(
            case_id=case.id,
            visit_type="admission_check",
            seen_on=TODAY,
            diagnosis="Paludisme simple",
            complaint="Fièvre",
        ),
        SchoolEnrolment(case_id=case.id, provision="literacy_centre", from_on=TODAY, timetable="Lundi à vendredi"),
        a_training(case, master="Atelier Ben"),
        a_kit(case, project),
    )
    plan = a_plan(
        case,
        wishes="N b’a fɛ ka kalan kɛ.",
        wishes_in_french="Je veux étudier.",
        situation="Elle est en sécurité.",
        explained_in="bam",
    )
    school = a_goal(plan, domain="schooling", objective="Elle lit un livre.", need="Sait compter")
    health = a_goal(plan, domain="medical", objective="Elle est suivie.")
    register.save(
        plan,
        school,
        an_action(school, what="Cours du soir", who_id=referent.id, who_in_words=None, project_id=project.id),
        health,
        an_action(health, what="Contrôle", due_on=None, rhythm="chaque mois", paid_by="gratuit"),
    )
    return Written(case=case, plan=plans.propose(register, register.get(CarePlan, plan.id)))


def text_of(register: Register, written: Written, level: CopyLevel = CopyLevel.RESIDENT) -> str:
    return words_of(print_care_plan(register, written.case, copy_level=level, language=FRENCH))


# What is read


def test_the_paper_says_what_the_register_knows(register: Register, written: Written) -> None:
    text = text_of(register, written)
    for said in (
        "CENTRE D’ACCUEIL DE SÉGOU",
        "Référent : Oumar Bintou Maïga",
        "Expliqué en bambara, sans interprète",
        "Nom Kadidia Sangaré, dite Kajaa",
        "Sexe Fille",
        "Âge 16 ans (dit le 21/11/2026)",
        "Nationalité Malienne",
        "Avec elle Issa, son fils, 7 mois",
        "Elle est en sécurité.",
        "« N b’a fɛ ka kalan kɛ. » Je veux étudier.",
        "École ☐ Sait compter",
        "Cours du soir O. Maïga 21/12/2026 UNI-7",
        "Contrôle The teacher chaque mois gratuit",
        "Chambre mère-enfant. Règles expliquées et acceptées le 21/11/2026. Kit d’entrée à compléter.",
        "Prochain rendez-vous : 26/11/2026, CSRéf. À prendre : Fer, le matin.",
        "Alphabétisation au centre, Lundi à vendredi.",
        "Atelier Ben",
        "Kit couture (machine) : remis le 21/11/2026.",
        "26/11 rendez-vous de santé",
        "revue du projet",
        "La directrice Awa Diarra, avec cachet du centre",
        "Fait à Ségou, le",
    ):
        assert said in text, said


def test_domains_stand_in_the_order_of_the_list(register: Register, written: Written) -> None:
    sheet = care_plan_sheet(register, written.plan, copy=HER_COPY, language=FRENCH)
    assert [domain.title for domain in sheet.domains] == ["Santé", "École"]


def test_a_goal_of_a_domain_that_the_list_has_lost_is_printed_all_the_same(register: Register) -> None:
    person = a_person()
    case = a_case(person)
    plan = a_plan(case)
    goal = a_goal(plan, domain="gardening")
    register.save(person, a_name(person), case, a_stay(case), plan, goal, an_action(goal), heed_findings=False)
    sheet = care_plan_sheet(register, plan, copy=HER_COPY, language=FRENCH)
    assert [domain.title for domain in sheet.domains] == ["gardening"]


def test_the_next_version_looks_back_on_the_one_before(register: Register, written: Written) -> None:
    first = plans.sign(register, written.plan, [], on=TODAY)
    (health, _), (school, _) = sorted(plans.goals_of(register, first), key=lambda pair: pair[0].domain)
    plans.review(
        register,
        first,
        PlanReview(
            case_id=first.case_id,
            plan_id=first.id,
            reviewed_on=TODAY,
            next_on=TODAY + timedelta(days=90),
            resident_view="Ça va.",
        ),
        [replace(school, status="achieved"), replace(health, outcome="le carnet est perdu.")],
    )
    second = plans.next_version(register, register.get(CarePlan, first.id))
    sheet = care_plan_sheet(register, second, copy=HER_COPY, language=FRENCH)
    assert sheet.look_back is not None
    assert [(goal.objective, goal.is_reached) for goal in sheet.look_back.goals] == [
        ("Elle lit un livre.", True),
        ("Elle est suivie.", False),
    ]
    assert sheet.look_back.her_view == "Ça va."
    assert [line.number for line in sheet.versions] == [1, 2]


def test_a_signed_version_printed_again_bears_who_signed(register: Register, written: Written) -> None:
    thumb = Signature(
        case_id=written.case.id, plan_id=written.plan.id, role="resident", name="Kadidia Sangaré", mode="thumbprint"
    )
    plans.sign(register, written.plan, [thumb], on=TODAY)
    text = text_of(register, written)
    assert "Version 1, acceptée le 21/11/2026" in text
    assert "Pouce posé le 21/11/2026" in text


def test_the_guardian_signs_only_beside_a_child(register: Register, written: Written) -> None:
    assert "L’autorité de garde" in text_of(register, written)
    person = register.get(type(a_person()), written.case.person_id)
    register.save(replace(person, birth=Birth.exact(TODAY - timedelta(days=30 * 365))))
    text = text_of(register, written)
    assert "L’autorité de garde" not in text
    assert "Sexe Femme" in text


# What stays inside


def test_no_need_has_no_need_written_beside_it_and_no_boy_is_asked_of_maternity(
    register: Register, written: Written
) -> None:
    assessed = NeedsAssessment(case_id=written.case.id, assessed_on=TODAY)
    none, some = (
        DomainNeed(case_id=written.case.id, assessment_id=assessed.id, domain=domain, score=score, need=need)
        for domain, score, need in (("schooling", "0", "Un cahier"), ("food", "2", "Du lait"))
    )
    register.save(assessed, none, some)
    hers = text_of(register, written)
    assert "Du lait" in hers
    assert "Maternité" in hers
    for not_needed in ("Un cahier", "Sait compter"):
        assert not_needed not in hers
    person = register.get(Person, written.case.person_id)
    assert person is not None
    register.save(replace(person, sex="male"), heed_findings=False)
    assert "Maternité" not in text_of(register, written)


def test_diagnosis_complaint_and_illness_are_on_no_copy(register: Register, written: Written) -> None:
    for level in (CopyLevel.RESIDENT, CopyLevel.CENTRE):
        text = text_of(register, written, level)
        for kept in ("Paludisme", "Fièvre", "Drépanocytose"):
            assert kept not in text


def test_room_and_address_are_on_the_centres_copy_alone(register: Register, written: Written) -> None:
    hers, centres = text_of(register, written), text_of(register, written, CopyLevel.CENTRE)
    for kept in ("Karité", "K7", "76 00 00 00"):
        assert kept not in hers
        assert kept in centres


def test_beside_a_protected_name_no_other_name_is_printed(register: Register, written: Written) -> None:
    person = register.get(type(a_person()), written.case.person_id)
    assert person is not None
    register.save(a_name(person, "Traoré", "Mariam", name_type="protected", is_display=False))
    text = text_of(register, written)
    assert "Mariam Traoré" in text
    for hidden in ("Kadidia", "Sangaré", "Kajaa"):
        assert hidden not in text


def test_with_health_shut_the_plan_says_so_and_cannot_be_signed(
    register: Register, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut(register, monkeypatch, "health")
    text = text_of(register, written)
    assert "Cet exemplaire est incomplet : il est imprimé sans la partie santé" in text
    assert "signature et date" not in text


def test_with_names_shut_the_plan_goes_by_its_code(
    register: Register, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut(register, monkeypatch, "identity")
    text = text_of(register, written)
    assert "Nom SEG-26-0001" in text
    assert "Sangaré" not in text
    assert "sans les noms" in text


def shut(register: Register, monkeypatch: pytest.MonkeyPatch, compartment: str) -> None:
    """Open every compartment but one, as for a person whose key slot lacks it."""
    still_open = tuple(name for name in register.vault.compartments if name != compartment)
    monkeypatch.setattr(type(register.vault), "compartments", property(lambda _: still_open))


# Numbers and history


def test_every_copy_has_a_number_of_its_own_written_down_beforehand(register: Register, written: Written) -> None:
    assert "copie 1" in text_of(register, written)
    assert "copie 2" in text_of(register, written, CopyLevel.CENTRE)
    copies = register.find(PrintedCopy, plan_id=written.plan.id)
    assert [(copy.copy_number, copy.level, copy.version) for copy in copies] == [(1, "resident", 1), (2, "centre", 1)]
    assert {copy.printed_on for copy in copies} == {TODAY}


def test_a_copy_that_never_came_out_of_the_printer_keeps_its_line(
    register: Register, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    def jammed(*_: object, **__: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(care_plan_printing, "care_plan_pdf", jammed)
    with pytest.raises(MemoryError):
        print_care_plan(register, written.case, copy_level=CopyLevel.RESIDENT, language=FRENCH)
    assert next_copy_number(register, written.plan) == 2


def test_copies_printed_together_say_how_many_they_are(register: Register, written: Written) -> None:
    pdf = print_care_plan(register, written.case, copy_level=CopyLevel.RESIDENT, language=FRENCH, total=2)
    assert "copie 1 sur 2" in words_of(pdf)


def test_the_foot_bears_the_head_of_history_as_it_stood_when_printed(register: Register, written: Written) -> None:
    register.save(replace(register.get(CaseFile, written.case.id), confidentiality="restricted"))
    sheet = care_plan_sheet(register, written.plan, copy=HER_COPY, language=FRENCH)
    assert len(sheet.head_of_history) == 9
    register.save(replace(register.get(CaseFile, written.case.id), confidentiality="standard"))
    later = care_plan_sheet(register, written.plan, copy=HER_COPY, language=FRENCH)
    assert later.head_of_history != sheet.head_of_history


def test_a_preview_takes_no_number_and_leaves_no_copy(register: Register, written: Written) -> None:
    pdf = preview_care_plan(register, written.plan, copy_level=CopyLevel.RESIDENT, language=FRENCH)
    assert "copie 1" in words_of(pdf)
    assert register.find(PrintedCopy) == []


def test_a_file_without_a_plan_is_not_printed(register: Register) -> None:
    person = a_person()
    case = a_case(person)
    register.save(person, a_name(person), case)
    with pytest.raises(NotFound):
        print_care_plan(register, case, copy_level=CopyLevel.CENTRE, language=FRENCH)
    assert register.find(PrintedCopy) == []


def test_without_the_care_compartment_there_is_nothing_to_print(
    register: Register, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut(register, monkeypatch, "care")
    with pytest.raises(SectionShut):
        print_care_plan(register, written.case, copy_level=CopyLevel.CENTRE, language=FRENCH)


@pytest.mark.parametrize(
    ("name", "short"), [("Awa Diarra", "A. Diarra"), ("Awa Bintou Diarra", "A. Diarra"), ("Awa", "Awa"), ("", "")]
)
def test_staff_are_named_short_in_a_narrow_column(name: str, short: str) -> None:
    assert short_name(name) == short


def test_a_language_stands_in_a_sentence_without_what_explains_it() -> None:
    assert spoken("bam", FRENCH) == "bambara"
    assert spoken("bam", Language.of("en")) == "Bambara"
    assert spoken(None, FRENCH) == ""


def test_how_many_things_the_house_keeps_for_her_is_said_and_not_what_they_are(
    register: Register, written: Written
) -> None:
    assert "La maison garde" not in text_of(register, written)
    stay = register.only(Stay, case_id=written.case.id)
    assert stay is not None
    things = [
        Belonging(case_id=stay.case_id, stay_id=stay.id, kind=kind, description="Nokia noir", deposited_on=TODAY)
        for kind in ("phone", "papers")
    ]
    register.save(*things, heed_findings=False)
    said = text_of(register, written)
    assert "La maison garde 2 affaires pour elle." in said
    assert "Nokia" not in said
