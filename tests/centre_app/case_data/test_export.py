"""An export of case data: who is in it, what it says and does not say, and what the register remembers of it."""

import io
import json
from collections import Counter
from datetime import date

import openpyxl
import pytest

from centre_app.case_data import export, writing
from centre_app.case_data.mapping import HTCDS, K_ANONYMOUS, PSEUDONYMISED, mapping_of, read_mapping
from centre_app.language import Language
from centre_app.problems import ReadOnlyForYou, StickGone
from centre_app.records import CaseFile, DataExport, ExportedCase, Organisation, PersonName
from centre_app.register import AT_HEADQUARTERS
from db.queries import history_of
from tests.centre_app.case_data.cases import OPENED, a_counted_case, lines_in, outside_the_standard, under_k_by_hand
from tests.makers import a_consent, a_register, a_stay, reopened_as


def wanted(level: str = PSEUDONYMISED, purpose: str = export.PARTNER, **more):
    days = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}
    return export.Wanted(**{"purpose": purpose, "level": level, "language": Language.of("en"), **days, **more})


def written(register, to, **more):
    prepared = export.prepare(register, wanted(**more))
    done = writing.write(register, prepared, to)
    return done, {path.name: path.read_bytes() for path in done.folder.iterdir()}


@pytest.fixture(name="stick")
def _stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


# --- stopped and cut -------------------------------------------------------------------------------------------


class Stopped(Exception):
    """What somebody at the window asks for."""


def test_stopped_at_any_file_nothing_is_written_or_remembered_and_it_can_be_done_again(register, stick):
    a_counted_case(register)
    prepared = export.prepare(register, wanted())
    for number in range(len(writing.contents_of(prepared))):

        def told(name, done, of, number=number):
            if done == number:
                raise Stopped

        with pytest.raises(Stopped):
            writing.write(register, prepared, stick, told=told)
        assert list(stick.iterdir()) == []
        assert register.find(DataExport) == register.find(ExportedCase) == []
    assert writing.write(register, prepared, stick).folder.is_dir()


def test_half_a_file_that_a_cut_left_there_goes_with_the_next_one(register, stick):
    a_counted_case(register)
    for name in ("HTCDS-2-0-202611-ABC123.part", "photos.part"):
        (stick / name).mkdir()
        (stick / name / "CASES.csv").write_text("half")
    done, _ = written(register, stick)
    assert sorted(path.name for path in stick.iterdir()) == [done.folder.name, "photos.part"]


# --- what it says ----------------------------------------------------------------------------------------------


def test_only_names_and_values_of_the_standard_are_written(register, stick):
    for number, form in enumerate(("sexual_site", "descent_slavery", "forced_begging", "none_identified"), start=1):
        a_counted_case(register, number, form=form)
    _, contents = written(register, stick)
    tables = [name for name in contents if name.endswith(".csv")]
    assert "CASES.csv" in tables
    assert outside_the_standard(contents) == []
    exported = {field for name in tables for line in lines_in(contents, name) for field, cell in line.items() if cell}
    assert {"vic_TypeOfExploitation", "prs_Gender", "cas_Status", "con_Consent", "vic_MethodsOfControl"} <= exported


def test_what_is_no_value_of_the_standard_stands_in_a_companion_column(register, stick):
    a_counted_case(register, form="descent_slavery")
    _, contents = written(register, stick)
    (line,) = lines_in(contents, "CASES.csv")
    assert (line["vic_TypeOfExploitation"], line["x_ExploitationForms"]) == ("Servitude", "descent_slavery")
    assert (line["vic_MethodsOfControl"], line["x_MethodsOfControl"]) == (
        "PhysicalThreats;Other",
        "threats;uses_children",
    )
    assert (line["prs_Citizenship"], line["x_AgeBand"], line["prs_Birthdate"]) == ("ML", "9-17", "")


