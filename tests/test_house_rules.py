"""The rules of the house, held by reading the program's own source: layers, words, declarations, what is never said.

A rule that is broken names the file and the line, so that whoever broke it can find the place.
"""

import ast
import dataclasses
import importlib
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
import sqlcipher3

import centre_app
from centre_app import incident_hours, problems
from centre_app.choices import choices, list_names
from centre_app.matching import Someone
from centre_app.questions import (
    BOOKKEEPING,
    FIGURES,
    HEADQUARTERS_COMPARTMENTS,
    Francs,
    OneOf,
    Record,
    Reference,
    SomeOf,
    WholeNumber,
    YesNo,
    columns_of,
)
from centre_app.records import BY_TABLE, RECORD_TYPES
from centre_app.records.base import CaseRecord
from centre_app.rules import case as case_rules
from centre_app.rules import person as person_rules
from centre_app.rules import plan as plan_rules
from centre_app.rules import protection as protection_rules
from db import schema
from tests.each import of_each
from translations.__main__ import main as translations
from translations.checks import says_she

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("db", "centre_app", "ui", "installer", "translations")

# --- reading the program ---------------------------------------------------------------------------------------


@cache
def sources(*rooms: str) -> tuple[Path, ...]:
    """Return the program's own files, without its tests."""
    found = [path for room in rooms or ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    return tuple(found if rooms else [*found, ROOT / "main.py"])


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def place(path: Path, node: ast.AST | None = None) -> str:
    line = f":{node.lineno}" if isinstance(node, (ast.expr, ast.stmt)) else ""
    return f"{path.relative_to(ROOT).as_posix()}{line}"


def name_of(kind: type) -> str:
    return kind.__name__


def imports_of(path: Path) -> Iterator[tuple[str, ast.stmt]]:
    """Yield every module that a file imports, wherever in the file."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((name.name, node) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{place(path, node)}: imports say the whole name"
            yield node.module or "", node


def calls_in(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Yield (name called, call): "say" for `language.say(…)` and for `say(…)`."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Attribute(attr=name) | ast.Name(id=name):
                    yield name, node


def texts_in(path: Path) -> Iterator[ast.Constant]:
    """Yield every text of a file that is no docstring."""
    tree = tree_of(path)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node


# --- layers ----------------------------------------------------------------------------------------------------

OWN = {
    "db": {"db"},
    "centre_app": {"centre_app", "db"},
    "ui": {"ui", "centre_app"},
    "installer": {"installer"},
    "translations": {"translations", "centre_app"},
    "main.py": {"installer", "centre_app", "translations", "ui"},
}
OTHERS = {
    "db": {"sqlcipher3", "cryptography"},
    "db/postgresql.py": {"psycopg"},
    "ui": {"PySide6", "shiboken6", "fontpkg_lato", "justmyresource"},
    "translations": {"babel"},
    "centre_app/documents": {"reportlab", "fontpkg_lato", "pypdfium2", "segno"},
    "centre_app/case_data": {"xlsxwriter"},
    "centre_app/exchange": {"pyrage", "cryptography", "segno"},
    "centre_app/importing": {"openpyxl"},
    "centre_app/indicators": {"xlsxwriter"},
    "centre_app/language.py": {"babel"},
    "centre_app/matching.py": {"rapidfuzz"},
    "centre_app/passphrases.py": {"zxcvbn"},
}


@of_each(sources(), called=place)
def test_every_file_imports_only_what_its_storey_may(path):
    name = place(path)
    own = OWN[name.partition("/")[0]]
    others = set().union(*(parts for where, parts in OTHERS.items() if name == where or name.startswith(f"{where}/")))
    for module, node in imports_of(path):
        first = module.partition(".")[0]
        assert first in own | others | sys.stdlib_module_names, f"{place(path, node)} imports {module}"


def loads(start: str) -> set[str]:
    """Return the top modules in memory after a start of the program."""
    told = subprocess.run(
        [sys.executable, "-c", f"{start}; import sys; print(*sorted({{m.partition('.')[0] for m in sys.modules}}))"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(told.stdout.split())


def test_the_window_starts_without_what_only_later_work_needs():
    late = {
        "reportlab",
        "zxcvbn",
        "openpyxl",
        "xlsxwriter",
        "pypdfium2",
        "babel",
        "rapidfuzz",
        "segno",
        "pyrage",
        "psycopg",
    }
    assert late & loads("import ui.app") == set()


def test_the_commands_never_load_qt():
    assert {"PySide6", "ui"} & loads("import centre_app.commands") == set()


SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+(TABLE|INDEX)|PRAGMA)\b",
    re.DOTALL,
)


@of_each(sources("centre_app", "ui", "installer", "translations"), called=place)
def test_no_sql_stands_outside_db(path):
    for text in texts_in(path):
        assert not SQL.search(text.value), f"{place(path, text)}: {text.value[:60]!r}"
        assert not re.fullmatch(r"\s*(SELECT|FROM|WHERE|ORDER BY|LEFT JOIN)\b.*", text.value, re.DOTALL), place(
            path, text
        )


def test_the_search_for_sql_knows_sql_when_it_sees_it():
    for sql in ("SELECT a FROM b", "INSERT OR REPLACE INTO x", "UPDATE t SET a = 1", "DELETE FROM t", "PRAGMA key"):
        assert SQL.search(sql)
    assert not SQL.search("Select a file, then update it and set the date")


# --- declarations and schema -----------------------------------------------------------------------------------

NOT_RECORDS = {
    "meta",
    "history",
    "received_history",
    "drafts",
    "searchable",
    "psea_waiting",
    "paper_contents",
    "return_salts",
}
TEXT, INTEGER = "TEXT", "INTEGER"
_ALWAYS_THERE = {"id", "centre_id", "rev", "hlc", "created_by", "updated_by"}


@cache
def schema_of(compartment: str) -> dict[str, dict[str, tuple[str, bool]]]:
    """Return (type, not null) by column and table, as the steps of a compartment build them."""
    with sqlcipher3.connect(":memory:") as connection:
        for step in schema.steps(compartment):
            for statement in schema.statements(step):
                connection.execute(statement)
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            table: {
                column[1]: (column[2], bool(column[3]))
                for column in connection.execute(f"PRAGMA table_info({table})").fetchall()
            }
            for (table,) in tables
            if table not in NOT_RECORDS and not table.startswith("name_search")
        }


def declared(record_type: type[Record]) -> dict[str, tuple[str, bool]]:
    """Return the same of a declaration: whole numbers are INTEGER, the rest TEXT; what a record hangs on is not null."""
    columns = {name: (INTEGER if name == "rev" else TEXT, name in _ALWAYS_THERE) for name in BOOKKEEPING}
    for name, question in record_type.questions.items():
        counts = isinstance(question.kind, (WholeNumber, Francs, YesNo))
        hangs_on_it = isinstance(question.kind, Reference) and question.required
        for column in question.kind.columns(name):
            columns[column] = (INTEGER if counts else TEXT, hangs_on_it)
    return columns


@of_each(RECORD_TYPES, called=name_of)
def test_the_schema_holds_exactly_what_is_declared(record_type):
    assert schema_of(record_type.compartment).get(record_type.table) == declared(record_type)


@pytest.mark.parametrize("compartment", HEADQUARTERS_COMPARTMENTS)
def test_the_schema_holds_no_table_that_nobody_declares(compartment):
    tables = {record_type.table for record_type in RECORD_TYPES if record_type.compartment == compartment}
    of_no_record = (
        {"facts", "people", "copied"} if compartment == FIGURES else set()
    )  # the coded copy that an analyst counts
    assert set(schema_of(compartment)) == tables | of_no_record


def test_every_record_that_is_declared_is_in_the_list_of_records():
    def below(kind: type[Record]) -> Iterator[type[Record]]:
        for child in kind.__subclasses__():
            yield child
            yield from below(child)

    ours = {kind for kind in below(Record) if kind.__module__.startswith("centre_app") and kind is not CaseRecord}
    listed = {f"{kind.__module__}.{kind.__name__}" for kind in RECORD_TYPES}
    # slots make each class twice: the one without its table is what the decorator was given
    in_no_table = {
        "centre_app.records.base.CaseRecord",
        "centre_app.records.corrections.Correction",
        "centre_app.records.papers.Paper",
        "centre_app.records.protection.ReportOfAbuse",
    }
    assert {f"{kind.__module__}.{kind.__name__}" for kind in ours} - in_no_table == listed
    assert len(BY_TABLE) == len(RECORD_TYPES)


@of_each(RECORD_TYPES, called=name_of)
def test_a_record_is_a_declaration_and_little_else(record_type):
    """A declaration states what would be true on paper: questions, and no method, condition or function."""
    made_by_dataclass = {name for name in vars(Record) if name.startswith("__")} | {"__parameters__"}
    own = {
        name
        for name in vars(record_type)
        if name not in made_by_dataclass and name not in record_type.questions and not name.startswith("__")
    }
    assert own <= {"table", "compartment", "questions", "kinds"}


@of_each(RECORD_TYPES, called=name_of)
def test_what_a_question_names_exists(record_type):
    for name, question in record_type.questions.items():
        match question.kind:
            case OneOf(choices=listed) | SomeOf(choices=listed):
                assert listed in list_names(), f"{record_type.__name__}.{name}: {listed}"
            case Reference(table=table):
                assert table in BY_TABLE, f"{record_type.__name__}.{name}: {table}"
        assert question.label or isinstance(question.kind, Reference), f"{record_type.__name__}.{name} has no label"


def test_no_column_has_a_name_that_sql_reserves():
    with sqlcipher3.connect(":memory:") as connection:
        for record_type in RECORD_TYPES:
            for column in columns_of(record_type):
                connection.execute(f"SELECT 1 AS {column}")


def test_keys_on_which_rules_branch_are_keys_of_their_lists():
    for listed, keys in (
        ("age_basis", person_rules.ESTIMATES),
        ("family_relationship", person_rules.CHILDREN | {person_rules.MOTHER}),
        ("exit_reason", case_rules.WITHOUT_FOLLOW_UP),
        ("plan_status", plan_rules.ABOUT_TO_BIND | plan_rules.SIGNED),
        ("incident_type", {protection_rules.ABUSE_BY_STAFF, *incident_hours.SEXUAL_VIOLENCE}),
    ):
        assert keys <= set(choices(listed).all_keys), listed
    assert set(choices("goal_status").all_keys) | set(choices("action_status").all_keys) >= plan_rules.GIVEN_UP


# --- words for people ------------------------------------------------------------------------------------------


def test_every_sentence_has_its_french():
    assert translations(["status"]) == 0


def parts_of(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name is not None}


def literal(node: ast.expr) -> str | None:
    """Return the text of a literal, marked with N_ or not; None for anything else."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.Call(func=ast.Name(id="N_"), args=[ast.Constant(value=str(text))]):
            return text
    return None


@of_each(sources("centre_app", "ui"), called=place)
def test_every_sentence_is_said_with_its_parts(path):
    for name, call in calls_in(path):
        if name not in ("say", "say_n") or any(keyword.arg is None for keyword in call.keywords):
            continue
        messages = [text for argument in call.args if (text := literal(argument)) is not None]
        if not messages:
            continue
        given = {keyword.arg for keyword in call.keywords} - {"sex"} | ({"n"} if name == "say_n" else set())
        wanted = set().union(*(parts_of(message) for message in messages))
        assert wanted <= given, f"{place(path, call)}: {messages[0]!r} lacks {wanted - given}"
        if name == "say":
            assert given <= wanted, f"{place(path, call)}: {messages[0]!r} has no place for {given - wanted}"


@of_each(sources("centre_app", "ui"), called=place)
def test_a_sentence_that_says_she_is_said_of_somebody_whose_sex_is_known(path):
    """Any other is worded so that it fits everybody. What is declared here and said elsewhere, the pages' tests hear."""
    if path.parent.name == "rules":
        return  # there `say` makes a finding, which bears the sex of whom it is about
    for name, call in calls_in(path):
        if name in ("say", "_say", "say_n") and says_she(*map(literal, call.args)):
            assert "sex" in {keyword.arg for keyword in call.keywords}, place(path, call)


def problem_types() -> dict[str, set[str]]:
    def below(kind):
        for child in kind.__subclasses__():
            yield child
            yield from below(child)

    from centre_app.exchange import refusals  # noqa: F401 its problems are then in the tree

    return {
        kind.__name__: parts_of(kind.message) | parts_of(kind.advice)
        for kind in below(problems.Problem)
        if isinstance(kind.message, str)
    }


@of_each(sources("centre_app", "ui"), called=place)
def test_every_problem_is_raised_with_its_parts(path):
    known = problem_types()
    for name, call in calls_in(path):
        if name in known and not any(keyword.arg is None for keyword in call.keywords):
            given = {keyword.arg for keyword in call.keywords}
            assert known[name] <= given, f"{place(path, call)}: {name} lacks {known[name] - given}"


@of_each(sources("centre_app", "ui"), called=place)
def test_no_sentence_is_put_together_before_it_is_said(path):
    for name, call in calls_in(path):
        if name in ("say", "say_n", "N_"):
            for argument in call.args[:2]:
                assert not isinstance(argument, (ast.JoinedStr, ast.BinOp)), place(path, call)


# --- what is never said ----------------------------------------------------------------------------------------


@of_each([*sources(), *sorted((ROOT / "tests").rglob("*.py"))], called=place)
def test_nothing_is_printed_but_by_those_who_speak_to_a_terminal(path):
    assert not [
        place(path, call) for name, call in calls_in(path) if name == "print" and isinstance(call.func, ast.Name)
    ]


LOGS = {"debug", "info", "warning", "error", "exception", "critical"}
# What may stand in a log beside whole numbers: the nameless report of an error.
NAMELESS = {"nameless", "report_of"}


@of_each(sources(), called=place)
def test_logs_hold_what_the_program_did_and_never_what_a_person_said(path):
    """A log line is a literal; what fills it is a number (%d), or text made to name nobody."""
    for name, call in calls_in(path):
        is_log = (
            isinstance(call.func, ast.Attribute)
            and isinstance(call.func.value, ast.Name)
            and call.func.value.id == "log"
        )
        if name not in LOGS or not is_log:
            continue
        message, *filling = call.args
        assert isinstance(message, ast.Constant), f"{place(path, call)}: a log line is written out"
        fields = re.findall(r"%[^%]", message.value)
        for field, value in zip(fields, filling, strict=True):
            nameless = (
                isinstance(value, ast.Call) and getattr(value.func, "id", getattr(value.func, "attr", "")) in NAMELESS
            )
            assert field == "%d" or nameless, f"{place(path, call)}: {ast.unparse(value)}"
        assert name != "exception", f"{place(path, call)}: a traceback quotes what the error says"


@of_each(RECORD_TYPES, called=name_of)
def test_no_record_prints_what_it_holds(record_type):
    words = {
        name: "Kadidia" for name, question in record_type.questions.items() if not isinstance(question.kind, SomeOf)
    }
    assert re.fullmatch(rf"<{record_type.__name__} [0-9a-f]{{8}}>", repr(record_type(**words)))


TELLING = {"passphrase", "family", "given", "described", "typed", "unclear", "as_written"}


def _is_record(annotation):
    return isinstance(annotation, type) and issubclass(annotation, Record)


def test_nothing_that_holds_a_name_or_a_passphrase_prints_it():
    for module in pkgutil.walk_packages(centre_app.__path__, "centre_app."):
        for name, kind in vars(importlib.import_module(module.name)).items():
            if not dataclasses.is_dataclass(kind) or not isinstance(kind, type) or issubclass(kind, Record):
                continue
            shown = {field.name for field in dataclasses.fields(kind) if field.repr and not _is_record(field.type)}
            assert not shown & TELLING or not kind.__dataclass_params__.repr, f"{module.name}.{name}: {shown & TELLING}"
    assert "Kadidia" not in repr(Someone(id="01a20033-fc1e-79b8-83f5-4168294e09b7", names=("Kadidia Sangaré",)))


@of_each(sources(), called=place)
def test_nothing_expected_is_swallowed_whole(path):
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ExceptHandler):
            catches_all = node.type is None or (
                isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")
            )
            does_nothing = all(isinstance(line, (ast.Pass, ast.Continue)) for line in node.body)
            assert not (catches_all and does_nothing), f"{place(path)}:{node.lineno}"


