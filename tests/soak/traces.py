"""Looking for words in whatever a program has left: plain, in UTF-16, in base64, and inside what is compressed."""

import base64
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product

# Forty words that stand in no library and no dictionary.
WORDS = tuple(
    "".join(parts)
    for parts in product(
        ("quarl", "zvost", "brimx", "plunq", "drevk"), ("adorf", "iskeb", "owulp", "eztim"), ("yx", "ug")
    )
)
SHORTEST_IN_BASE64 = 8
LARGEST_UNPACKED = 32 * 1024 * 1024
DEEPEST = 3
GZIP_HEAD = b"\x1f\x8b\x08"
ZLIB_HEADS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
GZIP, ZLIB, RAW = 31, 15, -15
LOCAL_FILE = b"PK\x03\x04"  # of a zip: a spreadsheet is one
LOCAL_FILE_BYTES = 30


def forms_of(words: Iterable[str]) -> dict[bytes, str]:
    """Return how each word could stand in a file, and how that form is called."""
    forms: dict[bytes, str] = {}
    for word in words:
        for written in dict.fromkeys((word, word.lower(), word.capitalize(), word.upper())):
            for code in ("utf-8", "utf-16-le", "utf-16-be"):
                octets = written.encode(code)
                forms[octets] = f"{word}, {code}"
                forms |= dict.fromkeys(in_base64(octets), f"{word}, base64 of {code}")
                forms[octets.hex().encode()] = f"{word}, hexadecimal of {code}"
    return forms


def in_base64(octets: bytes) -> Iterator[bytes]:
    """Yield what base64 makes of octets at each of the three places where they can begin in it."""
    for before in range(3):
        whole = base64.b64encode(bytes(before) + octets)
        first = -(-8 * before // 6)  # the signs in which other octets have a part are left out
        last = 8 * (before + len(octets)) // 6
        if last - first >= SHORTEST_IN_BASE64:
            yield whole[first:last]


def found_in(content: bytes, forms: Mapping[bytes, str], *, deepest: int = DEEPEST) -> set[str]:
    """Return which forms stand in a content, or in anything compressed within it."""
    found = {name for octets, name in forms.items() if octets in content}
    if deepest:
        for how, inside in unpacked(content):
            found |= {f"{name}, in {how}" for name in found_in(inside, forms, deepest=deepest - 1)}
    return found


def unpacked(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield every stream of gzip, zlib or zip that begins anywhere in a content, as far as it can be read."""
    for head, bits, how, skipped in (
        (GZIP_HEAD, GZIP, "gzip", lambda at: 0),
        *((head, ZLIB, "zlib", lambda at: 0) for head in ZLIB_HEADS),
        (LOCAL_FILE, RAW, "zip", lambda at: _before_data(content, at)),
    ):
        for at in _places(content, head):
            if inside := _inflated(content[at + skipped(at) :], bits):
                yield how, inside


def _before_data(content: bytes, at: int) -> int:
    """Return how long the head of a file in a zip is: two lengths stand at its end."""
    name, extra = (int.from_bytes(content[at + place : at + place + 2], "little") for place in (26, 28))
    return LOCAL_FILE_BYTES + name + extra


def _places(content: bytes, head: bytes) -> Iterator[int]:
    at = content.find(head)
    while at >= 0:
        yield at
        at = content.find(head, at + 1)


def _inflated(content: bytes, bits: int) -> bytes:
    """Return what inflates, also where it breaks off; octets that look like a head by chance give nothing."""
    reader, inside = zlib.decompressobj(bits), b""
    try:
        for at in range(0, len(content), 4096):
            inside += reader.decompress(content[at : at + 4096], LARGEST_UNPACKED)
            if reader.eof or len(inside) > LARGEST_UNPACKED:
                break
    except zlib.error:
        pass  # what came out before counts
    return inside


Reader = Callable[[], bytes]


def found_among(contents: Mapping[str, Reader], forms: Mapping[bytes, str]) -> dict[str, set[str]]:
    """Return where which forms stand; nothing where there is none."""
    found = {name: found_in(read(), forms) for name, read in contents.items()}
    return {name: forms for name, forms in found.items() if forms}
