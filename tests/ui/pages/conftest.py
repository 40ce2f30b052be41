"""What tests of pages share: a session at a new register, and a page laid out as the window lays it out."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from centre_app.language import Language
from tests.ui.fits import LARGE
from ui import theme
from ui.page import Page
from ui.session import Session

Show = Callable[..., Page]


@pytest.fixture
def session(register, qapp) -> Session:
    """The director at work in French."""
    return Session(register, Language.of("fr"))


@pytest.fixture
def show(qtbot) -> Callable[[Page, tuple[int, int]], Page]:
    """Show a page at a size, folded where that is small, as the window does; give it back."""

    def shown(page: Page, size: tuple[int, int] = LARGE) -> Page:
        qtbot.addWidget(page)
        page.resize(*size)
        page.fold(size[0] < theme.size(theme.SMALL_WIDTH))
        with qtbot.waitExposed(page):
            page.show()
        return page

    return shown


@pytest.fixture
def gone_to(qtbot) -> Callable[[Page], list]:
    """Collect where a page asks to go."""

    def collected(page: Page) -> list:
        places: list = []
        page.went.connect(places.append)
        return places

    return collected


def part(page: QWidget, name: str) -> QWidget:
    """Return the widget of that name, or fail."""
    found = page.findChild(QWidget, name)
    assert found is not None, f"there is no {name!r}"
    return found
