"""`care-plan`: one resident's plan, as the numbered copy that the window would print."""

import argparse
from pathlib import Path

from centre_app.casework.plans import current
from centre_app.commands.opening import open_asked
from centre_app.commands.parser import Commands, a_name
from centre_app.commands.terminal import Terminal
from centre_app.documents.care_plan_sheet import CopyLevel
from centre_app.language import N_
from centre_app.problems import NotFound, Problem, StickGone
from centre_app.records import CaseFile
from centre_app.register import as_problems
from db.files import atomic_write


class NoPlanYet(Problem):
    message = N_("The file {code} has no care plan yet.")
    advice = N_("Begin one in the window, then print it.")


def add_to(commands: Commands) -> None:
    say = commands.language.say
    care_plan = commands.add_on_a_register("care-plan", N_("print one care plan as PDF"), run_care_plan)
    code = a_name(commands.language)
    care_plan.add_argument(
        "--case", required=True, type=code, metavar="SEG-26-0001", help=say(N_("the number of the file"))
    )
    care_plan.add_argument(
        "--to", required=True, type=Path, metavar=say(N_("FILE.pdf")), help=say(N_("where the PDF is written"))
    )
    care_plan.add_argument(
        "--copy",
        choices=[level.value for level in CopyLevel],
        default=CopyLevel.CENTRE.value,
        help=say(N_("for whom the copy is: the resident, or the centre's file (the default)")),
    )


def run_care_plan(asked: argparse.Namespace, terminal: Terminal) -> int:
    # Here, because ReportLab costs every other command a quarter of a second.
    from centre_app.documents.care_plan_printing import print_care_plan

    with open_asked(asked, terminal) as register:
        code = asked.case.strip().upper()
        case = register.only(CaseFile, code=code)
        if case is None:
            raise NotFound(code=code)
        if current(register, case) is None:
            raise NoPlanYet(code=code)
        if not asked.to.parent.is_dir():
            raise StickGone  # before a copy gets its number
        pdf = print_care_plan(register, case, copy_level=CopyLevel(asked.copy), language=terminal.language)
    with as_problems():
        atomic_write(asked.to, pdf)
    terminal.say(N_("The care plan of {code} is in {file}."), code=code, file=asked.to)
    return 0
