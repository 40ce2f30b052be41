"""The window's tests: dressed as the program is, with a session that needs no register unless a test asks for one."""

from datetime import date
from types import SimpleNamespace

import pytest

from centre_app.language import Language
from ui import theme
from ui.editors import Setting

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def dressed(qapp):
    """Give the application the program's letters and colours, as at its start."""
    theme.dress(qapp)
    return qapp


@pytest.fixture
def french() -> Language:
    return Language.of("fr")


@pytest.fixture
def setting(french) -> Setting:
    """What editors are given."""
    return Setting(language=french, today=TODAY, sex="female")


@pytest.fixture
def bare_session(french) -> SimpleNamespace:
    """The part of a session that forms read."""
    return SimpleNamespace(language=french, say=french.say, today=TODAY, recent_choices={})
