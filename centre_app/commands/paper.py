"""`care-plan`: one resident's plan, as the numbered copy that the window would print."""

import argparse
from pathlib import Path

from centre_app.casework import directory
from centre_app.casework.plans import current
from centre_app.choices import choices
from centre_app.commands.opening import open_asked
from centre_app.commands.parser import Commands, a_name
from centre_app.commands.terminal import Terminal
from centre_app.documents import keeping
from centre_app.documents.care_plan_sheet import CopyLevel
from centre_app.documents.sharing import Recipient
from centre_app.folding import fold
from centre_app.language import N_
from centre_app.problems import NotFound, Problem, StickGone
from centre_app.records import CaseFile
from centre_app.register import Register


class NoPlanYet(Problem):
    message = N_("The file {code} has no care plan yet.")
    advice = N_("Begin one in the window, then print it.")


class NotInTheDirectory(Problem):
    message = N_("The directory has no organisation of this name, or several.")
    advice = N_("Write its whole name or its short one as it stands in the directory.")


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
        "--level",
        choices=[level.letter for level in CopyLevel],
        type=str.upper,
        default=CopyLevel.CENTRE.letter,
        help=say(N_("A for the resident, B for the centre’s file (the default), C for a partner, D for an authority")),
    )
    care_plan.add_argument(
        "--for",
        dest="to_whom",
        default="",
        metavar=say(N_("NAME")),
        help=say(N_("with C an organisation of the directory, with D the authority that asks")),
    )
    care_plan.add_argument(
        "--domain",
        choices=choices("care_domain").keys,
        metavar="legal",
        help=say(N_("with C the one domain of the excerpt: {keys}"), keys=", ".join(choices("care_domain").keys)),
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
        level = next(level for level in CopyLevel if level.letter == asked.level)
        recipient = _recipient(register, level, asked) if level.leaves else None
        pdf = print_care_plan(register, case, copy_level=level, recipient=recipient, language=terminal.language)
    keeping.write(asked.to, pdf)
    terminal.say(N_("The care plan of {code} is in {file}."), code=code, file=asked.to)
    return 0


def _recipient(register: Register, level: CopyLevel, asked: argparse.Namespace) -> Recipient:
    """Return for whom a copy that leaves is. Raises NotInTheDirectory where a partner is not known by that name."""
    if level is CopyLevel.AUTHORITIES:
        return Recipient(in_words=asked.to_whom)
    wanted = fold(asked.to_whom)
    found = [
        one for one in directory.organisations(register) if wanted in (fold(one.name or ""), fold(one.acronym or ""))
    ]
    if len(found) != 1 or not wanted:
        raise NotInTheDirectory
    return Recipient(organisation_id=found[0].id, domain=asked.domain)
