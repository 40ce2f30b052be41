"""The forms of the house: every question that is asked stands in one, under a number of its own that stays."""

from centre_app.forms import BY_NUMBER, CHAPTERS, FORMS, number_of
from centre_app.forms.heads import HEADS
from centre_app.forms.health import PROFILE, VISIT
from centre_app.forms.house import GROUP_SESSION
from centre_app.records import BY_TABLE, GroupAttendance, Leave, MedicalVisit, PersonName, PlanAction


def test_every_form_has_a_number_and_a_title_of_its_own():
    assert len(BY_NUMBER) == len(FORMS) >= 60
    assert len({form.title for form in FORMS}) == len(FORMS)
    assert {form.number // 10 for form in FORMS} == set(CHAPTERS)


def test_every_form_asks_questions_that_exist_and_have_words():
    for form in FORMS:
        for record_type, name in form.numbers:
            assert record_type.questions[name].label, f"{form.number} {record_type.table}.{name}"


def test_the_questions_of_a_form_are_numbered_without_a_gap():
    for form in FORMS:
        expected = [f"{form.number}.{place}" for place in range(1, len(form.numbers) + 1)]
        assert list(form.numbers.values()) == expected


def test_whoever_is_not_asked_a_question_has_the_others_under_the_same_numbers():
    of_a_boy = PROFILE.without({"is_pregnant", "due_on"})
    assert "is_pregnant" not in list(of_a_boy)
    assert of_a_boy.numbers == PROFILE.numbers


def test_a_form_lays_out_its_other_kinds_of_record_under_its_own_numbers():
    assert list(GROUP_SESSION.over(GroupAttendance)) == ["status"]
    assert GROUP_SESSION.numbers[GroupAttendance, "status"] == "54.8"


def test_the_heads_of_a_long_form_are_those_of_its_groups():
    for form in FORMS:
        heads = HEADS.get(form.record_type.table, {})
        for group in form.groups:
            first = group.lines[0]
            if group.head and first.record_type is form.record_type and first.questions[0] in heads and len(form) >= 10:
                assert group.head == heads[first.questions[0]]


def test_what_is_typed_from_paper_names_its_form():
    assert number_of("create", [MedicalVisit]) == str(VISIT.number)
    assert number_of("admit", [PersonName]) == "11"
    assert number_of("leave", [Leave]) == "32"
    assert number_of("save", [PlanAction]) == "24"
    assert number_of("save", [BY_TABLE["bundles"]]) is None
