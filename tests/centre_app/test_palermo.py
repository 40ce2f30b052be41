"""Act, means, purpose: what each answer speaks of, what is missing, and who counts as a child. Nothing is decided."""

from datetime import date

import pytest

from centre_app.choices import choices
from centre_app.dates import Birth, PartialDate
from centre_app.palermo import ACT, LISTS, MEANS, PURPOSE, panel
from centre_app.records import Exploitation, TraffickingProfile
from tests.makers import TODAY

GIRL, WOMAN = Birth.of_age(14, 15, said_on=TODAY), Birth.of_age(24, 26, said_on=TODAY)
STRADDLING = Birth.of_age(17, 19, said_on=TODAY)
RECRUITED, FORCED = frozenset({"recruitment"}), frozenset({"threat_force"})


def asked(birth, *forms, began=None, **profile):
    exploitations = [Exploitation(case_id="c", form=form, began=began) for form in forms]
    return panel(TraffickingProfile(case_id="c", **profile), exploitations, birth=birth, today=TODAY)


@pytest.mark.parametrize("birth", [GIRL, WOMAN, STRADDLING, None])
@pytest.mark.parametrize("act", [True, False])
@pytest.mark.parametrize("means", [True, False])
@pytest.mark.parametrize("purpose", [True, False])
def test_an_adult_needs_three_elements_and_who_may_be_a_child_two(birth, act, means, purpose):
    forms = ("forced_begging",) if purpose else ()
    found = asked(birth, *forms, acts=RECRUITED if act else frozenset(), means=FORCED if means else frozenset())
    of_a_child = birth is not WOMAN
    wanted = [(ACT, act), (MEANS, means or of_a_child), (PURPOSE, purpose)]
    assert found.of_a_child is of_a_child
    assert found.missing == tuple(key for key, is_there in wanted if not is_there)
    assert found.suggests_a_victim == (not found.missing)


def test_nothing_written_says_nothing():
    found = panel(None, [], birth=WOMAN, today=TODAY)
    assert found.missing == (ACT, MEANS, PURPOSE)
    assert not any(element.answers or element.is_denied for element in found.elements)


def test_it_says_by_which_answers_an_element_is_there():
    found = asked(
        WOMAN, "sexual_site", acts=RECRUITED, recruitment_method=frozenset({"logeuse"}), control=frozenset({"threats"})
    )
    assert found.act.answers == (("acts", "recruitment"), ("recruitment_method", "logeuse"))
    assert found.means.answers == (("control", "threats"),)
    assert found.purpose.answers == (("form", "sexual_site"),)
    assert all(key in choices(LISTS[question]) for one in found.elements for question, key in one.answers)


def test_no_means_and_long_hours_are_no_means():
    found = asked(WOMAN, means=frozenset({"none"}), control=frozenset({"none", "excessive_hours", "unknown"}))
    assert (found.means.is_present, found.means.is_denied) == (False, True)


def test_smuggling_and_none_identified_are_no_purpose():
    assert not asked(WOMAN, "migrant_smuggling", "unknown").purpose.is_present
    denied = asked(WOMAN, "none_identified").purpose
    assert (denied.is_present, denied.is_denied) == (False, True)


def test_a_woman_who_was_a_child_then_is_taken_as_one():
    then = PartialDate.in_year(TODAY.year - 10)
    assert asked(WOMAN, "forced_marriage", began=then).of_a_child
    assert asked(WOMAN, age_when_min=17).of_a_child
    assert not asked(WOMAN, age_when_min=18).of_a_child


def test_who_is_surely_a_child_today_was_one_whatever_was_written():
    assert asked(GIRL, age_when_min=20).of_a_child


def test_it_says_when_only_her_age_today_tells():
    assert asked(WOMAN).by_age_today
    assert not asked(WOMAN, age_when_min=20).by_age_today
    assert not asked(WOMAN, "forced_marriage", began=PartialDate.exact(date(2026, 1, 1))).by_age_today
