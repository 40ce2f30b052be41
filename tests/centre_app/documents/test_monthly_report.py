"""The report of a month on paper, as a spreadsheet and as JSON: the same numbers, nobody's words calculated, nothing more than asked."""

import io
import json
import re
import subprocess
from datetime import date

import openpyxl
import pytest

from centre_app.dates import Birth
from centre_app.documents.monthly_report import print_report, report_pdf
from centre_app.documents.monthly_report.number_table import NumberRow, NumberTable
from centre_app.indicators.freezing import close_month
from centre_app.indicators.report.donors import PRESETS
from centre_app.indicators.report.gather import Asked
from centre_app.indicators.report.numbers import SMALL, as_json, known_lines
from centre_app.indicators.report.whole import SheetNamesSomebody, report_of
from centre_app.indicators.report.workbook import workbook_of
from centre_app.journal import Asked as AskedOfJournal
from centre_app.journal import Journal
from centre_app.language import Language
from centre_app.records import Activity, CaseFile, RiskAssessment
from tests.centre_app.two_houses import live as live_in
from tests.makers import a_case, a_name, a_person, a_stay, a_training

OCTOBER = date(2026, 10, 1)
FRENCH, ENGLISH = Language.of("fr"), Language.of("en")


@pytest.fixture
def house(register):
    """Six girls of 15 to 17 who learn a trade, of whom one came in October."""
    for number in range(6):
        person = a_person(birth=Birth.exact(date(2010, 1, 1 + number)))
        case = a_case(person, code=f"SEG-26-000{number}", opened_on=date(2026, 3, 2))
        came = date(2026, 10, 5) if number == 0 else date(2026, 3, 2)
        training = a_training(case, from_on=came)
        register.save(person, case, a_stay(case, admitted_on=came), training, heed_findings=False)
    trained = Activity(title="=1+1", kind="workers_trained", held_on=date(2026, 10, 8), women=7, men=4)
    register.save(trained)
    return register


def words_of(pdf: bytes) -> str:
    told = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    return re.sub(r"[ \u00a0\u202f]+", " ", told.decode())


def cells(content: bytes, sheet: int) -> list[tuple]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [tuple(row) for row in book.worksheets[sheet].iter_rows(values_only=True)]


def test_every_line_stands_on_paper_and_in_the_spreadsheet(house):
    report = report_of(house, Asked.month(OCTOBER))
    said = words_of(report_pdf(house, report, ENGLISH))
    written = cells(workbook_of(house, report, ENGLISH), 1)
    for indicator, line in known_lines():
        if "+" not in indicator.code:
            assert re.search(rf"\b{indicator.code}\b", said), indicator.code
            assert any(row[:2] == (indicator.code, line.key) for row in written), (indicator.code, line.key)


def test_the_balance_stands_on_the_dashboard_in_both_languages(house):
    report = report_of(house, Asked.month(OCTOBER))
    for language in (FRENCH, ENGLISH):
        page = words_of(report_pdf(house, report, language)).split("\f")[1]
        assert re.search(r"5\s+1\s+0\s+6|5 \+ 1 − 0 = 6|5\s*\+\s*1\s*−\s*0\s*=\s*6", page), page[:600]


def test_the_same_report_gives_the_same_bytes(house):
    report = report_of(house, Asked.month(OCTOBER))
    assert report_pdf(house, report, FRENCH) == report_pdf(house, report, FRENCH)


def test_what_people_wrote_is_never_a_formula(house):
    report = report_of(house, Asked.month(OCTOBER))
    content = workbook_of(house, report, FRENCH)
    book = openpyxl.load_workbook(io.BytesIO(content))
    found = [cell for row in book.worksheets[3].iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in found] == ["s"]
    numbers = [row for row in cells(content, 1) if row[:2] == ("A5", "present")]
    assert 6 in numbers[0]


def test_a_closed_month_is_told_as_it_was_closed(house):
    close_month(house, OCTOBER, in_words="Un mois calme.")
    person = a_person()
    case = a_case(person, code="SEG-26-0010")
    house.save(person, case, a_stay(case, admitted_on=date(2026, 10, 7)), heed_findings=False)
    report = report_of(house, Asked.month(OCTOBER))
    assert report.numbers.lines["A5.present"].number == 6
    assert "Un mois calme." in words_of(report_pdf(house, report, FRENCH))


def test_a_donors_sheet_holds_its_own_lines_and_no_number_under_five(house):
    report = report_of(house, Asked.month(OCTOBER), preset=PRESETS["accel"])
    told = json.loads(as_json(report.numbers))
    assert set(told["lines"]) == set(PRESETS["accel"].lines)
    assert told["lines"]["G1.N"]["number"] == SMALL
    assert told["lines"]["G1.S"]["number"] == 6
    assert "cross" not in told["lines"]["G1.S"]  # tables stand in the sheet of a quarter alone
    assert (told["digest"], told["trend"], told["restated"]) == ("", [], [])
    codes = {row[0] for row in cells(workbook_of(house, report, FRENCH), 5)[1:]}
    assert codes <= {"G1", "G2", "G3", "G6", "G7"}


