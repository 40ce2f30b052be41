"""`export-cases` and `stage-cases`: case data in a standard's own words, for others and from others."""

import argparse
from pathlib import Path

from centre_app.case_data.mapping import HTCDS, LEVELS, STANDARDS
from centre_app.commands.opening import open_asked
from centre_app.commands.parser import Commands, a_day
from centre_app.commands.terminal import Terminal
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import Organisation
from centre_app.register import Register

PURPOSES = ("partner", "release", "headquarters", "national")  # the list export_purpose, a test holds the two together
COMBINATIONS_TOLD = 12


class NoSuchOrganisation(Problem):
    message = N_("The directory holds no organisation of this name.")
    advice = N_("Give its name or its short name as the directory writes it.")


class UnknownStep(Problem):
    message = N_("“{asked}” is no step of a generalisation.")
    advice = N_("Write for example age=1 or region=1; what can be named: {names}.")


def add_to(commands: Commands) -> None:
    _add_export(commands)
    say = commands.language.say
    staging = commands.add_on_a_register(
        "stage-cases", N_("read case data from elsewhere into the staging list"), run_stage
    )
    staging.add_argument("file", type=Path, metavar=say(N_("FILE")), help=say(N_("a table, .csv or .xlsx")))
    staging.add_argument("--standard", choices=sorted(STANDARDS), default=HTCDS, help=say(N_("which standard")))
    staging.add_argument("--dry-run", action="store_true", help=say(N_("show how it is understood, write nothing")))


def _add_export(commands: Commands) -> None:
    say, day = commands.language.say, a_day(commands.language)
    out = commands.add_on_a_register(
        "export-cases", N_("write case data for others (HTCDS), or show what it would hold"), run_export
    )
    out.add_argument("--purpose", required=True, choices=PURPOSES, help=say(N_("what for")))
    out.add_argument("--level", required=True, choices=LEVELS, help=say(N_("how coded")))
    out.add_argument(
        "--from", required=True, type=day, dest="first", metavar="2026-01-01", help=say(N_("its first day"))
    )
    out.add_argument("--to", required=True, type=day, dest="last", metavar="2026-12-31", help=say(N_("its last day")))
    out.add_argument(
        "--into", type=Path, metavar=say(N_("FOLDER")), help=say(N_("where to write; without it nothing is"))
    )
    out.add_argument(
        "--recipient", default="", metavar=say(N_("NAME")), help=say(N_("the organisation that receives it"))
    )
    out.add_argument("--standard", choices=sorted(STANDARDS), default=HTCDS, help=say(N_("which standard")))
    out.add_argument(
        "--step", action="append", default=[], metavar="age=1", help=say(N_("generalise: how far what is told"))
    )
    out.add_argument("--as-proposed", action="store_true", help=say(N_("generalise as the program proposes")))
    out.add_argument("--with-notes", action="store_true", help=say(N_("the notes too, in a file with names")))
    out.add_argument("--by-label", action="store_true", help=say(N_("heads of columns as the toolkit labels them")))


def run_export(asked: argparse.Namespace, terminal: Terminal) -> int:
    # Here, because no other command knows what case data is.
    from dataclasses import replace

    from centre_app.case_data import export, writing
    from centre_app.case_data.preview import preview_said

    with open_asked(asked, terminal) as register:
        wanted = export.Wanted(
            purpose=asked.purpose,
            level=asked.level,
            first=asked.first,
            last=asked.last,
            language=terminal.language,
            recipient=_organisation(register, asked.recipient),
            standard=asked.standard,
            steps=_steps(asked.step),
            with_notes=asked.with_notes,
            by_label=asked.by_label,
        )
        prepared = export.prepare(register, wanted)
        if asked.as_proposed and prepared.groups is not None and prepared.groups.proposed is not None:
            prepared = export.prepare(register, replace(wanted, steps=prepared.groups.proposed))
        terminal.tell("\n".join(preview_said(prepared, most=COMBINATIONS_TOLD)))
        if asked.into is None:
            terminal.say(N_("Nothing was written."))
            return 0
        written = writing.write(register, prepared, asked.into)
    terminal.say(N_("Written: {folder}. Fingerprint: {digest}"), folder=written.folder, digest=written.export.digest)
    return 0


def run_stage(asked: argparse.Namespace, terminal: Terminal) -> int:
    from centre_app.case_data import staging

    with open_asked(asked, terminal) as register:
        read = staging.read(asked.file, asked.standard)
        for column in staging.columns_said(read, terminal.language):
            terminal.tell(column)
        for remark in read.remarks:
            terminal.tell(remark.said_in(terminal.language))
        if asked.dry_run:
            terminal.say(N_("Lines read: {lines}. Nothing was written."), lines=len(read.lines))
            return 0
        staged = staging.stage(register, read)
    terminal.say(
        N_("Lines on the staging list: {staged}; there before: {known}. None of them is in the register."),
        staged=staged.lines,
        known=staged.known,
    )
    return 0


def _organisation(register: Register, name: str) -> Organisation | None:
    if not name:
        return None
    for one in register.find(Organisation):
        if name.casefold() in ((one.name or "").casefold(), (one.acronym or "").casefold()):
            return one
    raise NoSuchOrganisation


def _steps(asked: list[str]) -> dict[str, int]:
    from centre_app.case_data.generalising import AS_IT_IS, QUASIS

    steps = dict(AS_IT_IS)
    for one in asked:
        name, _, step = one.partition("=")
        if name not in QUASIS or not step.isdecimal() or int(step) >= len(QUASIS[name].steps):
            raise UnknownStep(asked=one, names=", ".join(QUASIS))
        steps[name] = int(step)
    return steps
