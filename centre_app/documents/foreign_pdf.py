"""A PDF from outside, looked at page by page as pictures, and pictures bound into a PDF of our own.

Of a stranger's PDF only what is seen of its pages is kept: scripts, embedded files, links, forms, and who wrote it stay
behind. PDFium draws it without running anything of it: the build used here knows no JavaScript. It draws in a process
of its own (foreign_pdf_drawer.py), which is ended when it takes too long.
"""

import io
from collections.abc import Iterable
from contextlib import closing
from typing import Any

from centre_app.documents.preview import PageImage
from centre_app.papers import PaperLocked, PaperTorn

POINTS_PER_INCH = 72
DPI = 150  # small print stays readable, and a page is some 200 KB
LONGEST_SIDE = 2400  # dots; a page may say that it is as large as a house
_A4_WIDTH = 595


def opened(pdf: bytes) -> Any:
    """Return a PDF as PDFium knows it. Raises PaperLocked or PaperTorn."""
    import pypdfium2  # late: only who keeps a paper pays for it

    try:
        document = pypdfium2.PdfDocument(pdf)
        document.init_forms()  # what was typed into a form is part of what is seen
    except pypdfium2.PdfiumError as error:
        is_locked = "password" in str(error).lower()
        raise (PaperLocked if is_locked else PaperTorn) from None
    if not len(document):
        raise PaperTorn
    return document


def drawn_page(document: Any, number: int) -> PageImage:
    """Return one page of an open PDF, counted from 0, drawn on white. Raises PaperTorn."""
    import pypdfium2

    try:
        page = document[number]
        width, height = page.get_size()
        scale = min(DPI / POINTS_PER_INCH, LONGEST_SIDE / max(width, height, 1))
        if width < 1 or height < 1:
            raise PaperTorn
        bitmap = page.render(scale=scale, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRx)
    except pypdfium2.PdfiumError:
        raise PaperTorn from None
    drawn = PageImage(
        width=bitmap.width, height=bitmap.height, bytes_per_line=bitmap.stride, pixels=bytes(bitmap.buffer)
    )
    bitmap.close()
    page.close()
    return drawn


def page_at(pdf: bytes, number: int) -> PageImage:
    """Return one page of a PDF that was bound here, counted from 0."""
    with closing(opened(pdf)) as document:
        return drawn_page(document, number)


def bound(pages: Iterable[tuple[bytes, int, int]]) -> bytes:
    """Bind JPEGs, each with its width and height in dots, into a PDF, a page each."""
    import pypdfium2

    with closing(pypdfium2.PdfDocument.new()) as document:
        for jpeg, width, height in pages:
            points = _A4_WIDTH if width <= height else _A4_WIDTH * width / height
            size = (points, points * height / width)
            picture = pypdfium2.PdfImage.new(document)
            picture.load_jpeg(io.BytesIO(jpeg), inline=True)
            picture.set_matrix(pypdfium2.PdfMatrix().scale(*size))
            page = document.new_page(*size)
            page.insert_obj(picture)
            page.gen_content()
            page.close()
        written = io.BytesIO()
        document.save(written)
    return written.getvalue()
