"""Files as they really come: line and column are named, the rest is understood, nothing is half imported."""

import json
import tracemalloc
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from centre_app.importing import reading
from centre_app.importing.importing import (
    NoArrivals,
    NoNames,
    NotAtHeadquarters,
    NothingToImport,
    import_register,
    preview,
)
from centre_app.importing.reading import (
    FileNotThere,
    FileTooBig,
    NotATable,
    OldSpreadsheet,
    SpreadsheetDamaged,
    TooManyLines,
    read_old_register,
)
from centre_app.importing.remarks import WARNS
from centre_app.language import Language
from centre_app.records import CaseFile, ImportedLine, Intake, KitGrant, Person, PersonName, Stay
from centre_app.register import AT_HEADQUARTERS
from tests.centre_app.importing.conftest import HAWA, HEADS, LALA
from tests.makers import a_register


def warnings_of(found, line=None):
    return [
        (remark.line, remark.column, remark.message)
        for remark in found.remarks
        if remark.severity == WARNS and line in (None, remark.line) and remark.column != "Date de sortie"
    ]


def with_cell(line, column, text):
    """The line with another cell under that head."""
    cells = line.split(";")
    cells[HEADS.split(";").index(column)] = text
    return ";".join(cells)


# --- separators ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [";", ",", "\t", "|", ":"])
def test_the_sign_between_the_cells_is_found(a_file, separator):
    old = read_old_register(a_file(HAWA, LALA, separator=separator))
    assert [line.text("Nom et prénom") for line in old.lines] == ["Togola Hawa", "Sogoba Lala"]
    assert old.lines[0].text("Chambre") == "Chambre 1"


def test_a_comma_file_with_commas_in_quotation_marks_is_read(a_file):
    line = HAWA.replace(";", ",") + '"vue par la sœur, voir dossier"'
    old = read_old_register(a_file(line, heads=HEADS.replace(";", ",")))
    assert old.lines[0].text("Observations") == "vue par la sœur, voir dossier"


def test_what_excel_writes_on_a_first_line_names_the_sign(a_file):
    old = read_old_register(a_file(HEADS, HAWA, heads="sep=;"))
    assert [line.number for line in old.lines] == [3]


def test_a_sign_that_no_register_uses_is_refused_with_advice(register, a_file):
    with pytest.raises(NotATable):
        import_register(register, a_file(HAWA, LALA, separator="~"))
    assert register.find(CaseFile) == []


# --- letters ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_way_of_writing_letters_is_read(a_file, encoding):
    old = read_old_register(a_file(HAWA, LALA, encoding=encoding))
    assert "Date d'entrée" in old.columns
    assert old.lines[0].text("Région") == "Ségou"
    assert old.remarks == ()


def test_letters_that_are_lost_are_named_by_line(a_file):
    path = a_file(HAWA, LALA)
    path.write_bytes(path.read_bytes().replace("Djenné".encode(), b"Djenn\xff"))
    found = read_old_register(path)
    assert [(remark.line, remark.message) for remark in found.remarks] == [
        (3, "Some letters of this line cannot be read. Compare it with the paper.")
    ]
    assert found.lines[0].text("Région") == "Ségou"


def test_zero_bytes_are_left_out_and_named(a_file):
    path = a_file(HAWA, LALA)
    path.write_bytes(path.read_bytes().replace(b"Togola", b"To\0gola"))
    found = read_old_register(path)
    assert found.lines[0].text("Nom et prénom") == "Togola Hawa"
    assert [remark.line for remark in found.remarks] == [2]


# --- columns ---------------------------------------------------------------------------------------------------


def test_a_register_without_a_column_is_understood_for_the_rest(register, a_file):
    found = import_register(register, a_file("1;10/01/2011;Togola Hawa;F", heads="N°;Date d'entrée;Nom et prénom;Sexe"))
    assert found.residents == 1
    assert register.only(Stay).admitted_on == date(2011, 1, 10)
    assert register.only(Intake).reason is None


