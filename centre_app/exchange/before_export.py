"""What a centre looks at before the month's export: whether it may send, what would go, what is not complete yet.

Nothing here is written, and nothing keeps anybody from exporting but an enrolment that is missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from centre_app.case_view import CaseView, gather
from centre_app.exchange import bundle, enrolment, partners
from centre_app.exchange.board import SENT_UNTIL_DAY
from centre_app.exchange.nameless_text import telling_words
from centre_app.naming import ShownName
from centre_app.problems import ExchangeProblem
from centre_app.questions import Record
from centre_app.records import Bundle, Stay
from centre_app.register import Register
from centre_app.review import INFORMS, Finding, review

TO_FILL_IN = ""  # the rule of what a file needs before it can be called complete


@dataclass(frozen=True, slots=True, kw_only=True)
class IncompleteFile:
    """A resident's file in which something is missing or doubtful.

    `to_fill` are the labels of questions without an answer, for a person of that `sex`; `doubts` what a rule says of an
    answer that is there.
    """

    case_id: str
    code: str
    name: ShownName
    sex: str | None
    to_fill: Sequence[str]
    doubts: Sequence[Finding]


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeExport:
    """What the first step of the export shows. `trouble` says why nothing can be sent yet, None when it can."""

    month: date
    summary: bundle.Summary
    headquarters: enrolment.Card | None
    trouble: ExchangeProblem | None
    incomplete: Sequence[IncompleteFile]
    last_written: Bundle | None
    last_acknowledged: Bundle | None


def look(register: Register, *, month: date) -> BeforeExport:
    """Gather what is to be known before a month is exported."""
    trouble, headquarters = None, None
    try:
        headquarters = partners.must_have_headquarters(register)
    except ExchangeProblem as problem:
        trouble = problem
    written = [one for one in bundle.own_bundles(register) if one.status != bundle.PREPARED]
    return BeforeExport(
        month=month,
        summary=bundle.prepare(register, month=month).summary,
        headquarters=headquarters,
        trouble=trouble,
        incomplete=incomplete_files(register),
        last_written=written[-1] if written else None,
        last_acknowledged=bundle.last_acknowledged(register),
    )


def months_to_choose(today: date) -> tuple[date, date]:
    """Return the first days of the last month and of this one."""
    this = today.replace(day=1)
    return (this - timedelta(days=1)).replace(day=1), this


def month_to_begin_with(register: Register) -> date:
    """Return the month that is due: the last one for as long as it is awaited and was not written, else this one."""
    last, this = months_to_choose(register.today)
    is_written = any(one.month == last and one.status != bundle.PREPARED for one in bundle.own_bundles(register))
    return last if register.today.day <= SENT_UNTIL_DAY and not is_written else this


def incomplete_files(register: Register) -> list[IncompleteFile]:
    """Return the files in which something is to be filled in or checked, by their numbers.

    Those of who is here are looked through; of the others only what V27 finds: words that could point at somebody.
    """
    telling = telling_words(register)
    cases = {stay.case_id for stay in register.find(Stay, ended_on=None)} | telling.keys()
    files = (_if_incomplete(register, gather(register, case_id), telling.get(case_id, ())) for case_id in sorted(cases))
    return sorted((file for file in files if file is not None), key=lambda file: file.code)


def _if_incomplete(register: Register, file: CaseView, telling: Sequence[Finding]) -> IncompleteFile | None:
    is_here = file.stay is not None and file.stay.ended_on is None
    records = {record.id: record for record in _looked_at(file)} if is_here else {}
    found = review(register, records.values())
    to_fill = [one for one in found if one.rule == TO_FILL_IN and not one.blocks]
    doubts = [one for one in found if one not in to_fill and one.severity != INFORMS]
    if not to_fill and not doubts and not telling:
        return None
    return IncompleteFile(
        case_id=file.case.id,
        code=file.case.code or "",
        name=file.name,
        sex=file.person.sex,
        to_fill=tuple(records[one.record_id].questions[one.question].label for one in to_fill),
        doubts=(*telling, *doubts),
    )


def _looked_at(file: CaseView) -> list[Record]:
    """Return the records that make a file: who she is, how she came, her stay. Daily entries are not among them."""
    one_each = (file.person, file.names[-1] if file.names else None, file.case, file.intake, file.stay, file.plan)
    return [record for record in one_each if record is not None]
