"""What people wrote stays text in every spreadsheet: cells are written as text or as numbers, never as what they look like."""

import ast
from pathlib import Path

CENTRE_APP = Path(__file__).resolve().parents[2] / "centre_app"
AS_THEY_LOOK = {
    "write", "write_row", "write_column", "write_formula", "write_array_formula", "write_dynamic_array_formula", "write_url",
    "write_rich_string", "add_table", "insert_textbox", "data_validation", "conditional_format",
}  # fmt: skip
TURNED_OFF = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def writers() -> list[Path]:
    return [
        path for path in sorted(CENTRE_APP.rglob("*.py")) if "import xlsxwriter" in path.read_text(encoding="utf-8")
    ]


def test_there_are_such_writers():
    assert len(writers()) >= 2


def test_no_cell_is_written_as_what_it_looks_like():
    for path in writers():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and "sheet" in node.value.id:
                assert node.attr not in AS_THEY_LOOK, f"{path.name}:{node.lineno} {node.attr}"


def test_every_workbook_turns_off_what_would_read_formulas_and_links_into_text():
    for path in writers():
        said = [
            ast.literal_eval(node) for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Dict)
            and any(isinstance(key, ast.Constant) and key.value == "strings_to_formulas" for key in node.keys)
        ]  # fmt: skip
        assert said, path.name
        assert all(options.items() >= TURNED_OFF.items() for options in said), path.name
