"""A house with somebody in it, and a stick."""

import pytest

from centre_app.language import Language
from tests.makers import an_admission


@pytest.fixture
def house(register):
    register.save(*an_admission())
    return register


@pytest.fixture
def french():
    return Language.of("fr")


@pytest.fixture
def stick(tmp_path):
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"