def test_the_spreadsheet_and_the_json_hold_the_same_cells(register, stick):
    for number in (1, 2):
        a_counted_case(register, number)
    _, contents = written(register, stick)
    book = openpyxl.load_workbook(io.BytesIO(contents["HTCDS-2-0.xlsx"]))
    told = json.loads(contents["HTCDS-2-0.json"])
    for name in book.sheetnames:
        rows = [["" if cell is None else str(cell) for cell in row] for row in book[name].iter_rows(values_only=True)]
        as_csv = lines_in(contents, f"{name.upper()}.csv")
        assert [dict(zip(rows[0], row, strict=True)) for row in rows[1:]] == as_csv
        assert told[name] == [{field: cell for field, cell in line.items() if cell} for line in as_csv]


def test_words_that_begin_like_a_formula_stay_words(register, stick):
    case = a_counted_case(register)
    partner = Organisation(name="=1+1", org_type="ngo")
    register.save(partner, a_consent(case, "share_partner", "given", partner_id=partner.id))
    name = register.only(PersonName, person_id=case.person_id)
    register.save(PersonName(person_id=name.person_id, family='=HYPERLINK("x")', given="+cmd", name_type="protected"))
    _, contents = written(register, stick, level="identified", recipient=partner)
    (line,) = lines_in(contents, "CASES.csv")
    assert (line["prs_SecondName"], line["prs_FirstName"]) == ('\'=HYPERLINK("x")', "'+cmd")
    assert line["prs_MobilePhone"] == "+22370123456"
    sheet = openpyxl.load_workbook(io.BytesIO(contents["HTCDS-2-0.xlsx"]))["cases"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}


def test_heads_of_columns_may_be_the_labels_of_the_toolkit(register, stick):
    a_counted_case(register)
    _, contents = written(register, stick, by_label=True)
    heads = set(lines_in(contents, "CASES.csv")[0])
    assert {"Mailing City", "Type of Exploitation", "x_AgeBand"} <= heads
    assert not any(head.startswith(("prs_", "vic_", "cas_")) for head in heads)


def test_the_readme_says_who_is_missing_and_what_was_lost(register, stick):
    a_counted_case(register, 1, form="descent_slavery")
    a_counted_case(register, 2, agreed=None)
    _, contents = written(register, stick)
    said = contents[writing.README].decode("utf-8-sig")
    assert "Without a yes to being counted: 1" in said
    assert "vic_TypeOfExploitation (descent_slavery): 1" in said
    assert "CC BY 4.0" in said


# --- who is in it ----------------------------------------------------------------------------------------------


def test_each_gate_keeps_out_whom_it_is_for_and_says_how_many(register):
    a_counted_case(register, 1)
    a_counted_case(register, 2, of_the_file={"status": "draft"})
    a_counted_case(register, 3, of_the_file={"opened_on": date(2025, 12, 31)})
    a_counted_case(register, 4, agreed="refused")
    a_counted_case(register, 5, agreed="given_partial")
    a_counted_case(register, 6, agreed=None)
    kept = a_counted_case(register, 7)
    merged = a_counted_case(register, 8, of_the_file={"status": "merged", "merged_into_id": kept.id})
    child = a_counted_case(register, 9)
    register.save(a_stay(child, admission_type="accompanying_child"), heed_findings=False)
    passed = export.prepare(register, wanted()).passed
    assert [file.code for file in passed.files] == ["SEG-26-0001", "SEG-26-0007"]
    assert passed.kept_out == {"period": 1, "draft": 1, "merged": 1, "child_along": 1, "reporting": 3}
    assert merged.id not in {file.id for file in passed.files}


def test_what_was_withdrawn_in_a_file_that_was_merged_counts_in_the_one_that_was_kept(register):
    kept = a_counted_case(register, 1)
    a_counted_case(register, 2, agreed="withdrawn", of_the_file={"status": "merged", "merged_into_id": kept.id})
    assert export.prepare(register, wanted()).passed.kept_out == {"merged": 1, "reporting": 1}


