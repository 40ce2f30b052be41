"""Colours can be read, letters are Lato, sizes follow the letters."""

import pytest
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QWidget

from ui import icons, theme

READ = [
    (theme.INK, theme.CARD), (theme.INK, theme.GROUND), (theme.MUTED, theme.CARD), (theme.MUTED, theme.GROUND),
    (theme.ACCENT, theme.CARD), (theme.ACCENT, theme.ACCENT_TINT), (theme.ACCENT_DARK, theme.ACCENT_TINT),
    (theme.CARD, theme.ACCENT), (theme.RAIL_TEXT, theme.RAIL), (theme.RAIL_SECOND, theme.RAIL),
    (theme.LATE, theme.CARD), (theme.LATE, theme.LATE_TINT), (theme.SOON, theme.CARD), (theme.SOON, theme.SOON_TINT),
    (theme.RAIL_TEXT, theme.TRAINING_RAIL), (theme.RAIL_SECOND, theme.TRAINING_RAIL), (theme.CARD, theme.TRAINING_RAIL),
    (theme.RAIL_TEXT, theme.TRAINING_RAIL_HOVER), (theme.TRAINING_INK, theme.TRAINING_BAND),
    (theme.SHUT, theme.SHUT_TINT), (theme.DISABLED_TEXT, theme.DISABLED_GROUND), (theme.CARD, theme.LATE),
]  # fmt: skip


@pytest.mark.parametrize(("ink", "ground"), READ)
def test_words_stand_out_from_their_ground(ink, ground):
    assert contrast(ink, ground) >= 4.5


def test_the_frame_of_a_field_stands_out():
    assert contrast(theme.FIELD_BORDER, theme.CARD) >= 3
    assert contrast(theme.ACCENT, theme.CARD) >= 3


@pytest.mark.parametrize("weight", [theme.REGULAR, theme.MEDIUM, theme.SEMI_BOLD, theme.BOLD])
def test_every_weight_has_its_own_face(weight):
    shown = QFontInfo(theme.font(theme.BODY, weight))
    assert (shown.family(), int(shown.weight())) == ("Lato", weight)


def test_sizes_grow_with_the_letters(qapp):
    normal = theme.size(32)
    theme.dress(qapp, text_size="larger")
    assert normal == 32
    assert theme.size(32) == round(32 * 1.33)
    theme.dress(qapp)


def test_words_of_people_are_never_read_as_mark_up():
    label = theme.plain_label("<b>Awa</b>")
    assert label.textFormat().name == "PlainText"


def test_a_short_sentence_that_may_wrap_asks_for_one_line():
    label = theme.plain_label("Réservé à la psychologue.", wraps=True)
    assert label.sizeHint().height() < 2 * label.fontMetrics().height()


def test_every_icon_named_is_there():
    names = {name for key, name in vars(icons).items() if key.isupper() and isinstance(name, str)}
    assert len(names) > 60
    for name in names:
        assert not icons.pixmap(name).isNull()


def test_an_icon_takes_the_colour_asked_for():
    drawn = icons.pixmap(icons.TICK, 24, theme.LATE).toImage()
    colours = {
        drawn.pixelColor(x, y).name() for x in range(24) for y in range(24) if drawn.pixelColor(x, y).alpha() == 255
    }
    assert colours == {theme.LATE}


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 counts it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in QColor(colour).getRgbF()[:3]
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_a_label_written_in_another_colour_keeps_it_when_it_is_moved_to_another_place(qtbot):
    label, room, other = theme.plain_label("15 j"), QWidget(), QWidget()
    for place in (room, other):
        qtbot.addWidget(place)
    label.setParent(room)
    room.show()
    label.show()
    theme.colour_text(label, theme.LATE)
    label.setParent(other)
    other.show()
    label.show()
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == theme.LATE.lower()
