"""Lato on paper: the three faces, their registration on first print, and how wide a word is."""

from functools import cache, lru_cache

import fontpkg_lato
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

# ReportLab's own fonts lack ɛ ɔ ɲ ŋ; Lato has them, and is embedded and subset in every document.
REGULAR = "Lato-Regular"
BOLD = "Lato-Bold"
ITALIC = "Lato-Italic"

# Shares of the size: where the first base line stands under the top of its line, and how high a capital is.
CAPITAL_HEIGHT = 0.72


@cache
def load() -> None:
    """Make the faces known to ReportLab; costs some milliseconds, once."""
    rl_config.useA85 = 0  # pages as letters, for mail of the 1990s: a tenth of the time and a fifth of the size
    folder = fontpkg_lato.ROOT / "files"
    for face in (REGULAR, BOLD, ITALIC):
        pdfmetrics.registerFont(TTFont(face, str(folder / f"{face}.ttf")))


@lru_cache(maxsize=20_000)
def width_in_ems(text: str, face: str) -> float:
    """Return the width of text at size 1. Words come again and again, so their widths are kept."""
    load()
    return float(pdfmetrics.stringWidth(text, face, 1000)) / 1000


def width_of(text: str, face: str, size: float) -> float:
    """Return the width of text in points."""
    return width_in_ems(text, face) * size
