import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre_app.documents.fonts import BOLD, REGULAR, width_of
from centre_app.documents.lines import (
    Piece,
    broken,
    marked_pieces,
    needs_shaping,
    pieces_of,
    plain,
    shortened,
    typeset,
    width_of_line,
)


def as_text(lines) -> list[str]:
    return ["".join(piece.text for piece in line) for line in lines]


def test_a_sentence_is_broken_between_words() -> None:
    lines = broken(pieces_of("Elle apprend à lire et à coudre."), size=10, width=80)
    assert len(lines) > 1
    assert " ".join(text.strip() for text in as_text(lines)) == "Elle apprend à lire et à coudre."


@given(st.text(st.sampled_from("abé ɲɛ́-'\n"), max_size=80), st.floats(20, 200))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text: str, width: float) -> None:
    pieces = pieces_of(text)
    lines = broken(pieces, size=10, width=width)
    # The space that ends a line is not seen.
    assert all(width_of(line.rstrip(), REGULAR, 10) <= width + 0.01 for line in as_text(lines))
    assert "".join(as_text(lines)).replace(" ", "") == typeset(text).replace(" ", "").replace("\n", "")


def test_a_word_wider_than_a_column_is_cut_behind_its_hyphen() -> None:
    assert as_text(broken(pieces_of("Keïta-Coulibaly"), size=10, width=50)) == ["Keïta-", "Coulibaly"]


def test_a_word_wider_than_a_column_without_a_hyphen_is_cut_anywhere() -> None:
    lines = as_text(broken(pieces_of("démarchedémarchedémarche"), size=10, width=60))
    assert len(lines) > 1
    assert "".join(lines) == "démarchedémarchedémarche"


def test_an_accent_stays_on_its_letter_when_a_word_is_cut() -> None:
    lines = as_text(broken(pieces_of("ɛ́" * 30), size=10, width=40))
    assert len(lines) > 1
    assert all(line.startswith("ɛ") for line in lines)


def test_line_ends_that_a_person_typed_are_kept() -> None:
    assert as_text(broken(pieces_of("Un\nDeux\r\nTrois"), size=10, width=200)) == ["Un", "Deux", "Trois"]


def test_a_bold_day_keeps_its_full_stop_on_the_same_line() -> None:
    pieces = marked_pieces("Jusqu’au <b>29/11/2026</b>. Après")
    narrow = width_of("Jusqu’au 29/11/2026", BOLD, 10) + 1
    lines = as_text(broken(pieces, size=10, width=narrow))
    assert any("29/11/2026." in line for line in lines)


def test_a_number_never_parts_from_the_sign_before_or_after_it() -> None:
    amount = "120\u202f000\u00a0F\u202fCFA"
    lines = as_text(broken(pieces_of(f"Elle a reçu {amount}"), size=10, width=95))
    assert any("120\u00a0000\u00a0F\u00a0CFA" in line for line in lines)


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [
        ("l'école d'ici", "l’école d’ici"),
        ("Son but : lire ?", "Son but\u00a0: lire\u00a0?"),
        ("« oui »", "«\u00a0oui\u00a0»"),
        ("1\u202f234", "1\u00a0234"),
        ("e\u0301cole", "école"),
        ("a\u200bb\u202ec\u00ad\ufeff", "abc"),
        ("12\u201114", "12-14"),
        ("a\tb", "a b"),
    ],
)
def test_what_is_typed_is_set_as_a_printer_would(typed: str, set_as: str) -> None:
    assert typeset(typed) == set_as


def test_marks_make_pieces_bold() -> None:
    assert marked_pieces("Référente : <b>Awa</b>") == (
        Piece("Référente\u00a0: ", REGULAR),
        Piece("Awa", BOLD),
    )


def test_marks_that_a_person_typed_are_printed_and_not_obeyed() -> None:
    assert marked_pieces(f"<b>{plain('Awa <b>&</b>')}</b>") == (Piece("Awa <b>&</b>", BOLD),)


def test_text_that_does_not_fit_ends_with_an_ellipsis() -> None:
    kept = shortened("Centre d’accueil de Koro", face=REGULAR, size=9, width=60)
    assert kept.endswith("…")
    assert width_of_line((Piece(kept, REGULAR),), 9) <= 60
    assert shortened("Koro", face=REGULAR, size=9, width=60) == "Koro"


def test_only_accents_without_a_letter_of_their_own_need_shaping() -> None:
    assert needs_shaping(typeset("Ɲɛ́nɛ"))
    assert not needs_shaping(typeset("e\u0301cole ɛ ɔ ɲ ŋ"))
