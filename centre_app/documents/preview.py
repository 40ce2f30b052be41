"""A document as pictures in memory, for the preview in the window and for the printer: no file, no foreign viewer."""

from collections.abc import Iterator
from dataclasses import dataclass

POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class PageImage:
    """One page: rows of pixels of 4 bytes (blue, green, red, unused), `bytes_per_line` each: Qt's Format_RGB32."""

    width: int
    height: int
    bytes_per_line: int
    pixels: bytes


def pages_as_images(pdf: bytes, dpi: float) -> Iterator[PageImage]:
    """Give the pages of a document one by one, drawn when they are asked for."""
    import pypdfium2  # late: only when somebody prints or previews

    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            bitmap = page.render(scale=dpi / POINTS_PER_INCH, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRx)
            yield PageImage(
                width=bitmap.width, height=bitmap.height, bytes_per_line=bitmap.stride, pixels=bytes(bitmap.buffer)
            )
            bitmap.close()
            page.close()
    finally:
        document.close()


def page_count(pdf: bytes) -> int:
    """Return how many pages a document has."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()
