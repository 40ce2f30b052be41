"""The catalogue of one language: read, brought in step with the program, written, compiled.

A catalogue is written the same way whoever writes it: sorted by sentence, one line a sentence, file names without line
numbers, no date of today. Two people's changes then meet in a small diff.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from centre_app.language import DOMAIN, MASCULINE, SOURCE, SPEECHES, TRANSLATIONS
from translations import catalogue_path, languages
from translations.checks import is_sound, says_she, sentences, wordings
from translations.extraction import Extracted, Message

# Only what a reader of the file needs: Babel's own header holds dates and versions that change with every writing.
_HEADER = """\
# The sentences of Registre in {speech.name}.
# Written by `python -m translations update`; add translations with `python -m translations fill FILE.tsv`.
msgid ""
msgstr ""
"Language: {code}\\n"
"Plural-Forms: {speech.plurals}\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""
_NO_LINE = 0  # line numbers are not written, but Babel wants one with each file


@contextmanager
def at_the_catalogues(folder: Path = TRANSLATIONS) -> Iterator[None]:
    """Hold the catalogues: whoever else wants to write them waits. On Windows nothing is held: one person builds there."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)  # the folder itself, so that no lock file stays behind
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def update(found: Extracted, *, folder: Path = TRANSLATIONS, prune: bool = False) -> None:
    """Bring every catalogue in step with the program, and begin one for a language that has none.

    What the program no longer says is set aside as obsolete, and comes back with its translation when the sentence
    does; `prune` drops it.
    """
    for code in sorted({*SPEECHES, *languages(folder)}):
        path = catalogue_path(code, folder)
        catalogue = in_step(read(path, code), found)
        if prune:
            catalogue.obsolete.clear()
        write(catalogue, path)


def read(path: Path, code: str) -> Catalog:
    """Return the catalogue at path, or a new one when there is none yet."""
    if not path.exists():
        return _new_catalogue(code)
    with path.open("rb") as file:
        return read_po(file, locale=code, domain=DOMAIN)


def write(catalogue: Catalog, path: Path) -> None:
    """Write a catalogue, whole or not at all; one that has not changed is left alone, and so need not be compiled."""
    code = str(catalogue.locale_identifier)
    text = BytesIO(_HEADER.format(code=code, speech=SPEECHES[code]).encode())
    text.seek(0, os.SEEK_END)
    write_po(text, catalogue, width=0, sort_output=True, include_lineno=False, omit_header=True)
    if not path.exists() or path.read_bytes() != text.getvalue():
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, text.getvalue())


def compile_catalogue(po: Path, code: str) -> None:
    """Write the .mo file beside a catalogue, whole or not at all.

    A translation whose {parts} are not those of its sentence is left out: English is better than a page that fails.
    """
    sound = _new_catalogue(code)
    for entry in read(po, code):
        if entry.id and not entry.fuzzy and is_sound(entry):
            sound.add(entry.id, entry.string, context=entry.context)
    compiled = BytesIO()
    write_mo(compiled, sound)
    _replace(po.with_suffix(".mo"), compiled.getvalue())


def in_step(old: Catalog, found: Extracted) -> Catalog:
    """Return a catalogue of just the sentences found, with the translations that the old one has for them.

    A masculine stays as long as its sentence does: it exists once somebody has filled it in, since nobody can know
    from the program which sentences need one. In English one can: those that say she or her, and these are all that
    its catalogue holds. Nothing is guessed from sentences that look alike.
    """
    code = str(old.locale_identifier)
    new = _new_catalogue(code)
    # Live entries come last, so that they win over obsolete ones of the same sentence.
    known = {(sentences(entry)[0], entry.context): entry for entry in (*old.obsolete.values(), *_entries(old))}
    for message in found.messages.values():
        for context in (None, MASCULINE):
            entry = known.pop((message.msgid, context), None)
            if entry or _is_needed(message, context, code):
                _carry_over(entry, message, context, into=new)
    for (msgid, context), entry in known.items():
        if any(wordings(entry)):
            new.obsolete[(msgid, context) if context else msgid] = entry
    return new


def _is_needed(message: Message, context: str | None, code: str) -> bool:
    if code == SOURCE:
        return context == MASCULINE and says_she(message.msgid, message.plural)
    return context is None


def _carry_over(entry: Entry | None, message: Message, context: str | None, *, into: Catalog) -> None:
    msgid = (message.msgid, message.plural) if message.plural else message.msgid
    if entry is not None and entry.pluralizable != bool(message.plural):
        entry = None  # a sentence that has become one with a count, or no longer is, needs other wordings
    into.add(
        msgid,
        entry.string if entry else None,
        locations=[(file, _NO_LINE) for file in message.files],
        flags={"fuzzy"} if entry and entry.fuzzy else (),
        context=context,
    )


def _entries(catalogue: Catalog) -> list[Entry]:
    return [entry for entry in catalogue if entry.id]


def _new_catalogue(code: str) -> Catalog:
    catalogue = Catalog(locale=code, domain=DOMAIN, project="Registre", fuzzy=False)
    catalogue.mime_headers = [("Plural-Forms", SPEECHES[code].plurals)]
    return catalogue


def _replace(path: Path, written: bytes) -> None:
    """Put a file in the place of path in one step: whoever reads meanwhile sees the old one or the new one."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        file.write(written)
    os.chmod(file.name, 0o644)
    os.replace(file.name, path)
