"""What every sheet of a training register bears: a framed line at its head, and hollow letters across the page.

The letters are thin outlines that darken what they cross: they show on a ground of grey and on a black and white
printer too, and hide no text.
"""

from math import atan2, degrees, hypot

from centre_app.documents.fonts import BOLD, width_of
from centre_app.documents.lines import BLACK, Style, typeset
from centre_app.documents.pen import STRONG, Pen
from centre_app.language import N_, Language
from centre_app.training import MARK

ON_PAPER = N_("{training} · everybody on this sheet is invented")

_HEAD = Style(face=BOLD, size=9, leading=11, grey=BLACK)
_HEAD_TOP, _HEAD_HEIGHT, _HEAD_SIDE = 16.0, 16.0, 8.0
ACROSS_GREY = 0.62
_ACROSS_SHARE = 0.66  # of the page's diagonal


def draw_training_mark(pen: Pen, width: float, height: float, language: Language) -> None:
    """Draw both on a page of these measures, when all else is drawn there."""
    mark = typeset(language.say(MARK))
    said = typeset(language.say(ON_PAPER, training=mark))
    with pen.furniture():
        pen.outlined(width / 2, height / 2, mark, _across(mark, width, height), degrees=degrees(atan2(height, width)))
        taken = width_of(said, _HEAD.face, _HEAD.size) + 2 * _HEAD_SIDE
        pen.box((width - taken) / 2, _HEAD_TOP, taken, _HEAD_HEIGHT, thickness=STRONG, fill=1.0, radius=3)
        pen.text_centred(width / 2, _HEAD_TOP + _HEAD_HEIGHT / 2 + _HEAD.size * 0.36, said, _HEAD)


def _across(mark: str, width: float, height: float) -> Style:
    size = hypot(width, height) * _ACROSS_SHARE / width_of(mark, BOLD, 1.0)
    return Style(face=BOLD, size=size, leading=size, grey=ACROSS_GREY)
