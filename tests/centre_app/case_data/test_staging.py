"""A file from elsewhere: what its columns and cells are understood as, and that nothing of it enters the register."""

import csv
from pathlib import Path

import openpyxl
import pytest

from centre_app.case_data import export, staging, writing
from centre_app.case_data.mapping import HTCDS
from centre_app.importing.reading import FileNotThere, NotATable
from centre_app.language import Language
from centre_app.records import RECORD_TYPES, StagedLine
from centre_app.register import AT_HEADQUARTERS
from tests.centre_app.case_data.cases import a_counted_case
from tests.centre_app.case_data.test_export import wanted
from tests.makers import a_register, reopened_as

ENGLISH = Language.of("en")


def a_table(folder: Path, *rows: list[str]) -> Path:
    path = folder / "from_elsewhere.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def meant(read: staging.Read) -> dict[str, str]:
    return {head.column: head.field.name if head.field else "" for head in read.heads}


def said(read: staging.Read) -> list[str]:
    return [remark.said_in(ENGLISH) for remark in read.remarks]


# --- columns ---------------------------------------------------------------------------------------------------


def test_columns_are_known_by_the_names_and_by_the_labels_of_the_standard(tmp_path):
    path = a_table(tmp_path, ["prs_Gender", "Type of Exploitation", "colour of the file"], ["Feminine", "Other", "red"])
    assert meant(staging.read(path, HTCDS)) == {
        "prs_Gender": "prs_Gender",
        "Type of Exploitation": "vic_TypeOfExploitation",
        "colour of the file": "",
    }


def test_what_the_toolkit_misspells_is_understood_and_said(tmp_path):
    path = a_table(
        tmp_path,
        ["prs_First_Name", "prs_Second_Name", "vic_Methods_of_Control", "vic_TraffickinStatusDecisionMakingOrg"],
        ["Awa", "Diarra", "DebtBondage ", "Police"],
    )
    read = staging.read(path, HTCDS)
    assert [*meant(read).values()] == [
        "prs_FirstName", "prs_SecondName", "vic_MethodsOfControl", "vic_TraffickingStatusDecisionMakingOrg",
    ]  # fmt: skip
    assert len(said(read)) == 4  # one a column; the value with a space behind it is nobody's fault
    assert all("toolkit" in sentence for sentence in said(read))


def test_names_of_the_address_that_stand_over_other_labels_follow_the_labels(tmp_path):
    path = a_table(
        tmp_path,
        ["prs_MailingCity", "prs_MailingCountry", "prs_MailingStreet", "prs_Gender"],
        ["Mailing Street", "Mailing City", "Mailing Zip/Postal Code", "Gender"],
        ["Rue 12", "Ségou", "", "Feminine"],
    )
    read = staging.read(path, HTCDS)
    assert [*meant(read).values()] == ["prs_MailingStreet", "prs_MailingCity", "prs_MailingPostalCode", "prs_Gender"]
    assert len(read.lines) == 1
    assert sum("the label is followed" in sentence for sentence in said(read)) == 3


def test_the_column_without_a_name_is_known_by_its_neighbours(tmp_path):
    path = a_table(
        tmp_path,
        ["cas_ReferredPrimaryCaseWorker", "", "cas_OutgoingReferralDate"],
        ["Awa", "Other", "2026-03-02"],
    )
    assert meant(staging.read(path, HTCDS))["#2"] == "cas_ReasonForOutgoingReferral"


def test_a_title_may_be_a_family_name(tmp_path):
    alone = staging.read(a_table(tmp_path, ["prs_Title", "prs_Gender"], ["Diarra", "Feminine"]), HTCDS)
    assert any("family names" in sentence for sentence in said(alone))
    both = staging.read(a_table(tmp_path, ["prs_Title", "prs_SecondName"], ["Ms", "Diarra"]), HTCDS)
    assert said(both) == []


# --- cells -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "cell", "is_good"),
    [
        ("prs_Gender", "Feminine", True), ("prs_Gender", "feminine", True), ("prs_Gender", "F", False),
        ("vic_MethodsOfControl", "DebtBondage;FalsePromises", True), ("vic_MethodsOfControl", "DebtBondage Other", True),
        ("vic_MethodsOfControl", "RestrictsMovement", True), ("vic_MethodsOfControl", "DebtBondage;Magic", False),
        ("vic_RelationshipToTrafficker", "Unacquainted", True), ("prs_Citizenship", "ML;SN", True),
        ("prs_Citizenship", "Mali", False), ("prs_PrimaryLanguage", "swa", True), ("prs_PrimaryLanguage", "Bambara", False),
        ("prs_Birthdate", "2010-03-02", True), ("prs_Birthdate", "2010-02-30", False), ("hte_Date", "2026-03", True),
        ("prs_NumberOfChildren", "2", True), ("prs_NumberOfChildren", "two", False),
        ("con_Consent", "true", True), ("con_Consent", "perhaps", False), ("prs_FirstName", "=1+1", True),
    ],
)  # fmt: skip
def test_a_cell_is_a_value_of_its_field_or_is_remarked(tmp_path, field, cell, is_good):
    read = staging.read(a_table(tmp_path, [field, "x_Note"], [cell, "a"]), HTCDS)
    warned = [remark for remark in read.remarks if remark.line and remark.severity == "warns"]
    assert (not warned) is is_good


