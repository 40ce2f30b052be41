"""`demo`: what it leaves in its folder, and that it spoils nothing which stands there."""

import shutil
from datetime import date

import pytest

from centre_app import commands, integrity
from centre_app.agenda import agenda
from centre_app.case_data import export, writing
from centre_app.commands import demonstration
from centre_app.demo import house, scene
from centre_app.demo import people as demo_people
from centre_app.language import Language
from centre_app.opening import open_register
from centre_app.records import Stay
from centre_app.retention import proof
from tests.centre_app.agenda_slowly import agenda_slowly, as_line
from tests.centre_app.case_data.cases import outside_the_standard, under_k_by_hand
from tests.centre_app.retention import files
from tests.centre_app.retention.test_figures_stay import changed_by_anonymising_everybody, months_until


def run(*arguments):
    return commands.main(["demo", *map(str, arguments)], language="fr")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A demonstration without its pictures: those are tested with the pages."""
    into = tmp_path_factory.mktemp("là bas") / "démo"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demonstration, "run_module", lambda module, arguments: 0)
        assert run("--into", into, "--residents", 6, "--no-window") == 0
    return into


def test_a_demonstration_leaves_registers_paper_bundle_and_figures(made):
    left = {file.relative_to(made).as_posix() for file in made.rglob("*")}
    assert {"Koro.register", "Siege.register", "cle-usb/bordereau.pdf", "chiffres.json", "chiffres.txt"} <= left
    assert any(file.startswith("projets/KOR-") and file.endswith(".pdf") for file in left)
    assert any(file.startswith("cle-usb/KOR-ACCUSE-") for file in left)


def test_its_people_can_be_visited_with_the_passphrases_it_says(made):
    with open_register(made / scene.CENTRE_FOLDER, house.DIRECTOR, scene.DIRECTOR_PASSPHRASE) as register:
        assert register.find(Stay, ended_on=None)


@pytest.mark.parametrize(
    ("folder", "who", "passphrase"),
    [
        (scene.CENTRE_FOLDER, house.DIRECTOR, scene.DIRECTOR_PASSPHRASE),
        (scene.HEADQUARTERS_FOLDER, house.SUPERVISOR, scene.SUPERVISOR_PASSPHRASE),
    ],
)
def test_its_case_data_is_in_the_words_of_the_standard_and_hides_everybody_in_groups(made, folder, who, passphrase):
    days = {"first": date(2000, 1, 1), "last": date(2099, 12, 31), "language": Language.of("fr")}
    with open_register(made / folder, who, passphrase) as register:
        for purpose, level in (("partner", "pseudonymised"), ("partner", "k_anonymous"), ("release", "k_anonymous")):
            prepared = export.prepare(register, export.Wanted(purpose=purpose, level=level, **days))
            if prepared.groups is not None and prepared.groups.proposed is not None:
                wanted = export.Wanted(purpose=purpose, level=level, steps=prepared.groups.proposed, **days)
                prepared = export.prepare(register, wanted)
            contents = writing.contents_of(prepared)
            assert outside_the_standard(contents) == []
            assert prepared.wanted.k is None or under_k_by_hand(contents, prepared.wanted.k) == []
            assert level != "pseudonymised" or prepared.cases > 5


def test_everybody_it_names_opens_the_register_with_what_is_printed(made):
    people = {
        "Awa Diarra": "director",
        "Moussa Touré": "case_manager",
        "Oumou Maïga": "nurse",
        "Rokia Dolo": "psychologist",
    }
    for name, role in people.items():
        code = "".join(word[0] for word in name.split())
        with open_register(made / scene.CENTRE_FOLDER, name, demo_people.CHOSEN[code]) as register:
            assert role in register.roles
            assert not register.keys.slot.must_change


def test_one_of_its_people_has_not_come_in_yet(made):
    with open_register(made / scene.CENTRE_FOLDER, house.DIRECTOR, scene.DIRECTOR_PASSPHRASE) as register:
        waiting = [slot.shown for slot in register.keys.key_file.people if slot.must_change]
        assert waiting == ["Bakary Koné"]


def test_both_its_registers_are_whole(made):
    for folder, person, passphrase in (
        (scene.CENTRE_FOLDER, house.DIRECTOR, scene.DIRECTOR_PASSPHRASE),
        (scene.HEADQUARTERS_FOLDER, house.SUPERVISOR, scene.SUPERVISOR_PASSPHRASE),
    ):
        with open_register(made / folder, person, passphrase) as register:
            assert integrity.check(register).faults == ()


def test_nothing_in_it_is_written_ahead_of_the_clock(made):
    """Else the window would open on a red bar: this laptop's clock is behind."""
    with open_register(made / scene.CENTRE_FOLDER, house.DIRECTOR, scene.DIRECTOR_PASSPHRASE) as register:
        assert not register.clock_is_suspect


