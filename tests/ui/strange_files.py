"""Files as strangers send them: whole, torn, mislabelled, larger than they look, or doing more than showing a page."""

import io
import struct
import zlib

import pypdfium2
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

GPS_WORDS = b"12 deg 39' N Bamako, Kadidia"


def a_picture(width: int = 640, height: int = 480, kind: str = "JPEG", **words: str) -> bytes:
    """Return a picture in which no two lines are the same; `words` are written into it where its kind has room."""
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    for line in range(height):
        for dot in range(0, width, max(width // 40, 1)):
            picture.setPixel(dot, line, (line * 7919 + dot * 104729) % 0xFFFFFF)
    for key, text in words.items():
        picture.setText(key, text)
    memory = QBuffer()
    memory.open(QIODevice.OpenModeFlag.WriteOnly)
    assert picture.save(memory, kind)
    return bytes(memory.data().data())


def with_exif(jpeg: bytes, *, orientation: int = 1) -> bytes:
    """Return the same JPEG as a telephone writes it: EXIF with the place in it, which way is up, XMP and a comment."""
    directory = struct.pack("<H", 2)
    directory += struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)  # orientation
    directory += struct.pack("<HHII", 0x010E, 2, len(GPS_WORDS), 38)  # image description
    exif = b"Exif\0\0II*\0" + struct.pack("<I", 8) + directory + struct.pack("<I", 0) + GPS_WORDS
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + GPS_WORDS + b"</x:xmpmeta>"
    segments = b"".join(
        b"\xff" + bytes([marker]) + struct.pack(">H", len(told) + 2) + told
        for marker, told in ((0xE1, exif), (0xE1, xmp), (0xED, GPS_WORDS), (0xFE, GPS_WORDS))
    )
    return jpeg[:2] + segments + jpeg[2:]


def a_bomb(side: int = 60_000) -> bytes:
    """Return a PNG of a few hundred bytes that says it is so many dots wide and high."""

    def chunk(name: bytes, told: bytes) -> bytes:
        return struct.pack(">I", len(told)) + name + told + struct.pack(">I", zlib.crc32(name + told))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


def a_slow_pdf(times: int = 30_000) -> bytes:
    """Return a PDF of a few kilobytes whose one page draws the same picture over and over, as one thing within it."""
    side = 1500
    dots = zlib.compress(bytes(side * side * 3), 9)
    again = b"q 595 0 0 842 0 0 cm /I Do Q " * times
    return _pdf_of(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</F 5 0 R>>>>/Contents 6 0 R>>",
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode"
        b"/Length %d>>stream\n%s\nendstream" % (side, side, len(dots), dots),
        b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>/Length %d>>stream\n%s\n"
        b"endstream" % (len(again), again),
        b"<</Length 5>>stream\n/F Do\nendstream",
    )


def a_pdf(pages: int = 1, *, width: float = 595, height: float = 842) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(width, height)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def an_active_pdf() -> bytes:
    """Return a PDF that runs a script, starts a program, leads elsewhere, and carries a file."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R/Names<</EmbeddedFiles<</Names[(x.exe)6 0 R]>>>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/AA<</O 5 0 R>>/Annots[8 0 R]>>",
        b"<</Type/Action/S/JavaScript/JS(app.alert\\(1\\))>>",
        b"<</Type/Action/S/Launch/F(cmd.exe)>>",
        b"<</Type/Filespec/F(x.exe)/EF<</F 7 0 R>>>>",
        b"<</Type/EmbeddedFile/Length 4>>stream\nMZ\x90\x00\nendstream",
        b"<</Type/Annot/Subtype/Link/Rect[0 0 300 400]/A<</S/URI/URI(http://evil.invalid)>>>>",
    )
    return _pdf_of(*objects)


def _pdf_of(*objects: bytes) -> bytes:
    written, places = b"%PDF-1.7\n", []
    for number, told in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, told)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + tail
