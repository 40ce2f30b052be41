"""Forms on paper: the questions of the declaration, in its order and under its numbers, blank and filled in one place."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pypdfium2
import pytest

from centre_app.choices import choices
from centre_app.dates import Birth, PartialDate
from centre_app.documents import form_printing
from centre_app.documents.form_rooms import MOST_TO_PRINT, Filled
from centre_app.documents.form_sheet import FormSheet, blocks_of, furniture_of
from centre_app.documents.page import pages_of, pdf_of_pages
from centre_app.forms import FORMS
from centre_app.forms.arrival import IDENTITY
from centre_app.forms.care import CONSENT
from centre_app.forms.form import Form
from centre_app.forms.health import TREATMENT, VISIT
from centre_app.forms.house import BELONGINGS, GROUP_SESSION, HANDED_OUT, MEALS, ROLL_CALL
from centre_app.forms.protection import ACCOUNT
from centre_app.forms.stay import LEAVE
from centre_app.forms.wellbeing import NEEDS, SESSION
from centre_app.language import Language
from centre_app.questions import (
    BirthDay,
    Day,
    DecimalNumber,
    Francs,
    Moment,
    OneOf,
    PartialDay,
    Question,
    Record,
    Reference,
    SomeOf,
    WholeNumber,
    YesNo,
)  # fmt: skip
from centre_app.records import (
    Distribution,
    DomainNeed,
    FirstAccount,
    GroupSession,
    Leave,
    MedicalVisit,
    NeedsAssessment,
    Prescription,
    StaffMember,
    TalkGroup,
)
from db import trace
from db.trace import Narrowing
from tests.centre_app.documents.reading import pages_of as pages_of_words
from tests.centre_app.documents.reading import words_of

FRENCH = Language.of("fr")
PRINTED_AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
A_DAY = date(2026, 11, 19)


def sheet_of(form: Form, *records: Record) -> FormSheet:
    filled = Filled(name_of=lambda _table, _id: "Awa Diarra") if records else None
    return FormSheet(form=form, centre="Centre de Koro", records=records, filled=filled, printed_at=PRINTED_AT)


def pdf_of(sheet: FormSheet, language: Language = FRENCH) -> bytes:
    furniture = furniture_of(sheet, language)
    return pdf_of_pages(pages_of(blocks_of(sheet, language), furniture), furniture, language)


def placed(pdf: bytes, words: list[str]) -> list[tuple[int, float, float]]:
    """Return where each of these words stands for the first time: page, from the left, from below."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage() for page in document]
    found = []
    for word in words:
        for number, page in enumerate(pages):
            at = page.search(word, match_whole_word=True).get_next()
            if at is not None:
                left, bottom, *_ = page.get_charbox(at[0])
                found.append((number, round(left, 1), round(bottom, 1)))
                break
        else:
            raise AssertionError(f"{word} stands nowhere")
    return found


def asked_on_paper(form: Form) -> list[str]:
    sealed = {(line.record_type, name) for group in form.groups if group.is_sealed for line in group.lines
              for name in line.questions}  # fmt: skip
    return [number for question, number in form.numbers.items() if question not in sealed]


def an_answer(question: Question) -> Any:
    match question.kind:
        case OneOf(choices=listed):
            return choices(listed).keys[-1]
        case SomeOf(choices=listed):
            return frozenset(choices(listed).keys[:2])
        case YesNo():
            return True
        case BirthDay():
            return Birth.of_age(15, 15, said_on=A_DAY)
        case PartialDay():
            return PartialDate.in_month(2024, 3)
        case Day():
            return A_DAY
        case Moment():
            return PRINTED_AT
        case WholeNumber() | Francs() | DecimalNumber():
            return 12
        case Reference():
            return "somebody"
    return "Des mots écrits à la main, assez longs pour plus d’une ligne. " * 12


@pytest.mark.parametrize("form", FORMS, ids=lambda form: str(form.number))
def test_blank_and_filled_line_up_and_follow_the_declaration(form):
    records = [
        record_type(**{name: an_answer(record_type.questions[name]) for name in form.names_of(record_type)})
        for record_type in form.record_types
    ]
    asked = asked_on_paper(form)
    blank = placed(pdf_of(sheet_of(form)), asked)
    assert blank == placed(pdf_of(sheet_of(form, *records)), asked)
    in_a_column = [place for place in blank if place[1] == blank[0][1]]
    assert in_a_column == sorted(in_a_column, key=lambda place: (place[0], -place[2]))


def test_a_blank_form_is_no_secret_and_a_filled_one_is():
    assert "Confidentiel" not in words_of(pdf_of(sheet_of(VISIT)))
    assert "Confidentiel" in words_of(pdf_of(sheet_of(VISIT, MedicalVisit(complaint="Fièvre"))))


def test_what_has_no_room_goes_on_at_the_end_and_nothing_is_lost():
    told = " ".join(f"mot{number}" for number in range(900))
    printed = words_of(pdf_of(sheet_of(ACCOUNT, FirstAccount(account=told)))).split()
    assert [word for word in printed if re.fullmatch(r"mot\d+", word)] == told.split()


def test_why_there_is_no_answer_is_ticked_or_written():
    text = words_of(pdf_of(sheet_of(TREATMENT, Prescription(missing={"dose": "not_safe", "drug": "unknown"}))))
    assert choices("missing_reason").label("not_safe", FRENCH) in text
    assert choices("missing_reason").label("unknown", FRENCH) not in text