def test_what_is_due_in_it_is_what_a_slow_and_obvious_agenda_says_line_by_line(made):
    with open_register(made / scene.CENTRE_FOLDER, house.DIRECTOR, scene.DIRECTOR_PASSPHRASE) as register:
        found = agenda(register, until=date.max)
        assert sorted(map(as_line, found), key=repr) == agenda_slowly(register, until=date.max)
        assert len(found) > len(register.find(Stay, ended_on=None))


def test_every_file_of_it_is_anonymised_and_every_figure_stays(made, tmp_path):
    folder = shutil.copytree(made / scene.CENTRE_FOLDER, tmp_path / "copy.register")
    with open_register(folder, house.DIRECTOR, scene.DIRECTOR_PASSPHRASE) as register:
        files.as_everybody(register)
        assert changed_by_anonymising_everybody(register, months_until(register.today)) == {}
        # here one person did alone what takes two: that is all there is to say
        assert {fault.message for fault in integrity.check(register).faults} == {proof.ONE_PERSON}


def test_a_folder_with_something_in_it_is_left_alone(made, capsys):
    before = sorted(made.rglob("*"))
    assert run("--into", made, "--no-window") == 1
    assert "Il y a déjà quelque chose dans ce dossier" in capsys.readouterr().err
    assert sorted(made.rglob("*")) == before


def test_each_demonstration_without_a_folder_gets_a_new_one(tmp_path):
    assert demonstration.new_folder(tmp_path).name == "demo"
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo-2").mkdir()
    assert demonstration.new_folder(tmp_path).name == "demo-3"


@pytest.fixture
def nothing_made(monkeypatch, tmp_path):
    """Let a demonstration be made of nothing, and note what is started afterwards."""
    started = []
    monkeypatch.setattr(scene, "make", lambda into, **_: scene.Made(into=into, present=0, files=(), people=()))
    monkeypatch.setattr(demonstration, "run_main", lambda *arguments: started.append(arguments) or 0)
    monkeypatch.setattr(
        demonstration, "run_module", lambda module, arguments: started.append((module, *arguments)) or 0
    )
    return started


@pytest.mark.parametrize(("platform", "opens"), [("offscreen", False), ("xcb", True), (None, True)])
def test_the_window_opens_only_where_it_would_be_seen(monkeypatch, tmp_path, nothing_made, platform, opens):
    if platform:
        monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    else:
        monkeypatch.delenv("QT_QPA_PLATFORM")
    into = tmp_path / "demo"
    assert run("--into", into) == 0
    pictures, *windows = nothing_made
    assert pictures == ("ui.gallery", str(into), "fr")
    assert windows == ([("--register", str(into / "Koro.register"))] if opens else [])


def test_pictures_are_in_french_and_in_the_language_of_the_terminal(tmp_path, nothing_made):
    assert commands.main(["demo", "--into", str(tmp_path / "demo"), "--no-window"], language="en") == 0
    assert nothing_made == [("ui.gallery", str(tmp_path / "demo"), "fr", "en")]


def test_pictures_that_fail_are_told_and_seen_in_the_exit_code(monkeypatch, tmp_path, nothing_made, capsys):
    monkeypatch.setattr(demonstration, "run_module", lambda module, arguments: 1)
    assert run("--into", tmp_path / "demo", "--no-window") == 1
    assert "n’ont pas pu être dessinées" in capsys.readouterr().err
