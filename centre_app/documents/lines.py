"""Text broken into lines: what a sentence is made of, how it looks, and where its lines end.

A sentence with a stressed part is a message such as "Referent: <b>{name}</b>"; what people wrote goes into it through
`plain`, so that a "<b>" of theirs is printed and not obeyed.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from xml.sax.saxutils import escape, unescape

from centre_app.documents.fonts import BOLD, ITALIC, REGULAR, width_in_ems
from centre_app.language import NO_BREAK, for_paper

BLACK = 0.0
TEXT_GREY = 0x4A / 0xFF
RULE_GREY = 0x9A / 0xFF
FILL_GREY = 0xF0 / 0xFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How text looks: sizes in points, `grey` 0 for black."""

    size: float
    leading: float
    face: str = REGULAR
    grey: float = BLACK

    def bold(self) -> "Style":
        return replace(self, face=BOLD)

    def quiet(self) -> "Style":
        return replace(self, grey=TEXT_GREY)


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a line in one face."""

    text: str
    face: str


Line = tuple[Piece, ...]

_INVISIBLE = re.compile(r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_STRAIGHT_APOSTROPHE = re.compile(r"(?<=\w)'")
_BEFORE_HIGH_SIGN = re.compile(r" (?=[:;!?»])")
_AFTER_OPENING = re.compile(r"(?<=«) ")
_COMBINING = re.compile(r"[\u0300-\u036f]")
_MARK = re.compile(r"</?[bi]>")
_FACE_OF_MARK = {"<b>": BOLD, "<i>": ITALIC}


@lru_cache(maxsize=5_000)
def typeset(text: str) -> str:
    """Return what a person typed as it is set: typographic apostrophes, no line that begins with ":" or "»".

    Signs that cannot be seen are dropped, letters are composed (é is one letter), and spaces that ReportLab or a
    reader would trip over become plain ones. Line ends stay.
    """
    composed = unicodedata.normalize("NFC", for_paper(text)).replace("\t", " ").replace("\u2011", "-")
    visible = _INVISIBLE.sub("", composed.replace("\r\n", "\n").replace("\r", "\n"))
    fine = _STRAIGHT_APOSTROPHE.sub("’", visible)
    return _AFTER_OPENING.sub(NO_BREAK, _BEFORE_HIGH_SIGN.sub(NO_BREAK, fine)).strip()


def plain(text: str) -> str:
    """Return what a person wrote, safe to stand in a message with <b> and <i>."""
    return escape(text)


def pieces_of(text: str, face: str = REGULAR) -> Line:
    """Return text without marks as one piece."""
    return (Piece(typeset(text), face),)


def marked_pieces(text: str, face: str = REGULAR) -> Line:
    """Return a message with <b> and <i> in pieces."""
    pieces, current, start = [], face, 0
    for mark in _MARK.finditer(text := typeset(text)):
        pieces.append(Piece(unescape(text[start : mark.start()]), current))
        current = _FACE_OF_MARK.get(mark.group(), face)
        start = mark.end()
    pieces.append(Piece(unescape(text[start:]), current))
    return tuple(piece for piece in pieces if piece.text)


def width_of_line(line: Line, size: float) -> float:
    return sum(width_in_ems(piece.text, piece.face) for piece in line) * size


def broken(pieces: Sequence[Piece], *, size: float, width: float) -> list[Line]:
    """Return the lines that pieces of text make in that width; a word wider than a line is cut."""
    if len(pieces) == 1 and "\n" not in pieces[0].text and width_of_line((pieces[0],), size) <= width:
        return [(pieces[0],)]  # most of what stands in a table: not worth taking apart
    lines: list[Line] = []
    line: list[Piece] = []
    room = width / size
    used = 0.0
    for word in _words(pieces):
        if word is None:
            lines.append(tuple(line))
            line, used = [], 0.0
            continue
        word_width = sum(width_in_ems(piece.text, piece.face) for piece in word)
        space = width_in_ems(" ", word[0].face) if line else 0.0
        if line and used + space + word_width > room:
            # The space is not seen; who listens or copies would else run two words together.
            _append(line, (Piece(" ", line[-1].face),), with_space=False)
            lines.append(tuple(line))
            line, used, space = [], 0.0, 0.0
        if word_width > room:
            *full, word = _cut(word, room)
            lines.extend(full)
            word_width = sum(width_in_ems(piece.text, piece.face) for piece in word)
        _append(line, word, with_space=bool(line))
        used += space + word_width
    return [*lines, tuple(line)]


def _words(pieces: Sequence[Piece]) -> Iterator[Line | None]:
    """Give words, each in one piece or more (a bold day and its full stop); None is a line end."""
    word: list[Piece] = []
    for piece in pieces:
        for part in re.split(r"([ \n])", piece.text):
            if part not in (" ", "\n"):
                if part:
                    word.append(Piece(part, piece.face))
                continue
            if word:
                yield tuple(word)
                word = []
            if part == "\n":
                yield None
    if word:
        yield tuple(word)


def _append(line: list[Piece], word: Line, *, with_space: bool) -> None:
    """Add a word to a line; pieces of the same face become one, which makes one stroke of the pen."""
    for number, piece in enumerate(word):
        space = " " if with_space and number == 0 else ""
        if line and line[-1].face == piece.face:
            line[-1] = Piece(line[-1].text + space + piece.text, piece.face)
        elif space and line:
            # The space belongs to the piece before it, so that a bold word does not begin with one.
            line[-1] = Piece(line[-1].text + space, line[-1].face)
            line.append(piece)
        else:
            line.append(piece)


def _cut(word: Line, room: float) -> list[Line]:
    """Return a word that is wider than a line as parts that are not: cut behind a hyphen if it has one."""
    letters = [Piece(letter, piece.face) for piece in word for letter in _letters(piece.text)]
    parts: list[Line] = []
    while letters:
        fitting = _fitting(letters, room)
        hyphens = [at + 1 for at in range(fitting) if letters[at].text == "-"]
        end = hyphens[-1] if hyphens and fitting < len(letters) else fitting
        part: list[Piece] = []
        for letter in letters[:end]:
            _append(part, (letter,), with_space=False)
        parts.append(tuple(part))
        letters = letters[end:]
    return parts


def _fitting(letters: Sequence[Piece], room: float) -> int:
    """Return how many letters fit into the room, at least one."""
    used = 0.0
    for number, letter in enumerate(letters):
        used += width_in_ems(letter.text, letter.face)
        if used > room:
            return max(number, 1)
    return len(letters)


def _letters(text: str) -> Iterator[str]:
    """Give letters, each with the accents that stand on it."""
    letter = ""
    for sign in text:
        if letter and not unicodedata.combining(sign):
            yield letter
            letter = ""
        letter += sign
    if letter:
        yield letter


def shortened(text: str, *, face: str, size: float, width: float) -> str:
    """Return text that fits on one line, "…" at its end where something was left out."""
    text = typeset(text)
    if width_in_ems(text, face) * size <= width:
        return text
    kept = list(_letters(text))
    while kept and width_in_ems("".join(kept).rstrip() + "…", face) * size > width:
        kept.pop()
    return "".join(kept).rstrip() + "…"


def needs_shaping(text: str) -> bool:
    """Say whether accents stand on letters that have no single sign with that accent (ɛ́, ɔ̀)."""
    return _COMBINING.search(text) is not None
