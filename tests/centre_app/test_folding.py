"""Folded text finds what was typed on another keyboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from centre_app.folding import fold, without_accents


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Djénéba", "djeneba"),
        ("N’Diaye", "ndiaye"),
        ("N'DIAYE", "ndiaye"),
        ("Sɛbɛ", "sebe"),
        ("Kɔnɛ", "kone"),
        ("Ɲɛlɛ", "nyele"),
        ("Ŋɔnɔ", "ngono"),
        ("Ɓii Ɗo Ƴam", "bii do yam"),
        ("  Marie-Thérèse   SŒUR ", "marie therese soeur"),
        ("", ""),
        ("'", ""),
    ],
)
def test_fold(written, folded):
    assert fold(written) == folded


@given(some.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(some.text())
def test_a_decomposed_text_folds_as_a_composed_one(text):
    import unicodedata

    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_signs_stay_where_only_accents_go():
    assert without_accents("L’Été-là") == "l’ete-la"
