"""The bundle's container: every refusal by its name, and the same bytes opened by the age program of any Linux."""

import gzip
import hashlib
import shutil
import subprocess
import zlib
from dataclasses import replace

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from centre_app.exchange import envelope, refusals
from centre_app.exchange.envelope import Limits, Signer, key_id, new_age_key, open_bundle, seal_bundle
from db import strict_json

WORKING, OFFLINE = new_age_key(), new_age_key()
CENTRES_KEY = Ed25519PrivateKey.generate()
PUBLIC = CENTRES_KEY.public_key().public_bytes_raw()
CENTRE = Signer(centre_id="0192-centre", public=PUBLIC)
MANIFEST = {"centre": "0192-centre", "schema": {"care": 1}, "seq": 12}
ROWS = [{"table": "persons", "id": f"0192-{number}", "rev": 1, "name": "Kadidia Sɔgɔba"} for number in range(200)]


def a_bundle(manifest=MANIFEST, rows=ROWS, key=CENTRES_KEY):
    lines = [strict_json.write(row) for row in rows]
    return seal_bundle(manifest, lines, signing_key=key, recipients=[WORKING.recipient, OFFLINE.recipient])


def opened(content, *, identity=WORKING.identity, signers=None, limits=envelope.USUAL):
    known = {key_id(PUBLIC): CENTRE} if signers is None else signers
    return open_bundle(content, identities=[identity], known_signers=known, limits=limits)


def encrypted(content: bytes) -> bytes:
    return pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(WORKING.recipient)])


def signed(packed: bytes, **header) -> bytes:
    """What somebody who holds the centre's key could send, with anything packed in it."""
    usual = {"format": 1, "signer": key_id(PUBLIC), "signature": CENTRES_KEY.sign(packed).hex()}
    return encrypted(strict_json.write({**usual, **header}) + b"\n" + packed)


def packed_lines(*lines: bytes) -> bytes:
    return gzip.compress(b"".join(line + b"\n" for line in lines), mtime=0)


def read_through(content, **how):
    bundle = opened(content, **how)
    return bundle, list(bundle.rows())


# --- what is whole ---------------------------------------------------------------------------------------------


def test_what_was_sealed_comes_back():
    bundle, rows = read_through(a_bundle())
    assert bundle.manifest == MANIFEST
    assert bundle.signer == CENTRE
    assert rows == ROWS


def test_both_of_headquarters_keys_open_it():
    assert opened(a_bundle(), identity=OFFLINE.identity).manifest == MANIFEST


def test_the_rows_can_be_read_twice_for_the_preview_and_for_the_merge():
    bundle = opened(a_bundle())
    assert list(bundle.rows()) == list(bundle.rows())


def test_the_manifests_hash_is_the_same_for_both_sides():
    assert opened(a_bundle()).manifest_hash == envelope.hash_of_manifest(MANIFEST)


json_values = st.none() | st.integers(1 - 2**53, 2**53 - 1) | st.text()


@settings(max_examples=40)
@given(st.lists(st.dictionaries(st.text(), json_values, max_size=5), max_size=8))
def test_any_rows_come_back_as_they_were(rows):
    assert read_through(a_bundle(rows=rows))[1] == rows


def test_lines_longer_than_a_piece_come_back():
    rows = [{"text": "ɲ" * 300_000}, {"text": "b" * 300_000}]
    assert read_through(a_bundle(rows=rows), limits=Limits(piece_bytes=1000))[1] == rows


@pytest.mark.skipif(shutil.which("age") is None, reason="the age program is not installed")
def test_the_age_program_and_three_plain_tools_show_the_manifest(tmp_path):
    (tmp_path / "key").write_text(WORKING.identity + "\n")
    (tmp_path / "SEG-202611-000012.age").write_bytes(a_bundle())
    pipeline = "age -d -i key SEG-202611-000012.age | tail -n +2 | gunzip | head -1"
    shown = subprocess.run(["sh", "-c", pipeline], cwd=tmp_path, capture_output=True, check=True)
    assert shown.stdout == strict_json.write(MANIFEST) + b"\n"


def test_a_bundle_to_one_key_only_is_not_made():
    with pytest.raises(ValueError, match="two keys"):
        seal_bundle(MANIFEST, [], signing_key=CENTRES_KEY, recipients=[WORKING.recipient, WORKING.recipient])


def test_more_than_a_bundle_holds_is_told_to_the_sender(monkeypatch):
    monkeypatch.setattr(envelope, "LARGEST_WRITTEN", 1000)
    with pytest.raises(envelope.BundleTooLarge):
        a_bundle(rows=[{"noise": hashlib.sha512(str(n).encode()).hexdigest()} for n in range(100)])


# --- what is not -----------------------------------------------------------------------------------------------


def test_a_file_larger_than_any_bundle_is_not_even_decrypted():
    with pytest.raises(refusals.TooLarge):
        opened(a_bundle(), limits=Limits(file_bytes=100))


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"%PDF-1.7", b"SQLite format 3\0", b"\0" * 500, b"age-encryption.org/v2\n"]
)
def test_what_is_not_a_bundle_is_said_so(content):
    with pytest.raises(refusals.NotABundle):
        opened(content)


def test_a_file_cut_anywhere_is_refused_as_cut_or_altered():
    content = a_bundle()
    for length in range(1, len(content), 7):
        with pytest.raises((refusals.Cut, refusals.Altered)):
            opened(content[:length])


def test_a_file_altered_anywhere_is_refused():
    content = a_bundle()
    for position in range(0, len(content), 5):
        altered = bytearray(content)
        altered[position] ^= 1
        with pytest.raises((refusals.Altered, refusals.Cut, refusals.NotABundle, refusals.NotForUs)):
            opened(bytes(altered))


