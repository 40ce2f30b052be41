"""How everything looks: colours, letters, sizes, the palette and a short style sheet.

A colour or a size is named once, here. Sizes are counted in points of a page at the normal text setting and follow the
person's letters when those grow (`size`). Nothing here knows a page.
"""

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QMarginsF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPainter, QPainterPath, QPalette, QPen
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy

# --- Colours. The contrast of each pair was measured: text at least 4.5, frames of fields at least 3. ---------------
INK = "#1f2933"
MUTED = "#55626f"
GROUND = "#f3f5f8"
CARD = "#ffffff"
CARD_BORDER = "#d8dee6"
ROW_RULE = "#edf0f4"
FIELD_BORDER = "#7f8c9b"
ACCENT = "#0b6e6e"
ACCENT_DARK = "#095858"
ACCENT_TINT = "#e1f0ef"
RAIL = "#12343b"
RAIL_TEXT = "#d5e3e6"
RAIL_SECOND = "#a9c3c8"
RAIL_HOVER = "#1d4a53"
TRAINING_RAIL = "#4a1f57"
TRAINING_RAIL_HOVER = "#633172"
TRAINING_BAND = "#f6c944"
TRAINING_INK = "#2b1033"
LATE = "#a3262a"
LATE_TINT = "#fbecec"
SOON = "#7d4e00"
SOON_TINT = "#fdf2df"
SOON_BORDER = "#c07b00"
SHUT = "#44525f"
SHUT_TINT = "#edf0f4"
DISABLED_TEXT = "#5c6874"
DISABLED_GROUND = "#edf0f4"
TRACK = "#e4e9ef"
BAND = "#f0f4f6"
CIRCLE = "#dbe2e8"
SCROLL_HANDLE = "#a9b5c1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dark:
    """The dark ground of the rail and the door, and the lighter one on it; `threads` are what is woven into it."""

    ground: str
    hover: str
    threads: tuple[str, str, str]