def test_without_the_day_of_arrival_nothing_is_imported(register, a_file):
    with pytest.raises(NoArrivals):
        import_register(register, a_file("1;Togola Hawa", heads="N°;Nom et prénom"))


def test_without_a_name_or_a_number_nothing_is_imported(register, a_file):
    with pytest.raises(NoNames):
        import_register(register, a_file("10/01/2011;Chambre 1", heads="Date d'entrée;Chambre"))


def test_heads_alone_are_no_register(register, a_file):
    with pytest.raises(NothingToImport):
        import_register(register, a_file())


def test_a_title_above_the_heads_and_heads_printed_again_are_no_lines(a_file):
    old = read_old_register(a_file(";;", HEADS, HAWA, HEADS, LALA, heads="REGISTRE DES ENTRÉES;2011"))
    assert [line.number for line in old.lines] == [4, 6]


def test_cells_beyond_the_columns_are_named_and_the_line_is_read(register, a_file):
    found = preview(register, a_file(HAWA + ";;encore;plus", LALA))
    assert warnings_of(found, 2) == [
        (2, "", "This line has more cells than there are columns: the last ones were left out.")
    ]
    assert found.residents == 2


def test_a_column_that_is_not_known_is_named_and_kept_with_the_line(register, a_file):
    heads = "N°;Date d'entrée;Nom et prénom;Pointure"
    found = import_register(register, a_file("1;10/01/2011;Togola Hawa;38", heads=heads))
    assert warnings_of(found, 0) == [(0, "Pointure", "It is not known what this column means: it is not read.")]
    assert found.remarks[0].place_in(Language.of("fr")) == "Colonne «\u00a0Pointure\u00a0»"
    assert json.loads(register.only(ImportedLine).as_written)["Pointure"] == "38"


def test_two_columns_of_one_head_are_told_apart(a_file):
    old = read_old_register(a_file("1;10/01/2011;Togola Hawa;a;b", heads="N°;Date d'entrée;Nom;Note;Note"))
    assert old.columns[-2:] == ("Note", "Note (2)")
    assert old.lines[0].text("Note (2)") == "b"


# --- one line --------------------------------------------------------------------------------------------------


def test_ten_megabytes_without_a_line_end_are_refused(register, tmp_path):
    path = tmp_path / "long.csv"
    path.write_bytes(b"x" * 10_000_000)
    with pytest.raises(NotATable):
        import_register(register, path)


def test_ten_megabytes_in_one_cell_are_named_and_the_lines_around_are_imported(register, a_file):
    found = import_register(
        register, a_file(HAWA, with_cell(LALA, "Chambre", "x" * 10_000_000), with_cell(LALA, "N°", "3"))
    )
    assert warnings_of(found, 3) == [
        (3, "", "This line is far too long: only its beginning was read."),
        (3, "Chambre", "This cell is far too long to be an answer."),
    ]
    assert found.residents == 3
    assert register.only(Stay, room_in_words="Chambre 1") is not None
    assert all(len(stay.room_in_words or "") < 20 for stay in register.find(Stay))


def test_ten_megabytes_of_separators_are_one_bad_line(register, a_file):
    found = preview(register, a_file(HAWA, ";" * 10_000_000, LALA))
    assert found.residents == 2
    assert [remark.line for remark in found.remarks if "too long" in remark.message] == [3]


def test_a_forgotten_quotation_mark_does_not_swallow_the_lines_behind_it(register, a_file):
    found = preview(register, a_file(with_cell(HAWA, "Chambre", '"Chambre 1'), LALA, with_cell(LALA, "N°", "3")))
    assert found.residents == 3
    assert warnings_of(found, 2) == [(2, "", "A quotation mark on this line is not closed.")]


def test_two_forgotten_quotation_marks_do_not_swallow_the_lines_between(a_file):
    broken = with_cell(HAWA, "Observations", '"voir dossier')
    old = read_old_register(a_file(broken, LALA, LALA, broken, LALA))
    assert len(old.lines) == 5


def test_a_cell_in_quotation_marks_may_go_over_several_lines(a_file):
    old = read_old_register(a_file(HAWA + '"première ligne\r\nseconde"', LALA))
    assert [line.number for line in old.lines] == [2, 4]
    assert old.lines[0].text("Observations") == "première ligne seconde"


