"""`report`: the report of a month, of a donor or over many centres, as PDF, spreadsheet and JSON."""

import argparse
from pathlib import Path

from centre_app.commands.opening import open_asked
from centre_app.commands.parser import Commands, a_month, a_name
from centre_app.commands.terminal import Terminal
from centre_app.documents import keeping
from centre_app.indicators.report.donors import PRESETS
from centre_app.indicators.report.gather import Asked, ends_of
from centre_app.indicators.report.numbers import as_json
from centre_app.indicators.report.whole import Report, report_of
from centre_app.indicators.report.workbook import workbook_of
from centre_app.language import N_
from centre_app.problems import Problem, SectionShut, StickGone
from centre_app.records import Centre, DataExport, Project
from centre_app.register import Register
from centre_app.training import marked


class NoSuchCentre(Problem):
    message = N_("No centre of the code {code} is known here.")
    advice = N_("Write its three letters, such as KOR.")


class NoSuchProject(Problem):
    message = N_("No project of the code {code} is known here.")
    advice = N_("Write its code as it stands among the projects of the house.")


class EndsBeforeItBegins(Problem):
    message = N_("The last month comes before the first one.")
    advice = N_("Give the first month after --month and the last one after --until.")


def add_to(commands: Commands) -> None:
    say, month = commands.language.say, a_month(commands.language)
    code = a_name(commands.language)
    report = commands.add_on_a_register(
        "report", N_("write the report of a month, or of several, as PDF, spreadsheet and JSON"), run_report
    )
    report.add_argument(
        "--month", required=True, type=month, metavar="2026-10", help=say(N_("the month, or the first one"))
    )
    report.add_argument(
        "--until", type=month, metavar="2026-12", help=say(N_("the last month, when there are several"))
    )
    report.add_argument(
        "--to",
        required=True,
        type=Path,
        metavar=say(N_("FOLDER")),
        help=say(N_("the folder that the files are written into")),
    )
    report.add_argument(
        "--donor", choices=sorted(PRESETS), help=say(N_("a donor’s sheet: small numbers are hidden in it"))
    )
    report.add_argument(
        "--centre",
        action="append",
        default=[],
        type=code,
        metavar="KOR",
        help=say(N_("at headquarters: a centre, or several")),
    )
    report.add_argument("--project", default="", metavar="UNI-7", help=say(N_("only persons for whom a project pays")))


def run_report(asked: argparse.Namespace, terminal: Terminal) -> int:
    # Here, because ReportLab costs every other command a quarter of a second.
    from centre_app.documents.monthly_report import print_report

    last = ends_of(asked.until or asked.month)[1]
    if last < asked.month:
        raise EndsBeforeItBegins
    with open_asked(asked, terminal) as register:
        if not register.can_open(DataExport):
            raise SectionShut
        if not asked.to.is_dir():
            raise StickGone
        wanted = Asked(
            first=asked.month,
            last=last,
            centre_ids=_centres(register, asked.centre),
            project_id=_project(register, asked.project),
        )
        report = report_of(register, wanted, preset=PRESETS.get(asked.donor or ""))
        name = file_name(register, report)
        contents = {
            ".pdf": print_report(register, report, terminal.language),
            ".xlsx": workbook_of(register, report, terminal.language),
            ".json": as_json(report.numbers).encode("utf-8"),
        }
        name = marked(name, terminal.language) if register.is_training else name
    for suffix, content in contents.items():
        keeping.write(asked.to / f"{name}{suffix}", content)
    terminal.say(N_("The report is in {folder}: {name}.pdf, .xlsx and .json."), folder=asked.to, name=name)
    return 0


def file_name(register: Register, report: Report) -> str:
    """Return the name of a report's files without their ending: "KOR-rapport-202610", "SIE-ecpat-202607-202609"."""
    first, last = report.asked.first, report.asked.last
    months = f"{first:%Y%m}" if report.asked.is_one_month else f"{first:%Y%m}-{last:%Y%m}"
    return f"{register.code}-{report.preset.key if report.preset else 'rapport'}-{months}"


def _centres(register: Register, codes: list[str]) -> tuple[str, ...]:
    known = {centre.code: centre.id for centre in register.find(Centre)}
    for code in codes:
        if code.upper() not in known:
            raise NoSuchCentre(code=code.upper())
    return tuple(known[code.upper()] for code in codes)


def _project(register: Register, code: str) -> str | None:
    if not code:
        return None
    found = register.only(Project, code=code)
    if found is None:
        raise NoSuchProject(code=code)
    return found.id
