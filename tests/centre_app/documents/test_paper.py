"""What every printed document must be: black and grey, tagged, titled without a name, and the same bytes each time."""

import re
import shutil
import subprocess
from collections.abc import Iterator

import pytest

from centre_app.documents.care_plan import care_plan_pdf
from centre_app.documents.preview import page_count, pages_as_images
from centre_app.language import Language
from tests.centre_app.documents import sheets
from tests.centre_app.documents.reading import bookmarks_of, operators_of, pages_of

FRENCH, ENGLISH = Language.of("fr"), Language.of("en")
COLOUR_OPERATORS = re.compile(r"(?:^|\s)(rg|RG|k|K|cs|CS|sc|SC|scn|SCN|sh)(?:\s|$)")


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return care_plan_pdf(sheets.a_plan(), FRENCH)


def operators(pdf: bytes) -> Iterator[str]:
    for page in operators_of(pdf):
        yield from page


def outside_texts(line: str) -> str:
    """Return a line of operators without the words in it."""
    return re.sub(r"\((?:\\.|[^()\\])*\)", "()", line)


def test_only_black_and_greys_are_printed(pdf: bytes) -> None:
    lines = [outside_texts(line) for line in operators(pdf)]
    assert any(re.search(r"\sg(\s|$)", line) for line in lines)
    assert not [line for line in lines if COLOUR_OPERATORS.search(line)]


def test_every_word_is_content_or_furniture(pdf: bytes) -> None:
    depth = 0
    for line in operators(pdf):
        bare = outside_texts(line)
        depth += len(re.findall(r"B(?:DC|MC)\b", bare)) - len(re.findall(r"\bEMC\b", bare))
        assert depth > 0 or " Tj" not in bare
    assert depth == 0


def test_headings_paragraphs_and_tables_are_tagged(pdf: bytes) -> None:
    for kind in ("Document", "Sect", "H1", "H2", "P", "Table", "TR", "TH", "TD"):
        assert f"/S/{kind}/".encode() in pdf
    assert b"/MarkInfo" in pdf
    assert b"/Marked true" in pdf
    assert pdf.count(b"/StructParents") == page_count(pdf)


def test_each_piece_of_content_on_a_page_has_its_place_in_the_tree(pdf: bytes) -> None:
    used = sum(len(re.findall(r"/MCID \d+", line)) for line in operators(pdf))
    in_tree = re.search(rb"/Nums\[(.*?)\]>>", pdf, re.DOTALL)
    assert in_tree is not None
    assert len(re.findall(rb"\d+ 0 R", in_tree[1])) == used


def test_the_file_says_its_language_and_shows_its_title(pdf: bytes) -> None:
    assert b"/Lang (fr)" in pdf
    assert b"/DisplayDocTitle true" in pdf
    assert b"/Lang (en)" in care_plan_pdf(sheets.a_plan(), ENGLISH)


def test_the_title_and_the_bookmarks_name_nobody(pdf: bytes) -> None:
    title = re.search(rb"<dc:title>(.*?)</dc:title>", pdf)
    assert title is not None
    assert "Projet individuel KOR-26-0017, version 3" in title[1].decode()
    # Her name stands on the pages, which are compressed, and nowhere else in the file.
    assert b"Sangar" not in pdf
    assert b"Kadidia" not in pdf
    assert not [mark for mark in bookmarks_of(pdf) if "Kadidia" in mark]


def test_sections_are_bookmarks(pdf: bytes) -> None:
    marks = bookmarks_of(pdf)
    assert marks[0] == "1 Résidente"
    assert [mark.split()[0] for mark in marks] == [str(number) for number in range(1, len(marks) + 1)]


def test_fonts_are_lato_embedded_and_subset(pdf: bytes) -> None:
    names = set(re.findall(rb"/BaseFont /([\w+-]+)", pdf))
    assert names == {b"AAAAAA+Lato-Regular", b"AAAAAA+Lato-Bold", b"AAAAAA+Lato-Italic"}
    assert pdf.count(b"/FontFile2") == 3
    assert len(pdf) < 200_000


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert care_plan_pdf(sheets.a_plan(), FRENCH) == care_plan_pdf(sheets.a_plan(), FRENCH)


def test_the_file_is_dated_by_the_sheet_and_not_by_the_machine(pdf: bytes) -> None:
    assert b"D:20261123093000" in pdf


def test_every_page_says_which_it_is_of_how_many(pdf: bytes) -> None:
    pages = pages_of(pdf)
    for number, page in enumerate(pages, start=1):
        assert f"page {number} / {len(pages)}" in page


def test_bambara_letters_and_their_accents_can_be_copied() -> None:
    text = " ".join(pages_of(care_plan_pdf(sheets.a_long_plan(), FRENCH)))
    assert "Ɲɛ́nɛkɔ̀rɔ" in text
    assert "Mɔ̀gɔ́sɛbɛ" in text
    assert "Traoré-Ŋaɲigi" in text


def test_pages_become_pictures_in_memory(pdf: bytes) -> None:
    images = list(pages_as_images(pdf, 50))
    assert len(images) == page_count(pdf)
    first = images[0]
    assert (first.width, first.height) == (414, 585)
    assert len(first.pixels) == first.bytes_per_line * first.height
    assert len({first.pixels[at : at + 3] for at in range(0, len(first.pixels), 4)}) > 10  # there is ink


@pytest.mark.skipif(shutil.which("pdffonts") is None, reason="poppler-utils is not installed")
def test_poppler_finds_every_font_embedded_and_readable(pdf: bytes) -> None:
    listed = subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    rows = listed.splitlines()[2:]
    assert len(rows) == 3
    assert all(re.search(r"yes yes yes", row) for row in rows)


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler-utils is not installed")
def test_poppler_reads_the_tags(pdf: bytes) -> None:
    read = subprocess.run(["pdfinfo", "-struct-text", "-"], input=pdf, capture_output=True, check=True)
    assert b"rror" not in read.stderr
    text = read.stdout.decode()
    assert 'H1 (block)\n    "Projet individuel"' in text
    assert "/Scope /Column" in text
