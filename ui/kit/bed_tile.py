"""A bed as it is drawn: its label, who sleeps in it, and tonight's state. No health words here.

A house has two hundred beds, and a widget for each would take longer to make than to read: a room draws its own
(bed_room.py), and this is how one bed looks in it.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication

from ui import icons, theme

FREE, THERE, NOT_CHECKED, AWAY, HOSPITAL, CLOSED = "free", "there", "not_checked", "away", "hospital", "closed"
MISSING = "missing"  # away, and nobody gave leave
KEPT = "kept"  # free, and kept for somebody

STATE_ICONS = {
    FREE: (icons.ADD, theme.ACCENT),
    THERE: (icons.DONE, theme.ACCENT),
    NOT_CHECKED: (icons.TO_DO, theme.MUTED),
    AWAY: (icons.AWAY, theme.SOON),
    HOSPITAL: (icons.HOSPITAL, theme.SOON),
    MISSING: (icons.LATE, theme.SOON),
    KEPT: (icons.SOON, theme.SOON),
    CLOSED: (icons.LOCK, theme.SHUT),
}
WHERE_NOBODY_SLEEPS = frozenset({FREE, KEPT, CLOSED})
OUTSIDE = frozenset({AWAY, HOSPITAL, MISSING})
TILE_LINE, COT_GROUND = "#c9d1da", "#eef6f5"
HEIGHT, PAIR_HEIGHT, LEAST_WIDTH = 60, 62, 90


@dataclass(frozen=True, slots=True, kw_only=True)
class BedView:
    """What is drawn of a bed: "A-03", "Ɲ.C.", "14", the state, and a short note such as "24/11" or "lit bas".

    Who is away has a word under her name, "en famille"; `state_text` says it in full for readers and for the tip, and so
    does `why` a bed is kept free.
    """

    bed_id: str
    label: str
    who: str = ""
    age: str = ""
    state: str = FREE
    state_text: str = ""
    word: str = ""
    note: str = ""
    why: str = ""
    is_cot: bool = False

    @property
    def said(self) -> str:
        """The whole bed, for whoever hears it."""
        heard = (self.label, self.who, self.age, self.state_text, self.why, self.note)
        return " · ".join(part for part in heard if part)

    @property
    def tip(self) -> str:
        return " · ".join(part for part in (self.label, self.state_text, self.why, self.note) if part)

    @property
    def is_outside(self) -> bool:
        return self.state in OUTSIDE


@dataclass(frozen=True, slots=True)
class Letters:
    """A font with what it measures."""

    font: QFont
    metrics: QFontMetrics = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "metrics", QFontMetrics(self.font))


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Letters and sizes of rooms and beds, worked out once for all: asking Qt for each takes longer than drawing."""

    caption: Letters
    caption_medium: Letters
    body: Letters
    body_medium: Letters
    title: Letters  # of a room, and its count
    second: Letters
    second_medium: Letters
    side: int
    icon_left: int
    icon_top: int
    radius: int
    line_of_label: tuple[int, int]  # from the top: with a third line under it, and without
    line_of_who: tuple[int, int]
    third_line: int
    four: int
    six: int


def look() -> Look:
    """Return how tiles look in the letters that are set."""
    return _look(QApplication.font().key(), theme.size(1000))


@lru_cache(maxsize=4)
def _look(_letters: str, _scale: int) -> Look:
    size = theme.size
    return Look(
        caption=Letters(theme.font(theme.CAPTION)),
        caption_medium=Letters(theme.font(theme.CAPTION, theme.MEDIUM)),
        body=Letters(theme.font(theme.BODY)),
        body_medium=Letters(theme.font(theme.BODY, theme.MEDIUM)),
        title=Letters(theme.font(theme.CARD_TITLE, theme.MEDIUM)),
        second=Letters(theme.font(theme.SECOND)),
        second_medium=Letters(theme.font(theme.SECOND, theme.MEDIUM)),
        side=size(8),
        icon_left=size(22),
        icon_top=size(7),
        radius=size(theme.RADIUS),
        line_of_label=(size(17), size(20)),
        line_of_who=(size(35), size(42)),
        third_line=size(52),
        four=size(4),
        six=size(6),
    )


