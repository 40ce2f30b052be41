"""The receipts, the rules to sign and the attendance list: what stands on them, and what must not."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from centre_app.casework import belongings, groups, house_rules
from centre_app.documents.attendance_sheet import (
    AttendanceSheet,
    SheetLine,
    attendance_pdf,
    preview_attendance,
    print_attendance,
)  # fmt: skip
from centre_app.documents.belongings_receipt import preview_receipt, print_receipt
from centre_app.documents.house_rules_sheet import preview_rules, print_rules
from centre_app.documents.preview import page_count
from centre_app.language import Language
from centre_app.records import Belonging, Centre, GroupAttendance, GroupSession, HouseRules, Stay, TalkGroup
from tests.centre_app.documents.reading import pages_of, words_of
from tests.makers import LONG_AGO, TODAY, YESTERDAY, an_admission

FRENCH, ENGLISH = Language.of("fr"), Language.of("en")
PRINTED = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def stay(register):
    register.save(*an_admission())
    return register.only(Stay)


def things(register, stay, many):
    kept = [
        Belonging(
            case_id=stay.case_id, stay_id=stay.id, kind="clothing", description=f"Pagne {number}", deposited_on=YESTERDAY,
            deposit_mode="thumbprint",
        )
        for number in range(many)
    ]  # fmt: skip
    kept.append(replace(kept[0], id=Belonging().id, kind="money", description="Billets", value_fcfa=12500))
    return belongings.write_down(register, kept)


def plain(pdf):
    return words_of(pdf).replace("\u202f", " ").replace("\u00a0", " ")


def assert_says_no_house(register, pdf):
    centre = register.get(Centre, register.centre_id)
    said = words_of(pdf).lower()
    for word in (centre.name.lower(), register.code.lower(), "centre", "accueil", "center", "shelter", "reception"):
        assert word not in said, word
    assert centre.name.encode() not in pdf


@pytest.mark.parametrize("language", [FRENCH, ENGLISH])
def test_a_receipt_is_two_copies_on_one_page_and_tells_no_house(register, stay, language):
    things(register, stay, 3)
    pdf = preview_receipt(register, stay, language, given_back=False)
    assert page_count(pdf) == 1
    assert plain(pdf).count("Pagne 1") == 2
    assert plain(pdf).count("12 500" if language is FRENCH else "12,500") == 4
    assert_says_no_house(register, pdf)


def test_a_long_list_has_a_page_for_each_copy(register, stay):
    things(register, stay, 20)
    assert page_count(preview_receipt(register, stay, FRENCH, given_back=False)) == 2


def test_what_was_given_back_and_why_not_stands_on_the_other_receipt(register, stay):
    first, second, *_ = things(register, stay, 2)
    settled = [
        replace(first, returned_on=TODAY, return_mode="signature"),
        replace(second, not_returned="Remis à sa sœur"),
    ]
    belongings.write_down(register, settled)
    said = plain(preview_receipt(register, stay, FRENCH, given_back=True))
    assert said.count("Remis à sa sœur") == 2
    assert "Billets" not in said


def printed(register):
    """Return how often something of the house was printed, by the act."""
    rows = register.vault.connection.execute(f"SELECT action FROM {register.vault.schema_name('care')}.history")
    return Counter(row[0] for row in rows if row[0].startswith("print"))


def test_printing_leaves_a_line_and_looking_leaves_none(register, stay):
    things(register, stay, 1)
    preview_receipt(register, stay, FRENCH, given_back=False)
    assert printed(register) == {}
    print_receipt(register, stay, FRENCH, given_back=False)
    assert printed(register) == {"print_slip": 1}


@pytest.mark.parametrize("language", [FRENCH, ENGLISH])
def test_the_rules_fit_one_page_with_her_name_and_tell_no_house(register, stay, language):
    register.save(replace(register.get(Centre, register.centre_id), complaint_channel="76 00 00 00"))
    text = house_rules.starting_text(language)
    rules = house_rules.write_rules(register, HouseRules(version=1, from_on=LONG_AGO, text=text))
    pdf = preview_rules(register, rules, language, stay=stay)
    assert page_count(pdf) == 1
    said = words_of(pdf)
    assert all(line.split(".")[0][:40] in said for line in house_rules.lines_of(rules))
    assert "Kadidia" in said
    assert "76 00 00 00" in said
    assert_says_no_house(register, pdf)
    assert "Kadidia" not in words_of(print_rules(register, rules, language))


@pytest.mark.parametrize("language", [FRENCH, ENGLISH])
def test_a_list_is_printed_filled_and_to_be_filled_in(register, stay, language):
    group = groups.start_group(register, TalkGroup(name="Les colombes", kind="literacy", from_on=LONG_AGO))
    held = GroupSession(group_id=group.id, held_on=TODAY, visitors=4, collective_note="Tout le monde a ri.")
    came = GroupAttendance(case_id=stay.case_id, group_session_id=held.id, status="present")
    held = groups.hold_session(register, held, [came])
    filled, blank = (words_of(preview_attendance(register, group, language, session=one)) for one in (held, None))
    for said in (filled, blank):
        assert "Kadidia Sangaré" in said
        assert "SEG-26-0001" in said
    assert "Tout le monde a ri." in filled
    assert "Tout le monde a ri." not in blank
    print_attendance(register, group, language)
    assert printed(register) == {"print_house": 1}


@pytest.mark.parametrize("language", [FRENCH, ENGLISH])
def test_a_group_of_seventeen_is_asked_once_and_signed_on_one_sheet(language):
    people = [SheetLine(name="Kadidia Sangaré", code="SEG-26-0001")] * 17
    sheet = AttendanceSheet(
        centre="Koro", group="Les colombes", kind="Parole", theme="Émotions", people=people, is_filled=False,
        printed_at=PRINTED,
    )  # fmt: skip
    (page,) = pages_of(attendance_pdf(sheet, language))
    for asked in ("Day", "From outside", "Place:"):
        assert page.count(language.say(asked).rstrip(":\u00a0")) == 1, asked