def test_names_go_only_to_whom_they_were_agreed_to_go(register):
    friend, other = Organisation(name="Amis", org_type="ngo"), Organisation(name="Autres", org_type="ngo")
    case = a_counted_case(register)
    register.save(friend, other, a_consent(case, "share_partner", "given", partner_id=friend.id))
    assert export.prepare(register, wanted("identified", recipient=friend)).cases == 1
    to_other = export.prepare(register, wanted("identified", recipient=other))
    assert (to_other.cases, to_other.passed.kept_out) == (0, {"share": 1})


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"level": PSEUDONYMISED, "purpose": export.RELEASE}, export.ReleaseOnlyInGroups),
        ({"level": "identified", "purpose": export.RELEASE}, export.ReleaseOnlyInGroups),
        ({"level": "identified", "purpose": export.HEADQUARTERS}, export.NamesGoByBundle),
        ({"level": "identified"}, export.NamesNeedARecipient),
        ({"level": "identified", "purpose": export.NATIONAL, "recipient": Organisation(name="A", org_type="ngo")},
         export.NotAnAuthority),
        ({"first": date(2027, 1, 1)}, export.EndsBeforeItBegins),
        ({"level": K_ANONYMOUS, "last": date(2026, 11, 30)}, export.WholeYearsAlone),
        ({"level": K_ANONYMOUS, "steps": {"age": 99}}, export.NoSuchChoice),
        ({"level": K_ANONYMOUS, "steps": {"height": 0}}, export.NoSuchChoice),
        ({"level": "zzz"}, export.NoSuchChoice),
        ({"purpose": ""}, export.NoSuchChoice),
        ({"standard": "../x"}, export.NoSuchChoice),
    ],
)  # fmt: skip
def test_what_must_not_be_asked_for_is_refused_in_words(register, asked, problem):
    with pytest.raises(problem) as refused:
        export.prepare(register, wanted(**asked))
    assert len(refused.value.said_in(Language.of("en"))) > 40


def test_a_step_that_is_not_named_and_the_first_and_last_year_are_no_problem(register):
    a_counted_case(register)
    days = {"first": date(1, 1, 1), "last": date(9999, 12, 31)}
    assert export.prepare(register, wanted(K_ANONYMOUS, steps={}, **days)).groups.people_standing_out == 1


def test_only_who_answers_for_a_house_exports_case_data(register):
    a_counted_case(register)
    for role in ("case_manager", "data_officer"):
        with reopened_as(register, role) as other:
            assert not export.may_export(other)
            with pytest.raises(ReadOnlyForYou):
                export.prepare(other, wanted())


# --- nobody stands out -----------------------------------------------------------------------------------------


def a_houseful(register) -> None:
    forms = ["forced_labour_domestic"] * 7 + ["sexual_site"] * 6 + ["forced_marriage"]
    for number, form in enumerate(forms, start=1):
        region = "ml-r-segou" if number % 3 else "ml-r-kayes"
        a_counted_case(register, number, form=form, of_the_person={"origin_region": region})


@pytest.mark.parametrize(("purpose", "k"), [(export.PARTNER, 5), (export.RELEASE, 11)])
def test_no_combination_in_the_file_is_under_k_by_a_naive_count(register, stick, purpose, k):
    a_houseful(register)
    _, contents = written(register, stick, level=K_ANONYMOUS, purpose=purpose)
    lines = lines_in(contents, "CASES.csv")
    assert lines
    assert under_k_by_hand(contents, k) == []
    assert min(Counter(tuple(line.values()) for line in lines).values()) >= k  # by whatever the file says
    assert set(contents) == {"CASES.csv", "HTCDS-2-0.xlsx", "HTCDS-2-0.json", writing.README}
    assert not any(column.startswith("x_Case") for column in lines[0])


def test_what_is_proposed_leaves_nobody_standing_out(register):
    a_houseful(register)
    found = export.prepare(register, wanted(K_ANONYMOUS)).groups
    assert found.people_standing_out == sum(found.standing_out.values()) > 0
    mended = export.prepare(register, wanted(K_ANONYMOUS, steps=found.proposed)).groups
    assert (mended.standing_out, mended.suppressed.lost, mended.suppressed.left_out) == ({}, 0, 0)


def test_a_person_with_two_files_stands_in_one_group_once(register):
    first = a_counted_case(register, 1, of_the_file={"status": "closed"})
    again = CaseFile(person_id=first.person_id, code="SEG-26-0002", status="admitted", opened_on=date(2026, 5, 4))
    register.save(again, a_consent(again, "reporting"), heed_findings=False)
    passed = export.prepare(register, wanted(K_ANONYMOUS)).passed
    assert ([file.code for file in passed.files], passed.kept_out) == (["SEG-26-0002"], {"same_person": 1})


