"""The mapping is data: it names every field of the standard once, only values of the standard, and only what exists here."""

import csv
from pathlib import Path

import pytest

from centre_app import records
from centre_app.case_data import named
from centre_app.case_data.derivations import DERIVATIONS
from centre_app.case_data.generalising import QUASIS
from centre_app.case_data.mapping import BLANK, CERCLE, DROP, HTCDS, IDENTIFIED, KEEP, LEVELS, MONTH, mapping_of
from centre_app.case_data.sources import LINES
from centre_app.choices import choices, list_names
from centre_app.language import Language
from centre_app.standards import HTCDS as TABLE_OF_HTCDS
from centre_app.standards import lines_of
from tests.each import of_each

FIELDS = Path(__file__).resolve().parents[2] / "data" / "htcds_fields.csv"  # the standard's own list, CC BY 4.0
MAPPING = mapping_of(HTCDS)
BY_NAME = {one.name: one for one in MAPPING.fields}
CHOICES = Path(records.__file__).resolve().parents[1] / "case_data" / "htcds_2_0_choices.csv"

# What the code lists note of the standard and the mapping does otherwise, and why.
OTHERWISE = {
    ("vic_MethodsOfControl", "uses_children"),  # defined there, and no value of the list: Other, and a companion column
    ("spl_Type", "psychosocial"),  # rehabilitation only after what there was: derivation goal_domain
}


def the_standard() -> dict[str, dict[str, str]]:
    with FIELDS.open(encoding="utf-8", newline="") as file:
        return {row["field"]: row for row in csv.DictReader(file)}


def said() -> list[dict[str, str]]:
    with CHOICES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_field_of_the_standard_stands_in_the_mapping_once_and_no_other():
    own = [one.name for one in MAPPING.fields if not one.is_companion]
    assert sorted(own) == sorted(the_standard())
    assert len(own) == len(set(own)) == 84


def test_what_the_table_of_standards_says_is_not_carried_stays_blank():
    carried_by_none = {line.name for line in lines_of(TABLE_OF_HTCDS) if not line.carried_by}
    for name in carried_by_none:
        assert set(BY_NAME[name].rules.values()) == {BLANK}, name


@of_each(MAPPING.fields, called=lambda one: f"{one.table}.{one.name}")
def test_a_line_of_the_mapping_names_only_what_exists(one):
    assert one.source in DERIVATIONS
    assert one.line in {"case", "organisation", *LINES}
    for level in LEVELS:
        first, *others = one.rules[level].split()
        assert first in (KEEP, BLANK, DROP, MONTH, CERCLE, "quasi")
        assert first != "quasi" or others[0] in QUASIS
    if one.source == "answer":
        record, _, question = one.argument.partition(".")
        assert question in getattr(records, record).questions


def test_every_value_is_one_of_the_standard_and_every_key_one_of_a_list():
    for row in said():
        name = "vic_ForcedLabourIndustry" if row["field"].startswith("x_") else row["field"]
        options = the_standard()[name]["options"]
        if options != "ISO 639-2 codes":
            assert set(filter(None, row["value"].split(";"))) <= set(options.split(";")), row
        assert row["list"] == "derived" or row["key"] in choices(row["list"]), row


def test_the_mapping_says_what_the_code_lists_note_of_the_standard():
    values = {(row["field"], row["key"]): row["value"] for row in said()}
    for name in list_names():
        fields = {row["field"] for row in said() if row["list"] == name}
        for key, entry in choices(name).entries.items():
            noted = {part.rpartition("=")[2].strip() for part in entry.htcds.split(";")} - {""}
            for field in fields & {"org_Type", "prs_MaritalStatus", "vic_MethodsOfControl", "spl_Type", "cas_Status"}:
                if (field, key) not in OTHERWISE:
                    assert set(values.get((field, key), "").split(";")) - {""} == noted, (field, key)


def test_words_of_people_leave_with_names_alone():
    """A second net under the first, which is that such words are InWords: no question in words is kept without names."""
    for one in MAPPING.fields:
        if one.source != "answer":
            continue
        record, _, asked = one.argument.partition(".")
        question = getattr(records, record).questions[asked]
        if question.may_identify or question.identifies:
            assert {one.rules[level] for level in LEVELS if level != IDENTIFIED} <= {DROP, BLANK}, one.name


def test_a_standard_that_nobody_mapped_is_none():
    with pytest.raises(LookupError):
        mapping_of("ic_tip_of_tomorrow")


@pytest.mark.parametrize("code", ["fr", "en"])
def test_every_field_and_every_form_of_exploitation_has_a_name_for_people(code):
    language = Language.of(code)
    said = {one.name: named.field_said(MAPPING, one.name, language) for one in MAPPING.fields}
    assert [name for name, words in said.items() if not words.endswith(f" [{name}]")] == []
    forms = {
        one: named.value_said(MAPPING, named.EXPLOITATION, one, language) for one in BY_NAME[named.EXPLOITATION].allowed
    }
    assert {one for one, words in forms.items() if words == one} <= {"Servitude", "Surrogacy", "Other"}
