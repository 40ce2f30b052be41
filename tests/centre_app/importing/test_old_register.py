"""The register of 163 lines that a centre kept from 2011: imported, it gives the totals that were published."""

import json
import random
from collections import Counter
from datetime import date

import openpyxl
import pytest

from centre_app import integrity
from centre_app.dates import AGE_ESTIMATE, ages_on
from centre_app.importing.importing import import_register, preview
from centre_app.importing.reading import read_old_register
from centre_app.indicators.figures import count
from centre_app.naming import name_of
from centre_app.records import (
    RECORD_TYPES,
    BirthAtCentre,
    CaseFile,
    Exit,
    ImportedLine,
    ImportMapping,
    KitGrant,
    Person,
    PersonLink,
    PersonName,
    PersonNationality,
    SchoolEnrolment,
    Stay,
    TrainingEnrolment,
)
from tests.centre_app.importing.conftest import OLD_REGISTER
from tests.makers import a_register

FROM, TO = date(2011, 1, 1), date(2013, 12, 31)


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """A register into which the old one was imported, for whoever only reads in it: an import takes a second."""
    with a_register(tmp_path_factory.mktemp("imported")) as register:
        import_register(register, OLD_REGISTER)
        yield register


def figures_of(register):
    return {one.definition.key: one.counts for one in count(register, FROM, TO).figures}


def case_of_line(register, number):
    """The file that a line of the register became; the heads are line 1, so no. 2 stands on line 3."""
    line = register.only(ImportedLine, line_number=number + 1)
    return register.get(CaseFile, line.case_id)


def everything_in(register):
    return {one.table: sorted(register.find_open(one), key=lambda record: record.id) for one in RECORD_TYPES}


PUBLISHED = {
    "admissions_by_source": {
        "resource_person": 57,
        "ngo": 37,
        "brigade_moeurs": 34,
        "court": 23,
        "health": 9,
        "media": 2,
        "social_services": 1,
    },
    "admissions_by_reason": {
        "girl_mother": 72,
        "pregnant": 55,
        "violence": 22,
        "maltreatment": 11,
        "conflict_with_law": 3,
    },
    "children_accompanying": {"accompanying_child": 87},
    "births_at_centre": {"live_birth": 31, "premature": 6},
    "returned_with_kit": {"without_kit": 56, "with_kit": 33},
}


def test_imported_it_gives_exactly_the_published_totals_twice_in_a_row(register, old_register):
    for _ in range(2):
        import_register(register, old_register)
        counted = figures_of(register)
        for figure, published in PUBLISHED.items():
            assert counted[figure] == published
        assert sum(counted["admissions_by_source"].values()) == 163
        assert counted["admissions_by_school_level"]["none"] == 100
        assert counted["exits_by_reason"]["family_reunified"] == 89
        regions = counted["admissions_by_region"]
        assert [regions[f"ml-r-{name}"] for name in ("segou", "koulikoro", "mopti", "sikasso")] == [56, 35, 25, 24]


def test_a_second_import_changes_nothing_at_all(register, old_register):
    import_register(register, old_register)
    before = everything_in(register)
    again = import_register(register, old_register)
    assert (again.residents, again.known, again.changed) == (0, 163, 0)
    assert everything_in(register) == before


def test_a_dry_run_says_what_would_come_and_writes_nothing(register, old_register):
    found = import_register(register, old_register, dry_run=True)
    assert (found.residents, found.children, found.births) == (163, 87 + 37, 37)
    assert register.find(CaseFile) == []
    assert register.find(ImportMapping) == []


def test_four_pairs_of_one_name_stay_eight_people(imported):
    names = Counter((name.family, name.given) for name in imported.find(PersonName))
    pairs = {name: number for name, number in names.items() if number > 1}
    for name in (("Tall", "Diahara"), ("Sangaré", "Coumba"), ("Berthé", "Alima"), ("Koné", "Oumou")):
        assert pairs[name] == 2
    assert sum(names.values()) == 163
    assert len(imported.find(Person)) == 163 + 87 + 37


def test_the_line_is_kept_as_it_was_written(imported):
    kept = json.loads(imported.only(ImportedLine, line_number=19).as_written)
    assert kept["Date d'entrée"] == "05-04-2011"
    assert kept["Valeur du kit"] == "30.000"
    assert "Enfants avec elle" not in kept


