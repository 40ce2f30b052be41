"""The process that draws a stranger's PDF: it reads the file, and writes each page as dots, until it is done or ended.

PDFium stops in the middle of nothing: a page of a few kilobytes can ask for hours of work. A process can be ended, and
takes down with it whatever a hostile file brought about. It opens no file, and knows no register.

    pages N                     how many pages come; or "locked", or "torn"
    page WIDTH HEIGHT STRIDE    and then HEIGHT × STRIDE bytes of dots
"""

import sys
from typing import BinaryIO

from centre_app.documents.foreign_pdf import drawn_page, opened
from centre_app.papers import PaperLocked, PaperTorn

PAGES, PAGE, LOCKED, TORN = b"pages", b"page", b"locked", b"torn"  # the first words of its lines


def main() -> None:
    """Draw what comes in to what goes out."""
    going_out = sys.stdout.buffer
    try:
        draw(sys.stdin.buffer.read(), going_out)
    except PaperLocked:
        going_out.write(LOCKED + b"\n")
    except PaperTorn:
        going_out.write(TORN + b"\n")
    going_out.flush()


def draw(pdf: bytes, going_out: BinaryIO) -> None:
    """Write every page of a PDF. Raises PaperLocked or PaperTorn."""
    document = opened(pdf)
    going_out.write(b"%s %d\n" % (PAGES, len(document)))
    going_out.flush()
    for number in range(len(document)):
        page = drawn_page(document, number)
        going_out.write(b"%s %d %d %d\n" % (PAGE, page.width, page.height, page.bytes_per_line))
        going_out.write(page.pixels)
        going_out.flush()


if __name__ == "__main__":
    main()
