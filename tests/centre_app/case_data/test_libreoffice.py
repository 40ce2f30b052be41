"""What LibreOffice reads in the spreadsheet is what stands in the CSV: every table, every cell, formulas as words."""

import csv
import shutil
import subprocess

import pytest

from centre_app.case_data import export, writing
from centre_app.records import Organisation, PersonName
from tests.centre_app.case_data.cases import a_counted_case
from tests.centre_app.case_data.test_export import wanted
from tests.makers import a_consent

OFFICE = shutil.which("soffice")
AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"  # every sheet, as shown


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed here")
def test_it_opens_in_libreoffice_with_the_same_cells(register, tmp_path):
    partner = Organisation(name="Amis", org_type="ngo")
    case = a_counted_case(register)
    agreed = a_consent(case, "share_partner", "given", partner_id=partner.id)
    name = PersonName(person_id=case.person_id, family='=HYPERLINK("x";"y")', given="@SUM(1)", name_type="protected")
    register.save(partner, agreed, name)
    done = writing.write(register, export.prepare(register, wanted("identified", recipient=partner)), tmp_path)
    command = [OFFICE, f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless", "--convert-to", AS_CSV]
    subprocess.run([*command, "--outdir", tmp_path / "read", done.folder / "HTCDS-2-0.xlsx"], check=True, timeout=120)
    tables = [path for path in done.folder.iterdir() if path.suffix == ".csv"]
    assert len(tables) > 3
    for path in tables:
        with path.open(encoding="utf-8-sig", newline="") as file:
            ours = [[cell.removeprefix("'") for cell in line] for line in csv.reader(file)]
        with (tmp_path / "read" / f"HTCDS-2-0-{path.stem.lower()}.csv").open(encoding="utf-8", newline="") as file:
            assert list(csv.reader(file)) == ours, path.name
