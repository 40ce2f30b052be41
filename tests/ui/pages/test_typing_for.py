"""The data officer says whose sheets she types, and writes inside that person's rights until she says otherwise."""

import pytest
from PySide6.QtCore import Qt

from centre_app.language import Language
from centre_app.problems import ReadOnlyForYou
from centre_app.records import EducationProfile, StaffMember, Stay
from tests.makers import an_admission, reopened_as
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.pages.conftest import part, words_on
from ui.house import frame_of
from ui.page import Destination
from ui.pages.typing_for import TypingForPage
from ui.session import Session


@pytest.fixture
def house(register):
    """A file with a school level, and a teacher who writes on paper."""
    records = an_admission()
    register.save(
        *records,
        EducationProfile(case_id=records[2].id, level_at_entry="none"),
        StaffMember(id="salif", name="Salif Cissé", sex="male", roles=frozenset({"teacher"})),
        heed_findings=False,
    )
    return register


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_she_types_for_one_person_at_a_time(qtbot, house, show, size, code):
    with reopened_as(house, "data_officer") as register:
        page = TypingForPage(Session(register, Language.of(code)))
        page.arrive(Destination(page="typing_for"))
        show(page, size)
        assert not part(page, "type_for_nobody").isVisible()
        qtbot.mouseClick(part(page, "type_for.salif"), Qt.MouseButton.LeftButton)
        assert register.acts_for == "salif"
        register.save(register.find(EducationProfile)[0])
        with pytest.raises(ReadOnlyForYou):
            register.save(register.find(Stay)[0])
        said = {"fr": "Vous saisissez", "en": "You are typing"}[code]
        qtbot.waitUntil(lambda: said in words_on(page), timeout=2000)
        assert cut_widgets(page, *size) == []
        qtbot.mouseClick(part(page, "type_for_nobody"), Qt.MouseButton.LeftButton)
        assert not part(page, "type_for_nobody").isVisible()
        with pytest.raises(ReadOnlyForYou):
            register.save(register.find(EducationProfile)[0])


def test_the_place_is_there_for_the_data_officer_alone(house):
    def places(register):
        return [place.key for place in frame_of(Session(register, Language.of("fr"))).places]

    with reopened_as(house, "data_officer") as register:
        assert "typing_for" in places(register)
    with reopened_as(register, "social_worker") as register:
        assert "typing_for" not in places(register)
