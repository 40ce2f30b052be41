"""Request and card: changed, foreign, old or out of line, they enrol nobody; eight words tell one key from another."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from centre_app.exchange import enrolment, refusals
from centre_app.exchange.envelope import new_age_key
from centre_app.passphrases import words
from db import strict_json

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
CENTRES_KEY, HEADQUARTERS_KEY = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
RECIPIENTS = (new_age_key().recipient, new_age_key().recipient)
RECOVERY = tuple(X25519PrivateKey.generate().public_key().public_bytes_raw() for _ in range(2))


def a_request(**changed):
    told = {
        "centre_id": "0192-centre",
        "code": "SEG",
        "name": "Ségou",
        "signing_key": CENTRES_KEY,
        "recipient": RECIPIENTS[0],
        "now": NOW,
    }
    return enrolment.make_request(**{**told, **changed})


REQUEST = a_request()


def a_card(request=REQUEST, **changed):
    told = {
        "headquarters_id": "0192-headquarters",
        "name": "Bamako",
        "signing_key": HEADQUARTERS_KEY,
        "recipients": RECIPIENTS,
        "recovery": RECOVERY,
        "now": NOW,
    }
    return enrolment.make_card(request, **{**told, **changed})


def test_a_request_and_a_card_come_back_from_their_files():
    assert enrolment.read_request(enrolment.to_bytes(REQUEST)) == REQUEST
    card = a_card()
    assert enrolment.read_card(enrolment.to_bytes(card)) == card
    enrolment.check_card(card, request=REQUEST, known=None)


@pytest.mark.parametrize("paper", [REQUEST, a_card()], ids=["request", "card"])
def test_every_flipped_byte_of_a_paper_is_noticed(paper):
    read = enrolment.read_request if isinstance(paper, enrolment.Request) else enrolment.read_card
    whole = enrolment.to_bytes(paper)
    for position in range(len(whole) - 1):
        flipped = bytearray(whole)
        flipped[position] ^= 1
        with pytest.raises((refusals.NotAPaper, refusals.NewerProgram)):
            read(bytes(flipped))


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"\xff", b"PK\x03\x04", b"x" * 100_000, b'{"what":"request"}', b"[" * 50_000]
)
def test_what_is_no_paper_is_said_so(content):
    for read in (enrolment.read_request, enrolment.read_card):
        with pytest.raises(refusals.NotAPaper):
            read(content)


def test_a_card_is_not_taken_for_a_request_nor_a_request_for_a_card():
    with pytest.raises(refusals.NotAPaper):
        enrolment.read_request(enrolment.to_bytes(a_card()))
    with pytest.raises(refusals.NotAPaper):
        enrolment.read_card(enrolment.to_bytes(REQUEST))


def test_a_paper_of_a_newer_program_says_so():
    said = {**json.loads(enrolment.to_bytes(REQUEST)), "format": 2, "new": "part"}
    with pytest.raises(refusals.NewerProgram):
        enrolment.read_request(strict_json.write(said))


@pytest.mark.parametrize("code", ["../../x", "seg", "", "S" * 9, "É"])
def test_a_code_that_no_file_can_be_named_by_is_refused(code):
    with pytest.raises(refusals.NotAPaper):
        enrolment.read_request(enrolment.to_bytes(a_request(code=code)))


def test_a_paper_with_a_key_that_nothing_can_be_encrypted_to_is_refused():
    with pytest.raises(refusals.NotAPaper):
        enrolment.read_request(enrolment.to_bytes(a_request(recipient="age1nonsense")))
    with pytest.raises(refusals.NotAPaper):
        enrolment.read_card(enrolment.to_bytes(a_card(recipients=(RECIPIENTS[0], "ssh-ed25519 AAAA"))))


def test_a_card_with_one_key_only_is_refused():
    with pytest.raises(refusals.NotAPaper):
        enrolment.read_card(enrolment.to_bytes(a_card(recipients=(RECIPIENTS[0], RECIPIENTS[0]))))


def test_a_card_for_another_centre_or_an_older_request_is_refused():
    for other in (a_request(centre_id="0192-elsewhere"), a_request(name="Ségou 2")):
        with pytest.raises(refusals.CardForAnother):
            enrolment.check_card(a_card(other), request=REQUEST, known=None)


def test_the_next_card_signed_by_the_key_before_needs_no_telephone():
    known, new_key = a_card(), Ed25519PrivateKey.generate()
    following = a_card(signing_key=new_key, serial=2, former_key=HEADQUARTERS_KEY)
    enrolment.check_card(following, request=REQUEST, known=known)


def test_a_next_card_that_the_key_before_has_not_signed_is_refused():
    known, forger = a_card(), Ed25519PrivateKey.generate()
    for forged in (a_card(signing_key=forger, serial=2), a_card(signing_key=forger, serial=2, former_key=forger)):
        with pytest.raises(refusals.CardNotInLine):
            enrolment.check_card(forged, request=REQUEST, known=known)


def test_a_next_card_of_another_headquarters_is_refused():
    other = a_card(headquarters_id="0192-other", serial=2, former_key=HEADQUARTERS_KEY)
    with pytest.raises(refusals.CardNotInLine):
        enrolment.check_card(other, request=REQUEST, known=a_card())


def test_an_older_card_and_the_same_card_change_nothing():
    second = a_card(serial=2, former_key=HEADQUARTERS_KEY)
    for old in (second, a_card(former_key=HEADQUARTERS_KEY)):
        with pytest.raises(refusals.OldCard):
            enrolment.check_card(old, request=REQUEST, known=second)


def test_eight_words_tell_two_keys_apart():
    first, second = enrolment.eight_words(REQUEST), enrolment.eight_words(a_request(recipient=RECIPIENTS[1]))
    assert first != second
    assert len(first) == 8
    assert set(first) <= set(words())


def test_the_signature_is_no_part_of_the_fingerprint_that_is_read_aloud():
    assert enrolment.fingerprint_of(replace(REQUEST, signature=bytes(64))) == enrolment.fingerprint_of(REQUEST)


def test_the_files_have_names_that_every_stick_keeps():
    assert enrolment.file_name(REQUEST) == "SEG.registre-demande"
    assert enrolment.file_name(a_card()) == "SEG-1.registre-carte"
