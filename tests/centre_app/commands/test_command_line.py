"""The command line as a person or a scheduled task meets it: exit codes, sentences, languages, and never a traceback."""

import argparse
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from centre_app import commands, logs
from centre_app.commands import keeping, terminal
from centre_app.commands.parser import ARGPARSE_SAYS, a_day, argparse_speaking
from centre_app.door import at_the_door
from centre_app.language import Language
from tests.makers import DIRECTOR, PASSPHRASE, a_folder

ROOT = Path(__file__).resolve().parent.parent.parent.parent
FRENCH, ENGLISH = Language.of("fr"), Language.of("en")


def run(*arguments: str | Path, language: str = "fr") -> int:
    return commands.main([str(argument) for argument in arguments], language=language)


@pytest.fixture
def passphrase_file(tmp_path):
    file = tmp_path / "phrase"
    file.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    return file


@pytest.fixture
def no_keyboard(monkeypatch):
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)


# Help and wrong usage


def names_of_commands() -> list[str]:
    parser = commands.parser_in(ENGLISH)
    [group] = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return [name for name in group.choices if name != "test"]  # its --help is pytest's


@pytest.mark.parametrize("name", ["", *names_of_commands()])
def test_help_is_whole_in_french_and_in_english(name, capsys):
    helps = {}
    for code in ("fr", "en"):
        with pytest.raises(SystemExit) as ended:
            commands.main([*([name] if name else []), "--help"], language=code)
        assert ended.value.code == 0
        helps[code] = capsys.readouterr().out
    assert helps["fr"].startswith("Usage\N{NO-BREAK SPACE}: main.py")
    assert helps["en"].startswith("Usage: main.py")
    assert "afficher cette aide" in helps["fr"]
    french = " ".join(helps["fr"].split())
    # lines of keys to choose from, {medical,legal}, are the same in every language
    english_sentences = {
        line.strip()
        for line in helps["en"].splitlines()
        if len(line.split()) > 5 and "[" not in line and "_" not in line
    }
    assert not [sentence for sentence in english_sentences if sentence in french]


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing"],
        ["create"],
        ["check", "--register", "x", "--person", "y", "--passphrase", "secret"],
        ["create", "--kind", "house"],
        ["check", "--register"],
    ],
)
def test_wrong_usage_is_2_and_is_told_in_french(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        run(*arguments)
    said = capsys.readouterr().err
    assert ended.value.code == 2
    assert said.startswith("Usage\N{NO-BREAK SPACE}: main.py")
    assert not any(word in said for word in ("error", "required", "unrecognized", "invalid", "expected"))


def test_a_passphrase_on_the_command_line_is_wrong_usage(tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        run("check", "--register", tmp_path, "--person", DIRECTOR, "--passphrase", PASSPHRASE)
    assert ended.value.code == 2


def test_argparse_speaks_its_own_language_again_afterwards(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "de")
    with argparse_speaking(FRENCH):
        assert argparse._("expected one argument") == "il faut une valeur après cette option"
    assert argparse._("expected one argument") == "expected one argument"
    assert os.environ["LANGUAGE"] == "de"


def test_what_argparse_says_is_still_what_it_said():
    source = Path(argparse.__file__).read_text(encoding="utf-8")
    assert [sentence for sentence in ARGPARSE_SAYS if sentence not in source] == []


@pytest.mark.parametrize("text", ["2026-11-01", "01/11/2026", "1/11/2026"])
def test_a_day_is_read_as_people_and_machines_write_it(text):
    assert a_day(ENGLISH)(text) == date(2026, 11, 1)


@pytest.mark.parametrize("text", ["31/02/2026", "hier", "2026", "2026-13-01", "", "1/2/3/4"])
def test_no_day_is_told_with_what_to_write(text):
    with pytest.raises(argparse.ArgumentTypeError, match="write it as 2026-11-01"):
        a_day(ENGLISH)(text)


# Passphrases


def test_a_register_is_created_and_is_whole(tmp_path, passphrase_file, cheap_keys, capsys):
    folder = tmp_path / "là bas" / "Ségou.register"
    opened_by = ["--person", DIRECTOR, "--passphrase-file", passphrase_file]
    assert run("create", "--register", folder, "--kind", "centre", "--code", "SEG", "--name", "Ségou", *opened_by) == 0
    assert "Il n’a pas encore de fiche de secours." in capsys.readouterr().out
    assert run("check", "--register", folder, *opened_by) == 0
    assert "Le registre est entier\N{NO-BREAK SPACE}: 2 fiches" in capsys.readouterr().out


def test_headquarters_register_is_created_for_its_supervisor(tmp_path, passphrase_file, cheap_keys):
    folder = tmp_path / "siège.register"
    opened_by = ["--person", DIRECTOR, "--passphrase-file", passphrase_file]
    made = run("create", "--register", folder, "--kind", "headquarters", "--code", "BKO", "--name", "Siège", *opened_by)
    assert made == 0
    assert (folder / "figures.db").exists()


def test_a_weak_passphrase_makes_no_register(tmp_path, passphrase_file, capsys):
    passphrase_file.write_text("ségou", encoding="utf-8")
    folder = tmp_path / "x.register"
    options = ["--kind", "centre", "--code", "SEG", "--name", "Ségou", "--person", DIRECTOR]
    assert run("create", "--register", folder, *options, "--passphrase-file", passphrase_file) == 1
    assert "12 " in capsys.readouterr().err
    assert not folder.exists()


def test_a_new_passphrase_is_typed_twice_the_same(tmp_path, monkeypatch, capsys):
    typed = iter([PASSPHRASE, PASSPHRASE + "s"])
    monkeypatch.setattr(terminal.getpass, "getpass", lambda prompt: next(typed))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    folder = tmp_path / "x.register"
    assert run("create", "--register", folder, "--kind", "centre", "--code", "SEG", "--name", "S", "--person", "A") == 1
    assert "ne sont pas pareilles" in capsys.readouterr().err
    assert not folder.exists()


def test_a_typed_passphrase_opens(tmp_path, monkeypatch):
    monkeypatch.setattr(terminal.getpass, "getpass", lambda prompt: PASSPHRASE)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    assert run("check", "--register", a_folder(tmp_path), "--person", DIRECTOR) == 0


def test_without_a_keyboard_a_file_is_asked_for(tmp_path, no_keyboard, capsys):
    assert run("check", "--register", a_folder(tmp_path), "--person", DIRECTOR) == 1
    assert "--passphrase-file" in capsys.readouterr().err


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00", b"\n" + PASSPHRASE.encode()])
def test_a_passphrase_file_that_is_none_is_told(tmp_path, content, capsys):
    file = tmp_path / "phrase"
    if content is not None:
        file.write_bytes(content)
    assert run("check", "--register", a_folder(tmp_path), "--person", DIRECTOR, "--passphrase-file", file) == 1
    assert capsys.readouterr().err.startswith("Le fichier de la phrase secrète ne peut pas être lu.")


def test_a_passphrase_file_from_windows_opens(tmp_path):
    file = tmp_path / "phrase"
    file.write_bytes(b"\xef\xbb\xbf" + PASSPHRASE.encode() + b"\r\n")
    assert run("check", "--register", a_folder(tmp_path), "--person", DIRECTOR, "--passphrase-file", file) == 0


def test_a_folder_that_is_no_register_is_told_before_a_passphrase_is_asked_for(tmp_path, no_keyboard, capsys):
    assert run("check", "--register", tmp_path, "--person", DIRECTOR) == 1
    assert "n’est pas un registre" in capsys.readouterr().err


# What nobody expected


def test_an_unexpected_error_is_one_sentence_and_a_nameless_line_in_the_log(
    tmp_path, monkeypatch, passphrase_file, capsys
):
    def fail(register):
        raise ValueError("Kadidia Sangaré sleeps in Baobab")

    monkeypatch.setattr(keeping.integrity, "check", fail)
    folder = a_folder(tmp_path)
    assert run("check", "--register", folder, "--person", DIRECTOR, "--passphrase-file", passphrase_file) == 1
    said = capsys.readouterr().err
    log = logs.log_file().read_text(encoding="utf-8")
    assert said.startswith("Une chose inattendue est arrivée (ValueError)")
    assert str(logs.log_file()) in said
    assert "builtins.ValueError" in log
    assert "commands/keeping.py" in log
    for text in (said, log):
        assert "Kadidia" not in text
        assert "Traceback" not in text


def test_an_unexpected_error_is_told_even_where_no_log_can_be_written(tmp_path, monkeypatch, passphrase_file, capsys):
    monkeypatch.setattr(logs, "log_file", lambda: passphrase_file / "registre.log")
    monkeypatch.setattr(keeping.integrity, "check", lambda register: 1 / 0)
    folder = a_folder(tmp_path)
    assert run("check", "--register", folder, "--person", DIRECTOR, "--passphrase-file", passphrase_file) == 1
    assert capsys.readouterr().err.startswith("Une chose inattendue est arrivée (ZeroDivisionError)")


def test_an_error_behind_an_error_is_logged_unless_it_is_hidden():
    def failing(hidden):
        try:
            raise KeyError("Awa")
        except KeyError as error:
            if hidden:
                raise OSError("Fanta") from None
            raise OSError("Fanta") from error

    for hidden, kinds in ((False, ["builtins.OSError", "builtins.KeyError"]), (True, ["builtins.OSError"])):
        with pytest.raises(OSError, match="Fanta") as caught:
            failing(hidden)
        lines = logs.nameless(caught.value).splitlines()
        assert [line for line in lines if not line.startswith(" ")] == kinds


def test_a_full_log_begins_anew_and_keeps_the_one_before(monkeypatch):
    logs.note_crash(ValueError())
    monkeypatch.setattr(logs, "LARGEST_LOG", 10)
    file = logs.note_crash(KeyError())
    assert "ValueError" not in file.read_text(encoding="utf-8")
    assert "ValueError" in file.with_suffix(".old.log").read_text(encoding="utf-8")


# As a program of its own


def as_a_program(*arguments: str | Path, **variables: str) -> subprocess.CompletedProcess[bytes]:
    here = {name: value for name, value in os.environ.items() if name != "PYTHONUTF8"}
    command = [sys.executable, ROOT / "main.py", *arguments]
    return subprocess.run(command, env=here | variables, stdin=subprocess.DEVNULL, capture_output=True, timeout=60)


def test_words_are_utf_8_where_the_locale_knows_only_english(tmp_path):
    told = as_a_program("check", "--register", tmp_path / "é", "--person", "Awa", LC_ALL="C", PYTHONUTF8="0")
    assert told.returncode == 1
    assert "Rien n’est perdu" in told.stderr.decode("utf-8")


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--code", "../x"), ("--code", ""), ("--code", "SEGO"), ("--code", "ÉÉÉ"), ("--code", "SEG\n"), ("--code", "S3G"),
        ("--name", ""), ("--name", " "), ("--name", "a\nb"), ("--name", "x" * 201), ("--name", "\udcff"),
        ("--person", ""), ("--person", "\udcff"),
    ],
)  # fmt: skip
def test_a_register_is_not_made_under_a_name_or_code_that_is_none(tmp_path, passphrase_file, option, said):
    # after: "../x" became the code that begins the names of its bundles
    usual = {"--kind": "centre", "--code": "SEG", "--name": "Ségou", "--person": DIRECTOR} | {option: said}
    asked = [word for pair in usual.items() for word in pair]
    with pytest.raises(SystemExit) as ended:
        run("create", "--register", tmp_path / "new", "--passphrase-file", passphrase_file, *asked)
    assert ended.value.code == 2
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("asked", [("demo", "--residents", "0"), ("demo", "--residents", "-1")])
def test_a_demonstration_of_nobody_is_wrong_usage(asked):
    with pytest.raises(SystemExit) as ended:
        run(*asked)
    assert ended.value.code == 2


