"""The words that the program proposes, and what it accepts of one's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre_app import passphrases


def test_there_are_as_many_words_as_eleven_bits_can_choose_from():
    assert len(set(passphrases.words())) == 2**passphrases.BITS_IN_A_WORD
    assert list(passphrases.words()) == sorted(passphrases.words())


def test_every_word_is_typed_alike_on_every_keyboard():
    for word in passphrases.words():
        assert word.isascii()
        assert word.isalpha()
        assert word.islower()
        assert 4 <= len(word) <= 9


def test_no_two_words_are_one_letter_apart():
    masked = {}
    shorter = set()
    for word in passphrases.words():
        for place in range(len(word)):
            assert masked.setdefault(word[:place] + "_" + word[place + 1 :], word) == word
            shorter.add(word[:place] + word[place + 1 :])
    assert not shorter & set(passphrases.words())


def test_a_proposed_passphrase_is_five_words_and_another_each_time():
    proposed = {passphrases.propose() for _ in range(50)}
    assert len(proposed) == 50
    for passphrase in proposed:
        assert len(passphrase.split()) == 5
        assert set(passphrase.split()) <= set(passphrases.words())


def test_what_the_program_proposes_it_also_accepts():
    for _ in range(20):
        assert passphrases.weakness_of(passphrases.propose()) is None


def test_eleven_characters_are_too_short():
    assert passphrases.weakness_of("x7$Kq!9zWp2") == passphrases.TOO_SHORT


@pytest.mark.parametrize(
    "passphrase", ["123456789012", "aaaaaaaaaaaa", "motdepasse12", "password1234", "azertyuiop12", "centre segou"]
)
def test_what_anybody_would_guess_is_too_easy(passphrase):
    assert passphrases.weakness_of(passphrase, known=["centre", "segou", "motdepasse"]) == passphrases.TOO_EASY


def test_two_words_of_our_own_list_are_too_easy():
    assert passphrases.weakness_of("abeille chaudron") == passphrases.TOO_EASY


def test_a_very_long_passphrase_is_looked_at_without_trouble():
    assert passphrases.weakness_of("une phrase tranquille que personne " * 20) is None


@given(st.binary(min_size=32, max_size=32))
def test_eight_words_stand_for_eighty_eight_bits(digest):
    words = passphrases.words_of(digest)
    numbers = [passphrases.words().index(word) for word in words]
    bits = "".join(f"{number:011b}" for number in numbers)
    assert int(bits, 2).to_bytes(11, "big") == digest[:11]
