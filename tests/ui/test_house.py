"""What the frame says of the house: a centre has places, a headquarters has none."""

import pytest
from PySide6.QtWidgets import QLabel

from centre_app.language import Language
from centre_app.register import AT_A_CENTRE, AT_HEADQUARTERS
from tests import makers
from ui.house import open_house
from ui.session import Session


@pytest.fixture
def frame_at(qtbot, tmp_path):
    """Open the frame of a register that knows one room with two beds."""

    def opened(kind: str):
        register = makers.a_register(tmp_path / kind, kind=kind, code="BKO" if kind == AT_HEADQUARTERS else "SEG")
        registers.append(register)
        room = makers.a_room()
        register.save(room, makers.a_bed(room, label="A-01"), makers.a_bed(room, label="A-02"))
        frame = open_house(Session(register, Language.of("fr")))
        qtbot.addWidget(frame)
        frame.show()
        return frame

    registers: list = []
    yield opened
    for register in registers:
        register.close()


def said_in(frame, name: str) -> str:
    label = frame.findChild(QLabel, name)
    assert label is not None
    return label.text()


def test_a_centre_says_how_many_places_it_has(frame_at):
    assert said_in(frame_at(AT_A_CENTRE), "rail.second").endswith(" · 2 places")


def test_headquarters_never_counts_the_centres_places_as_its_own(frame_at):
    frame = frame_at(AT_HEADQUARTERS)
    said = (said_in(frame, "rail.second"), frame.status.accessibleName())
    assert all(said)
    assert not any("place" in words for words in said)
    frame.page.session.tell_changed()
    assert "place" not in said_in(frame, "rail.second")


def test_how_old_the_last_backup_off_the_laptop_is_stands_at_the_foot_of_every_register(frame_at):
    for kind in (AT_A_CENTRE, AT_HEADQUARTERS):
        assert "Aucune sauvegarde hors de l’ordinateur" in frame_at(kind).status.accessibleName()
