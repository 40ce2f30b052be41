"""Files on their way to becoming papers of a case: read with care, known by what is in them and not by their name.

What a stranger's file holds is never kept as it came: pictures are drawn anew and a PDF becomes pictures of its pages
(the window does that, `ui/paper_intake.py`, for only Qt reads pictures here). This module reads the file, says what kind
it is, and looks at the result once more before it is kept. The verbs are casework/papers.py.
"""

import hashlib
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from centre_app.language import N_, Language
from centre_app.problems import Problem
from centre_app.records import HealthPaper, IdentityPaper, ProtectionPaper
from centre_app.records.papers import Paper

LARGEST_BYTES = 20_000_000
LARGEST_DOTS = 50_000_000  # a scanner's A3 page; more than that in a small file is a bomb
MOST_PAGES = 60

# Few kinds, each with a decoder that many look after; scanners and telephones make the first and the last.
JPEG, PNG, GIF, WEBP, BMP, PDF = (
    "image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp", "application/pdf",
)  # fmt: skip
KEPT_AS = frozenset({JPEG, PDF})

_SIGNATURES: Mapping[bytes, str] = {
    b"\xff\xd8\xff": JPEG,
    b"\x89PNG\r\n\x1a\n": PNG,
    b"GIF87a": GIF,
    b"GIF89a": GIF,
    b"BM": BMP,
    b"%PDF-": PDF,
}

# Which papers are read by fewer than may know her name, by `document_type`; all others stand with her identity.
_HEALTH = frozenset({"medical_report", "prescription", "lab_result", "vaccination_card"})
_PROTECTION = frozenset(
    {"ogp", "police_report", "complaint", "judgment_court", "notification_letter", "medico_legal_cert", "drawing"}
)


def paper_type(document_type: str | None) -> type[Paper]:
    """Return the kind of record for a kind of document: its compartment decides who opens it."""
    if document_type in _HEALTH:
        return HealthPaper
    return ProtectionPaper if document_type in _PROTECTION else IdentityPaper


# --- what is wrong with a file ---------------------------------------------------------------------------------


class PaperRefused(Problem):
    """A file that cannot become a paper; nothing of it was kept."""


class NotAFile(PaperRefused):
    message = N_("This is not a file that can be kept: it is a folder, a device or a link to one.")
    advice = N_("Choose a picture or a PDF.")


class PaperGone(PaperRefused):
    message = N_("The file is not there any more.")
    advice = N_("If it is on a stick, plug it in again and choose the file once more.")


class PaperUnreadable(PaperRefused):
    message = N_("The file cannot be read from where it is.")
    advice = N_("Copy it to this laptop first, or take the photograph again.")


class PaperEmpty(PaperRefused):
    message = N_("The file is empty.")
    advice = N_("Take the photograph or the scan again.")


class PaperTooLarge(PaperRefused):
    message = N_("The file is too large: at most {largest} can be kept.")
    advice = N_("Take the photograph with fewer dots, or scan the pages in two files.")

    def __init__(self) -> None:
        super().__init__(largest=LARGEST_BYTES)

    def said_in(self, language: Language) -> str:
        return f"{language.say(self.message, largest=language.size(LARGEST_BYTES))} {language.say(self.advice)}"


class UnknownPaper(PaperRefused):
    message = N_("This is neither a picture nor a PDF, whatever its name says.")
    advice = N_("Photograph the paper, or save it as PDF or JPEG, and choose that file.")


class PaperTorn(PaperRefused):
    message = N_("The file is damaged or was cut short.")
    advice = N_("Copy it again from where it comes, or take the photograph again.")


class PictureTooLarge(PaperRefused):
    message = N_("This picture is {width} × {height} dots: it would fill the memory of the laptop.")
    advice = N_("Take the photograph with fewer dots.")


class TooManyPages(PaperRefused):
    message = N_("This document has {n} pages: at most {most} can be kept in one.")
    advice = N_("Split it and keep the parts one by one.")


