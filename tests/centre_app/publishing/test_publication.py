"""Publishing to a real PostgreSQL: twice the same, only what changed, without names and words, as its manual says."""

import json
import re
from contextlib import closing
from datetime import date
from importlib import resources

import pytest

from centre_app.commands import main
from centre_app.exchange.withheld import withheld_of
from centre_app.indicators.month import Period, count
from centre_app.kinds import Words
from centre_app.publishing import publication
from centre_app.publishing.publication import publish
from centre_app.publishing.tables import CELLS, LINES, NAMES, published
from centre_app.records import BY_TABLE, MonthReport, Stay
from tests.centre_app import two_houses
from tests.centre_app.publishing import postgres
from tests.centre_app.two_houses import SECRET, SUPERVISOR
from tests.makers import PASSPHRASE, reopened

psycopg = pytest.importorskip("psycopg")
if postgres.programs() is None:
    pytest.skip("PostgreSQL is not installed: apt-get install postgresql", allow_module_level=True)

MANUAL = resources.files("centre_app.publishing").joinpath("for_analysts.md").read_text(encoding="utf-8")
SQL = re.findall(r"```sql\n(.*?)```", MANUAL, re.DOTALL)
FEBRUARY = Period.month_of(date(2026, 2, 1))


@pytest.fixture(scope="module")
def server():
    with postgres.running() as address:
        with closing(psycopg.connect(address.format(user=postgres.ADMIN), autocommit=True)) as admin:
            admin.execute(SQL[0])
        yield address


@pytest.fixture(scope="module")
def houses(tmp_path_factory):
    return two_houses.founded(tmp_path_factory.mktemp("houses"))


@pytest.fixture
def loader(server):
    return server.format(user="loader")


@pytest.fixture
def ask(server):
    def asked(sql, *parameters, user="loader"):
        with closing(psycopg.connect(server.format(user=user))) as connection:
            return connection.execute(sql, parameters or None).fetchall()

    return asked


def everything(ask):
    """Return every published row, by table."""
    return {
        table.place: sorted(map(repr, ask(f"SELECT * FROM {table.place}"))) for table in [*published(), CELLS, LINES]
    }


def in_february(sql):
    return sql.replace("2026-10-31", "2026-02-28").replace("2026-10-01", "2026-02-01")


def test_published_twice_the_counts_are_equal_and_those_of_the_register(houses, loader, ask):
    with houses.as_supervisor() as register:
        first = publish(register, loader)
        before = everything(ask)
        again = publish(register, loader)
        stays = len(register.find(Stay))
    assert everything(ask) == before
    assert len(before['care."stays"']) == stays > 20
    assert len(before['figures."facts"']) > 500
    assert (len(first.loaded), len(again.loaded), again.unchanged) == (3, 1, 2)  # headquarters' own rows, always


def test_only_the_centre_that_sent_something_is_loaded_again(houses, loader, ask):
    with houses.as_supervisor() as register:
        publish(register, loader)
        before = dict(ask("SELECT centre_id, published_at FROM registre.published"))
        with reopened(houses.folder / "KAY.register") as centre:
            two_houses.admit_somebody_with_words(centre, "KAY-26-0902")
            two_houses.send(centre, register)
            sender = centre.centre_id
        done = publish(register, loader)
        stays = len(register.find(Stay))
    after = dict(ask("SELECT centre_id, published_at FROM registre.published"))
    assert {centre for centre in before if before[centre] != after[centre]} == {sender, register.centre_id}
    assert done.unchanged == 1
    assert ask("SELECT count(*) FROM care.stays") == [(stays,)]


def test_an_analysts_query_from_the_manual_gives_the_reports_number(houses, loader, ask):
    with houses.as_supervisor() as register:
        publish(register, loader)
        report = count(register, FEBRUARY)
        sexes = {person.id: person.sex for person in register.find(BY_TABLE["persons"])}
    with closing(psycopg.connect(loader, autocommit=True)) as connection:
        connection.execute(SQL[1])
    ((admitted,),) = ask(in_february(SQL[2]), user="analyst")
    assert admitted == report.number("A2") > 0
    here = ask(in_february(SQL[3]), user="analyst")
    assert sum(number for _, _, number in here) == report.number("A5") > 0
    assert {sex for _, sex, _ in here} <= set(sexes.values())