def test_files_are_numbered_in_the_order_of_the_register_within_their_year(imported):
    assert case_of_line(imported, 1).code == "SEG-11-0001"
    assert case_of_line(imported, 71).code == "SEG-11-0071"
    assert case_of_line(imported, 72).code == "SEG-12-0001"
    codes = [case.code for case in imported.find(CaseFile)]
    assert len(set(codes)) == len(codes) == 287


def test_names_in_capitals_are_read_in_their_own_order(imported):
    for number, family, given in (
        (3, "Sissoko", "Adiaratou"),
        (6, "N'Diaye", "Dalla"),
        (12, "Walet Ibrahim", "Lala"),
        (111, "Guindo", "Ɲeleba"),
        (149, "Ag Mohamed", "Assétou"),
    ):
        shown = name_of(imported, case_of_line(imported, number).person_id)
        assert (shown.family, shown.given) == (family, given)


def test_ages_are_intervals_on_the_day_they_were_said(imported):
    said = imported.get(Person, case_of_line(imported, 3).person_id).birth
    assert (said.precision, said.said_on, ages_on(said, date(2011, 1, 11))) == (
        AGE_ESTIMATE,
        date(2011, 1, 11),
        (14, 15),
    )
    assert imported.get(Person, case_of_line(imported, 8).person_id).missing["birth"] == "unknown"
    year = imported.get(Person, case_of_line(imported, 4).person_id).birth
    assert (year.first, year.last) == (date(1996, 1, 1), date(1996, 12, 31))


def test_the_first_of_january_is_kept_as_a_year_and_said(register, old_register):
    found = preview(register, old_register)
    assert [remark.line for remark in found.remarks if "January" in remark.message] == [123]
    import_register(register, old_register)
    assert register.get(Person, case_of_line(register, 122).person_id).birth.precision == "year"


def test_a_birth_at_the_centre_is_an_interval_within_the_stay(imported):
    births = imported.find(BirthAtCentre)
    assert len(births) == 37
    for birth in births:
        stay = imported.only(Stay, case_id=birth.case_id)
        assert stay.admitted_on <= birth.born.first <= birth.born.last <= (stay.ended_on or imported.today)
        child_stay = imported.only(Stay, person_id=birth.child_person_id)
        assert (child_stay.admission_type, child_stay.ended_on) == ("born_in_centre", stay.ended_on)
        assert child_stay.admitted_on is None
        link = imported.only(PersonLink, to_person_id=birth.child_person_id)
        assert link.from_person_id == stay.person_id


def test_a_girl_who_came_pregnant_gave_birth_within_a_pregnancy_even_where_no_exit_is_written(imported):
    birth = imported.only(BirthAtCentre, case_id=case_of_line(imported, 11).id)
    assert (birth.born.last - birth.born.first).days <= 42 * 7


def test_children_who_came_along_are_people_with_a_file_and_a_stay_as_long_as_their_mothers(imported):
    mother = case_of_line(imported, 37)
    links = imported.find(PersonLink, from_person_id=mother.person_id)
    assert len(links) == 2
    for link in links:
        stay = imported.only(Stay, person_id=link.to_person_id)
        assert (stay.admitted_on, stay.ended_on) == (date(2011, 7, 20), date(2011, 8, 23))
        assert stay.room_in_words == "Chambre 3"
        assert (
            name_of(imported, link.to_person_id).described == "Enfant venu avec sa mère (ancien registre, n°\u00a037)"
        )


def test_rooms_stay_in_words_and_what_was_learnt_is_a_trade_or_a_class(imported):
    assert imported.only(Stay, case_id=case_of_line(imported, 1).id).room_in_words == "Chambre 1"
    assert Counter(one.trade for one in imported.find(TrainingEnrolment)) == {"sewing": 52, "dyeing": 24, "soap": 20}
    assert Counter(one.provision for one in imported.find(SchoolEnrolment)) == {"literacy_centre": 25}
    assert all(one.from_on is None and one.missing["from_on"] == "unknown" for one in imported.find(SchoolEnrolment))


