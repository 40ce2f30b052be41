"""Somebody's file before it is kept: what is wrong with it is said in words, and what is kept holds dots alone."""

import io
import os
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage
from reportlab.pdfgen.canvas import Canvas

from centre_app.documents.foreign_pages import ForeignPages
from centre_app.language import Language
from centre_app.papers import (
    JPEG,
    LARGEST_BYTES,
    PDF,
    NotAFile,
    PaperEmpty,
    PaperGone,
    PaperLocked,
    PaperRefused,
    PaperTooLarge,
    PaperTooSlow,
    PaperTorn,
    PaperUnreadable,
    PictureTooLarge,
    TooManyPages,
    UnknownPaper,
    media_type_of,
    must_be_clean,
    read_file,
    told_beside,
)
from tests.ui.strange_files import GPS_WORDS, a_bomb, a_pdf, a_picture, a_slow_pdf, an_active_pdf, with_exif
from ui.paper_intake import LONGEST_SIDE, PICTURE_SIDE, cleaned

pytestmark = pytest.mark.usefixtures("qapp")


def size_of(jpeg):
    picture = QImage.fromData(jpeg, "JPEG")
    return picture.width(), picture.height()


# --- what is kept ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP"])
def test_a_picture_is_kept_as_its_dots_alone(kind):
    clean = cleaned(a_picture(kind=kind, Author="Kadidia Sangaré"))
    assert (clean.media_type, clean.pages, size_of(clean.content)) == (JPEG, 1, (640, 480))
    assert b"Kadidia" not in clean.content
    assert told_beside(clean.content) == told_beside(clean.picture) == []
    assert max(size_of(clean.picture)) == PICTURE_SIDE


def test_where_a_photograph_was_taken_and_by_what_stays_behind():
    photograph = with_exif(a_picture())
    assert photograph.count(GPS_WORDS) == 4
    assert sorted(told_beside(photograph)) == [0xE1, 0xE1, 0xED, 0xFE]
    clean = cleaned(photograph)
    assert GPS_WORDS not in clean.content
    assert b"Exif" not in clean.content
    assert told_beside(clean.content) == []


def test_a_photograph_held_upright_stands_upright():
    assert size_of(cleaned(with_exif(a_picture(640, 480), orientation=6)).content) == (480, 640)


def test_a_large_photograph_becomes_as_large_as_a_sheet_needs():
    assert size_of(cleaned(a_picture(4000, 1000)).content) == (LONGEST_SIDE, 750)


def test_a_pdf_is_kept_as_pictures_of_its_pages():
    pages = []
    clean = cleaned(a_pdf(3), lambda done, total: pages.append((done, total)))
    assert (clean.media_type, clean.pages, pages) == (PDF, 3, [(1, 3), (2, 3), (3, 3)])


def test_of_a_pdf_that_does_more_than_show_pages_the_pages_are_kept():
    hostile = an_active_pdf()
    active = re.compile(rb"JavaScript|Launch|EmbeddedFile|OpenAction|URI|/AA|cmd\.exe|evil")
    assert len(active.findall(hostile)) > 8
    clean = cleaned(hostile)
    assert clean.pages == 1
    assert active.findall(re.sub(rb"stream\r?\n.*?endstream", b"", clean.content, flags=re.DOTALL)) == []
    with pytest.raises(ValueError, match="more than show"):
        must_be_clean(type(clean)(content=hostile, picture=clean.picture, media_type=PDF, pages=1))


def test_a_page_as_large_as_a_house_becomes_a_sheet():
    assert len(cleaned(a_pdf(width=14_000, height=14_000)).content) < 1_000_000


# --- what is refused -------------------------------------------------------------------------------------------