# --- what is remembered ----------------------------------------------------------------------------------------


def test_the_register_remembers_whose_number_is_whose_in_the_act_that_exports(register, stick):
    case = a_counted_case(register)
    done, contents = written(register, stick)
    (line,) = lines_in(contents, "CASES.csv")
    (kept,) = register.find(ExportedCase, export_id=done.export.id)
    assert (kept.case_id, kept.number) == (case.id, line["x_CaseNumber"])
    (said,) = register.find(DataExport)
    assert said.digest == writing.digest_of(contents)
    assert json.loads(said.counts)["lines"]["cases"] == 1
    told = history_of(register.vault, "centre", [said.id], limit=5)
    assert [row["action"] for row in told] == [writing.EXPORT_CASES]


def test_numbers_are_drawn_anew_for_each_export_and_in_groups_only_the_group_is_remembered(register, stick):
    for number in range(1, 6):
        a_counted_case(register, number)
    first, _ = written(register, stick)
    second, _ = written(register, stick)
    in_groups, _ = written(register, stick, level=K_ANONYMOUS)
    numbers = {
        done.export.id: {one.number for one in register.find(ExportedCase, export_id=done.export.id)}
        for done in (first, second, in_groups)
    }
    assert len(numbers[first.export.id]) == len(numbers[second.export.id]) == 5
    assert not numbers[first.export.id] & numbers[second.export.id]
    assert numbers[in_groups.export.id] == {"group 1"}


def test_nothing_is_remembered_and_nothing_stays_where_it_cannot_be_written(register, tmp_path):
    a_counted_case(register)
    prepared = export.prepare(register, wanted())
    with pytest.raises(StickGone):
        writing.write(register, prepared, tmp_path / "gone")
    assert register.find(DataExport) == []
    assert not (tmp_path / "gone").exists()


def test_an_empty_file_is_not_written(register, stick):
    with pytest.raises(export.NobodyLeft):
        writing.write(register, export.prepare(register, wanted()), stick)
    assert list(stick.iterdir()) == []


# --- another standard ------------------------------------------------------------------------------------------


def test_another_standard_is_three_more_files_and_no_code(register, tmp_path, stick):
    head = "table,line,field,label,type,values,source,argument,identified,pseudonymised,k_anonymous,remark\n"
    (tmp_path / "ic_tip.csv").write_text(
        head
        + "victims,case,x_CaseNumber,Number,Text,,case_number,,keep,keep,drop,\n"
        + "victims,case,vSex,Sex,Picklist,F;M,answer,Person.sex,keep,keep,keep,\n"
        + "events,event,eType,Type,Picklist,RECRUIT;EXPLOIT,answer,JourneyEvent.event,keep,keep,drop,\n",
        encoding="utf-8",
    )
    (tmp_path / "ic_tip_choices.csv").write_text("field,list,key,value\nvSex,sex,female,F\n", encoding="utf-8")
    (tmp_path / "ic_tip_aliases.csv").write_text("what,written,meant,remark\n", encoding="utf-8")
    mapping = read_mapping("ic_tip", tmp_path)
    a_counted_case(register)
    prepared = export.prepare(register, wanted(standard="ic_tip"), mapping=mapping)
    contents = writing.contents_of(prepared)
    assert [line["vSex"] for line in lines_in(contents, "VICTIMS.csv")] == ["F"]
    assert "IC-TIP.xlsx" in contents


def test_the_same_at_headquarters(tmp_path, stick):
    with a_register(tmp_path, kind=AT_HEADQUARTERS, code="SIE") as headquarters:
        a_counted_case(headquarters)
        done, contents = written(headquarters, stick)
        assert Counter(line["x_Centre"] for line in lines_in(contents, "CASES.csv")).total() == done.lines == 1
        assert mapping_of(HTCDS).title in contents[writing.README].decode("utf-8-sig")
        assert OPENED.year == 2026