def test_every_line_of_a_donors_sheet_is_one_that_is_counted(house):
    known = {f"{indicator.code}.{line.key}": indicator for indicator, line in known_lines()}
    for preset in PRESETS.values():
        assert not set(preset.lines) - known.keys()
        assert not [line for line in preset.lines if known[line].is_restricted]


def test_activities_stand_beside_the_numbers_that_a_donor_asks_for(house):
    said = words_of(report_pdf(house, report_of(house, Asked.month(OCTOBER), preset=PRESETS["ecpat"]), FRENCH))
    assert re.search(r"=1\+1.*\b7 4 – – 11", said)


def test_v27_a_donors_sheet_is_not_made_while_an_activity_in_it_names_somebody(house):
    """Written before she came: no rule could know her name then."""
    house.save(Activity(title="Avec Kadidia Sangaré", kind="workers_trained", held_on=date(2026, 10, 9), women=1))
    assert report_of(house, Asked.month(OCTOBER), preset=PRESETS["ecpat"]).activities
    person = a_person()
    house.save(person, a_name(person, "Sangaré", "Kadidia"), heed_findings=False)
    with pytest.raises(SheetNamesSomebody) as refused:
        report_of(house, Asked.month(OCTOBER), preset=PRESETS["ecpat"])
    assert "09/10/2026" in refused.value.said_in(ENGLISH)
    assert report_of(house, Asked.month(OCTOBER), preset=PRESETS["accel"]).preset is not None  # it holds no activities


def test_history_tells_of_each_print(house):
    report = report_of(house, Asked.month(OCTOBER))
    print_report(house, report, FRENCH)

    assert "print_report" in {line.action for line in Journal(house, AskedOfJournal()).more(200)}


def test_the_report_of_a_full_month_is_eight_pages_at_most(register):
    live_in(register)
    for language in (FRENCH, ENGLISH):
        pdf = report_pdf(register, report_of(register, Asked.month(date(2026, 1, 1))), language)
        assert 6 <= words_of(pdf).count("\f") <= 8, language.code


def test_the_first_page_says_of_open_files_that_they_are_and_which_levels_of_risk_they_have(house):
    file = house.find(CaseFile)[0]
    levels = [("high", file.id), *(("low", one.id) for one in house.find(CaseFile)[1:3])]
    house.save(*(RiskAssessment(case_id=case, assessed_on=date(2026, 10, 6), level=level) for level, case in levels))
    page = words_of(report_pdf(house, report_of(house, Asked.month(OCTOBER)), FRENCH)).split("\f")[1]
    told = re.sub(r"\s+", " ", page)
    assert "Niveau de risque le dernier jour, dossiers" in told
    assert "Élevé 1 · Faible 2" in told


def test_a_donors_sheet_says_whether_its_month_is_closed_in_which_version_and_since_when(house):
    def cover() -> str:
        report = report_of(house, Asked.month(OCTOBER), preset=PRESETS["accel"])
        return words_of(report_pdf(house, report, FRENCH)).split("\f")[0]

    assert "Pas clôturé : octobre 2026." in cover()
    close_month(house, OCTOBER)
    assert f"Clôturé : octobre 2026 (version 1, {FRENCH.day(house.today)})." in cover()


def test_a_line_told_as_it_was_given_says_so_on_paper_and_in_the_spreadsheet(house):
    asked, preset = Asked.month(OCTOBER), PRESETS["accel"]
    print_report(house, report_of(house, asked, preset=preset), FRENCH)
    person = a_person(birth=Birth.exact(date(2010, 3, 1)))
    case = a_case(person, code="SEG-26-0020", opened_on=date(2026, 3, 2))
    house.save(person, case, a_training(case, from_on=date(2026, 10, 2)), heed_findings=False)
    again = report_of(house, asked, preset=preset)
    told = f"(tel que donné le {FRENCH.day(house.today)})"
    assert told in re.sub(r"\s+", " ", words_of(report_pdf(house, again, FRENCH)))
    titles = [row[2] for row in cells(workbook_of(house, again, FRENCH), 1)]
    assert any(str(title).endswith(told) for title in titles)


def test_the_rows_of_an_indicator_stay_on_one_page():
    rows = [NumberRow(code=f"A{number // 3}" if number % 3 == 0 else "", label="x", figures=["1"], is_first=number % 3 == 0)
            for number in range(30)]  # fmt: skip
    table = NumberTable(columns=[("", 30.0)], rows=rows)
    heights = [NumberTable(columns=[("", 30.0)], rows=rows[:upto]).height(400) for upto in (3, 6)]
    first, rest = table.split(400, (heights[0] + heights[1]) / 2 + 1)
    assert (first.height(400), rest.height(400)) == pytest.approx((heights[0], table.height(400) - heights[0]))
    assert NumberTable(columns=[("", 30.0)], rows=rows[:6]).split(400, heights[0])[0] is None  # a small one is not cut
