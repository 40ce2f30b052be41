"""What people read when something goes wrong is complete: every problem of the program, once, with what to do then."""

import importlib
import pkgutil
from string import Formatter

import pytest

import centre_app
from centre_app import troubles
from centre_app.language import Language
from centre_app.problems import MustWait, Problem, SaveCutShort, StickGone

STARTS_THE_PROGRAM = ("__main__",)


@pytest.fixture(scope="module")
def all_kinds() -> list[type[Problem]]:
    """Every problem that the program declares, by a look through all of it and not only through what has a sentence."""
    for module in pkgutil.walk_packages(centre_app.__path__, "centre_app."):
        if not module.name.endswith(STARTS_THE_PROGRAM):
            importlib.import_module(module.name)
    return [Problem, *troubles._below(Problem)]


@pytest.mark.parametrize("code", ["fr", "en"])
class TestThePage:
    @pytest.fixture
    def groups(self, code):
        return troubles.troubles(Language.of(code))

    def test_every_problem_that_says_something_stands_on_it_once(self, all_kinds, groups):
        shown = [one.kind for _, each in groups for one in each if one.kind is not None]
        assert len(shown) == len(set(shown)) > 150
        assert {(kind.message, kind.advice) for kind in shown} == {
            (kind.message, kind.advice) for kind in all_kinds if troubles._says_something(kind)
        }
        read = [(one.message, one.advice) for _, each in groups for one in each]
        assert len(read) == len(set(read))

    def test_each_says_what_happened_and_what_to_do(self, groups):
        for _, each in groups:
            for one in each:
                assert len(one.message) > 10
                assert len(one.advice) > 10 or one.kind is None, one.message

    def test_words_stand_where_the_screen_shows_a_number_or_a_name(self, groups):
        for _, each in groups:
            for one in each:
                assert not any(sign in one.message + one.advice for sign in "{}"), one.message

    def test_a_power_cut_and_a_torn_journal_are_found_by_the_words_on_the_screen(self, groups, code):
        for words in {"fr": ("courant", "journal", "plein"), "en": ("power", "journal is t", "full")}[code]:
            assert any(one.kind is None for _, each in troubles.found_in(groups, words) for one in each)

    def test_it_is_found_by_any_words_of_it_accents_or_none(self, groups, code):
        words = {"fr": "RETIREE cle dossier", "en": "stick PULLED there"}[code]
        assert [[one.kind for one in each] for _, each in troubles.found_in(groups, words)] == [[StickGone]]
        assert troubles.found_in(groups, "") == groups
        assert troubles.found_in(groups, "xyzzy") == []


def test_a_group_of_problems_has_no_line_and_none_of_them_is_raised_bare(all_kinds):
    """What is raised is said; a class that says nothing of its own only holds others together."""
    silent = {kind for kind in all_kinds if not troubles._says_something(kind)}
    assert silent
    for kind in silent:
        assert kind.__subclasses__(), kind.__name__


def test_each_place_in_a_sentence_has_words_that_stand_for_it(all_kinds):
    left = {
        name
        for kind in all_kinds
        for _, name, form, _ in Formatter().parse(f"{kind.message}{kind.advice}")
        if name is not None and (name not in troubles.STANDS_FOR or form)
    }
    assert left == set()


def test_it_is_told_by_where_one_meets_it(all_kinds):
    assert troubles.met_at(MustWait) == troubles.OPENING
    assert troubles.met_at(SaveCutShort) == troubles.OPENING
    assert troubles.met_at(StickGone) == troubles.DISK
    assert {troubles.met_at(kind) for kind in all_kinds} == set(troubles.GROUPS)


def test_a_number_that_will_stand_there_is_announced_in_brackets():
    assert "[un nombre]" in troubles.said(MustWait, Language.of("fr")).message