def cut(content: bytes) -> bytes:
    return content[: len(content) * 2 // 3]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (lambda: b"MZ\x90\0" + a_picture(), UnknownPaper),
        (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", UnknownPaper),
        (lambda: b"PK\x03\x04" + b"\0" * 99, UnknownPaper),
        (lambda: "Kadidia Sangaré".encode("utf-16"), UnknownPaper),
        (lambda: cut(a_picture()), PaperTorn),
        (lambda: cut(with_exif(a_picture())), PaperTorn),
        (lambda: cut(a_picture(kind="PNG")), PaperTorn),
        (lambda: a_picture(kind="PNG")[:40] + b"\0" * 400 + b"IEND", PaperTorn),
        (lambda: b"\xff\xd8\xff\xd9", PaperTorn),
        (lambda: b"RIFF\0\0\0\0WEBPVP8 ", PaperTorn),
        (lambda: cut(a_pdf(2)), PaperTorn),
        (lambda: b"%PDF-1.7\n%%EOF", PaperTorn),
        (a_bomb, PictureTooLarge),
        (lambda: a_pdf(61), TooManyPages),
    ],
)
def test_what_cannot_become_a_paper_is_refused_in_words(content, problem):
    with pytest.raises(problem) as raised:
        cleaned(content())
    for code in ("fr", "en"):
        said = raised.value.said_in(Language.of(code))
        assert "{" not in said
        assert len(said) > 20


def test_a_page_that_would_draw_for_hours_is_given_up():
    begun = time.monotonic()
    with pytest.raises(PaperTooSlow), ForeignPages(a_slow_pdf(), page_seconds=1) as pages:
        list(pages)
    assert time.monotonic() - begun < 10


def test_a_paper_that_takes_too_long_as_a_whole_is_given_up():
    with pytest.raises(PaperTooSlow), ForeignPages(a_pdf(3), paper_seconds=0) as pages:
        list(pages)


def test_a_file_that_brings_down_whoever_draws_it_is_torn_and_leaves_no_process():
    with ForeignPages(a_pdf(3)) as pages:
        process = pages._process
        process.kill()
        with pytest.raises(PaperTorn):
            list(pages)
    assert process.poll() is not None


def test_a_locked_pdf_is_refused():
    written = io.BytesIO()
    sheet = Canvas(written, encrypt="nobody knows")
    sheet.drawString(72, 72, "Kadidia")
    sheet.save()
    with pytest.raises(PaperLocked):
        cleaned(written.getvalue())


def test_whatever_its_name_says_a_file_is_what_is_in_it(tmp_path):
    file = tmp_path / "photo.jpg"
    file.write_bytes(a_pdf())
    assert media_type_of(read_file(file)) == PDF


def test_only_a_file_is_read(tmp_path):
    pipe, link = tmp_path / "pipe.jpg", tmp_path / "zero.jpg"
    os.mkfifo(pipe)
    link.symlink_to("/dev/zero")
    for path in (tmp_path, Path("/dev/zero"), pipe, link):
        with pytest.raises(NotAFile):
            read_file(path)


def test_a_file_that_is_gone_empty_or_too_large_is_said_to_be(tmp_path):
    for content, problem in ((None, PaperGone), (b"", PaperEmpty), (b"\0" * (LARGEST_BYTES + 1), PaperTooLarge)):
        file = tmp_path / f"{problem.__name__}.jpg"
        if content is not None:
            file.write_bytes(content)
        with pytest.raises(problem) as raised:
            read_file(file)
        assert "{" not in raised.value.said_in(Language.of("fr"))
    with pytest.raises(PaperUnreadable):
        read_file(Path("no\0name"))


@settings(max_examples=50)
@given(seed=st.integers(0, 5), changes=st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=6)), max_size=8))
def test_whatever_a_file_holds_it_is_kept_clean_or_refused_in_words(seed, changes):
    file = bytearray(
        (
            a_picture(60, 40),
            a_picture(60, 40, "PNG"),
            with_exif(a_picture(60, 40)),
            a_pdf(2),
            an_active_pdf(),
            b"GIF89a",
        )[seed]
    )
    for at, put in changes:
        file[at % len(file) : at % len(file) + 2] = put or b"\xff"
    clean, said = None, ""
    try:
        clean = cleaned(bytes(file))
    except PaperRefused as refused:
        said = refused.said_in(Language.of("fr"))
    assert clean is not None or (len(said) > 20 and "{" not in said)
    if clean is not None:
        must_be_clean(clean)
        assert GPS_WORDS not in clean.content
