"""The director at the end of a month: reads a number, sees who is behind it, closes the month, and keeps its report.

With REGISTRE_PICTURES set, what she has in front of her is kept there.
"""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PySide6.QtCore import QSettings

from centre_app.dates import Birth
from centre_app.indicators.freezing import closed_numbers, versions
from centre_app.language import Language
from centre_app.opening import open_register
from centre_app.records import Stay
from tests import makers
from tests.journeys.hands import Hands, Program
from tests.journeys.turns import Turns, tell
from ui import theme
from ui.laptop import Laptop

LAST_MONTH = (datetime.now(UTC).date().replace(day=1) - timedelta(days=1)).replace(day=1)
BEFORE = LAST_MONTH - timedelta(days=40)
FORGOTTEN = "SEG-26-0003"  # her stay ended, and nobody wrote the exit


@pytest.fixture
def folder(tmp_path) -> Path:
    """Three women: one is here, one left last month, one left and her exit was forgotten."""
    folder = makers.a_folder(tmp_path / "Registre")
    with open_register(folder, makers.DIRECTOR, makers.PASSPHRASE) as register:
        for number, ended in enumerate((None, 4, 9), start=1):
            person = makers.a_person(birth=Birth.exact(date(2001, 5, number)))
            case = makers.a_case(person, code=f"SEG-26-000{number}", opened_on=BEFORE)
            left = LAST_MONTH.replace(day=ended) if ended else None
            stay = makers.a_stay(case, admitted_on=BEFORE, ended_on=left)
            register.save(person, makers.a_name(person), case, stay, heed_findings=False)
            if ended == 4:
                register.save(makers.an_exit(stay, left_on=left), heed_findings=False)
    return folder


@pytest.fixture
def she(qapp, folder) -> Iterator[Hands]:
    theme.dress(qapp)
    QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Registre", "Registre").clear()
    Laptop().keep_language(Language.of("fr"))
    program = Program(folder.parent, folder=folder)
    yield Hands(Turns(), program)
    program.shell.close()


def test_a_month_is_read_closed_and_kept(she, folder, tmp_path):
    tell(lambda: the_story(she, folder, tmp_path))
    with open_register(folder, makers.DIRECTOR, makers.PASSPHRASE) as register:
        (report,) = versions(register, LAST_MONTH)
        assert report.in_words == "Un mois calme."
        assert closed_numbers(report).lines["A5.present"].number == 1
    with pypdfium2.PdfDocument(tmp_path / "rapport.pdf") as document:
        assert 6 <= len(document) <= 12
        assert "Rapport du mois" in document[0].get_textpage().get_text_range()
    assert openpyxl.load_workbook(tmp_path / "rapport.xlsx").sheetnames[1] == "Chiffres"


def the_story(she: Hands, folder: Path, into: Path) -> None:
    comes_in(she)
    she.click("rail.reports")
    she.sees("Pas encore clôturé")
    picture(she, "numbers")
    sees_who_is_behind_a_number(she)
    is_told_why_the_month_stays_open(she)
    writes_the_exit_that_was_forgotten(she, folder)
    closes_the_month(she)
    keeps_the_report(she, into)
    she.closes_the_window()


def comes_in(she: Hands) -> None:
    she.sees_part("passphrase")
    she.fills("passphrase", makers.PASSPHRASE)
    she.press("Return")
    she.sees_part("rail.who")


def sees_who_is_behind_a_number(she: Hands) -> None:
    """Enter opens the list, Enter the file; Alt and Left lead back."""
    she.click("see_list")
    she.sees("Retour aux chiffres")
    picture(she, "behind")
    she.press("Return")
    she.sees_part("section.summary")
    she.press("Alt+Left")
    she.click("back_to_numbers")


def is_told_why_the_month_stays_open(she: Hands) -> None:
    she.click("close_month")
    she.fills("month_reports.in_words", "Un mois calme.")
    picture(she, "closing")
    she.press("Ctrl+S")
    she.sees(FORGOTTEN)
    picture(she, "refused")
    she.press("Escape")
    she.click("do_not_save")


def writes_the_exit_that_was_forgotten(she: Hands, folder: Path) -> None:
    """How one leaves has a journey of its own: here it is written behind the window."""

    def write() -> bool:
        register = she.program.shell.register
        stay = next(one for one in register.find(Stay) if one.ended_on == LAST_MONTH.replace(day=9))
        register.save(makers.an_exit(stay, left_on=stay.ended_on), heed_findings=False)
        return True

    assert she._ask(write)
    she.press("F5")


def closes_the_month(she: Hands) -> None:
    she.click("close_month")
    she.fills("month_reports.in_words", "Un mois calme.")
    she.press("Ctrl+S")
    she.sees("Le mois est clôturé.")
    she.sees_part("month_state")


def keeps_the_report(she: Hands, into: Path) -> None:
    she.click("print_report")
    she.sees_part("save_pdf")
    picture(she, "preview")
    she.click("save_pdf")
    she.chooses_file(into / "rapport.pdf")
    she.sees("Le PDF est écrit.")
    she.click("close_preview")
    she.click("save_workbook")
    she.chooses_file(into / "rapport.xlsx")
    she.sees("Le fichier est écrit.")


def picture(she: Hands, name: str) -> None:
    if "REGISTRE_PICTURES" in os.environ:
        she.photographs(Path(os.environ["REGISTRE_PICTURES"]) / f"month-{name}.png")
