"""Nothing that the standards carry is missing here without a reason."""

from collections import Counter

import pytest

from centre_app import records
from centre_app.standards import CPIMS, HTCDS, lines_of

# htcds.md, after the standard's own sheet: 84 fields in ten sections.
FIELDS_OF_HTCDS = {
    "Organization": 10,
    "Person": 25,
    "Person - Victim Context": 16,
    "Person - Perpetrator Context": 3,
    "Case": 3,
    "Referral Details": 10,
    "Case Comment": 1,
    "Historic Trafficking Events": 10,
    "Support Plan": 5,
    "Consent": 1,
}


def test_every_field_of_htcds_stands_in_the_table_once():
    fields = lines_of(HTCDS)
    assert Counter(line.section for line in fields) == FIELDS_OF_HTCDS
    assert len({line.name for line in fields}) == len(fields) == 84


@pytest.mark.parametrize("standard", [HTCDS, CPIMS])
def test_every_line_is_carried_by_questions_that_exist_or_says_why_by_none(standard):
    for line in lines_of(standard):
        assert line.carried_by or line.remark, line.name
        for record, question in line.carried_by:
            asked = getattr(records, record).questions
            assert question in asked, f"{line.name}: {record}.{question}"


def test_the_parts_of_a_file_that_other_programs_have_are_all_compared():
    assert len(lines_of(CPIMS)) == 54
    assert {line.section for line in lines_of(CPIMS)} >= {"Intake", "Consent", "Plan", "After-care", "OSCaR"}
