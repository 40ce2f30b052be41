"""What can become of a bundle on its way, or be made of it by somebody hostile: each kind makes bytes of a good one.

The first kinds need no key. The later ones are signed by the centre's own key, as a broken program or a thief of the
laptop would: what is then left to refuse it is what is read.
"""

import base64
import json
import random
import zlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from centre_app.exchange import envelope
from centre_app.exchange.envelope import FORMAT, key_id
from centre_app.records import BY_TABLE
from centre_app.stored_days import day_columns
from db import strict_json

SQL = (
    "'; DROP TABLE persons; --",
    '" OR ""="',
    "x' UNION SELECT key, value FROM meta --",
    "1; ATTACH DATABASE '/srv/x' AS y; --",
    "Robert'); DELETE FROM history WHERE ('a' = 'a",
)
PATHS = ("../../../../etc/passwd", "..\\..\\windows\\system32", "/dev/stdin", "file:///etc/shadow", "con.age\0.txt")
FORMULAS = ('=HYPERLINK("http://x","y")', "+1+1|' /C calc'!A0", "@SUM(1)", "-2+3+cmd|' /C calc'!A0")
NOT_NUMBERS = ("NaN", "Infinity", "-Infinity", "1e999", "0.1", "-0.0", "1E400")
LARGE = (2**63, -(2**63), 2**63 - 1, 2**53 + 1, 10**400, 10**5000)
SURROGATES = ('"\\ud800"', '"\\udfff\\ud800"', '"a\\udc80b"', b'"\xed\xa0\x80"', b'"\xff\xfe"', b'"\xc0\xaf"')
DAYS = (
    "0000-00-00", "0000-01-01", "9999-12-31", "9999-99-99", "2026-02-30", "2026-13-01", "-001-01-01", "10000-01-01",
    "2026-1-1", "20260101", "2026-W01-1", "2026-01-01T25:00:00", "2026-01-01T00:00:00+14:00", "yesterday", "",
)  # fmt: skip
NO_TABLES = (
    "users",
    "sqlite_master",
    "main.persons",
    "history",
    "meta",
    "facts",
    "bundles",
    "cards",
    "drafts",
    "",
    "*",
)
PORTAL = (
    b"<!DOCTYPE html><html><head><title>Connexion</title></head><body><h1>Bienvenue sur le Wi-Fi</h1>%s</body></html>"
)


@dataclass(frozen=True, kw_only=True)
class Good:
    """A bundle that would be received, taken apart; and what stands ready to make others of it."""

    content: bytes
    manifest: Mapping[str, Any]
    rows: Sequence[Mapping[str, Any]]
    lines: Sequence[Mapping[str, Any]]
    key: Ed25519PrivateKey
    recipients: Sequence[str]
    received: bytes  # an earlier one of the same centre
    of_another: bytes  # another centre's
    others_rows: Sequence[Mapping[str, Any]]
    papers: Sequence[bytes]  # other files of this program: a card, a request, an acknowledgement

    def sealed(
        self,
        *,
        manifest: Mapping[str, Any] | None = None,
        rows: Sequence[Mapping[str, Any]] | None = None,
        lines: Sequence[Mapping[str, Any]] | None = None,
        key: Ed25519PrivateKey | None = None,
    ) -> bytes:
        """Seal it again, saying something else; the numbers of rows and lines are those that are in it."""
        rows, lines = self.rows if rows is None else rows, self.lines if lines is None else lines
        counts = {
            "rows": dict(Counter(str(row.get("table")) for row in rows)),
            "lines": dict(Counter(str(line.get("history")) for line in lines)),
        }
        said = {**self.manifest, **counts, **(manifest or {})}
        return self.packed([json_of(said), *map(json_of, [*rows, *lines])], key=key)

    def packed(self, written: Sequence[bytes], *, key: Ed25519PrivateKey | None = None) -> bytes:
        return self.signed(envelope._pack(list(written)), key=key)

    def signed(self, packed: bytes, *, key: Ed25519PrivateKey | None = None, signer: str = "") -> bytes:
        key = key or self.key
        header = {
            "format": FORMAT,
            "signer": signer or key_id(key.public_key().public_bytes_raw()),
            "signature": key.sign(packed).hex(),
        }
        recipients = [pyrage.x25519.Recipient.from_str(one) for one in self.recipients]
        return bytes(pyrage.encrypt(strict_json.write(header) + b"\n" + packed, recipients))

    def written(self) -> list[bytes]:
        """Return its lines, the manifest first."""
        return [json_of(self.manifest), *map(json_of, [*self.rows, *self.lines])]


