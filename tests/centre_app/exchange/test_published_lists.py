"""Choices that headquarters publishes, as they come behind an acknowledgement: what can be no choice is not read."""

import json
from dataclasses import replace

import pytest

from centre_app.casework import lists
from centre_app.choices import choices
from centre_app.exchange import acknowledgement, published, refusals
from centre_app.ids import new_id
from centre_app.language import Language
from centre_app.records import ListEntry
from centre_app.rules import lists as rules_about_lists


@pytest.mark.parametrize(
    "told_of_it",
    [
        {"key": "../x"},
        {"key": ""},
        {"key": "k" * 41},
        {"label_fr": "a\nb"},
        {"label_en": "e" * 81},
        {"list_name": "../../etc"},
        {},
    ],
)
def test_what_can_be_no_choice_or_is_one_twice_is_not_read_behind_an_acknowledgement(pair, monkeypatch, told_of_it):
    lists.keep_choice(pair.headquarters, ListEntry(list_name="trade", label_fr="Poterie de grès", label_en="Stoneware"))
    received = pair.received(pair.sealed())
    (row,) = pair.headquarters.vault.select("list_entries")
    real = published.for_centre(pair.headquarters, pair.centre.centre_id)
    forged = json.dumps({"table": "list_entries", **dict(row), "id": new_id(), **told_of_it}).encode()
    behind = replace(real, lines=[*real.lines, forged], rows={**real.rows, "list_entries": 2})
    monkeypatch.setattr(published, "for_centre", lambda *_: behind)
    with pytest.raises(refusals.BadContent):
        acknowledgement.read_acknowledgement(
            pair.centre, acknowledgement.acknowledge(pair.headquarters, received).content
        )
    assert pair.centre.find(ListEntry) == []


def test_a_choice_that_came_under_the_name_of_another_keeps_its_own(pair, monkeypatch):
    police, school = choices("org_type").keys[:2]
    called = choices("org_type").labels(frozenset({police, school}), Language("fr"))
    monkeypatch.setattr(rules_about_lists, "_live_names", lambda entry, around: set())
    renamed = replace(lists.entry_of(pair.headquarters, "org_type", police), label_fr=called[1])
    other = replace(lists.entry_of(pair.headquarters, "org_type", choices("org_type").keys[2]), label_fr="Un autre nom")
    pair.headquarters.save(renamed, other)
    pair.exchange()
    assert choices("org_type").labels(frozenset({police, school}), Language("fr")) == called
    assert choices("org_type").label(other.key, Language("fr")) == "Un autre nom"
