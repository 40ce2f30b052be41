"""The README's page on what is promised: each promise, in both languages, names tests that there are."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROMISED, _, _REST = README.partition("### Promis · Promised\n")[2].partition("### Pas promis · Not promised\n")
NOT_PROMISED = _REST.partition("\n## ")[0]
FRENCH_AND_ENGLISH = re.compile(r"\*\*.+[.!]\*\* [A-Z].+\.", re.DOTALL)
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")

promises = re.split(r"\n(?=\d+\. )", PROMISED.strip())


@pytest.mark.parametrize("promise", promises, ids=lambda promise: promise.partition(".")[0])
def test_each_promise_names_tests_that_there_are(promise):
    assert FRENCH_AND_ENGLISH.search(promise)
    named = NAMED.findall(promise)
    assert named
    for file, test in named:
        assert re.search(rf"^def {test}\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE), (file, test)


def test_every_line_under_a_promise_is_a_test():
    for line in PROMISED.splitlines():
        assert line == "" or re.match(r"\d+\. ", line) or NAMED.search(line), line


def test_what_is_not_promised_is_said_in_both_languages():
    sentences = NOT_PROMISED.strip().splitlines()
    assert len(sentences) >= 10
    assert all(FRENCH_AND_ENGLISH.fullmatch(sentence.removeprefix("- ")) for sentence in sentences), sentences


def test_the_promises_are_numbered_from_one():
    assert [int(promise.partition(".")[0]) for promise in promises] == list(range(1, len(promises) + 1))
    assert len(promises) >= 15
