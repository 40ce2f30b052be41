"""A quarter of three centres: one sends late, one is cloned, one stolen and enrolled anew.

The whole year of six centres is `python -m tests.network`.
"""

import ast
from pathlib import Path

import pytest

from tests.network import counted_slowly
from tests.network.comparing import compare
from tests.network.imagining import imagine
from tests.network.living import Network, Troubles

SEED = 20261122
CODES = ("KAY", "MOP", "KOU")
SLOW = (
    "world",
    "imagining",
    "tables",
    "holding",
    "telling",
    "coming_and_care",
    "learning_and_leaving",
    "counted_slowly",
)


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """Three months of three centres, and what headquarters has of them in the end."""
    world = imagine(seed=SEED, codes=CODES, months=3, moves=(0,), most_a_month=3)
    troubles = Troubles(cloned_in=1, stolen_in=1)
    network = Network.founded(tmp_path_factory.mktemp("network"), world, troubles, seed=SEED)
    network.live(world)
    yield world, network
    network.close()


def test_every_cell_of_the_consolidated_report_is_the_one_counted_from_the_plain_facts(lived):
    world, network = lived
    found = compare(network.headquarters, world, network.houses)
    assert not found.differences, "\n".join(map(str, found.differences))
    assert found.filled > 4_000
    assert len(found.lines) > 100


def test_headquarters_refused_the_clone_and_the_thief_and_asked_about_the_backup(lived):
    _, network = lived
    assert network.told["MOP", "same_number_other_content"] >= 2
    assert network.told["KOU", "revoked_signer"] == 1
    assert network.told["KOU", "asked"] == 1
    assert all(network.told[code, "received"] for code in CODES)


def test_a_count_that_leaves_one_file_out_differs(lived):
    world, network = lived
    (one, *_) = [file for file in world.files if file.stays and not file.merged_into]
    world.files.remove(one)
    try:
        assert compare(network.headquarters, world, network.houses).differences
    finally:
        world.files.append(one)


def test_what_the_facts_tell_nothing_of_is_a_short_list():
    assert {"C8", "C9", "M1", "M2", "M3", "M4", "M5"} == counted_slowly.NOT_TOLD


@pytest.mark.parametrize("module", SLOW)
def test_the_slow_count_knows_nothing_of_the_program(module):
    tree = ast.parse((Path(__file__).parent / f"{module}.py").read_text(encoding="utf-8"))
    asked = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    asked |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert not [name for name in asked if name.partition(".")[0] in {"centre_app", "db", "ui"}]
    assert {name for name in asked if name.startswith("tests")} <= {
        "tests.network",
        *(f"tests.network.{m}" for m in SLOW),
    }