# --- files -----------------------------------------------------------------------------------------------------

LONGEST_FILE, LONGEST_PAGE = 400, 300


@of_each(sources(), called=place)
def test_no_file_is_too_long_to_read_at_a_sitting(path):
    longest = LONGEST_PAGE if place(path).startswith("ui/pages/") else LONGEST_FILE
    assert len(path.read_text(encoding="utf-8").splitlines()) <= longest


@of_each(sources(), called=place)
def test_every_file_says_first_what_lives_in_it(path):
    assert ast.get_docstring(tree_of(path)) or not tree_of(path).body


WRITTEN = (".py", ".sql", ".toml", ".md", ".csv", ".po", ".lock", ".txt")
# Put together here, so that this file does not hold what it looks for.
MACHINE_PATHS = [
    start + rest for start, rest in (("/", "work/"), ("/", "root/"), ("/home", "/"), ("/tmp", "/"), ("C:\\", "Users"))
]
ELSEWHERE = ["index-url" + "=", "https://" + "files.pythonhosted", "@" + "example.com:"]


def written_files() -> list[Path]:
    folders = (*ROOMS, "tests", ".ci")
    found = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in WRITTEN]
    return [*found, *(path for path in ROOT.iterdir() if path.suffix in WRITTEN)]


def test_no_file_names_a_place_on_somebodys_machine():
    found = [
        f"{place(path)}: {word}"
        for path in written_files()
        for word in (*MACHINE_PATHS, *ELSEWHERE)
        if word in path.read_text(encoding="utf-8", errors="replace")
    ]
    assert found == []