class PaperTooSlow(PaperRefused):
    message = N_("This document takes too long to draw.")
    advice = N_("Print it and photograph the pages, or scan it again, and keep those.")


class PaperLocked(PaperRefused):
    message = N_("This PDF is locked with a password.")
    advice = N_("Print it, photograph the pages, and keep those.")


# --- reading ---------------------------------------------------------------------------------------------------


def read_file(path: Path) -> bytes:
    """Return what a file holds. Raises NotAFile, PaperGone, PaperUnreadable, PaperEmpty or PaperTooLarge.

    A device or a pipe is not even opened: reading one may never end.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise NotAFile
        with open(path, "rb", opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):  # somebody put another thing there in between
                raise NotAFile
            content = file.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        raise PaperGone from None
    except (OSError, ValueError):  # no name of a file holds a zero byte
        raise PaperUnreadable from None
    if not content:
        raise PaperEmpty
    if len(content) > LARGEST_BYTES:
        raise PaperTooLarge
    return content


def _without_waiting(name: str, flags: int) -> int:
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def media_type_of(content: bytes) -> str:
    """Return what a file is, by its first bytes. Raises UnknownPaper, or PaperTorn where its end is missing."""
    found = next((kind for signature, kind in _SIGNATURES.items() if content.startswith(signature)), "")
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        found = WEBP
    if not found:
        raise UnknownPaper
    begin = _segments(content)[1] if found == JPEG else 0  # an EXIF block may hold a whole little JPEG with its end
    if found in _ENDS and _ENDS[found] not in content[begin:]:
        raise PaperTorn  # decoders fill with grey what is missing, and say nothing
    return found


_ENDS = {JPEG: b"\xff\xd9", PNG: b"IEND", PDF: b"%%EOF"}


def must_fit(width: int, height: int) -> None:
    """Raise PictureTooLarge where a picture would not go into the memory of a small laptop, before it is drawn."""
    if width * height > LARGEST_DOTS:
        raise PictureTooLarge(width=width, height=height)


# --- what is kept ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Clean:
    """A paper that is safe to keep: one JPEG or a PDF of JPEGs, drawn here, with a small picture for lists."""

    content: bytes = field(repr=False)
    picture: bytes = field(repr=False)
    media_type: str
    pages: int

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def picture_digest(self) -> str:
        return hashlib.sha256(self.picture).hexdigest()


def must_be_clean(clean: Clean) -> None:
    """Look once more at what is about to be kept. Raises PaperTooLarge, or ValueError for what was not drawn here."""
    if len(clean.content) > LARGEST_BYTES:
        raise PaperTooLarge
    pictures = [clean.picture, clean.content] if clean.media_type == JPEG else [clean.picture]
    if clean.media_type not in KEPT_AS or media_type_of(clean.content) != clean.media_type or clean.pages < 1:
        raise ValueError("not a paper that was drawn anew")
    if any(told_beside(picture) for picture in pictures):
        raise ValueError("a picture tells more than what is seen on it")
    if clean.media_type == PDF and _ACTIVE.search(_STREAMS.sub(b"", clean.content)):
        raise ValueError("a PDF of pictures does more than show them")


_STREAMS = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)  # the dots of a picture may spell any word
_ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|OpenAction|EmbeddedFile|URI|AA|AcroForm)\b")
_PLAIN_SEGMENTS = frozenset({0xE0, 0xDB, 0xC4, 0xDD, *range(0xC0, 0xD0)})  # JFIF and what is needed to decode
_START_OF_SCAN = 0xDA


def told_beside(jpeg: bytes) -> list[int]:
    """Return the markers of a JPEG's segments that tell more than its dots: EXIF, places, colour profiles, comments."""
    return [marker for marker in _segments(jpeg)[0] if marker not in _PLAIN_SEGMENTS]


def _segments(jpeg: bytes) -> tuple[list[int], int]:
    """Return the markers of a JPEG's segments, and where its dots begin."""
    found, at = [], 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != _START_OF_SCAN:
        found.append(jpeg[at + 1])
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return found, at