Mutate = Callable[[Good, random.Random], bytes]


def json_of(said: Mapping[str, Any]) -> bytes:
    """Write an object as a bundle does, but whatever stands in it."""
    return json.dumps(said, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()


def with_raw(said: Mapping[str, Any], name: str, raw: bytes) -> bytes:
    """Write an object of which one value is given as bytes."""
    members = [
        json.dumps(key).encode() + b":" + (raw if key == name else json.dumps(said[key]).encode()) for key in said
    ]
    return b"{" + b",".join(members) + b"}"


# --- without a key ---------------------------------------------------------------------------------------------


def cut(good: Good, chance: random.Random) -> bytes:
    return good.content[: chance.randrange(len(good.content))]


def flipped(good: Good, chance: random.Random) -> bytes:
    turned = bytearray(good.content)
    for _ in range(chance.choice((1, 1, 2, 8))):
        turned[chance.randrange(len(turned))] ^= 1 << chance.randrange(8)
    return bytes(turned)


def spliced(good: Good, chance: random.Random) -> bytes:
    other = chance.choice((good.received, good.of_another))
    at, beside = chance.randrange(1, len(good.content)), chance.randrange(1, len(other))
    return good.content[:at] + other[beside:]


def replayed(good: Good, chance: random.Random) -> bytes:
    """Received before, whole, or its signed inside sealed anew."""
    return good.received


def renamed(good: Good, chance: random.Random) -> bytes:
    """Something else under the name that the next bundle would have."""
    return chance.choice((*good.papers, good.received, b"", b"%PDF-1.7\n", b"SQLite format 3\0" * 64, b"PK\x03\x04"))


def in_a_portals_page(good: Good, chance: random.Random) -> bytes:
    inside = chance.choice((b"", good.content, base64.b64encode(good.content), good.content[:200]))
    page = PORTAL % inside
    return chance.choice(
        (page, good.content + page, b"HTTP/1.1 302 Found\r\n\r\n" + page, b"\xef\xbb\xbf" + good.content)
    )


def signed_by_a_stranger(good: Good, chance: random.Random) -> bytes:
    stranger = Ed25519PrivateKey.generate()
    signer = chance.choice(("", key_id(good.key.public_key().public_bytes_raw()), "../../keys", "0" * 32))
    return good.signed(envelope._pack(good.written()), key=stranger, signer=signer)


# --- with the centre's key -------------------------------------------------------------------------------------


def gzip_bomb(good: Good, chance: random.Random) -> bytes:
    pack = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    block = chance.choice((b"\0", b"[", b'{"a":', b"\n", b" ")) * 1_048_576
    packed = pack.compress(json_of(good.manifest) + b"\n") if chance.random() < 0.7 else b""
    packed += b"".join(pack.compress(block) for _ in range(chance.choice((40, 200, 400)))) + pack.flush()
    return good.signed(packed * chance.choice((1, 1, 3)))


def deep(good: Good, chance: random.Random) -> bytes:
    opening, closing = chance.choice(((b"[", b"]"), (b'{"a":', b"}"), (b"[", b"")))
    inside = b"1" if closing == b"}" else b""
    return _one_value(good, chance, opening * 10_000 + inside + closing * 10_000)


def doubled_names(good: Good, chance: random.Random) -> bytes:
    written = good.written()
    at = _where(written, chance)
    name = chance.choice(list(json.loads(written[at])))
    written[at] = written[at][:-1] + b"," + json.dumps(name).encode() + b':"again"}'
    return good.packed(written)


def not_a_number(good: Good, chance: random.Random) -> bytes:
    return _one_value(good, chance, chance.choice(NOT_NUMBERS).encode())


def large_number(good: Good, chance: random.Random) -> bytes:
    return _one_value(good, chance, _digits(chance.choice(LARGE)))


def lone_surrogate(good: Good, chance: random.Random) -> bytes:
    raw = chance.choice(SURROGATES)
    return _one_value(good, chance, raw if isinstance(raw, bytes) else raw.encode())


def strange_day(good: Good, chance: random.Random) -> bytes:
    rows = [dict(row) for row in good.rows]
    row = chance.choice([row for row in rows if set(day_columns(row["table"])) & row.keys()])
    row[chance.choice([name for name in day_columns(row["table"]) if name in row])] = chance.choice(DAYS)
    said = {"month": chance.choice(DAYS)} if chance.random() < 0.1 else {}
    return good.sealed(rows=rows, manifest=said)


def unknown_choice(good: Good, chance: random.Random) -> bytes:
    rows = [dict(row) for row in good.rows]
    row, name = _column(rows, chance, lambda question: hasattr(question.kind, "choices"))
    row[name] = chance.choice(("no_such_key", "", " ", "female male", "yes; no", "Ségou", "\u202eelamef", "x" * 5_000))
    return good.sealed(rows=rows)


def no_such_table(good: Good, chance: random.Random) -> bytes:
    table = chance.choice(NO_TABLES)
    row = {**chance.choice(good.rows), "table": table}
    return good.sealed(rows=[*good.rows, row])


def sql_or_path(good: Good, chance: random.Random) -> bytes:
    """In any answer, id or name of a column, or in the manifest."""
    text = chance.choice((*SQL, *PATHS, *FORMULAS))
    if chance.random() < 0.25:
        name = chance.choice([name for name, value in good.manifest.items() if isinstance(value, str)])
        return good.sealed(manifest={name: text})
    rows = [dict(row) for row in good.rows]
    row = chance.choice(rows)
    if chance.random() < 0.15:
        row[text] = row.pop(chance.choice([name for name in row if name != "table"]))
    else:
        row[chance.choice([name for name in row if name != "table"])] = text
    return good.sealed(rows=rows)


def everywhere_sql(good: Good, chance: random.Random) -> bytes:
    """In every answer in words of every row at once."""
    text = chance.choice((*SQL, *PATHS[:-1], *FORMULAS))
    rows = [dict(row) for row in good.rows]
    for row in rows:
        for question in BY_TABLE[row["table"]].questions.values():
            if question.may_identify and question.name in row:
                row[question.name] = text
    return good.sealed(rows=rows)


def other_kinds_of_values(good: Good, chance: random.Random) -> bytes:
    said: list[Any] = [{}, [], True, False, -1, 0, "", None, ["x"], {"a": 1}, "0", 10**15]
    return _one_value(good, chance, json.dumps(chance.choice(said)).encode())


def columns_missing_or_more(good: Good, chance: random.Random) -> bytes:
    rows = [dict(row) for row in good.rows]
    row = chance.choice(rows)
    if chance.random() < 0.5:
        row.pop(chance.choice([name for name in row if name != "table"]))
    else:
        row[chance.choice(("admin", "__class__", "rowid", "centre_id ", "ID"))] = "x"
    return good.sealed(rows=rows)


def lying_manifest(good: Good, chance: random.Random) -> bytes:
    lies: list[dict[str, Any]] = [
        {"rows": dict.fromkeys(BY_TABLE, 0)},
        {"lines": {"care": 10**9}},
        {"seq": chance.choice((-1, 0, 10**9))},
        {"schema": {"care": 99}},
        {"schema": {"care": -1}},
        {"schema": {"nowhere": 1}},
        {"least_reader": {"care": 99}},
        {"centre": "another"},
        {"code": "KAY"},
        {"headquarters": "another"},
        {"recipients": ["age1x"]},
        {"training": True},
        {"kind": "acknowledgement"},
        {"format": chance.choice((0, 2, -1))},
        {"base_seq": 7},
        {"base_seq": -1},
        {"previous": "f" * 64},
        {"lineage": "../../x"},
        {"heads": {}},
        {"part": 3, "parts": 2},
        {"withheld": -5},
        {"closed": ["x"] * 10_000},
        {"writers": {}},
        {"month": chance.choice(("2026-13", "9999-12", "0001-01"))},
        {"made_at": chance.choice(("never", "9999-01-01T00:00:00", "0001-01-01T00:00:00", "2026-01-01"))},
        {"type": "no such type"},
        {"taken_over": ["x"]},
    ]
    return good.sealed(manifest=chance.choice(lies))


def broken_history(good: Good, chance: random.Random) -> bytes:
    lines = [dict(line) for line in good.lines]
    at = chance.randrange(len(lines))
    match chance.randrange(6):
        case 0:
            lines.pop(at)
        case 1:
            lines.insert(at, dict(lines[at]))
        case 2:
            lines[at]["hash"] = "00" * 32
        case 3:
            lines[at]["who"] = "somebody else"
        case 4:
            lines[at]["history"] = chance.choice(("nowhere", "notes", "main", "../care"))
        case _:
            lines.reverse()
    return good.sealed(lines=lines)


def rows_of_another_centre(good: Good, chance: random.Random) -> bytes:
    theirs = dict(chance.choice(good.others_rows))
    own = chance.choice(good.rows)["centre_id"]
    if chance.random() < 0.7:
        theirs["centre_id"] = own
    return good.sealed(rows=[*good.rows, theirs])


# --- parts -----------------------------------------------------------------------------------------------------


def _where(written: Sequence[bytes], chance: random.Random) -> int:
    """The manifest now and then, else any line."""
    return 0 if chance.random() < 0.2 else chance.randrange(1, len(written))


def _one_value(good: Good, chance: random.Random, raw: bytes) -> bytes:
    """Put something in the place of any one value."""
    written = good.written()
    at = _where(written, chance)
    said = json.loads(written[at])
    written[at] = with_raw(said, chance.choice([name for name in said if name not in ("table", "history")]), raw)
    return good.packed(written)


def _column(
    rows: Sequence[dict[str, Any]], chance: random.Random, is_meant: Callable[[Any], bool]
) -> tuple[dict[str, Any], str]:
    """Return a row and the name of one of its questions that is meant."""
    found = [
        (row, question.name)
        for row in rows
        for question in BY_TABLE[row["table"]].questions.values()
        if is_meant(question) and question.name in row
    ]
    return chance.choice(found)


def _digits(number: int) -> bytes:
    """Python itself refuses to write numbers of so many digits."""
    return str(number).encode() if abs(number) < 10**4000 else b"1" + b"0" * 5000


KINDS: Mapping[str, Mutate] = {
    "cut short": cut,
    "bits flipped": flipped,
    "spliced from two": spliced,
    "replayed": replayed,
    "something else under its name": renamed,
    "in a portal's page": in_a_portals_page,
    "signed by a stranger": signed_by_a_stranger,
    "gzip bomb": gzip_bomb,
    "JSON 10,000 deep": deep,
    "names twice": doubled_names,
    "NaN and fractions": not_a_number,
    "2^63 and more": large_number,
    "lone surrogates": lone_surrogate,
    "days of 0000 and 9999": strange_day,
    "unknown choices": unknown_choice,
    "no such table": no_such_table,
    "SQL, paths, formulas": sql_or_path,
    "SQL in all words": everywhere_sql,
    "values of another kind": other_kinds_of_values,
    "columns missing or more": columns_missing_or_more,
    "a manifest that lies": lying_manifest,
    "history broken": broken_history,
    "another centre's rows": rows_of_another_centre,
}