def test_a_file_name_that_is_no_text_is_no_traceback(tmp_path):
    told = as_a_program("check", "--register", os.fsdecode(bytes(tmp_path) + b"/\xff"), "--person", "Awa")
    assert told.returncode == 1
    assert b"Traceback" not in told.stderr


def test_a_name_is_understood_where_the_locale_knows_only_english(tmp_path, passphrase_file):
    asked = ("create", "--register", tmp_path / "new", "--kind", "centre", "--code", "abc", "--name", "Ségou")
    person = ("--person", "Kéita", "--passphrase-file", passphrase_file)
    told = as_a_program(*asked, *person, LC_ALL="C", PYTHONUTF8="0")
    assert (told.returncode, told.stderr) == (0, b"")
    assert (at_the_door(tmp_path / "new").name, at_the_door(tmp_path / "new").code) == ("Ségou", "ABC")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_an_answer_that_cannot_be_written_is_said_in_a_sentence(tmp_path, passphrase_file):
    asked = ("check", "--register", a_folder(tmp_path), "--person", DIRECTOR, "--passphrase-file", passphrase_file)
    command = [sys.executable, ROOT / "main.py", *asked, "--language", "en"]
    with open("/dev/full", "wb") as full:
        told = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=60)
        unheard = subprocess.run([*command, "--person", "Nobody"], stderr=full, stdout=subprocess.PIPE, timeout=60)
    assert (told.returncode, told.stderr.decode()[:31]) == (1, "The answer could not be written")
    assert (unheard.returncode, unheard.stdout) == (1, b"")


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX")
def test_a_command_whose_answer_nobody_hears_does_its_work(tmp_path, passphrase_file):
    asked = ("check", "--register", a_folder(tmp_path), "--person", DIRECTOR, "--passphrase-file", passphrase_file)
    command = [sys.executable, ROOT / "main.py", *asked]
    told = subprocess.run(["sh", "-c", '"$@" >&-', "sh", *command], stderr=subprocess.PIPE, timeout=60)
    assert (told.returncode, told.stderr) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_reader_who_has_read_enough_is_no_error():
    reads, writes = os.pipe()
    os.close(reads)
    with os.fdopen(writes, "wb") as closed:
        told = subprocess.run(
            [sys.executable, ROOT / "main.py", "--help"], stdout=closed, stderr=subprocess.PIPE, timeout=60
        )
    assert b"Traceback" not in told.stderr


# Ctrl+C


@pytest.mark.skipif(sys.platform == "win32", reason="there a program cannot press Ctrl+C in itself alone")
@pytest.mark.parametrize("module", ["translations", "centre_app.commands", "centre_app.commands.keeping", "db.vault"])
def test_ctrl_c_while_a_command_loads_ends_it_without_a_traceback(module, tmp_path):
    pressed = (
        "import runpy, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # whatever ran the tests may have it ignored
        "class Pressing:\n"
        "    def find_spec(self, name, path, target=None):\n"
        # raised in this thread: one sent to the process may come later, in a place where an exception is swallowed
        f"        if name == {module!r}: signal.raise_signal(signal.SIGINT)\n"
        "sys.meta_path.insert(0, Pressing())\n"
        f"sys.argv = ['main.py', 'check', '--register', {str(a_folder(tmp_path))!r}, '--person', {DIRECTOR!r}]\n"
        "runpy.run_path('main.py', run_name='__main__')\n"
    )
    ended = subprocess.run([sys.executable, "-c", pressed], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 130
    assert "Traceback" not in ended.stderr
