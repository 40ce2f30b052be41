"""Whoever may have a file already is named in the report of an import, to be compared afterwards."""

from centre_app.importing.importing import preview
from tests.centre_app.importing.conftest import HAWA, LALA
from tests.makers import a_person, an_admission


def test_a_line_of_another_age_is_another_girl_of_the_name(register, a_file):
    register.save(*an_admission(a_person(origin_region=None), family="Togola", given="Awa"))
    found = preview(register, a_file(HAWA, LALA))
    alike = [remark for remark in found.remarks if "may be of the same person" in remark.message]
    assert [(remark.line, remark.parts) for remark in alike] == []  # born in 1994: another girl of the name


def test_a_line_of_the_same_age_and_name_is_to_be_compared(register, a_file):
    line = HAWA.replace("10/01/2011", "10/11/2026").replace("26/03/2011", "")
    register.save(*an_admission(a_person(origin_region=None), family="Togola", given="Awa"))
    found = preview(register, a_file(line, LALA))
    alike = [remark for remark in found.remarks if "may be of the same person" in remark.message]
    assert [(remark.line, remark.parts) for remark in alike] == [(2, {"code": "SEG-26-0001"})]
