"""Find the sentences of the program by reading its source as Python does.

Not Babel's extractor: it loses a plural written as `say_n(N_("{n} bed"), N_("{n} beds"), n)`, because it looks at the
inner calls and then no longer sees the pair.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("centre_app", "ui", "installer", "main.py")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One sentence of the program; `plural` is None when it does not go with a count."""

    msgid: str
    plural: str | None
    files: tuple[str, ...]


@dataclass(slots=True)
class Extracted:
    """What was found: sentences by msgid, and troubles, each a line a programmer can act on."""

    messages: dict[str, Message] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)

    def add(self, msgid: str, plural: str | None, *, place: str) -> None:
        """Take in one sentence; the same one in several files stays one, and a plural one stays plural."""
        known = self.messages.get(msgid)
        file = place.partition(":")[0]
        if known is None:
            self.messages[msgid] = Message(msgid=msgid, plural=plural, files=(file,))
            return
        if plural and known.plural and plural != known.plural:
            self.troubles.append(f"{place}: {msgid!r} has another plural elsewhere: {known.plural!r}")
        files = tuple(sorted({*known.files, file}))
        self.messages[msgid] = Message(msgid=msgid, plural=known.plural or plural, files=files)


def extract(root: Path = ROOT) -> Extracted:
    """Return every sentence of the program under root."""
    found = Extracted()
    for path in _sources(root):
        place = path.relative_to(root).as_posix()
        try:
            tree = ast.parse(path.read_text(encoding="utf-8"))
        except SyntaxError as error:
            found.troubles.append(f"{place}:{error.lineno}: cannot be read as Python, its sentences are left out")
            continue
        _read(tree, place, found)
    return found


def _sources(root: Path) -> Iterator[Path]:
    for room in ROOMS:
        path = root / room
        if path.is_file():
            yield path
        else:
            yield from sorted(path.rglob("*.py"))


def _read(tree: ast.Module, file: str, found: Extracted) -> None:
    parts_of_plurals: set[ast.AST] = set()
    for node in ast.walk(tree):  # outer calls come before the calls inside them
        if not isinstance(node, ast.Call) or node in parts_of_plurals:
            continue
        place = f"{file}:{node.lineno}"
        match _called(node):
            case "say_n":
                parts_of_plurals.update(node.args[:2])
                _read_plural(node, place, found)
            case "N_" | "say":
                _read_plain(node, place, found)


def _read_plain(call: ast.Call, place: str, found: Extracted) -> None:
    """Take in `N_("…")` and `say("…")`; `say(N_("…"))` is met again at its inner call, `say(record.label)` was marked."""
    first = call.args[0] if call.args else None
    sentence = _literal(first)
    if sentence is not None:
        if sentence:
            found.add(sentence, None, place=place)
    elif _called(call) == "N_" or isinstance(first, ast.JoinedStr | ast.BinOp):
        found.troubles.append(f"{place}: a sentence must be one literal, or nobody can translate it")


def _read_plural(call: ast.Call, place: str, found: Extracted) -> None:
    one, many = (_literal(_inside_n(argument)) for argument in (*call.args[:2], *[None] * (2 - len(call.args[:2]))))
    if one is None or many is None:
        found.troubles.append(f"{place}: say_n takes its two sentences as literals, one and many")
    else:
        found.add(one, many, place=place)


def _called(call: ast.Call) -> str:
    """Return which of the calls that hold a sentence this is, or "".

    A Language says one sentence; set-up, which has no catalogue yet, has a voice that says it in French and English.
    """
    match call.func:
        case ast.Name(id="N_"):
            return "N_"
        case ast.Attribute(attr="say") if len(call.args) == 1:
            return "say"
        case ast.Attribute(attr="say_n"):
            return "say_n"
        case _:
            return ""


def _inside_n(node: ast.AST | None) -> ast.AST | None:
    """Return what an `N_(…)` is around, or the node itself."""
    if isinstance(node, ast.Call) and _called(node) == "N_" and node.args:
        return node.args[0]
    return node


def _literal(node: ast.AST | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
