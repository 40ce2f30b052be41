"""Reading PDFs back in tests: their words as copied or heard, and the operators of their pages."""

import re
import zlib

import pypdfium2


def pages_of(pdf: bytes) -> list[str]:
    """Return the words of each page in the order in which they were written."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def words_of(pdf: bytes) -> str:
    """Return all words, spaces and line ends made one space: where a line ends is the paper's affair."""
    return " ".join(" ".join(pages_of(pdf)).split())


def bookmarks_of(pdf: bytes) -> list[str]:
    return [item.get_title() for item in pypdfium2.PdfDocument(pdf).get_toc()]


def operators_of(pdf: bytes) -> list[list[str]]:
    """Return the lines of operators of each page."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    contents = [_inflated(stream) for stream in streams]
    pages = [text.decode("latin-1").splitlines() for text in contents if b"BT" in text and b"EMC" in text]
    assert len(pages) == len(pages_of(pdf))
    return pages


def _inflated(stream: bytes) -> bytes:
    """Return a stream unpacked; what is not packed (fonts' tables, metadata) is no page."""
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""
