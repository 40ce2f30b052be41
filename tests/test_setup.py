"""The first start, tried for real: a small program beside the true main.py and installer, in a folder with a space
and an é, its one part a wheel made here, so that nothing is fetched. Only apt-get and the loader are played.
"""

import ast
import base64
import hashlib
import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from installer import environment, set_up, start, system
from installer.problems import CannotSetUp
from installer.words import Voice, language_asked

ROOT = Path(__file__).resolve().parent.parent
ON_LINUX = sys.platform == "linux"

PROGRAM = """
import json, os, signal, sys, time

def main(arguments, language):
    if arguments[:1] == ["die"]:
        os.kill(os.getpid(), signal.SIGKILL)
    if arguments[:1] == ["wait"]:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))
        print("waiting", flush=True)
        time.sleep(60)
    import smallpart
    print(json.dumps({"arguments": arguments, "part": smallpart.WORDS, "prefix": sys.prefix, "utf8": sys.flags.utf8_mode,
                      "screen": os.environ.get("QT_QPA_PLATFORM")}))
    return 3
"""


@dataclass(frozen=True)
class Copy:
    """A copy of the program's start, and a place where pip finds its parts."""

    root: Path
    parts: Path

    def variables(self, **more: str) -> dict[str, str]:
        here = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "PYTHONPATH")}
        asked_of_pip = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.parts), "PIP_CONFIG_FILE": os.devnull}
        return here | asked_of_pip | {"LC_ALL": "C", "DISPLAY": "", "WAYLAND_DISPLAY": ""} | more

    def start(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, self.root / "main.py", *arguments]
        return subprocess.run(
            command, env=self.variables(**variables), capture_output=True, encoding="utf-8", timeout=120
        )

    def begin(self, *arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, self.root / "main.py", *arguments]
        return subprocess.Popen(
            command, env=self.variables(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, encoding="utf-8"
        )

    @property
    def note(self) -> Path:
        return self.root / ".venv" / "ready"


@pytest.fixture
def copy(tmp_path):
    """Return a copy that was never started."""
    return a_copy(tmp_path)


@pytest.fixture(scope="module")
def ready_copy(tmp_path_factory):
    """Return a copy that was started once; for tests that change nothing in it."""
    ready = a_copy(tmp_path_factory.mktemp("ready"))
    ready.start("demo")
    return ready


@pytest.fixture
def older_copy(ready_copy, tmp_path):
    """Return a copy that was set up from an older lock; for tests that change it."""
    root = tmp_path / "essai é" / "registre"
    shutil.copytree(ready_copy.root, root, symlinks=True)
    shutil.copytree(ready_copy.parts, tmp_path / "parts")
    older = Copy(root, tmp_path / "parts")
    lock(older.root, [small_part(older.parts, "2.0", "two")])
    return older


def a_copy(tmp_path: Path) -> Copy:
    root = tmp_path / "essai é" / "registre"
    shutil.copytree(ROOT / "installer", root / "installer", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "main.py", root)
    (root / "centre_app").mkdir()
    (root / "centre_app" / "__init__.py").touch()
    (root / "centre_app" / "commands.py").write_text(PROGRAM, encoding="utf-8")
    (root / "translations").mkdir()
    (root / "translations" / "__init__.py").write_text("def compile_stale(): pass\n", encoding="utf-8")
    parts = tmp_path / "parts"
    parts.mkdir()
    lock(root, [small_part(parts, "1.0", "one")])
    return Copy(root, parts)


def small_part(folder: Path, version: str, words: str) -> Path:
    """Write a wheel with one module, as pip takes them."""
    name = f"smallpart-{version}"
    files = {
        "smallpart.py": f"WORDS = {words!r}\n",
        f"{name}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: smallpart\nVersion: {version}\n",
        f"{name}.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    digests = {path: hashlib.sha256(text.encode()).digest() for path, text in files.items()}
    lines = [
        f"{path},sha256={base64.urlsafe_b64encode(d).decode().rstrip('=')},{len(files[path])}"
        for path, d in digests.items()
    ]
    files[f"{name}.dist-info/RECORD"] = "\n".join([*lines, f"{name}.dist-info/RECORD,,\n"])
    wheel = folder / f"{name}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as packed:
        for path, text in files.items():
            packed.writestr(path, text)
    return wheel


def lock(root: Path, wheels: list[Path]) -> None:
    """Name the wheels and their hashes, as uv writes it."""
    lines = [
        f"{wheel.name.split('-')[0]}=={wheel.name.split('-')[1]} \\\n    --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"
        for wheel in wheels
    ]
    (root / "requirements.lock").write_text("".join(lines), encoding="utf-8")


# The first start and those after it


def test_the_first_start_sets_everything_up_and_says_so_in_french(copy):
    first = copy.start("demo", "--into", "là bas")
    told = json.loads(first.stdout)
    assert first.returncode == 3
    assert told["arguments"] == ["demo", "--into", "là bas"]
    assert told["part"] == "one"
    assert Path(told["prefix"]).samefile(copy.root / ".venv")
    assert "Composant 1 sur 1 : smallpart" in first.stderr
    assert "C’est prêt" in first.stderr


def test_a_later_start_takes_no_set_up_time(ready_copy):
    third_began = time.monotonic()
    third = ready_copy.start("demo", PIP_FIND_LINKS="/nowhere")  # it asks pip for nothing
    third_took = time.monotonic() - third_began
    assert (third.returncode, third.stderr) == (3, "")
    bare_began = time.monotonic()
    for _ in range(2):  # the start and the program inside the environment: two Pythons
        subprocess.run([sys.executable, "-c", "import subprocess"], check=True)
    assert third_took < (time.monotonic() - bare_began) * 3 + 0.5


def test_without_a_screen_qt_draws_in_memory_and_words_are_utf_8(ready_copy):
    told = json.loads(ready_copy.start("demo").stdout)
    assert told["utf8"] == 1
    assert told["screen"] == ("offscreen" if ON_LINUX else None)


def test_a_changed_lock_brings_the_environment_up_to_date(older_copy):
    assert json.loads(older_copy.start("demo").stdout)["part"] == "two"


def test_an_interrupted_set_up_is_made_again(copy):
    first = copy.begin("demo")
    wait_for(copy.root / ".venv" / "pyvenv.cfg")
    first.kill()
    first.wait()
    assert not copy.note.exists()
    again = copy.start("demo")
    assert json.loads(again.stdout)["part"] == "one"
    assert copy.note.exists()


def test_two_first_starts_at_once_both_end_well(copy):
    first, second = copy.begin("demo"), copy.begin("demo")
    assert [json.loads(begun.communicate(timeout=120)[0])["part"] for begun in (first, second)] == ["one", "one"]


def test_an_environment_carried_to_another_machine_is_made_again(tmp_path, monkeypatch):
    environment.write_note(tmp_path, {"offscreen"})
    assert environment.is_ready(tmp_path, {"offscreen"})
    monkeypatch.setattr(environment, "_machine", lambda: "another")
    assert not environment.is_whole(tmp_path)
    assert environment.sets_noted(tmp_path) == set()  # nor are its system libraries those that were found


# What stops a set-up


def test_a_part_that_is_not_what_the_lock_says_is_refused(older_copy):
    altered = (older_copy.root / "requirements.lock").read_text(encoding="utf-8")
    digest = re.search(r"sha256:(\w+)", altered).group(1)
    (older_copy.root / "requirements.lock").write_text(altered.replace(digest, "0" * 64), encoding="utf-8")
    refused = older_copy.start("demo")
    assert refused.returncode == 1
    assert "relancez la même commande" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not older_copy.note.exists()


def test_without_a_connection_the_reason_is_said_in_english_to_who_reads_english(older_copy):
    refused = older_copy.start("demo", PIP_FIND_LINKS=str(older_copy.root), LC_ALL="en_GB.UTF-8")
    assert refused.returncode == 1
    assert "Registre is getting this computer ready" in refused.stderr
    assert "Check the connection, then run the same command again" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_read_only_folder_is_set_up_in_the_persons_own(copy, tmp_path, monkeypatch):
    # root may write anywhere, so the folder is made unwritable by a file where .venv would be
    (copy.root / ".venv").touch()
    told = json.loads(
        copy.start("demo", XDG_DATA_HOME=str(tmp_path / "hers"), LOCALAPPDATA=str(tmp_path / "hers")).stdout
    )
    assert Path(told["prefix"]).is_relative_to(tmp_path / "hers")


def test_a_full_disk_is_said_before_anything_is_fetched(monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "disk_usage", lambda place: shutil._ntuple_diskusage(10**9, 10**9 - 10**7, 10**7))
    with pytest.raises(CannotSetUp, match="only 10 MB left"):
        set_up._check_room(tmp_path)


@pytest.mark.parametrize("found", [(2, 7), (3, 6), (3, 10)])
def test_an_older_python_is_told_so(found, monkeypatch, capsys):
    main = the_main()
    monkeypatch.setattr(sys, "version_info", (*found, 0))
    assert main.main(["demo"]) == 1
    said = capsys.readouterr().err
    assert f"celui-ci est Python {found[0]}.{found[1]}" in said
    assert f"this one is Python {found[0]}.{found[1]}" in said


def test_an_older_python_can_read_main():
    source = (ROOT / "main.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 4))
    assert not re.search(r'\bf"|\bmatch |:=|->', source)


def test_set_up_needs_nothing_but_the_standard_library():
    allowed = sys.stdlib_module_names | {"installer"}
    for file in (ROOT / "installer").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert {name.split(".")[0] for name in names} <= allowed, file.name


def test_the_lock_names_no_address_and_gives_every_part_its_hash():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text
    assert "index" not in text
    parts = re.split(r"\n(?=\S)", text.strip())
    assert all("--hash=sha256:" in part for part in parts)
    assert any(part.startswith("pyside6-essentials==6.11.") for part in parts)
    assert any(re.match(r"colorama==\S+ ; sys_platform == 'win32'", part) for part in parts)


# Signals and exit codes


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_signal_reaches_the_program_and_its_exit_code_comes_back(ready_copy):
    begun = ready_copy.begin("wait")
    assert begun.stdout.readline() == "waiting\n"
    begun.send_signal(signal.SIGTERM)
    assert begun.wait(timeout=30) == 7


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_killed_program_ends_as_a_shell_would_say(ready_copy):
    assert ready_copy.start("die").returncode == 128 + signal.SIGKILL


# The system's libraries


@pytest.fixture
def bare_system(monkeypatch):
    """A Debian without Qt's libraries, where every order to apt-get is noted and then carried out."""
    orders: list[list[str]] = []

    def carry_out(command, **_):
        orders.append(command)
        if "install" in command:
            monkeypatch.setattr(system, "_loads", lambda library: True)
        return subprocess.CompletedProcess(command, 0, stdout="")

    monkeypatch.setattr(system, "_loads", lambda library: False)
    monkeypatch.setattr(system, "_has_package_lists", lambda: True)
    monkeypatch.setattr(shutil, "which", lambda program: f"/usr/bin/{program}")
    monkeypatch.setattr(subprocess, "run", carry_out)
    return orders


def test_missing_libraries_stop_with_the_one_line_to_run(bare_system, monkeypatch):
    monkeypatch.setattr(system, "_is_root", lambda: False)
    with pytest.raises(CannotSetUp) as stopped:
        system.provide({"offscreen"}, may_install=False, voice=Voice("fr"))
    assert stopped.value.detail.strip() == (
        "sudo apt-get install --yes --no-install-recommends "
        "libglib2.0-0 libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3"
    )
    assert bare_system == []


def test_missing_libraries_are_installed_by_root(bare_system, monkeypatch):
    monkeypatch.setattr(system, "_is_root", lambda: True)
    system.provide({"offscreen"}, may_install=False, voice=Voice("fr"))
    assert [order[:2] for order in bare_system] == [["apt-get", "install"]]


def test_missing_libraries_are_installed_through_sudo_when_told_to(bare_system, monkeypatch):
    monkeypatch.setattr(system, "_is_root", lambda: False)
    system.provide({"offscreen"}, may_install=True, voice=Voice("fr"))
    assert [order[:3] for order in bare_system] == [["sudo", "apt-get", "install"]]


def test_where_there_is_no_sudo_the_line_goes_through_su(bare_system, monkeypatch):
    monkeypatch.setattr(system, "_is_root", lambda: False)
    monkeypatch.setattr(shutil, "which", lambda program: None if program == "sudo" else f"/usr/bin/{program}")
    with pytest.raises(CannotSetUp) as stopped:
        system.provide({"offscreen"}, may_install=True, voice=Voice("fr"))
    assert stopped.value.detail.strip().startswith("su -c 'apt-get install --yes --no-install-recommends libglib2.0-0 ")
    assert bare_system == []


def test_empty_package_lists_are_fetched_first(bare_system, monkeypatch):
    monkeypatch.setattr(system, "_is_root", lambda: True)
    monkeypatch.setattr(system, "_has_package_lists", lambda: False)
    assert system.apt_line(["libgl1"]).startswith("apt-get update && apt-get install")
    system.provide({"offscreen"}, may_install=False, voice=Voice("fr"))
    assert [order[1] for order in bare_system] == ["update", "install"]


def test_what_apt_get_could_not_do_is_said(bare_system, monkeypatch):
    monkeypatch.setattr(system, "_is_root", lambda: True)
    refusal = subprocess.CompletedProcess([], 100, stdout="E: Unable to locate package libgl1")
    monkeypatch.setattr(subprocess, "run", lambda command, **_: refusal)
    with pytest.raises(CannotSetUp) as stopped:
        system.provide({"offscreen"}, may_install=False, voice=Voice("fr"))
    assert "Unable to locate package libgl1" in stopped.value.detail


def test_another_linux_is_told_which_packages_these_are(bare_system, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda program: None)
    with pytest.raises(CannotSetUp, match="corresponds to these Debian packages"):
        system.provide({"offscreen"}, may_install=True, voice=Voice("en"))


def test_a_screen_asks_for_more_than_memory_and_tests_for_most():
    with_screen = {"DISPLAY": ":0"}
    if not ON_LINUX:
        assert start.sets_wanted(to_test=True, variables=with_screen) == set()
        return
    assert start.sets_wanted(to_test=False, variables={}) == {"offscreen"}
    assert start.sets_wanted(to_test=False, variables=with_screen) == {"offscreen", "screen"}
    assert start.sets_wanted(to_test=True, variables={}) == {"offscreen", "screen", "tests"}


@pytest.mark.skipif(not ON_LINUX, reason="Linux libraries")
@pytest.mark.parametrize(
    ("binaries", "probed"),
    [
        (["libQt6Core", "libQt6Gui", "libQt6Widgets", "libQt6DBus", "libqoffscreen"], system.OFFSCREEN),
        (["libqxcb", "libQt6XcbQpa", "libcupsprintersupport"], system.OFFSCREEN | system.SCREEN),
    ],
)
def test_every_library_that_qt_loads_is_tried_before_qt(binaries, probed):
    qt = Path(importlib.util.find_spec("PySide6").origin).parent / "Qt"
    brought_along = {file.name for file in (qt / "lib").iterdir()}
    in_every_system = {"libc.so.6", "libm.so.6", "libgcc_s.so.1", "libstdc++.so.6", "libz.so.1", "libzstd.so.1"}
    for binary in binaries:
        [file] = [found for found in qt.rglob(f"{binary}.so*") if found.is_file()]
        loaded = {name.decode() for name in re.findall(rb"\0(lib[\w.+-]+\.so\.\d+)(?=\0)", file.read_bytes())}
        assert loaded - brought_along - in_every_system <= set(probed), binary


# Words


@pytest.mark.parametrize(
    ("arguments", "variables", "language"),
    [
        ([], {}, "fr"),
        ([], {"LANG": "C.UTF-8"}, "fr"),
        ([], {"LANG": "de_DE.UTF-8"}, "fr"),
        ([], {"LANG": "en_GB.UTF-8"}, "en"),
        ([], {"LC_ALL": "fr_ML.UTF-8", "LANG": "en_GB.UTF-8"}, "fr"),
        (["--language", "en", "demo"], {"LANG": "fr_FR.UTF-8"}, "en"),
        (["demo", "--language=en"], {}, "en"),
        (["create", "--name", "en"], {}, "fr"),
    ],
)
def test_set_up_speaks_the_language_asked_for_or_french(arguments, variables, language):
    assert language_asked(arguments, variables) == language


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        ([], ""),
        (["test"], "test"),
        (["--language", "en", "test"], "test"),
        (["import", "--register", "test"], "import"),
    ],
)
def test_the_command_is_found_among_options(arguments, command):
    assert start.command_among(arguments) == command


def test_a_note_that_was_cut_counts_as_none(tmp_path):
    (tmp_path / "ready").write_text("", encoding="utf-8")
    assert not environment.is_ready(tmp_path, set())
    assert not environment.is_whole(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_an_environment_whose_python_is_gone_is_made_again(tmp_path):
    python = environment.python_of(tmp_path)
    python.parent.mkdir()
    python.symlink_to(tmp_path / "python3.11")
    (tmp_path / "python3.11").touch()
    environment.write_note(tmp_path, set())
    assert environment.is_whole(tmp_path)
    (tmp_path / "python3.11").unlink()
    assert not environment.is_whole(tmp_path)


def the_main():
    spec = importlib.util.spec_from_file_location("main_under_test", ROOT / "main.py")
    main = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(main)
    return main


def wait_for(path: Path) -> None:
    until = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < until, f"{path.name} never came"
        time.sleep(0.02)
