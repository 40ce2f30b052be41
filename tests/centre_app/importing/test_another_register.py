"""Another centre's register, with other columns and other words, needs another mapping and no code."""

from datetime import date

import pytest

from centre_app.importing.importing import NoArrivals, import_register, preview
from centre_app.importing.mapping import Mapping, columns_table, guess, words_table
from centre_app.importing.reading import read_old_register
from centre_app.importing.vocabulary import Term
from centre_app.records import (
    BirthAtCentre,
    CaseFile,
    EducationProfile,
    Exit,
    ImportMapping,
    Intake,
    KitGrant,
    Person,
    PersonName,
    Stay,
    TrainingEnrolment,
)

HEADS = "Matricule,Vu le,Patronyme,Petit nom,Ans,D'où,Pourquoi,Par qui,Études,Bébés,Case,Atelier,Partie le,Comment,Don,Prix,Divers"
LINES = (
    "A-7,3 mars 2019,SANGARÉ,Nana,env. 15,Bankass,GM,CPA,CM2,deux,bleue,aiguille,12 avril 2019,ok famille,MAC,150000,",
    "A-8,05.03.2019,Ballo,Sali,2004,Bankass,GR,LUI-MÊME,CM2,non,bleue,bassine,,,,,bébé venu ici",
)

COLUMNS = {
    "Matricule": "number",
    "Vu le": "arrived",
    "Patronyme": "family",
    "Petit nom": "given",
    "Ans": "birth",
    "D'où": "cercle",
    "Pourquoi": "reason",
    "Par qui": "source",
    "Études": "school_level",
    "Bébés": "children",
    "Case": "room",
    "Atelier": "activity",
    "Partie le": "left",
    "Comment": "exit_reason",
    "Don": "kit",
    "Prix": "kit_value",
    "Divers": "notes",
}
WORDS = {
    "reason": {"gm": Term("admission_reason", "girl_mother"), "gr": Term("admission_reason", "pregnant")},
    "source": {"cpa": Term("identification_source", "ngo"), "lui meme": Term("identification_source", "self")},
    "school_level": {"cm2": Term("school_level", "f6")},
    "activity": {"aiguille": Term("trade", "sewing"), "bassine": Term("trade", "dyeing")},
    "exit_reason": {"ok famille": Term("exit_reason", "family_reunified")},
    "kit": {"mac": Term("kit_type", "sewing_kit")},
    "notes": {"bebe venu ici": Term("birth_at_centre", "live_birth")},
}
MAPPING = Mapping(columns=COLUMNS, words=WORDS)


@pytest.fixture
def another(a_file):
    return a_file(*LINES, heads=HEADS, name="Cahier de Koro.csv", encoding="cp1252")


def test_it_is_imported_with_its_mapping_alone(register, another):
    found = import_register(register, another, MAPPING)
    assert (found.residents, found.children, found.births) == (2, 3, 1)
    name = register.only(PersonName, family="Sangaré")
    case = register.only(CaseFile, person_id=name.person_id)
    assert (name.given, case.code, case.status) == ("Nana", "SEG-19-0001", "closed")
    stay = register.only(Stay, case_id=case.id)
    assert (stay.admitted_on, stay.ended_on, stay.room_in_words) == (date(2019, 3, 3), date(2019, 4, 12), "bleue")
    intake = register.only(Intake, case_id=case.id)
    assert (intake.reason, intake.source) == ("girl_mother", "ngo")
    assert register.only(EducationProfile, case_id=case.id).level_at_entry == "f6"
    assert register.only(TrainingEnrolment, case_id=case.id).trade == "sewing"
    assert register.only(Exit, case_id=case.id).reason == "family_reunified"
    assert register.only(KitGrant, case_id=case.id).value_fcfa == 150_000
    assert register.get(Person, case.person_id).origin_cercle == "ml-c-bankass"


def test_a_phrase_of_its_own_tells_of_a_birth(register, another):
    import_register(register, another, MAPPING)
    sali = register.only(PersonName, given="Sali")
    birth = register.only(BirthAtCentre, case_id=register.only(CaseFile, person_id=sali.person_id).id)
    assert birth.outcome == "live_birth"
    assert birth.born.first == date(2019, 3, 5)


def test_without_the_mapping_it_is_refused_and_says_why(register, another):
    with pytest.raises(NoArrivals):
        import_register(register, another)


def test_the_mapping_is_remembered_with_the_import(register, another):
    import_register(register, another, MAPPING)
    assert register.only(ImportMapping).name == "Cahier de Koro"
    again = preview(register, another)
    assert (again.residents, again.known) == (0, 2)
    assert again.mapping == MAPPING


def test_a_mapping_corrected_later_is_kept_in_the_same_record(register, another, a_file):
    import_register(register, another, MAPPING)
    corrected = MAPPING.with_word("exit_reason", "OK Famille", Term("exit_reason", "kinship"))
    later = a_file(*LINES, LINES[0].replace("A-7", "A-9"), heads=HEADS, name="plus tard.csv")
    found = import_register(register, later, corrected)
    assert found.residents == 1
    assert len(register.find(ImportMapping)) == 1
    assert preview(register, later).mapping == corrected


def test_the_table_of_columns_shows_what_is_guessed_with_a_few_cells(old_register):
    old = read_old_register(old_register)
    table = {line.column: line for line in columns_table(old, guess(old))}
    assert table["Orientée par"].meaning.key == "source"
    assert table["Orientée par"].samples == ("Personne ressource", "Tribunal pour enfants", "Association partenaire")
    assert all(line.meaning for line in table.values())


def test_the_table_of_words_shows_those_not_known_first_with_how_often_they_stand(another):
    old = read_old_register(another)
    mapping = Mapping(columns=COLUMNS)
    table = words_table(old, mapping)
    assert [(line.meaning.key, line.word, line.count) for line in table[:2]] == [
        ("school_level", "CM2", 2),
        ("reason", "GM", 1),
    ]
    assert table[0].term is None
    corrected = mapping.with_word("school_level", "CM2", Term("school_level", "f6"))
    assert words_table(old, corrected)[0].word == "GM"


def test_a_meaning_moves_from_one_column_to_another():
    moved = Mapping(columns={"Date": "arrived", "Vu le": ""}).with_column("Vu le", "arrived")
    assert moved.columns == {"Date": "", "Vu le": "arrived"}