def draw_bed(
    painter: QPainter,
    box: QRectF,
    bed: BedView,
    looks: Look,
    *,
    is_heavy: bool = False,
    is_chosen: bool = False,
    is_under_mouse: bool = False,
    is_framed: bool = True,
) -> None:
    """Draw one bed into its box. `is_heavy`: it has the keyboard, was found, or is being moved from."""
    _draw_ground(painter, box, bed, looks, is_heavy, is_chosen, is_under_mouse, is_framed)
    left, top, has_third_line = int(box.left()) + looks.side, int(box.top()), _has_third_line(bed, box, looks)
    painter.setFont(looks.caption.font)
    painter.setPen(colour_of(theme.SOON if bed.is_outside else theme.MUTED))
    painter.drawText(left, top + looks.line_of_label[not has_third_line], bed.label)
    icon, colour = STATE_ICONS[bed.state]
    icons.draw(painter, icon, box.right() - looks.icon_left, top + looks.icon_top, icons.SMALL, colour)
    _draw_who(painter, box, bed, looks, top + looks.line_of_who[not has_third_line])
    if has_third_line:
        _draw_third_line(painter, box, bed, looks)


def _draw_ground(
    painter: QPainter,
    box: QRectF,
    bed: BedView,
    looks: Look,
    is_heavy: bool,
    is_chosen: bool,
    is_under_mouse: bool,
    is_framed: bool,
) -> None:
    if not is_framed and not is_heavy:
        if bed.is_outside:
            theme.draw_box(painter, box, ground=theme.SOON_TINT, radius=looks.radius - 2)
        return
    ground = theme.SOON_TINT if bed.is_outside else theme.ACCENT_TINT if is_chosen else theme.CARD
    if is_under_mouse and ground == theme.CARD:
        ground = theme.GROUND
    is_empty = bed.state in WHERE_NOBODY_SLEEPS
    theme.draw_box(
        painter,
        box,
        ground=ground if is_framed or bed.is_outside or is_chosen else None,
        line=theme.ACCENT if is_heavy else theme.FIELD_BORDER if is_empty else TILE_LINE,
        width=2 if is_heavy else 1,
        radius=looks.radius,
        dashed=is_empty and not is_heavy,
    )


def _draw_who(painter: QPainter, box: QRectF, bed: BedView, looks: Look, base: int) -> None:
    left, age = int(box.left()) + looks.side, "" if _is_age_below(bed, box, looks) else bed.age
    inks = {FREE: theme.ACCENT, KEPT: theme.SOON}
    painter.setFont(looks.body_medium.font)
    painter.setPen(colour_of(theme.INK if bed.who else inks.get(bed.state, theme.SHUT)))
    metrics = looks.body_medium.metrics
    age_room = metrics.horizontalAdvance(f" {age}") if age else 0
    shown = _elided(bed.who or bed.state_text, metrics, _room_for_who(bed, box, looks) - age_room)
    painter.drawText(left, base, shown)
    if age:
        painter.setFont(looks.body.font)
        painter.setPen(colour_of(theme.INK))
        painter.drawText(left + metrics.horizontalAdvance(shown + " "), base, age)
    if bed.note:
        painter.setFont(looks.caption_medium.font)
        painter.setPen(colour_of(theme.SOON))
        painter.drawText(int(box.right()) - looks.six - _note_width(bed, looks) + looks.four, base, bed.note)


def _draw_third_line(painter: QPainter, box: QRectF, bed: BedView, looks: Look) -> None:
    letters = looks.caption_medium if bed.word else looks.caption
    painter.setFont(letters.font)
    painter.setPen(colour_of(theme.SOON if bed.word else theme.INK))
    room = int(box.width()) - looks.side - looks.four
    shown = _elided(bed.word or bed.age, letters.metrics, room)
    painter.drawText(int(box.left()) + looks.side, int(box.top()) + looks.third_line, shown)


def _elided(words: str, metrics: QFontMetrics, room: int) -> str:
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)


def _has_third_line(bed: BedView, box: QRectF, looks: Look) -> bool:
    return bool(bed.word) or _is_age_below(bed, box, looks)


def _is_age_below(bed: BedView, box: QRectF, looks: Look) -> bool:
    """Where a name and an age are too long for one line, "Fatoumata 10 months", the age goes under it."""
    if bed.word or not bed.age:
        return False
    return looks.body_medium.metrics.horizontalAdvance(f"{bed.who} {bed.age}") > _room_for_who(bed, box, looks)


def _room_for_who(bed: BedView, box: QRectF, looks: Look) -> int:
    return int(box.width()) - 2 * looks.side - _note_width(bed, looks)


def _note_width(bed: BedView, looks: Look) -> int:
    return looks.caption_medium.metrics.horizontalAdvance(bed.note) + looks.four if bed.note else 0


@lru_cache(maxsize=32)
def colour_of(name: str) -> QColor:
    return QColor(name)
