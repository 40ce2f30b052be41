"""The sheet beside the laptop has every sentence, names nobody, and is told in history when it is printed."""

import pytest

from centre_app import troubles
from centre_app.documents.lines import typeset
from centre_app.documents.trouble_sheet import preview_troubles, print_troubles
from centre_app.journal import Asked, Journal
from centre_app.language import Language
from tests.centre_app.documents.reading import words_of
from tests.makers import DIRECTOR


@pytest.mark.parametrize("code", ["fr", "en"])
def test_every_sentence_and_its_advice_are_on_it(register, code):
    language = Language.of(code)
    groups = troubles.troubles(language)
    read = "".join(words_of(preview_troubles(register, groups, language=language)).split())
    for title, each in groups:
        assert _as_set(language.say(title)) in read
        for one in each:
            assert _as_set(one.message) in read, one.kind.__name__
            assert _as_set(one.advice) in read, one.kind.__name__
    assert "{" not in read
    assert DIRECTOR not in read


def _as_set(words: str) -> str:
    """Return words as they are set on paper, without spaces: where a line ends is the paper's affair."""
    return "".join(typeset(words).split())


def test_only_what_was_found_is_printed_and_history_tells_that_it_was(register):
    language = Language.of("fr")
    some = troubles.found_in(troubles.troubles(language), "retirée dossier")
    read = words_of(print_troubles(register, some, language=language))
    assert language.say(some[0][1][0].message)[:30] in read
    assert language.say(troubles.COMMANDS) not in read
    newest = Journal(register, Asked()).more(1)[0]
    assert newest.action == "print_troubles"
