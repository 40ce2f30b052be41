"""Whatever is asked in words: nothing of it leaves with a file without consent, unless its declaration says why it may."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from centre_app.exchange import bundle, manifest
from centre_app.exchange.withheld import WHY_VOID
from centre_app.ids import new_id
from centre_app.integrity import check
from centre_app.questions import IDENTITY, NOTES, Place, Record, Reference, Words
from centre_app.records import RECORD_TYPES, CaseFile, Consent, MonthReport
from tests.centre_app.exchange.conftest import MONTH
from tests.makers import an_admission

TRAVELLING = [one for one in RECORD_TYPES if manifest.travels(one) and one.compartment not in ("", NOTES)]

# All that leaves in people's words without consent. Whoever adds to it has asked: can anybody be known by it?
HARMLESS = {
    "BreakGlass": "code record_table record_id",
    "CaseFile": "code",
    "HealthPaper": "about_table about_id media_type sha256 picture_sha256",
    "ProtectionPaper": "about_table about_id media_type sha256 picture_sha256",
    "Organisation": "name acronym region cercle locality address po_box phone opening_hours",
    "Centre": "name code region cercle locality phone complaint_channel",
    "Room": "name",
    "Bed": "label",
    "StaffMember": "name staff_code",
    "Project": "donor code title",
    "KnownPlace": "name region cercle also_called",
    "SealedReport": "sealed",
    "Transfer": "to_centre_id receipt",
    "MonthReport": "definitions numbers digest in_words reopened_because",
    "Activity": "title place",
    "CentreCorrection": "record_table record_id question for_centre_id base proposed reason",
    "CareCorrection": "record_table record_id question for_centre_id",
    "HealthCorrection": "record_table record_id question for_centre_id",
    "ProtectionCorrection": "record_table record_id question for_centre_id",
    "CorrectionAnswer": "correction_table correction_id",
    "Item": "name unit",
    "HouseRules": "text",
    "ListEntry": "list_name key label_fr label_fr_m label_en",
    "RetentionEvent": "certificate line",
    "Backup": "problem waiting",
    "ProgramReport": "code text",
}  # fmt: skip


def canary(record_type: type[Record], question: str) -> str:
    return f"Canary {record_type.__name__} {question}."


def with_canaries(record_type: type[Record], case: CaseFile) -> Record:
    """Return a void record of her file in which whatever takes words holds some: reasons for no answer as well."""
    owners = {"case_files": case.id, "persons": case.person_id}
    answers = {}
    for name, question in record_type.questions.items():
        if isinstance(question.kind, (Words, Place)):
            answers[name] = canary(record_type, name)
        elif isinstance(question.kind, Reference):
            answers[name] = owners.get(question.kind.table, new_id())
    why = {next(iter(record_type.questions)): canary(record_type, "missing")}
    if record_type is MonthReport:  # one that stands is refused: these are no numbers
        answers["voided_at"] = datetime(2026, 11, 1, tzinfo=UTC)
    return record_type(**answers, void_reason=canary(record_type, WHY_VOID), missing=why)


def canaries_in(lines) -> dict[str, set[str]]:
    """Return the questions of which words were found, by the kind of record."""
    found: dict[str, set[str]] = {}
    for line in (line for of_one in lines.values() for line in of_one):
        for kind, name in re.findall(r"Canary (\w+) (\w+)\.", line.decode()):
            found.setdefault(kind, set()).add(name)
    return found


@pytest.fixture
def full(pair):
    """A record of every kind full of words, put in past the rules, and changed once: words stand in old values too."""
    case = pair.centre.save(*an_admission())[2]
    first = [with_canaries(one, case) for one in TRAVELLING if one is not CaseFile]
    saved = pair.centre.save(*first, replace(case, void_reason=canary(CaseFile, WHY_VOID)), heed_findings=False)
    changed = [said_otherwise(record) for record in saved if not isinstance(record, Consent)]  # its lines never change
    pair.centre.save(*changed, heed_findings=False)
    return saved


def said_otherwise(record: Record) -> Record:
    asked = [name for name, one in record.questions.items() if isinstance(one.kind, (Words, Place))]
    again = {name: f"{getattr(record, name)} Again." for name in (*asked, WHY_VOID)}
    return replace(record, **again)


def harmless(record_type: type[Record]) -> set[str]:
    """Return what leaves of a record in words according to its declaration."""
    asked = record_type.questions.items() if record_type.compartment != IDENTITY else ()
    return {name for name, question in asked if question.harmless}


def test_the_words_that_leave_without_consent_are_no_others_than_these():
    for one in TRAVELLING:
        assert harmless(one) <= set(HARMLESS.get(one.__name__, "").split()), one.__name__


def test_of_a_file_without_consent_no_other_words_leave_and_headquarters_takes_the_rest(pair, full):
    prepared = bundle.prepare(pair.centre, month=MONTH)
    left = canaries_in(prepared.rows)
    for one in {type(record) for record in full} - {CaseFile}:
        assert left.pop(one.__name__, set()) == harmless(one), one.__name__
    assert (left, canaries_in(prepared.lines)) == ({}, {})

    pair.exchange()
    for record in full:
        assert record.compartment == IDENTITY or pair.headquarters.vault.get(record.table, record.id), record.table
    assert not [fault for fault in check(pair.headquarters).faults if "otherwise than" in fault.message]
