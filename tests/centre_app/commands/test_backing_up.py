"""`backup` and `restore` as they are typed."""

import pytest

from centre_app import commands
from centre_app.commands import backing_up
from centre_app.problems import NotEnoughRoom
from db.drives import Drive
from tests.makers import DIRECTOR, PASSPHRASE, a_bed, a_register, an_admission, reopened


@pytest.fixture(name="opened")
def _opened(tmp_path):
    """Return what opens a register with somebody in it."""
    with a_register(tmp_path) as register:
        register.save(*an_admission())
    phrase = tmp_path / "phrase"
    phrase.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    return ["--register", str(register.folder), "--person", DIRECTOR, "--passphrase-file", str(phrase)]


def run(*arguments, language="en") -> int:
    return commands.main([str(argument) for argument in arguments], language=language)


@pytest.fixture
def stick(tmp_path):
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def test_a_backup_is_made_and_copied_and_put_back_in_the_registers_place(opened, stick, tmp_path, capsys):
    assert run("backup", *opened, "--to", stick) == 0
    said = capsys.readouterr().out
    assert "Backup 1 is made and was read back:" in said
    assert "You can pull the stick out." in said
    with reopened(tmp_path / "SEG.register") as register:
        register.save(a_bed(), heed_findings=False)
    (backup,) = (stick / "REGISTRE-SAUVEGARDE" / "SEG").iterdir()
    new = tmp_path / "back.register"
    assert run("restore", *opened, "--from", backup, "--to", new) == 0
    said = capsys.readouterr().out
    assert "Bed of the house: 1 in the register, 0 in the backup, 0 changed since." in said
    assert new.is_dir()
    assert run("restore", *opened, "--from", backup, "--to", tmp_path / "again.register", "--swap") == 0
    assert "The old one is kept:" in capsys.readouterr().out
    with reopened(tmp_path / "SEG.register") as register:
        assert register.vault.ask("SELECT count(*) FROM main.beds")[0][0] == 0
    assert len(list(tmp_path.glob("SEG.register.2*"))) == 1
    assert len(list((tmp_path / "SEG.register" / "backups").glob("0*"))) >= 1


def test_a_damaged_register_is_put_back_all_the_same(opened, tmp_path, capsys):
    assert run("backup", *opened) == 0
    (backup,) = (tmp_path / "SEG.register" / "backups").glob("0*")
    (tmp_path / "SEG.register" / "care.db").write_bytes(bytes(8192))
    assert run("restore", *opened, "--from", backup, "--to", tmp_path / "back.register", "--swap") == 0
    assert "could not be compared" in capsys.readouterr().out
    reopened(tmp_path / "SEG.register").close()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--from", "{tmp}/nothing", "--to", "{tmp}/back.register"), "Cette sauvegarde est abîmée"),
        (("--from", "{tmp}/stick", "--to", "{tmp}/stick/back.register", "--swap"), "à côté du registre"),
    ],
)
def test_what_is_refused_is_said_in_words(opened, stick, tmp_path, capsys, arguments, sentence):
    asked = [each.format(tmp=tmp_path) for each in arguments]
    assert run("restore", *opened, *asked, language="fr") == 1
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "back.register").exists()


def test_without_room_nothing_is_begun(opened, tmp_path, capsys, monkeypatch):
    def full(register, reason):
        raise NotEnoughRoom(needed=242, free=199)

    monkeypatch.setattr(backing_up.making, "make_here", full)
    assert run("backup", *opened, language="fr") == 1
    assert "il faut 242 Mo, il reste 199 Mo" in capsys.readouterr().err.replace("\xa0", " ")


def test_no_register_that_a_passphrase_opens_comes_to_stand_on_a_stick(opened, stick, tmp_path, capsys, monkeypatch):
    assert run("backup", *opened) == 0
    (backup,) = (tmp_path / "SEG.register" / "backups").glob("0*")
    plugged_in = Drive(
        folder=stick, label="KEY", free_bytes=1 << 40, total_bytes=1 << 40, is_read_only=False, file_system="vfat"
    )
    monkeypatch.setattr(backing_up.drives, "removable_drives", lambda: [plugged_in])
    assert run("restore", *opened, "--from", backup, "--to", stick / "back.register") != 0
    assert "A register is not put onto a stick" in capsys.readouterr().err
    assert list(stick.iterdir()) == []
    assert run("restore", *opened, "--from", backup, "--to", tmp_path / "back.register") == 0