# --- cells -----------------------------------------------------------------------------------------------------


def test_a_formula_is_kept_as_words(register, a_file):
    found = import_register(
        register, a_file(with_cell(HAWA, "Chambre", "=1+2"), with_cell(LALA, "Valeur du kit", "=A1*2"))
    )
    assert register.only(Stay, room_in_words="=1+2") is not None
    assert (2, "Chambre") in [(remark.line, remark.column) for remark in found.remarks]
    assert warnings_of(found, 3) == [(3, "Valeur du kit", "This is not a sum in whole francs.")]


@pytest.mark.parametrize("absurd", ["31/02/2011", "09/03/2111", "hier", "31/02", "2111"])
def test_an_absurd_day_of_arrival_is_named_and_the_rest_of_the_line_is_kept(register, a_file, absurd):
    found = import_register(register, a_file(LALA, with_cell(HAWA, "Date d'entrée", absurd)))
    assert {(line, column) for line, column, _ in warnings_of(found, 3)} == {
        (3, "Date d'entrée"),
        (3, "Âge ou naissance"),
    }
    hawa = register.only(PersonName, given="Hawa")
    stay = register.only(Stay, person_id=hawa.person_id)
    assert (stay.admitted_on, stay.missing["admitted_on"]) == (None, "not_legible")
    case = register.only(CaseFile, person_id=hawa.person_id)
    assert (case.code, case.opened_on) == ("SEG-11-0002", None)
    assert register.only(Intake, case_id=case.id).source == "media"
    assert register.only(KitGrant, case_id=case.id).value_fcfa == 45_000


@pytest.mark.parametrize("absurd", ["31/02/1999", "2111", "hier", "350 ans"])
def test_an_absurd_birth_is_named_and_left_out(register, a_file, absurd):
    found = import_register(register, a_file(with_cell(HAWA, "Âge ou naissance", absurd)))
    assert [(line, column) for line, column, _ in warnings_of(found, 2)] == [(2, "Âge ou naissance")]
    person = register.only(Person)
    assert (person.birth, person.missing["birth"]) == (None, "not_legible")


def test_an_exit_before_the_arrival_warns_and_does_not_block(register, a_file):
    found = import_register(register, a_file(with_cell(HAWA, "Date de sortie", "01/01/2011")))
    assert found.residents == 1
    assert any("leave before she came" in remark.message for remark in found.remarks if remark.severity == WARNS)


def test_a_word_that_is_not_known_is_named_and_its_answer_left_open(register, a_file):
    found = import_register(register, a_file(with_cell(HAWA, "Orientée par", "Bon Samaritain")))
    assert warnings_of(found, 2) == [(2, "Orientée par", "“{word}” is not a known word: say what it stands for.")]
    intake = register.only(Intake)
    assert (intake.source, intake.source_in_words) == (None, "Bon Samaritain")


def test_a_place_that_is_not_known_is_kept_as_it_is_written(register, a_file):
    import_register(register, a_file(with_cell(HAWA, "Cercle", "Kiniéro")))
    assert register.only(Person).origin_cercle == "Kiniéro"


def test_too_many_children_are_not_made_up(register, a_file):
    found = import_register(register, a_file(with_cell(HAWA, "Enfants avec elle", "85")))
    assert found.children == 0
    assert warnings_of(found, 2) == [(2, "Enfants avec elle", "This is not a number.")]


# --- spreadsheets and other files ------------------------------------------------------------------------------


def test_a_spreadsheet_is_read_without_calculating(register, tmp_path):
    book = openpyxl.Workbook()
    book.create_sheet("Entrées")
    book["Entrées"].append(["N°", "Date d'entrée", "Nom et prénom", "Valeur du kit", "Chambre"])
    book["Entrées"].append([1, date(2011, 1, 10), "Togola Hawa", 120000.0, '=CONCATENATE("Ch",1)'])
    book.save(tmp_path / "old.xlsx")
    import_register(register, tmp_path / "old.xlsx")
    stay = register.only(Stay)
    assert (stay.admitted_on, stay.room_in_words) == (date(2011, 1, 10), '=CONCATENATE("Ch",1)')
    assert register.only(KitGrant).value_fcfa == 120_000


