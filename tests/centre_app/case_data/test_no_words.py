"""No name, no telephone, nothing that a person wrote stands in a file without names, whatever was written where."""

import dataclasses
import string
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from centre_app.case_data import rows
from centre_app.case_data.derivations.values import House, Numbers
from centre_app.case_data.loss import Loss
from centre_app.case_data.mapping import HTCDS, IDENTIFIED, K_ANONYMOUS, PSEUDONYMISED, mapping_of
from centre_app.case_data.sources import LINES, OF_A_CASE, OF_A_PERSON, WITH_NAMES, CaseSource
from centre_app.choices import choices
from centre_app.dates import Birth, PartialDate
from centre_app.language import Language
from centre_app.questions import OneOf, Place, Record, Reference, SomeOf, Words
from centre_app.records import CaseFile, Organisation, Person

SOME_DAY = date(2026, 3, 2)
KINDS = (*OF_A_CASE, *OF_A_PERSON, *WITH_NAMES, LINES["note"])
# Letters that no code list, code or place begins with twice: what is found was written by the test.
WRITTEN = st.text(string.ascii_lowercase + "éè +=0123456789", min_size=1, max_size=12).map(lambda text: f"QZ{text}QZ")


def filled(draw, kind: type[Record]) -> Record:
    """Return a record in which every question is answered; all words are words of somebody."""
    answers = {name: an_answer(draw, name, question) for name, question in kind.questions.items()}
    return kind(**{name: given for name, given in answers.items() if given is not None})


def an_answer(draw, name: str, question):
    match question.kind:
        case OneOf(choices=listed):
            return draw(st.sampled_from(choices(listed).all_keys))
        case SomeOf(choices=listed):
            return frozenset(draw(st.sets(st.sampled_from(choices(listed).all_keys), max_size=3)))
        case Place() | Words():
            return draw(WRITTEN)
        case Reference():
            return "id"
    return {"birth": Birth.exact(SOME_DAY), "happened": PartialDate.in_month(2025, 3)}.get(name)


@st.composite
def sources(draw) -> CaseSource:
    """A case in which everything that can be written is: each kind of record twice."""
    file = dataclasses.replace(filled(draw, CaseFile), opened_on=SOME_DAY, centre_id="c")
    return CaseSource(file, filled(draw, Person), {kind: [filled(draw, kind), filled(draw, kind)] for kind in KINDS})


def told(source: CaseSource, level: str, organisation: Organisation) -> str:
    """Return every cell of every table of a case at a level, words and all."""
    tables = rows.tables_of(mapping_of(HTCDS), level, with_notes=True)
    house = House(
        organisations={},
        centre_codes={"c": "SEG"},
        numbers=Numbers(cases={source.file.id: "0123456789"}),
        language=Language.of("fr"),
        with_names=level == IDENTIFIED,
    )
    rows.fill(tables, source, house, level, Loss())
    rows.fill_organisations(tables, [organisation], house, level, Loss())
    return "\n".join(cell for table in tables for line in table.lines for cell in line)


@settings(max_examples=40)
@given(sources(), WRITTEN)
def test_no_name_no_telephone_and_no_words_without_names(source, written):
    organisation = Organisation(
        name="Amis", org_type="shelter", locality=written, address=written, phone="+22370123456"
    )
    for level in (PSEUDONYMISED, K_ANONYMOUS):
        text = told(source, level, organisation)
        assert "QZ" not in text
        assert "70123456" not in text


@settings(max_examples=10)
@given(sources())
def test_the_same_words_do_leave_with_names(source):
    """Else the test above would hold of a file in which nothing stands."""
    assert told(source, IDENTIFIED, Organisation(name="Amis", org_type="ngo")).count("QZ") > 20
