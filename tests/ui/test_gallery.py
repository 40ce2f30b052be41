"""The pictures of a demonstration: each page as somebody at work sees it, and nothing left behind in the register."""

from datetime import UTC, datetime, timedelta

import pytest

from centre_app import drafts
from centre_app.language import Language
from tests import makers
from ui import gallery
from ui.gallery import Sight
from ui.page import Destination
from ui.pages.arrival import ArrivalPage

ARRIVAL = Destination(page="arrival")


@pytest.fixture
def drawn(register, french, tmp_path, qapp):
    """Draw one sight of the register; give back what was to be seen on the page, and the pictures."""
    register.save(*makers.an_admission(family="Koné", given="Aïssata"))

    def draw(typing):
        seen: list[ArrivalPage] = []

        def type_and_look(page):
            typing(page)
            seen.append((page.origin.isVisibleTo(page), [twin.case.code for twin in page.twins.shown]))

        sight = Sight("arrival", ARRIVAL, type_and_look)
        pictures = list(gallery._pages(register, french, tmp_path, qapp, [sight]))
        return seen[0], [picture.name for picture in pictures if picture.stat().st_size > 0]

    return draw


def test_the_form_of_an_arrival_is_drawn_unfolded_at_both_sizes(drawn):
    (form_is_there, _twins), pictures = drawn(gallery._unfold_the_form)
    assert form_is_there
    assert pictures == ["arrival-1366x768.png", "arrival-1092x580.png"]


def test_a_search_shows_who_may_be_the_same(drawn, register):
    (form_is_there, twins), _pictures = drawn(gallery._search_her)
    assert not form_is_there
    assert len(twins) == 1


@pytest.mark.parametrize("typing", [gallery._unfold_the_form, gallery._search_her])
def test_a_picture_leaves_no_draft_behind(drawn, register, typing):
    drawn(typing)
    assert drafts.all_kept(register) == []


def test_a_boys_file_is_drawn_where_there_is_one(register):
    girl, boy = makers.an_admission(), makers.an_admission(makers.a_person(sex="male"), family="Diarra", given="Sɛku")
    for records in (girl, boy):
        register.save(*records)
        register.save(makers.a_plan(records[2], status="active"))
    shown = [sight for sight in gallery._at_the_centre(register) if sight.name.startswith("boy-")]
    assert {sight.destination.case_id for sight in shown} == {boy[-1].case_id}


class TestTheHour:
    """A fresh demonstration is drawn on the evening on which it ends: the roll is called, the clock is right."""

    EVENING = datetime(2026, 11, 21, 21, 0, tzinfo=UTC)

    @pytest.fixture
    def folder(self, tmp_path, monkeypatch):
        monkeypatch.setattr(gallery, "last_whole_day", lambda _now: self.EVENING.date())
        return makers.a_folder(tmp_path)

    def opened(self, folder):
        with gallery._opened(folder, makers.DIRECTOR, makers.PASSPHRASE) as register:
            return register.now

    def test_it_is_the_evening_of_its_last_day(self, folder):
        assert self.opened(folder) == self.EVENING

    def test_what_was_worked_in_since_is_drawn_as_it_is_now(self, folder):
        later = makers.SettableClock(self.EVENING + timedelta(days=1))
        with makers.reopened(folder, clock=later) as register:
            register.save(*makers.an_admission())
        assert self.opened(folder) > self.EVENING


def test_pictures_in_two_languages_do_not_overwrite_each_other(tmp_path):
    folders = [gallery.folder_in(tmp_path, Language.of(code)) for code in ("fr", "en")]
    assert folders == [tmp_path / "captures", tmp_path / "captures-en"]