def test_a_spreadsheet_that_is_cut_is_refused(register, tmp_path):
    openpyxl.Workbook().save(tmp_path / "whole.xlsx")
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes((tmp_path / "whole.xlsx").read_bytes()[:2000])
    with pytest.raises(SpreadsheetDamaged):
        import_register(register, cut)


def test_a_spreadsheet_that_unpacks_to_far_more_is_refused(register, tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts, parts.open("xl/big.xml", "w") as part:
        for _ in range(300):
            part.write(b"\0" * 1024 * 1024)
    with pytest.raises(FileTooBig):
        import_register(register, path)


def test_a_spreadsheet_of_the_old_kind_is_refused_with_advice(register, tmp_path):
    path = tmp_path / "old.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(OldSpreadsheet):
        import_register(register, path)


@pytest.mark.parametrize("octets", [b"", b"\n\n\n", b"Bonjour.\n", bytes(range(256)) * 40])
def test_what_is_no_table_is_refused(register, tmp_path, octets):
    path = tmp_path / "anything.csv"
    path.write_bytes(octets)
    with pytest.raises(NotATable):
        import_register(register, path)


def test_a_file_that_is_not_there_is_refused(register, tmp_path):
    with pytest.raises(FileNotThere):
        import_register(register, tmp_path / "nothing.csv")


def test_a_file_of_another_size_altogether_is_not_even_read(register, a_file, monkeypatch):
    monkeypatch.setattr(reading, "MOST_BYTES", 100)
    with pytest.raises(FileTooBig):
        import_register(register, a_file(HAWA))


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no file without an end")
def test_a_file_without_an_end_is_not_read_to_it(register):
    # after: memory filled up until the system ended the program
    with pytest.raises(FileTooBig):
        import_register(register, Path("/dev/zero"))


def test_a_register_of_as_many_lines_as_can_be_read_is_read_and_one_more_is_refused(register, a_file, monkeypatch):
    monkeypatch.setattr(reading, "MOST_LINES", 3)
    lines = [HAWA.replace("1;", f"{number};", 1) for number in range(1, 5)]
    assert len(read_old_register(a_file(*lines[:3], ";;;;", "", ";;;;")).lines) == 3
    with pytest.raises(TooManyLines) as refused:
        import_register(register, a_file(*lines))
    assert "3 au plus" in refused.value.said_in(Language.of("fr"))
    assert register.find(Stay) == []


def test_a_spreadsheet_of_too_many_lines_is_refused(register, tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MOST_LINES", 3)
    book = openpyxl.Workbook()
    book.active.append(["N°", "Date d'entrée", "Nom et prénom"])
    for number in range(3):
        book.active.append([number, date(2011, 1, 10), "Togola Hawa"])
    book.save(tmp_path / "old.xlsx")
    assert len(read_old_register(tmp_path / "old.xlsx").lines) == 3
    book.active.append([4, date(2011, 1, 10), "Togola Hawa"])
    book.save(tmp_path / "old.xlsx")
    with pytest.raises(TooManyLines):
        import_register(register, tmp_path / "old.xlsx")


@pytest.mark.parametrize("filler", [b"\n", b"\r", b"a;b\n"])
def test_millions_of_lines_are_refused_before_they_fill_the_memory(register, tmp_path, filler):
    path = tmp_path / "endless.csv"
    path.write_bytes(b"Nom;Date\n" + filler * 2_000_000)
    tracemalloc.start()
    with pytest.raises(TooManyLines):
        import_register(register, path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 150 * 1024 * 1024


def test_headquarters_imports_no_old_register(tmp_path, a_file):
    with a_register(tmp_path, kind=AT_HEADQUARTERS, code="HQS") as headquarters, pytest.raises(NotAtHeadquarters):
        import_register(headquarters, a_file(HAWA))
