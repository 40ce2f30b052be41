"""How backups stand, in whole sentences: without a part that nobody kept, and without a word that is not so."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from centre_app import problems
from centre_app.backups.standing import Standing
from centre_app.language import Language
from ui.pages.backups import words

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
NOTHING = Standing(
    last_made=None,
    last_verified=None,
    last_read=None,
    read_but=(),
    off_laptop=None,
    last_rehearsal=None,
    last_failure=None,
    days_off_laptop=None,
    is_red=False,
    is_reminder=False,
    is_before_key_change=False,
)
EVERY_PROBLEM = [one for one in vars(problems).values() if isinstance(one, type) and issubclass(one, problems.Problem)]


@pytest.mark.parametrize("code", ["fr", "en"])
def test_what_went_wrong_is_said_without_the_numbers_that_were_not_written_down(code):
    for problem in EVERY_PROBLEM:
        for sentence, _ in words.warnings(replace(NOTHING, last_failure=problem), Language.of(code)):
            assert "{" not in sentence, problem


def test_without_room_the_reason_is_still_named():
    found = words.warnings(replace(NOTHING, last_failure=problems.NotEnoughRoom), Language.of("fr"))
    assert [sentence for sentence, _ in found] == [
        "La dernière fois, cela n’a pas marché\xa0: Il n’y a pas assez de place sur ce disque ou cette clé."
    ]


def test_a_look_at_all_but_what_a_key_does_not_open_is_not_called_never():
    french = Language.of("fr")
    assert words.last_read(NOTHING, french) == "jamais"
    said = words.last_read(replace(NOTHING, last_read=AT, read_but=("notes",)), french)
    assert said == f"{french.moment(AT)}, sauf ce que votre clé n’ouvre pas\xa0: Notes"
    assert words.last_read(replace(NOTHING, last_read=AT), french) == french.moment(AT)


def test_a_copy_that_a_wrong_clock_dated_is_neither_missing_nor_of_a_known_age():
    found = replace(NOTHING, off_laptop=AT, is_red=True, is_reminder=True)
    assert "on ne sait pas quand" in words.off_laptop(found, Language.of("fr"))
    ((sentence, tone),) = words.warnings(found, Language.of("fr"))
    assert "l’horloge" in sentence
    assert tone == words.tone_of(found)