def test_something_added_behind_is_refused():
    with pytest.raises(refusals.Altered):
        opened(a_bundle() + b"more")


def test_a_bundle_for_another_headquarters_is_foreign():
    with pytest.raises(refusals.NotForUs):
        opened(a_bundle(), identity=new_age_key().identity)


def test_an_age_file_of_something_else_is_not_a_bundle():
    for content in (b"holiday photographs", b"{}" * 600 + b"\n", b"[1]\n", b'{"format":"1"}\n', b"\n"):
        with pytest.raises(refusals.NotABundle):
            opened(encrypted(content))


def test_a_bundle_without_a_signature_is_unsigned():
    packed = packed_lines(b"{}")
    for header in ({"format": 1}, {"format": 1, "signer": key_id(PUBLIC)}, {"format": 1, "signature": "00"}):
        with pytest.raises(refusals.Unsigned):
            opened(encrypted(strict_json.write(header) + b"\n" + packed))
    with pytest.raises(refusals.Unsigned):
        opened(signed(packed, signature="not hexadecimal"))


def test_a_container_of_a_newer_program_says_so():
    with pytest.raises(refusals.NewerProgram):
        opened(signed(packed_lines(b"{}"), format=2))


@pytest.mark.parametrize("number", [0, -1, "1", True])
def test_a_container_of_a_format_that_never_was_is_no_bundle(number):
    with pytest.raises(refusals.NotABundle):
        opened(signed(packed_lines(b"{}"), format=number))


def test_a_key_that_was_never_enrolled_is_unknown():
    with pytest.raises(refusals.UnknownSigner):
        opened(a_bundle(key=Ed25519PrivateKey.generate()))
    with pytest.raises(refusals.UnknownSigner):
        opened(a_bundle(), signers={})


def test_a_revoked_key_is_refused():
    with pytest.raises(refusals.RevokedSigner):
        opened(a_bundle(), signers={key_id(PUBLIC): replace(CENTRE, is_revoked=True)})


def test_another_key_under_the_centres_name_is_refused():
    forger = Ed25519PrivateKey.generate()
    packed = packed_lines(strict_json.write(MANIFEST))
    with pytest.raises(refusals.WrongSignature):
        opened(signed(packed, signature=forger.sign(packed).hex()))


def test_content_exchanged_under_a_good_signature_is_refused():
    packed, other = packed_lines(b'{"seq":1}'), packed_lines(b'{"seq":2}')
    with pytest.raises(refusals.WrongSignature):
        opened(signed(other, signature=CENTRES_KEY.sign(packed).hex()))


def test_what_unpacks_to_far_more_than_it_weighs_is_a_bomb():
    packed = packed_lines(b"{}", b" " * 20_000_000)
    with pytest.raises(refusals.TooMuchInside):
        read_through(signed(packed))


def test_what_unpacks_to_more_than_the_total_is_a_bomb():
    noise = b"".join(hashlib.sha256(str(n).encode()).digest() for n in range(2000)).hex().encode()
    packed = packed_lines(b"{}", b'{"n":"' + noise + b'"}')
    with pytest.raises(refusals.TooMuchInside):
        read_through(signed(packed), limits=Limits(total_bytes=100_000, piece_bytes=1000))


def test_one_line_without_end_is_a_bomb():
    noise = b"".join(hashlib.sha256(str(n).encode()).digest() for n in range(2000)).hex().encode()
    with pytest.raises(refusals.TooMuchInside):
        read_through(signed(packed_lines(b"{}", noise)), limits=Limits(line_bytes=1000, piece_bytes=1000))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"a":' * 17 + b"1" + b"}" * 17, strict_json.DEPTH),
        (b"[" * 100_000, strict_json.DEPTH),
        (b'{"id":"1","id":"2"}', strict_json.DUPLICATE_NAME),
        (b'{"a":NaN}', strict_json.NOT_A_NUMBER),
        (b'{"a":9007199254740993}', strict_json.LARGE_NUMBER),
        (b'{"a":1.5}', strict_json.FRACTION),
        (b'{"a":"\\ud800"}', strict_json.LONE_SURROGATE),
        (b'{"a":"\xff"}', strict_json.ENCODING),
        (b"[1,2]", strict_json.SYNTAX),
        (b"", strict_json.SYNTAX),
        (b"rm -rf /", strict_json.SYNTAX),
    ],
)
def test_a_line_that_is_not_strict_json_is_refused_with_its_number_and_reason(line, why):
    content = signed(packed_lines(strict_json.write(MANIFEST), b'{"good":1}', line))
    with pytest.raises(refusals.BadContent) as refused:
        read_through(content)
    assert refused.value.parts == {"line": 3, "why": why}


def test_a_manifest_that_is_not_an_object_is_refused():
    with pytest.raises(refusals.BadContent):
        opened(signed(packed_lines(b'"hello"')))


def test_nothing_inside_is_refused():
    with pytest.raises(refusals.BadContent):
        opened(signed(packed_lines()))


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"not gzip at all",
        zlib.compress(b"{}\n"),
        packed_lines(b"{}")[:-4],
        packed_lines(b"{}") + packed_lines(b"{}"),
        packed_lines(b"{}") + b"hidden",
        gzip.compress(b'{}\n{"cut":', mtime=0),
    ],
)
def test_what_is_not_one_whole_gzip_is_refused(packed):
    with pytest.raises(refusals.BadContent):
        read_through(signed(packed))


def test_every_refusal_has_its_own_code_and_sentence():
    kinds = [kind for kind in vars(refusals).values() if isinstance(kind, type) and issubclass(kind, refusals.Refusal)]
    named = [kind for kind in kinds if kind is not refusals.Refusal]
    assert len({kind.reason for kind in named}) == len(named)
    assert len({kind.message for kind in named}) == len(named)
