"""What journeys between houses share: the three houses, made once, and who sits at them in which language and size."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from centre_app.language import Language
from tests.journeys import three_houses
from tests.journeys.three_houses import Houses, Visits
from ui import theme
from ui.laptop import Laptop

PICTURES, WHOLE_GRID = "REGISTRE_PICTURES", "REGISTRE_WHOLE_GRID"
SIZES = {"large": (1366, 768), "small": (1092, 580)}
GRID = [(language, size) for language in ("fr", "en") for size in SIZES]


@pytest.fixture(scope="session")
def founded_once(tmp_path_factory) -> Houses:
    return three_houses.founded(tmp_path_factory.mktemp("houses"))


@pytest.fixture
def houses(founded_once, tmp_path) -> Houses:
    """Three houses of this test's own; nobody has them open."""
    return founded_once.copied_to(tmp_path / "houses")


@pytest.fixture(params=GRID if os.environ.get(WHOLE_GRID) else GRID[:1], ids="-".join)
def visits(qapp, houses, request) -> Iterator[Visits]:
    """One run in French stands for the whole grid; with REGISTRE_WHOLE_GRID set, in both languages at both sizes."""
    theme.dress(qapp)
    QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Registre", "Registre").clear()
    language, size = request.param
    Laptop().keep_language(Language.of(language))
    pictures = Path(os.environ[PICTURES]) / re.sub(r"\W+", "-", request.node.name) if PICTURES in os.environ else None
    made = Visits(houses, Language.of(language), SIZES[size], pictures)
    yield made
    made.close()
