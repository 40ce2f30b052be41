"""The command that runs every proof: which there are, what it says of them, and its exit code."""

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.soak import __main__ as soak
from tests.soak.__main__ import PROOFS, Ended, line, main, run, table


def test_every_program_of_this_folder_that_can_be_run_is_among_the_proofs():
    """What takes --count is a proof; orders and marker words are run by hand, with options of their own."""
    here = Path(soak.__file__).parent
    option = 'add_argument("--count"'
    with_count = {path.stem for path in here.glob("[a-su-z]*.py") if option in path.read_text(encoding="utf-8")}
    assert with_count == {proof.name for proof in PROOFS}
    assert all(find_spec(f"tests.soak.{proof.name}") for proof in PROOFS)


def ended(name, code):
    (proof,) = [one for one in PROOFS if one.name == name]
    return Ended(proof, proof.count, 12.3, code)


def test_the_line_counts_what_lost_nothing_and_is_not_given_where_something_was_lost():
    good = [ended(name, 0) for name in ("power_cuts", "house_cuts", "kills", "faults", "full_disks", "damages")]
    cuts = sum(one.count for one in good[:2])
    assert line(good) == f"0 lost in {cuts:,} power cuts, 150 kills, 200 faults, 120 full disks"
    assert line([*good, ended("a_month", 1)]) == ""
    assert line([*good, ended("key_changes", 2)]) == line(good)
    assert "cannot be run here" in table([ended("key_changes", 2)])
    assert "FAULTS" in table([ended("kills", 1)])


def test_a_proof_that_finds_a_fault_gives_the_command_its_exit_code(monkeypatch, capsys):
    codes = {"kills": 0, "damages": 1, "faults": 2}
    monkeypatch.setattr(soak, "run", lambda proof, quick, seed: Ended(proof, 1, 0.0, codes[proof.name]))
    assert main(["kills"]) == 0
    assert main(["kills", "faults"]) == 0
    assert main(["faults"]) == 2
    assert main(["kills", "damages"]) == 1
    assert "FAULTS" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["nothing"])


def test_a_proof_is_a_process_of_its_own_that_is_told_how_often(monkeypatch):
    asked = []

    class Done:
        returncode = 0

    monkeypatch.setattr(soak.subprocess, "run", lambda program, cwd: asked.append(program) or Done())
    kills = next(proof for proof in PROOFS if proof.name == "kills")
    assert run(kills, quick=True, seed=7).count == 15
    assert asked == [[sys.executable, "-m", "tests.soak.kills", "--count", "15", "--seed", "7"]]
