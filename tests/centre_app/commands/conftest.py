"""What the commands' tests share."""

import pytest

from centre_app import opening
from tests.makers import CHEAP


@pytest.fixture
def cheap_keys(monkeypatch):
    """Let a register be made in no time: nobody guesses the passphrases of tests."""
    monkeypatch.setattr(opening, "calibrate", lambda: CHEAP)
