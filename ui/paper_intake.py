"""Somebody's file made harmless: its picture drawn anew, its PDF page by page, before anything of it is kept.

It runs beside the window (background.py) on bytes in memory. What comes out holds dots and nothing else: no EXIF, no
place where it was taken, no script, no second file inside. What is wrong with a file is a PaperRefused, in words.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QPainter

from centre_app.documents import foreign_pdf
from centre_app.documents.foreign_pages import ForeignPages
from centre_app.language import N_, Language
from centre_app.papers import (
    BMP,
    GIF,
    JPEG,
    LARGEST_BYTES,
    LARGEST_DOTS,
    PDF,
    PNG,
    WEBP,
    Clean,
    PaperTooLarge,
    PaperTorn,
    media_type_of,
    must_be_clean,
    must_fit,
    read_file,
)
from ui.background import Progress
from ui.paper_viewer import image_of

LONGEST_SIDE = 3000  # dots: an A4 sheet at 250 to the inch
PICTURE_SIDE = 240
QUALITY = 85
_FORMATS = {JPEG: b"jpeg", PNG: b"png", GIF: b"gif", WEBP: b"webp", BMP: b"bmp"}
_BYTES_A_DOT, _MEGABYTE = 4, 1024 * 1024
Told = Callable[[int, int], object]  # pages done, pages in all


def intake(path: Path, language: Language, progress: Progress) -> Clean:
    """Return what is to be kept of a file, telling `progress` page by page. Raises PaperRefused."""

    def told(done: int, total: int) -> None:
        progress(language.say(N_("Page {done} of {total}"), done=done, total=total), done=done, total=total)

    return cleaned(read_file(path), told)


def cleaned(content: bytes, told: Told = lambda done, total: None) -> Clean:
    """Return what is to be kept of a file's content. Raises PaperRefused."""
    media_type = media_type_of(content)
    sheets: list[tuple[bytes, int, int]] = []
    picture = b""
    for page in _pages(content, media_type, told):
        picture = picture or jpeg_of(_no_longer(page, PICTURE_SIDE))
        sheets.append((jpeg_of(page), page.width(), page.height()))
        if sum(len(jpeg) for jpeg, _, _ in sheets) > LARGEST_BYTES:
            raise PaperTooLarge
    if not sheets:
        raise PaperTorn
    is_one_picture = len(sheets) == 1 and media_type != PDF
    kept = sheets[0][0] if is_one_picture else foreign_pdf.bound(sheets)
    clean = Clean(content=kept, picture=picture, media_type=JPEG if is_one_picture else PDF, pages=len(sheets))
    must_be_clean(clean)
    return clean


def _pages(content: bytes, media_type: str, told: Told) -> Iterator[QImage]:
    """Give what is seen of a file, page by page."""
    if media_type != PDF:
        yield _picture(content, media_type)
        return
    with ForeignPages(content) as pages:
        for done, page in enumerate(pages, start=1):
            yield image_of(page)
            told(done, pages.total)


def _picture(content: bytes, media_type: str) -> QImage:
    """Return the picture of a file, drawn anew. Raises PaperTorn or PictureTooLarge."""
    QImageReader.setAllocationLimit(LARGEST_DOTS * _BYTES_A_DOT // _MEGABYTE + 1)
    memory = QBuffer()
    memory.setData(content)  # a copy; handed to the constructor, Qt would read bytes that Python lets go
    memory.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(memory, QByteArray(_FORMATS[media_type]))
    reader.setDecideFormatFromContent(False)  # it is what its first bytes say, and no other decoder is tried
    reader.setAutoTransform(True)  # a telephone says in EXIF which way is up
    size = reader.size()
    if size.isValid():
        must_fit(size.width(), size.height())
        if max(size.width(), size.height()) > LONGEST_SIDE:
            reader.setScaledSize(size.scaled(QSize(LONGEST_SIDE, LONGEST_SIDE), Qt.AspectRatioMode.KeepAspectRatio))
    picture = reader.read()
    reader.setDevice(None)  # type: ignore[arg-type]  # before the memory goes that it reads from
    if picture.isNull() or not picture.width() or not picture.height():
        raise PaperTorn
    return _drawn_anew(_no_longer(picture, LONGEST_SIDE))


def _no_longer(picture: QImage, side: int) -> QImage:
    """Return a picture of which no side is longer than so many dots."""
    if max(picture.width(), picture.height()) <= side:
        return picture
    return picture.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


def _drawn_anew(picture: QImage) -> QImage:
    """Return the dots of a picture alone, on white: what the file told besides, in words or profiles, stays behind."""
    if picture.colorSpace().isValid():
        picture.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    drawn = QImage(picture.size(), QImage.Format.Format_RGB32)
    drawn.fill(Qt.GlobalColor.white)
    picture.setDevicePixelRatio(1)
    painter = QPainter(drawn)
    painter.drawImage(0, 0, picture)
    painter.end()
    return drawn


def jpeg_of(picture: QImage) -> bytes:
    """Return a picture as JPEG. Raises PaperTooLarge where there is no memory for it."""
    memory = QBuffer()
    memory.open(QIODevice.OpenModeFlag.WriteOnly)
    if not picture.save(memory, "JPEG", QUALITY):  # type: ignore[call-overload]
        raise PaperTooLarge
    return bytes(memory.data().data())
