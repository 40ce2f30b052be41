"""A short run of the invented words, for every push; all pages are `python -m tests.soak.marker_words`."""

import base64
import gzip
import io
import zipfile
import zlib

import pytest

from tests.soak import marker_words
from tests.soak.traces import WORDS, forms_of, found_in

PAGES = ("settings",)
WORD = WORDS[7]
FORMS = forms_of(WORDS)


@pytest.mark.skipif(not marker_words.is_possible(), reason="needs root, strace, Xvfb and xdotool")
def test_no_word_that_was_typed_stands_anywhere_but_in_encrypted_files_and_the_paper_asked_for():
    seen = marker_words.run(PAGES)
    assert "stopped" not in seen.done, seen.done["stopped"]
    assert seen.leaks == {}
    assert seen.done["written"] >= 15  # all forty on the pages of the long run
    assert [seen.done.get(act) for act in ("imported", "exported", "broken", "killed")] == [1, 1, 1, 1]
    assert {"centre.db", "identity.db", "care.db", "health.db"} <= {
        path.rpartition("/")[2] for path in seen.files_written
    }
    assert seen.octets_written > 500_000
    assert seen.in_the_pdf > 1000
    assert "Registre" in seen.titles


def zipped(content: bytes) -> bytes:
    folder = io.BytesIO()
    with zipfile.ZipFile(folder, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("sheet.xml", content)
    return folder.getvalue()


@pytest.mark.parametrize("written", [WORD, WORD.upper(), WORD.capitalize()])
@pytest.mark.parametrize("code", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "hide",
    [
        lambda octets: octets,
        lambda octets: octets.hex().encode(),
        *(lambda octets, before=before: base64.b64encode(bytes(before) + octets + b"end") for before in range(3)),
        gzip.compress,
        zlib.compress,
        lambda octets: zlib.compress(octets, 1),
        zipped,
        lambda octets: zlib.compress(base64.b64encode(octets)),
    ],
    ids=["plain", "hex", "base64", "base64 +1", "base64 +2", "gzip", "zlib", "zlib 1", "zip", "base64 in zlib"],
)
def test_the_looking_sees_a_word_in_every_form(hide, code, written):
    content = b"before " + hide(f"Her name is {written}, she said.".encode(code)) + b" behind"
    assert any(WORD in name for name in found_in(content, FORMS))


def test_the_looking_sees_nothing_where_there_is_nothing():
    assert found_in(gzip.compress(bytes(range(256)) * 100) + b"quarl adorf", FORMS) == set()


def test_what_is_written_is_read_from_the_trace_of_the_calls(tmp_path):
    trace = tmp_path / "trace"
    path, text = (
        "".join(f"\\x{octet:02x}" for octet in b"/place/a.txt"),
        "".join(f"\\x{octet:02x}" for octet in b"hello"),
    )
    trace.write_text(
        f'7 openat(AT_FDCWD<\\x2f>, "{path}", O_WRONLY|O_CREAT|O_CLOEXEC, 0666) = 3<{path}>\n'
        f'7 openat(AT_FDCWD<\\x2f>, "{path}{path}", O_RDONLY) = 4<{path}{path}>\n'
        f'7 write(3<{path}>, "{text}", 5) = 5\n8 pwrite64(3<{path}>, "{text}", 5, 0 <unfinished ...>\n'
    )
    assert marker_words.traced(trace) == ({"/place/a.txt": bytearray(b"hellohello")}, {"/place/a.txt"})