def test_kits_are_given_on_leaving_with_their_value(imported):
    kit = imported.only(KitGrant, case_id=case_of_line(imported, 18).id)
    assert (kit.kit, kit.contents, kit.value_fcfa) == ("trade_fund", "Petit commerce (légumes)", 30_000)
    assert kit.given_on == date(2011, 6, 4)
    assert sum(one.value_fcfa for one in imported.find(KitGrant)) == 3_195_000


def test_a_marriage_is_not_called_a_free_one_between_adults(register, old_register):
    found = import_register(register, old_register)
    assert register.only(Exit, case_id=case_of_line(register, 68).id).reason == "other"
    assert [remark.line for remark in found.remarks if remark.parts.get("word") == "Mariage"] == [20, 69]


def test_a_country_written_as_a_region_is_where_she_comes_from(imported):
    person = imported.get(Person, case_of_line(imported, 7).person_id)
    assert (person.origin_country, person.origin_region) == ("CI", None)
    assert imported.find(PersonNationality, person_id=person.id) == []


def test_regions_of_before_2023_are_kept_and_also_found_under_todays(imported):
    person = imported.get(Person, case_of_line(imported, 1).person_id)
    assert (person.origin_region, person.origin_cercle) == ("ml-r-koulikoro", "ml-c-nara")
    now = figures_of(imported)["admissions_by_region_now"]
    assert (now["ml-r-nara"], now["ml-r-san"], now["ml-r-bandiagara"]) == (6, 13, 12)
    assert sum(now.values()) == 163


def test_every_remark_is_said_in_french_with_its_place(register, old_register):
    from centre_app.language import Language

    french, english = Language.of("fr"), Language.of("en")
    for remark in preview(register, old_register).remarks:
        assert remark.said_in(french) != remark.said_in(english)
        assert remark.place_in(french).startswith(f"Ligne {remark.line}")


def test_nothing_of_an_old_line_blocks_and_the_register_is_whole_afterwards(register, old_register):
    import_register(register, old_register)
    assert integrity.check(register).faults == ()


def test_a_renamed_reordered_or_saved_again_file_is_recognised(imported, old_register, tmp_path):
    old = read_old_register(old_register)
    columns = list(old.columns)
    random.Random(7).shuffle(columns)
    book = openpyxl.Workbook()
    book.active.append(columns)
    for line in old.lines:
        book.active.append([line.cells.get(column) for column in columns])
    book.save(tmp_path / "autre nom.xlsx")
    again = preview(imported, tmp_path / "autre nom.xlsx")
    assert (again.residents, again.known) == (0, 163)


def test_lines_added_later_are_the_only_ones_imported(register, old_register, tmp_path):
    lines = old_register.read_bytes().split(b"\r\n")
    first_part = tmp_path / "registre.csv"
    first_part.write_bytes(b"\r\n".join(lines[:101]))
    import_register(register, first_part)
    found = import_register(register, old_register)
    assert (found.residents, found.known) == (63, 100)
    assert figures_of(register)["admissions_by_reason"] == PUBLISHED["admissions_by_reason"]


def test_a_line_corrected_since_is_not_a_second_person(register, old_register, tmp_path):
    import_register(register, old_register)
    corrected = tmp_path / "corrected.csv"
    corrected.write_bytes(old_register.read_bytes().replace(b"Togola Hawa;F;16 ans", b"Togola Hawa;F;17 ans"))
    found = import_register(register, corrected)
    assert (found.residents, found.known, found.changed) == (0, 162, 1)
    assert [remark.line for remark in found.remarks if "changed since" in remark.message] == [2]


def test_it_is_written_as_one_act(register, old_register, monkeypatch):
    """A fault in the middle leaves a register without a single line."""
    write_one = register.vault._write_one
    written = []

    def failing(change, **more):
        written.append(change)
        if len(written) == 1500:
            raise MemoryError
        return write_one(change, **more)

    monkeypatch.setattr(register.vault, "_write_one", failing)
    with pytest.raises(MemoryError):
        import_register(register, old_register)
    monkeypatch.undo()
    assert register.find(CaseFile) == []
    assert register.find(Person) == []
    assert register.find(ImportedLine) == []