def test_long_lists_stand_at_the_end_but_not_the_countries_of_the_world():
    text = words_of(pdf_of(sheet_of(IDENTITY)))
    assert "Bambara" in text
    assert len(choices("country").keys) > MOST_TO_PRINT
    assert choices("country").label("PY", FRENCH) not in text


def test_where_it_is_chosen_already_no_list_is_printed_to_choose_from():
    heading = "Liste pour la question 43.1"
    assert heading in words_of(pdf_of(sheet_of(VISIT, MedicalVisit(complaint="Fièvre"))))
    assert heading not in words_of(
        pdf_of(sheet_of(VISIT, MedicalVisit(visit_type=choices("medical_visit_type").keys[0])))
    )


def test_what_was_said_in_a_session_is_not_asked_on_paper():
    text = words_of(pdf_of(sheet_of(SESSION)))
    sealed = SESSION.groups[-1].lines[0]
    assert FRENCH.say(sealed.record_type.questions["observation"].label) not in text


@pytest.mark.parametrize("code", ["fr", "en"])
def test_no_blank_form_ends_in_a_sheet_with_nothing_to_fill_in(code):
    language = Language.of(code)
    to_sign = language.say("Name, day, signature")
    for form in FORMS:
        *_, last = pages_of_words(pdf_of(sheet_of(form), language))
        assert to_sign in last, form.number


def test_a_list_says_whose_line_it_is_and_keeps_more_than_it_has_room_for():
    given = [Distribution(case_id=f"KOR-26-{place:04}", quantity=1, given_on=A_DAY) for place in range(20)]
    filled = Filled(name_of=lambda table, record_id: record_id if table == "case_files" else "")
    text = words_of(pdf_of(replace(sheet_of(HANDED_OUT, *given), filled=filled, code="")))
    assert re.findall(r"KOR-26-\d{4}", text) == [one.case_id for one in given]
    assert text.count("103.2") == 1  # what is asked once is printed once


def test_what_goes_on_at_the_end_of_a_list_says_of_which_line():
    need = DomainNeed(domain="psychosocial", score="2", need="Parler avec la psychologue avant la fin du mois prochain")
    text = words_of(pdf_of(sheet_of(NEEDS, NeedsAssessment(assessed_on=A_DAY), need)))
    assert "57.6 Psychosocial … " in text


def test_the_number_of_a_file_is_asked_only_where_there_is_one():
    number = FRENCH.say("File number")
    assert number in words_of(pdf_of(sheet_of(VISIT)))
    for form in (HANDED_OUT, MEALS, GROUP_SESSION, ROLL_CALL):
        assert number not in words_of(pdf_of(sheet_of(form)))


@pytest.mark.parametrize(("form", "rooms"), [(CONSENT, ["21.9"]), (BELONGINGS, ["37.6", "37.10"])])
def test_where_one_is_asked_how_she_confirmed_there_is_room_for_her_thumb(form, rooms):
    text = words_of(pdf_of(sheet_of(form)))
    for number in rooms:
        assert f"{number} Signature ou empreinte" in text
    assert "Signature ou empreinte" not in words_of(pdf_of(sheet_of(VISIT)))


def test_a_boy_is_spoken_of_as_one_and_every_question_stays_in_its_place():
    asked = asked_on_paper(LEAVE)
    of_her, of_him = (replace(sheet_of(LEAVE, Leave(place="Bankass")), sex=sex) for sex in (None, "male"))
    assert "Pourquoi il est absent" in words_of(pdf_of(of_him))
    assert placed(pdf_of(of_him), asked) == placed(pdf_of(of_her), asked)


@pytest.mark.parametrize("code", ["fr", "en"])
def test_the_folder_lists_every_form_on_the_page_where_it_begins(register, code):
    language = Language.of(code)
    forms = [FORMS[0], VISIT, TREATMENT]
    before = len(lines_of(register))
    pdf = form_printing.print_folder(register, language, forms)
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]
    contents = pages[0].splitlines()
    for form in forms:
        title = language.say(form.title)
        (listed,) = [line for line in contents if line.startswith(f"{form.number} ") and title in line]
        begins = int(listed.split()[-1])
        assert title in pages[begins - 1]
        assert f"{begins} / {len(pages)}" in pages[begins - 1]
        assert "page 1 / " in pages[begins - 1]  # its own number, for who takes it out
    assert len(lines_of(register)) == before + 1


def lines_of(register) -> list:
    return [line for line in trace.lines(register.vault, "centre", Narrowing()) if line["action"] == "print_blank"]


def test_a_filled_form_names_what_it_refers_to_and_its_print_leaves_a_line(register):
    awa = StaffMember(id="awa", name="Awa Diarra", roles=frozenset({"educator"}))
    group = TalkGroup(name="Mardi", from_on=A_DAY)
    held = GroupSession(group_id=group.id, held_on=A_DAY, facilitator_id="awa")
    *_, saved = register.save(awa, group, held, heed_findings=False)
    text = words_of(form_printing.print_filled(register, GROUP_SESSION, [saved], FRENCH))
    assert "Awa Diarra" in text
    assert [line for line in trace.lines(register.vault, "care", Narrowing()) if line["action"] == "print"]