REAL = Dark(ground=RAIL, hover=RAIL_HOVER, threads=("#1a454d", "#235a63", "#2f737b"))
TRAINING = Dark(ground=TRAINING_RAIL, hover=TRAINING_RAIL_HOVER, threads=("#5a2a69", "#6f3c80", "#845094"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tone:
    """What a colour says. Never shown alone: an icon and a word go with it."""

    ink: str
    tint: str
    icon: str


LATE_TONE = Tone(ink=LATE, tint=LATE_TINT, icon="triangle-alert")
FAULT_TONE = Tone(ink=LATE, tint=LATE_TINT, icon="circle-alert")
SOON_TONE = Tone(ink=SOON, tint=SOON_TINT, icon="hourglass")
CHECK_TONE = Tone(ink=SOON, tint=SOON_TINT, icon="triangle-alert")
DONE_TONE = Tone(ink=ACCENT, tint=ACCENT_TINT, icon="check")
NEUTRAL_TONE = Tone(ink=SHUT, tint=SHUT_TINT, icon="info")
SHUT_TONE = Tone(ink=SHUT, tint=SHUT_TINT, icon="lock")

# --- Letters, in points of type at the normal setting. ---------------------------------------------------------------
STYLE = "Fusion"
FAMILY = "Lato"
CAPTION = 9.0
SECOND = 9.75
BODY = 10.5
CARD_TITLE = 12.0
SUB_TITLE = 13.5
PAGE_TITLE = 18.0
HERO = 22.5

REGULAR, MEDIUM, SEMI_BOLD, BOLD = 400, 500, 600, 700

TEXT_SIZES = {"normal": 1.0, "large": 1.15, "larger": 1.33}

# --- Space. ----------------------------------------------------------------------------------------------------------
RADIUS = 6
CARD_RADIUS = 8
SMALL_WIDTH = 1150  # below this many points the rail folds and low columns go


def dress(app: QApplication, *, text_size: str = "normal") -> None:
    """Give the application its style, letters, palette and style sheet."""
    app.setStyle(STYLE)
    dress_in_letters(app, text_size=text_size)


def dress_in_letters(app: QApplication, *, text_size: str) -> None:
    """Give an application that has the style all the rest; again when the person chooses another size of letters."""
    _load_lato("Regular", "Medium", "SemiBold", "Bold")
    letters = QFont(FAMILY)
    letters.setPointSizeF(BODY * TEXT_SIZES[text_size])
    letters.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(letters)
    app.setPalette(palette())
    app.setStyleSheet(style_sheet())


@cache
def _load_lato(*faces: str) -> None:
    """Load faces of Lato, once: asking Qt which families it has takes longer than loading them."""
    import fontpkg_lato

    for face in faces:
        QFontDatabase.addApplicationFont(str(fontpkg_lato.ROOT / "files" / f"Lato-{face}.ttf"))


def text_scale() -> float:
    """How much larger than normal the person's letters are."""
    return QApplication.font().pointSizeF() / BODY


def size(points: float) -> int:
    """Turn points of the design into what Qt counts in, for the letters in use."""
    screen = QGuiApplication.primaryScreen()
    dots_per_inch = screen.logicalDotsPerInch() if screen else 96.0
    return round(points * text_scale() * dots_per_inch / 96.0)


def font(points: float = BODY, weight: int = REGULAR, *, italic: bool = False) -> QFont:
    """The letters of one role: `font(CARD_TITLE, MEDIUM)`."""
    if italic:
        _load_lato("Italic", "MediumItalic")
    letters = QFont(QApplication.font())
    letters.setPointSizeF(points * text_scale())
    letters.setWeight(QFont.Weight(weight))
    letters.setItalic(italic)
    return letters


def palette() -> QPalette:
    """Fusion's colours, for all that the style sheet and the kit leave alone."""
    colours = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, GROUND),
        (role.WindowText, INK),
        (role.Base, CARD),
        (role.AlternateBase, CARD),
        (role.Text, INK),
        (role.Button, CARD),
        (role.ButtonText, INK),
        (role.BrightText, CARD),
        (role.Highlight, ACCENT_TINT),
        (role.HighlightedText, ACCENT_DARK),
        (role.PlaceholderText, MUTED),
        (role.Link, ACCENT),
        (role.LinkVisited, ACCENT_DARK),
        (role.ToolTipBase, RAIL),
        (role.ToolTipText, CARD),
        (role.Accent, ACCENT),
    ):
        colours.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        colours.setColor(QPalette.ColorGroup.Disabled, which, QColor(DISABLED_TEXT))
    colours.setColor(QPalette.ColorGroup.Disabled, role.Base, QColor(DISABLED_GROUND))
    return colours


def style_sheet() -> str:
    """The few rules that the palette cannot say: fields, lists that open, scroll bars, tips."""
    return f"""
    QLineEdit, QPlainTextEdit, QAbstractSpinBox {{
        background: {CARD}; color: {INK}; border: 1px solid {FIELD_BORDER}; border-radius: {size(RADIUS)}px;
        padding: 1px {size(10)}px; selection-background-color: {ACCENT}; selection-color: {CARD};
    }}
    QLineEdit {{ min-height: {size(32) - 4}px; max-height: {size(32) - 4}px; }}
    QLineEdit[tall="true"] {{ min-height: {size(38) - 4}px; max-height: {size(38) - 4}px; }}
    QPlainTextEdit {{ padding: {size(4)}px {size(8)}px; }}
    QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {ACCENT}; padding: 0px {size(10) - 1}px; }}
    QPlainTextEdit:focus {{ padding: {size(4) - 1}px {size(8) - 1}px; }}
    QLineEdit:disabled, QPlainTextEdit:disabled {{ background: {DISABLED_GROUND}; color: {DISABLED_TEXT}; }}
    QLineEdit[mark="fault"], QPlainTextEdit[mark="fault"] {{ border: 2px solid {LATE}; padding: 0px {size(10) - 1}px; }}
    QLineEdit[mark="check"], QPlainTextEdit[mark="check"] {{ border: 2px solid {SOON}; padding: 0px {size(10) - 1}px; }}
    QLineEdit[mark="missing"], QPlainTextEdit[mark="missing"] {{
        border: 1px dashed {FIELD_BORDER}; background: {SHUT_TINT}; color: {MUTED};
    }}
    QListView {{ background: {CARD}; border: 1px solid {FIELD_BORDER}; outline: 0; }}
    QListView::item {{ min-height: {size(30)}px; padding: 0 {size(8)}px; }}
    QListView::item:selected {{ background: {ACCENT_TINT}; color: {ACCENT_DARK}; }}
    QMenu {{ background: {CARD}; border: 1px solid {FIELD_BORDER}; padding: {size(4)}px; }}
    QMenu::item {{ padding: {size(7)}px {size(20)}px {size(7)}px {size(12)}px; border-radius: {size(4)}px; }}
    QMenu::item:selected {{ background: {ACCENT_TINT}; color: {ACCENT_DARK}; }}
    QMenu::item:disabled {{ color: {DISABLED_TEXT}; }}
    QMenu::icon {{ padding-left: {size(8)}px; }}
    QToolTip {{ background: {RAIL}; color: {CARD}; border: 0; padding: {size(4)}px {size(8)}px; }}
    QScrollArea {{ background: transparent; border: 0; }}
    QScrollBar:vertical {{ background: transparent; width: {size(18)}px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: {size(18)}px; margin: 0; }}
    QScrollBar::handle {{ background: {SCROLL_HANDLE}; border-radius: {size(4)}px; }}
    QScrollBar::handle:vertical {{ min-height: {size(32)}px; margin: 1px 1px 1px {size(9)}px; }}
    QScrollBar::handle:horizontal {{ min-width: {size(32)}px; margin: {size(9)}px 1px 1px 1px; }}
    QScrollBar::handle:hover {{ background: {FIELD_BORDER}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """


def plain_label(
    text: str = "",
    points: float = BODY,
    weight: int = REGULAR,
    *,
    colour: str | None = None,
    name: str = "",
    wraps: bool = False,
    italic: bool = False,
) -> QLabel:
    """A label that shows words as they are: what a person typed is never read as mark-up."""
    label = WrappedLabel() if wraps else QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setFont(font(points, weight, italic=italic))
    if colour:
        colour_text(label, colour)
    if name:
        label.setObjectName(name)
    return label


class WrappedLabel(QLabel):
    """A label over as many lines as its width needs.

    Qt guesses two lines for a short sentence and keeps room for both; this one asks for what the words take.
    """

    WIDEST = 480

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        width = min(self.fontMetrics().horizontalAdvance(self.text()) + 2, size(self.WIDEST))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        longest = max((self.fontMetrics().horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(min(longest + 2, size(self.WIDEST)), self.fontMetrics().height())


def colour_text(label: QLabel, colour: str) -> None:
    """Write a label in another colour.

    A style with a style sheet remembers the colours of a label it has dressed, and gives them back when that is moved to
    another place: it must dress it anew.
    """
    colours, is_dressed = label.palette(), label.testAttribute(Qt.WidgetAttribute.WA_WState_Polished)
    colours.setColor(QPalette.ColorRole.WindowText, QColor(colour))
    if is_dressed:
        label.style().unpolish(label)
    label.setPalette(colours)
    if is_dressed:
        label.style().polish(label)


def draw_box(
    painter: QPainter,
    box: QRectF,
    *,
    ground: str | None = None,
    line: str | None = None,
    width: float = 1.0,
    radius: float = CARD_RADIUS,
    dashed: bool = False,
) -> None:
    """Draw the rounded box that cards, tiles, chips and buttons are made of; the line lies inside it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = width / 2 if line else 0.0
    inner = box.marginsRemoved(QMarginsF(half, half, half, half))
    painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(line, width, dashed) if line else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(inner, radius - half, radius - half)


def draw_hatch(painter: QPainter, box: QRectF, *, radius: float, colour: str = "#dde3ea") -> None:
    """Draw the fine diagonal lines of what is kept shut."""
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(path)
    painter.setPen(QPen(QColor(colour), 1))
    height, step = box.height(), size(8)
    left = box.left() - height
    while left < box.right():
        painter.drawLine(left, box.bottom(), left + height, box.top())
        left += step
    painter.restore()


def _pen(colour: str, width: float, dashed: bool) -> QPen:
    pen = QPen(QColor(colour), width)
    if dashed:
        pen.setDashPattern([3, 2.5])
    return pen