def test_closed_months_stand_there_as_they_were_told(houses, loader, ask):
    admissions = {"number": 7, "cross": {"female": {"15_17": 3, "total": 7}}, "splits": {"key": {"ngo": 4}}}
    others = dict.fromkeys(("A1.present", "A4.exits", "A5.present"), {"number": 0})
    of_january = {"first": "2026-01-01", "last": "2026-01-31", "since": None, "centres": [], "definitions": "1"}
    beside: dict[str, object] = {"tables": {}, "trend": [], "restated": [], "digest": ""}
    told = json.dumps({**of_january, **beside, "lines": {"A2.admissions": admissions, **others}})
    with houses.as_supervisor() as register:
        register.save(MonthReport(month=date(2026, 1, 1), version=1, numbers=told), heed_findings=False)
        publish(register, loader)
        (one,) = [each for each in register.find(MonthReport) if each.numbers == told]
    ((month, _, admitted),) = ask(SQL[4])
    assert (month, admitted) == (date(2026, 1, 1), 7)
    cells = ask("SELECT split, key, number FROM figures.cells WHERE centre_id = %s ORDER BY split, key", one.centre_id)
    assert ("sex, band", "female, 15_17", 3) in cells
    assert ("key", "ngo", 4) in cells


def test_whoever_only_reads_can_change_nothing_and_sees_no_records(loader, houses, ask):
    with houses.as_supervisor() as register:
        publish(register, loader)
    for forbidden in (
        "SELECT * FROM care.stays",
        "SELECT * FROM health.medical_visits",
        "DELETE FROM figures.facts",
        "CREATE TABLE figures.mine (a int)",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask(forbidden, user="analyst")


def test_no_name_and_no_word_is_published(houses, loader, ask):
    with houses.as_supervisor() as register:
        publish(register, loader)
        codes = {row["code"] for row in register.vault.select("case_files", columns=("code",))}
    for place, rows in everything(ask).items():
        text = "\n".join(rows)
        assert SECRET not in text, place
        assert "Famille" not in text, place
        assert not any(code in text for code in codes), place


def test_no_question_answered_in_words_has_a_column():
    for table in published():
        if record_type := BY_TABLE.get(table.name):
            words = {one.name for one in record_type.questions.values() if isinstance(one.kind, Words)}
            assert words & table.columns.keys() == set(NAMES.get(table.name, ())) & words
            assert not set(withheld_of(record_type).words) & table.columns.keys()
            assert record_type.compartment not in ("identity", "notes")


# --- what goes wrong -------------------------------------------------------------------------------------------


def test_nothing_there_changes_when_it_breaks_off(houses, loader, ask, monkeypatch):
    with houses.as_supervisor() as register:
        publish(register, loader)
        before = everything(ask)
        monkeypatch.setattr(publication, "_state", lambda *_: "other")
        monkeypatch.setattr(publication, "_lines", lambda: iter([("A1.x", "A1")]))  # too few columns
        with pytest.raises(publication.Refused):
            publish(register, loader)
    assert everything(ask) == before


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("postgresql://loader:secret@localhost/registre", publication.PasswordInAddress),
        ("postgresql://loader@localhost:1/registre", publication.Unreachable),
        ("no address at all", publication.Unreachable),
    ],
)
def test_an_address_that_leads_nowhere_is_told_in_words(houses, address, problem):
    with houses.as_supervisor() as register, pytest.raises(problem):
        publish(register, address)


def test_neither_a_centre_nor_an_analyst_publishes(houses, loader):
    with houses.as_analyst() as analyst, pytest.raises(publication.NotEverythingOpen):
        publish(analyst, loader)
    with reopened(houses.folder / "SEG.register") as centre, pytest.raises(publication.OnlyAtHeadquarters):
        publish(centre, loader)


def test_the_command_says_what_it_did(houses, loader, tmp_path, capsys):
    (tmp_path / "secret").write_text(PASSPHRASE, encoding="utf-8")
    asked = ["publish", "--register", str(houses.register), "--person", SUPERVISOR, "--to", loader]
    assert main([*asked, "--passphrase-file", str(tmp_path / "secret")], language="en") == 0
    assert "Published: centres" in capsys.readouterr().out
