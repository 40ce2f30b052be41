"""A month is closed by the director: its numbers stand as they were then, whatever is written late (counting rule 7).

Closing it anew needs a reason and puts a second version beside the first. What changed since, in months that were closed
before, stands in the next report as restatements; what stood in an earlier report's restatements is not told again.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from centre_app.indicators.month import Month
from centre_app.indicators.monthly.a_flows import ADMISSIONS, EXITS, PRESENT_FIRST, PRESENT_LAST
from centre_app.indicators.report import frozen
from centre_app.indicators.report.gather import Asked, as_numbers, count_asked, gather
from centre_app.indicators.report.masking import masked_inside
from centre_app.indicators.report.numbers import Numbers, address, as_json, from_json, known_lines
from centre_app.indicators.sources import SOURCES
from centre_app.language import N_
from centre_app.named_in_words import people_named_in
from centre_app.phones import phone_numbers_in
from centre_app.problems import NotSaved, Problem
from centre_app.records import CaseFile, MonthReport
from centre_app.register import Register
from centre_app.review import BLOCKS, Finding, review

RESTATED_MONTHS = 6  # how far back later entries are looked for
_OF_THE_DAY = "M"  # the chapter that tells of the data themselves, as they are on the day of counting
_FILES_NAMED = 12


def versions(register: Register, month: date, *, centre_id: str = "") -> list[MonthReport]:
    """Return how a month of a centre was closed, the first version first."""
    found = register.find_open(MonthReport, month=month.replace(day=1))
    own = [one for one in found if one.centre_id == (centre_id or register.centre_id)]
    return sorted(own, key=lambda report: (report.version or 0, report.id))


def versions_asked(register: Register, asked: Asked) -> list[MonthReport]:
    """Return how the month asked for was closed, where it is one of one centre; what is over several is counted."""
    if not asked.is_one_month or asked.project_id or (register.is_headquarters and len(asked.centre_ids) != 1):
        return []
    return versions(register, asked.first, centre_id=next(iter(asked.centre_ids), ""))


class NumbersUnreadable(Problem):
    """What stands in a closed month was not written by this program, or is damaged."""

    message = N_("The numbers of this closed month cannot be read.")
    advice = N_("Let the centre close the month anew: the new version stands beside this one.")


def closed_numbers(report: MonthReport) -> Numbers:
    """Return the numbers that stand in a closed month, few of HIV hidden. Raises NumbersUnreadable."""
    try:
        return masked_inside(from_json(report.numbers or ""))
    except ValueError:
        raise NumbersUnreadable from None


def prepare(register: Register, month: date) -> Numbers:
    """Return a month as it would be closed now: counted, few of HIV hidden, with what changed in earlier ones."""
    numbers = gather(register, Asked.month(month, centre_ids=(register.centre_id,)))
    return masked_inside(replace(numbers, restated=restatements(register, month)))


def close_month(register: Register, month: date, *, in_words: str = "", reason: str = "") -> MonthReport:
    """Close a month that is over. Raises NotSaved with what keeps it open: V28, names in the words, a reason that is missing."""
    asked = Asked.month(month, centre_ids=(register.centre_id,))
    numbers = prepare(register, month)
    report = MonthReport(
        month=asked.first,
        version=_last_version(register, asked.first) + 1,
        closed_at=register.now,
        closed_by=register.acts_for,
        definitions=numbers.definitions,
        numbers=as_json(numbers),
        digest=numbers.digest,
        in_words=in_words.strip() or None,
        reopened_because=reason.strip() or None,
    )
    found = [*review(register, [report]), *_names_in(register, report)]
    found += v28_files_that_do_not_add_up(register, count_asked(register, asked), report)
    blocking = [finding for finding in found if finding.blocks]
    if blocking:
        raise NotSaved(blocking)
    return register.save(report, action="close_month")[0]


def _last_version(register: Register, month: date) -> int:
    """Return the highest version of a month that was ever given, were it taken back since."""
    ever = register.as_stored.find(MonthReport, with_void=True, month=month, centre_id=register.centre_id)
    return max((one.version or 0 for one in ever), default=0)


def v28_files_that_do_not_add_up(register: Register, month: Month, report: MonthReport) -> list[Finding]:
    """Return which files keep a month from adding up: a stay that ended without an exit, an exit without such a stay."""
    balance: Counter[str] = Counter()
    for code, sign in ((PRESENT_FIRST, 1), (ADMISSIONS, 1), (EXITS, -1), (PRESENT_LAST, -1)):
        for member in month.results[code].lines[0].members or ():
            balance[member.case] += sign
    wrong = sorted(case for case, sum_of_it in balance.items() if sum_of_it)
    if not wrong:
        return []
    codes = sorted(row["code"] or "" for row in register.as_stored.rows(CaseFile, ("code",), id=wrong))
    more = "…" if len(codes) > _FILES_NAMED else ""
    return [
        _blocks(
            report,
            "V28",
            "numbers",
            N_("Look at stay and exit in these files: {codes}. One of the two is missing, or their days differ."),
            codes=", ".join(codes[:_FILES_NAMED]) + more,
        )
    ]


def _names_in(register: Register, report: MonthReport) -> list[Finding]:
    """Return what the words of the director tell of a person (rule V27): they leave with the report."""
    found = []
    for question, said in (("in_words", report.in_words), ("reopened_because", report.reopened_because)):
        if people_named_in(register.as_stored, said or ""):
            message = N_("Somebody of this register is named here. Take the name out.")
            found.append(_blocks(report, "V27", question, message))
        if phone_numbers_in(said or ""):
            found.append(_blocks(report, "V27", question, N_("A phone number stands here. Take it out.")))
    return found


def _blocks(report: MonthReport, rule: str, question: str, message: str, **parts: str) -> Finding:
    return Finding(
        rule=rule,
        severity=BLOCKS,
        record_type=MonthReport.__name__,
        record_id=report.id,
        question=question,
        message=message,
        parts=parts,
    )


# --- what changed since ----------------------------------------------------------------------------------------


def restatements(register: Register, month: date) -> tuple[Mapping[str, object], ...]:
    """Return what is counted otherwise today, in the closed months before one: month, line, as it was told, as it is."""
    first = month.replace(day=1)
    reports = [one for one in register.find_open(MonthReport, centre_id=register.centre_id) if _can_be_read(one)]
    earlier = sorted({one.month for one in reports if one.month and one.month < first}, reverse=True)
    return tuple(
        change for one in sorted(earlier[:RESTATED_MONTHS]) for change in _changes(register, one, reports, until=first)
    )


def _changes(
    register: Register, month: date, reports: Sequence[MonthReport], *, until: date
) -> list[Mapping[str, object]]:
    told = _as_told(month, reports, until=until)
    now = as_numbers(register, count_asked(register, Asked.month(month, centre_ids=(register.centre_id,))))
    return [
        {"month": month.isoformat(), "line": where, "old": told[where], "new": now.lines[where].number}
        for where in _restated_lines()
        if where in told and where in now.lines and told[where] != now.lines[where].number
    ]


def _as_told(month: date, reports: Sequence[MonthReport], *, until: date) -> dict[str, object]:
    """Return the numbers of a month as they were told last: when it was closed, or in a later report's restatements."""
    own = max((one for one in reports if one.month == month), key=lambda one: one.version or 0)
    told: dict[str, object] = {where: line.number for where, line in closed_numbers(own).lines.items()}
    later = [one for one in reports if one.month and month < one.month < until and _since(one, own)]
    for report in sorted(later, key=lambda one: (one.closed_at is None, one.closed_at)):
        for change in closed_numbers(report).restated:
            if change["month"] == month.isoformat():
                told[str(change["line"])] = change["new"]
    return told


def _can_be_read(report: MonthReport) -> bool:
    return frozen.are_of(report.numbers, report.month)


def _since(report: MonthReport, own: MonthReport) -> bool:
    return bool(report.closed_at and own.closed_at and report.closed_at > own.closed_at)


def _restated_lines() -> list[str]:
    return [
        address(indicator.code, line.key)
        for indicator, line in known_lines()
        if indicator.chapter != _OF_THE_DAY and not indicator.is_masked and line.fact not in SOURCES
    ]
