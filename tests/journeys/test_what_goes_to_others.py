"""Headquarters gives out data: cases nobody can be known by, on a stick, and the sheets of the month for donors.

    REGISTRE_WHOLE_GRID=1 REGISTRE_PICTURES=pictures python -m pytest tests/journeys/test_what_goes_to_others.py

With REGISTRE_WHOLE_GRID set, all three donors' sheets are printed, and with REGISTRE_PICTURES what was printed is kept.
"""

import csv
import os
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from centre_app.indicators.report.donors import ECPAT, PRESETS
from centre_app.language import Language
from centre_app.records import DataExport
from tests.centre_app.case_data.cases import under_k_by_hand
from tests.journeys.at_one_laptop import Reader
from tests.journeys.at_the_centre import plugs_in
from tests.journeys.conftest import WHOLE_GRID
from tests.journeys.three_houses import BAMAKO, LAST_MONTH, Houses, Visits
from tests.journeys.turns import tell

DONORS = tuple(PRESETS) if os.environ.get(WHOLE_GRID) else (ECPAT,)
THE_REPORT, K = "", 5


@pytest.fixture
def stick(tmp_path) -> Path:
    folder = tmp_path / "CLE-PARTENAIRES"
    folder.mkdir()
    return folder


def test_cases_go_out_in_groups_and_numbers_in_sheets(visits: Visits, houses: Houses, stick: Path):
    def story() -> None:
        she = visits.at(BAMAKO)
        asks_what_the_file_would_hold(she)
        takes_the_generalisation_that_is_proposed(she)
        writes_the_file(she, stick)
        opens_the_reports(she)
        for donor in (THE_REPORT, *DONORS):
            prints_a_sheet(she, donor, stick / f"{donor or 'rapport'}.pdf")
            saves_a_spreadsheet(she, stick / f"{donor or 'rapport'}.xlsx")
        visits.end()

    tell(story)
    nobody_stands_out_in_the_file(stick)
    the_sheets_are_whole(stick, visits.language)
    with houses.open(BAMAKO) as headquarters:
        (export,) = headquarters.find(DataExport)
        assert (export.purpose, export.level) == ("partner", "k_anonymous")
    if visits.pictures is not None:
        shutil.copytree(stick, visits.pictures / "stick", dirs_exist_ok=True)


def asks_what_the_file_would_hold(she: Reader) -> None:
    she.click("rail.settings")
    she.click("section.case_data")
    she.keeps_a_picture("administration")
    she.click("go_to_case_data")
    she.sees_part("case_data.empty")
    she.fills("first", f"{date(LAST_MONTH.year - 1, 1, 1):%d/%m/%Y}")
    she.keeps_a_picture("asked")
    she.click("look")
    she.sees_part("case_data.proposal")
    she.keeps_a_picture("who-would-stand-out")


def takes_the_generalisation_that_is_proposed(she: Reader) -> None:
    she.click("take_proposal")
    she.sees(she.say("Nobody stands out: every combination is shared by at least {k} people.", k=K))
    she.keeps_a_picture("nobody-stands-out")


def writes_the_file(she: Reader, stick: Path) -> None:
    she.click("write_case_data")
    plugs_in(she, "stick_dialog.sticks", stick)
    she.keeps_a_picture("which-stick")
    she.click("write_here")
    she.sees("HTCDS-")
    she.keeps_a_picture("written")


def opens_the_reports(she: Reader) -> None:
    she.click("rail.reports")
    she.sees(she.say("Counted from what was received"))
    she.keeps_a_picture("numbers")


def prints_a_sheet(she: Reader, donor: str, file: Path) -> None:
    """Choose what is printed, look at it, and keep it."""
    title = PRESETS[donor].title if donor else "Report of the month"
    she.picks("report_sheet", she.say(title))
    she.click("print_report")
    she.sees_part("save_pdf")
    she.keeps_a_picture(f"sheet-{donor or 'report'}")
    she.click("save_pdf")
    she.chooses_file(file)
    she.sees(she.say("The PDF is written."))
    she.click("close_preview")


def saves_a_spreadsheet(she: Reader, file: Path) -> None:
    she.click("save_workbook")
    she.chooses_file(file)
    she.sees(she.say("The file is written. Anyone who finds it can read it."))
    she.keeps_a_picture(f"saved-{file.stem}")


def nobody_stands_out_in_the_file(stick: Path) -> None:
    (folder,) = stick.glob("HTCDS-*")
    contents = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert len([*csv.DictReader((folder / "CASES.csv").open(encoding="utf-8-sig"))]) == 15
    assert under_k_by_hand(contents, K) == []


def the_sheets_are_whole(stick: Path, language: Language) -> None:
    for donor in DONORS:
        with pypdfium2.PdfDocument(stick / f"{donor}.pdf") as document:
            words = document[0].get_textpage().get_text_range()
            assert language.say(PRESETS[donor].title) in words
    assert openpyxl.load_workbook(stick / "rapport.xlsx").sheetnames