# --- the list --------------------------------------------------------------------------------------------------


def counted(register) -> dict[str, int]:
    return {
        kind.__name__: len(register.as_stored.find(kind, with_void=True))
        for kind in RECORD_TYPES
        if register.can_open(kind)
    }


def test_nothing_but_the_list_is_written_and_reading_again_adds_nothing(register, tmp_path):
    path = a_table(tmp_path, ["prs_FirstName", "prs_Gender"], ["Awa", "Feminine"], ["Moussa", "M"])
    before = counted(register)
    read = staging.read(path, HTCDS)
    assert staging.stage(register, read) == (2, 0)
    assert staging.stage(register, read) == (0, 2)
    after = counted(register)
    assert {name: number for name, number in after.items() if number != before[name]} == {"StagedLine": 2}
    first, second = staging.staged_lines(register)
    assert staging.cells_of(first) == {"prs_FirstName": "Awa", "prs_Gender": "Feminine"}
    assert staging.remarks_said(first, ENGLISH) == []
    assert staging.remarks_said(second, ENGLISH) == ["prs_Gender: The standard has no such value."]


def test_a_line_is_linked_to_a_file_or_put_aside_by_somebody(register, tmp_path):
    case = a_counted_case(register)
    staging.stage(
        register, staging.read(a_table(tmp_path, ["prs_Gender", "x_A"], ["Feminine", "1"], ["Other", "2"]), HTCDS)
    )
    first, second = staging.staged_lines(register)
    assert staging.link(register, first, case).case_id == case.id
    staging.put_aside(register, [second], reason="Known already")
    assert [one.case_id for one in staging.staged_lines(register)] == [case.id]
    assert register.find(StagedLine, with_void=True, line_number=second.line_number)[0].void_reason == "Known already"


def test_a_file_of_ours_that_comes_back_finds_whose_lines_are_whose(register, tmp_path):
    case = a_counted_case(register)
    done = writing.write(register, export.prepare(register, wanted()), tmp_path)
    read = staging.read(done.folder / "CASES.csv", HTCDS)
    assert [remark.said_in(ENGLISH) for remark in read.remarks] == []
    staging.stage(register, read)
    assert [one.case_id for one in staging.staged_lines(register)] == [case.id]


def test_a_spreadsheet_is_read_the_same_and_its_formulas_stay_words(register, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["prs_FirstName", "prs_Gender"])
    book.active.append(["=HYPERLINK(1)", "Feminine"])
    book.save(tmp_path / "from_elsewhere.xlsx")
    staging.stage(register, staging.read(tmp_path / "from_elsewhere.xlsx", HTCDS))
    (line,) = staging.staged_lines(register)
    assert staging.cells_of(line)["prs_FirstName"] == "=HYPERLINK(1)"


def test_headquarters_stages_as_its_supervisor_and_others_do_not_see_the_list(tmp_path, register):
    path = a_table(tmp_path, ["prs_FirstName", "prs_Gender"], ["Awa", "Feminine"])
    (tmp_path / "hq").mkdir()
    headquarters = a_register(tmp_path / "hq", kind=AT_HEADQUARTERS, code="SIE")
    with reopened_as(headquarters, "hq_supervisor") as supervisor:
        assert staging.stage(supervisor, staging.read(path, HTCDS)).lines == 1
    staging.stage(register, staging.read(path, HTCDS))
    with reopened_as(register, "teacher") as teacher:
        assert staging.staged_lines(teacher) == []


def test_what_is_no_table_of_the_standard_is_refused_in_words(tmp_path):
    with pytest.raises(FileNotThere):
        staging.read(tmp_path / "nowhere.csv", HTCDS)
    with pytest.raises(staging.NotOfTheStandard):
        staging.read(a_table(tmp_path, ["colour", "size"], ["red", "2"]), HTCDS)
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(NotATable):
        staging.read(tmp_path / "empty.csv", HTCDS)
