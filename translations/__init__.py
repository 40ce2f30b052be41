"""The sentences of the program in other languages, and the tools that keep them whole.

    python -m translations extract            list every sentence of the program
    python -m translations update             bring the catalogues in step with the program
    python -m translations fill FILE.tsv      add translations, one a line
    python -m translations compile            write the .mo files the program reads
    python -m translations status             list what is missing or wrong; exits 1 when anything is

Each language has one catalogue, <code>/LC_MESSAGES/registre.po. English is what the program is written in, and there a
resident is she: its catalogue holds only what is said of a boy where a sentence says she or her. The .mo files beside
the catalogues are made from them by `compile` or by `main.py`, and are not committed; nor is a template (.pot), because
`update` reads the program itself.

This file is imported at every start, so it stays within the standard library; Babel is imported when there is work.
"""

from pathlib import Path

from centre_app.language import DOMAIN, TRANSLATIONS

__all__ = ["catalogue_path", "compile_stale", "languages"]


def catalogue_path(code: str, folder: Path = TRANSLATIONS) -> Path:
    """Return where the catalogue of a language is, or would be."""
    return folder / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def languages(folder: Path = TRANSLATIONS) -> list[str]:
    """Return the codes of the languages that have a catalogue."""
    return sorted(po.parent.parent.name for po in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def compile_stale(folder: Path = TRANSLATIONS) -> list[str]:
    """Compile the catalogues that changed since they were last compiled; return their languages.

    An installed program has only the .mo files: it finds no catalogue here, and nothing to do.
    """
    stale = [code for code in languages(folder) if _is_stale(catalogue_path(code, folder))]
    if stale:
        # A late import: Babel costs 20 ms, and nearly every start finds nothing to compile.
        from translations.catalogue import compile_catalogue

        for code in stale:
            compile_catalogue(catalogue_path(code, folder), code)
    return stale


def _is_stale(po: Path) -> bool:
    compiled = po.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns < po.stat().st_mtime_ns
