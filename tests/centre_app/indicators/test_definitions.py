"""All definitions together: complete, in order, each of facts that there are and keys that there are, quick to count."""

from itertools import dropwhile, takewhile

from centre_app.choices import choices, list_names
from centre_app.indicators.monthly import INDICATORS
from centre_app.indicators.sources import SOURCES
from centre_app.language import Language
from db.facts import NOT_KEPT, SELECTS, after_leaving, counting, data, family, incidents, law, referrals, schooling
from db.facts import training as trades
from db.facts.counting import Span

FRENCH = Language.of("fr")
HOW_MANY = {"A": 9, "B": 6, "C": 9, "D": 7, "E": 5, "F": 4, "G": 7, "H": 4, "I": 6, "J": 4, "K": 4, "L": 3, "M": 5}
LINES = [(indicator, line) for indicator in INDICATORS for line in indicator.lines]
KINDS = {
    kind: select
    for module in (schooling, trades, law, family, after_leaving, referrals, incidents, data)
    for kind, select in module.SELECTS.items()
}


def test_every_indicator_of_the_report_is_defined_once_and_in_order():
    expected = [f"{letter}{number}" for letter, many in HOW_MANY.items() for number in range(1, many + 1)]
    assert [indicator.code for indicator in INDICATORS] == expected


def test_a_line_counts_facts_that_there_are_and_is_a_share_of_a_line_beside_it():
    for indicator, line in LINES:
        keys = {each.key for each in indicator.lines}
        assert line.fact in SELECTS.keys() | SOURCES.keys() | NOT_KEPT, (indicator.code, line.key)
        assert line.of in keys | {""}, (indicator.code, line.key)
        assert len(keys) == len(indicator.lines), indicator.code


def test_a_line_picks_only_keys_that_are_in_its_lists():
    for indicator, line in LINES:
        lists = [each for each in line.lists if each in list_names()]  # a project or a place is no choice
        known = {key for each in lists for key in choices(each).all_keys}
        assert not known or line.keys <= known, (indicator.code, line.key)


def test_what_a_line_counts_is_told_in_a_sentence_in_both_languages():
    for _, line in LINES:
        for meaning in (line.meaning, FRENCH.say(line.meaning)):
            assert meaning.endswith((".", "…")), meaning
        assert FRENCH.say(line.meaning) != line.meaning


def test_what_is_asked_of_each_fact_is_found_by_its_file(register):
    """Not by its house: that reads every record of the house for every fact. Whole tables are tests/db/test_facts.py."""
    asked, steps = register.vault.ask, []

    def ask(sql, parameters=()):
        steps.extend(step["detail"] for step in asked(f"EXPLAIN QUERY PLAN {sql}", parameters))
        return []

    register.vault.ask = ask
    for kind in KINDS:
        steps.clear()
        counting.within(register.vault, kind, Span((register.centre_id,), "2026-10-01", "2026-10-31"))
        of_each = list(dropwhile(lambda step: not step.startswith("CORRELATED"), steps))
        of_each = list(takewhile(lambda step: not step.startswith("UNION"), of_each))
        assert not [step for step in of_each if step.endswith("(centre_id=?)")], kind
