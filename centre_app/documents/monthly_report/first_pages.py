"""The cover and the dashboard: whose report it is and whether it stands, then the month on one page."""

from datetime import date

from centre_app.choices import choices
from centre_app.documents.blocks import Block, Columns, Space, Stack, Words, marked, words
from centre_app.documents.furniture import MM, FactsFrame, Framed, SignatureBox
from centre_app.documents.lines import plain
from centre_app.documents.monthly_report.charts import Balance, Bars, Months
from centre_app.documents.monthly_report.number_table import NumberRow, NumberTable
from centre_app.documents.page import GUTTER, Looks
from centre_app.documents.pen import Pen
from centre_app.indicators.definition import Indicator, Line
from centre_app.indicators.members import UNKNOWN_AGE
from centre_app.indicators.monthly.a_flows import ADMISSIONS, EXITS, PRESENT_FIRST, PRESENT_LAST
from centre_app.indicators.report.gather import ends_of
from centre_app.indicators.report.numbers import TOTAL, Cell, LineNumbers, adds_up, known_lines
from centre_app.indicators.report.said import CHAPTERS, Names, band_said, cell_said, line_title, share_said
from centre_app.indicators.report.sheets import BANDS, share_of_what
from centre_app.indicators.report.source import source_said
from centre_app.indicators.report.whole import Report
from centre_app.language import N_, Language

MOST_BARS = 6
MOST_IN_A_COLUMN = 20  # of the month in numbers
LENGTHS = ("month", "quarter", "half_year", "longer")
FLOWS = (
    (PRESENT_FIRST, "present", N_("present on the first day")),
    (ADMISSIONS, "admissions", N_("came")),
    (EXITS, "exits", N_("left")),
    (PRESENT_LAST, "present", N_("present on the last day")),
)
PLUS, MINUS, IS, IS_NOT = "+", "−", "=", "≠"


class FillsPage(Block):
    """A block that takes the whole page, so that what follows begins on the next one."""

    def __init__(self, block: Block, *, room: float) -> None:
        self._block, self._room = block, room

    def height(self, width: float) -> float:
        return max(self._room, self._block.height(width))

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        self._block.draw(pen, x, y, width)


def period_said(report: Report, language: Language) -> str:
    """Return "octobre 2026", or "juillet 2026 à septembre 2026"."""
    first, last = report.asked.first, report.asked.last
    if report.asked.is_one_month:
        return language.month(first)
    if first.day == 1 and last == ends_of(last)[1]:
        return language.say(N_("{first} to {last}"), first=language.month(first), last=language.month(last))
    return language.say(N_("{first} to {last}"), first=language.day(first), last=language.day(last))


def title_of(report: Report, language: Language) -> str:
    if report.preset is not None:
        return language.say(report.preset.title)
    if report.is_consolidated:
        return language.say(N_("Consolidated report"))
    return language.say(N_("Report of the month"))


# --- the cover -------------------------------------------------------------------------------------------------


def cover(report: Report, house: str, names: Names, language: Language, looks: Looks) -> Block:
    left: list[Block] = [
        words(house.upper(), looks.over_title),
        words(title_of(report, language), looks.title, tag="H1"),
        words(period_said(report, language), looks.section).after(2),
    ]
    parts: list[Block] = [
        Space(40 * MM),
        Stack(left),
        FactsFrame(_facts(report, names, language), looks.table, label_width=54 * MM).after(18),
        _state(report, names, language, looks).after(14),
    ]
    if report.preset is None:
        parts.append(_contents(language, looks).after(18))
        parts.append(_signature(report, language, looks).after(22))
    return Stack(parts)


def _facts(report: Report, names: Names, language: Language) -> list[tuple[str, str]]:
    say, closed, numbers = language.say, report.closed, report.numbers
    centres = language.list_of(language.sorted(names.centre(one) for one in numbers.centres))
    facts = [
        (say(N_("Period")), f"<b>{plain(period_said(report, language))}</b>"),
        (say(N_("Centres")) if len(numbers.centres) > 1 else say(N_("Centre")), f"<b>{plain(centres)}</b>"),
    ]
    if report.project is not None:
        donor = " · ".join(part for part in (report.project.code, report.project.donor) if part)
        facts.append((say(N_("Project")), f"<b>{plain(donor)}</b>"))
    if closed is not None:
        facts.append((say(N_("Version")), f"<b>{closed.version}</b>"))
        if closed.closed_at is not None:
            facts.append((say(N_("Closed on")), f"<b>{language.moment(closed.closed_at)}</b>"))
        facts.append((say(N_("Closed by")), plain(report.closed_by)))
        if closed.reopened_because:
            facts.append((say(N_("Why it was closed anew")), plain(closed.reopened_because)))
    else:
        facts.append((say(N_("Counted on")), language.moment(report.printed_at)))
    facts.append((say(N_("Definitions")), say(N_("version {version}"), version=numbers.definitions)))
    if numbers.digest:
        facts.append((say(N_("Digest of what was counted")), numbers.digest[:16]))
    return facts


def _state(report: Report, names: Names, language: Language, looks: Looks) -> Block:
    """Return what the numbers rest on, as the screen says it, and whether they stand."""
    say, told = language.say, source_said(report.source, names, language)
    if report.preset is not None:
        text = [say(N_("Numbers under five are hidden, so that nobody is recognised.")), *told]
        text.append(say(N_("A donor’s sheet is counted on the day it is made.")))
    elif report.closed is not None:
        text = [say(N_("This month is closed: its numbers stand as they were on that day."))]
    elif report.is_consolidated:
        text = [*told, say(N_("Whoever was in two centres is one person."))]
    else:
        text = [say(N_("This month is not closed: its numbers may still change."))]
    first, *others = text
    return Framed(Stack([words(first, looks.body.bold()), *(words(line, looks.body).after(3) for line in others)]))


def _contents(language: Language, looks: Looks) -> Block:
    listed = [f"{letter}  {language.say(title)}" for letter, title in CHAPTERS.items()]
    half = (len(listed) + 1) // 2
    columns = [Stack([words(line, looks.second) for line in part]) for part in (listed[:half], listed[half:])]
    return Columns(columns[0], columns[1], gap=GUTTER)


def _signature(report: Report, language: Language, looks: Looks) -> Block:
    say = language.say
    who = say(N_("For headquarters")) if report.is_consolidated else say(N_("For the centre"))
    box = SignatureBox(
        who=who, name=report.closed_by, under_line=say(N_("Date, signature, stamp")), thumb=None, style=looks.second
    )
    return Columns(box, Space(0), gap=GUTTER)


# --- the dashboard ---------------------------------------------------------------------------------------------


def dashboard(report: Report, names: Names, language: Language, looks: Looks) -> Block:
    say, numbers = language.say, report.numbers
    none = say(N_("Nobody in this period."))
    lengths = [(line_title(line, language), _number(numbers.line(one.code, line.key))) for one, line in known_lines()
               if one.code == "A8" and line.key in LENGTHS]  # fmt: skip
    ages = _ages(numbers.line(PRESENT_LAST, "present"), language)
    left = [
        Bars(say(N_("Age of those present on the last day")), ages, nothing=none),
        Bars(say(N_("Who sent them")), _by_key(report, ADMISSIONS, "admissions", names, language), nothing=none).after(
            10
        ),
    ]
    right = [
        Bars(say(N_("Length of the stays that ended")), _bars(lengths, language), nothing=none),
        Bars(say(N_("Why they left")), _by_key(report, EXITS, "exits", names, language), nothing=none).after(10),
    ]
    parts: list[Block] = [
        words(
            say(N_("The month at a glance")) if report.asked.is_one_month else say(N_("The period at a glance")),
            looks.section,
            tag="H2",
        ),
        _balance(report, language).after(6),
    ]
    if numbers.trend:
        parts.append(_months(report, language).after(12))
    parts.append(Columns(Stack(left), Stack(right), gap=GUTTER).after(10))
    parts.append(_in_numbers(report, language).after(10))
    return Stack(parts)


def _balance(report: Report, language: Language) -> Block:
    terms = []
    for code, key, label in FLOWS:
        line = report.numbers.line(code, key)
        terms.append((cell_said(line.number if line else None, language), language.say(label), code))
    return Balance(terms, (PLUS, MINUS, IS if adds_up(report.numbers) else IS_NOT))


def _months(report: Report, language: Language) -> Block:
    say = language.say
    months = []
    for told in report.numbers.trend:
        here = told[PRESENT_LAST]
        month = date.fromisoformat(told["month"])
        said = "–" if here is None else language.say_n(N_("{n} present"), N_("{n} present"), here)
        months.append((language.month_short(month), float(told[ADMISSIONS] or 0), float(told[EXITS] or 0), said))
    return Months(
        say(N_("Who came and who left, month by month")),
        months,
        came=say(N_("came")),
        left=say(N_("left")),
        here=say(N_("present on the last day")),
    )


def _ages(line: LineNumbers | None, language: Language) -> list[tuple[str, float, str]]:
    sums = dict(line.cross.get(TOTAL, {})) if line else {}
    shown = [band for band in BANDS if sums and (band != UNKNOWN_AGE or sums.get(band))]
    return _bars([(band_said(band, language), sums.get(band, 0)) for band in shown], language)


def _by_key(report: Report, code: str, key: str, names: Names, language: Language) -> list[tuple[str, float, str]]:
    line = report.numbers.line(code, key)
    declared = next(line for one, line in known_lines() if (one.code, line.key) == (code, key))
    found = line.splits.get("key", {}) if line else {}
    return _bars([(names.of(declared, "key", each), number) for each, number in found.items()][:MOST_BARS], language)


def _bars(numbers: list[tuple[str, Cell]], language: Language) -> list[tuple[str, float, str]]:
    return [
        (label, float(number) if isinstance(number, int | float) else 0, cell_said(number, language))
        for label, number in numbers
    ]


def _number(line: LineNumbers | None) -> Cell:
    return line.number if line else None


def _in_numbers(report: Report, language: Language) -> Block:
    """Return the first number of the indicators outside the flows, in two columns, as far as there is something to tell."""
    rows = []
    for indicator, line in known_lines():
        counted = report.numbers.line(indicator.code, line.key)
        if line is not indicator.lines[0] or indicator.chapter in "AM" or "+" in indicator.code:
            continue
        if counted is not None and counted.number:
            rows.append(_in_short(indicator, line, counted, language))
    rows = rows[: 2 * MOST_IN_A_COLUMN]
    half = (len(rows) + 1) // 2
    tables = [NumberTable(columns=[("", 40.0), ("", 26.0)], rows=part) for part in (rows[:half], rows[half:])]
    return Columns(tables[0], tables[1], gap=GUTTER)


def _in_short(indicator: Indicator, line: Line, counted: LineNumbers, language: Language) -> NumberRow:
    label = _headline(indicator, line, counted, language)
    said = cell_said(counted.number, language, applies=counted.applies)
    return NumberRow(
        code=indicator.code, label=label, figures=(said, share_said(counted.share, language)), is_first=True
    )


def _headline(indicator: Indicator, line: Line, counted: LineNumbers, language: Language) -> str:
    """Return what an indicator is called on the first page: whether it counts open files, and which levels it finds."""
    title, of = language.say(indicator.title), share_of_what(indicator, line)
    if of is None or of.fact != "files":
        return title
    if not line.lists:
        return language.say(N_("{title}, of open files"), title=title)
    known, found = choices(line.lists[0]), counted.splits.get("key", {})
    levels = [
        f"{known.label(key, language)} {cell_said(found[key], language)}" for key in known.all_keys if key in found
    ]
    return language.say(N_("{title}, of open files: {levels}"), title=title, levels=" · ".join(levels))


def in_words(report: Report, language: Language, looks: Looks) -> list[Block]:
    """Return what the director wrote, as it was closed."""
    said = report.closed.in_words if report.closed else None
    if not said:
        return [words(language.say(N_("The director wrote nothing for this month.")), looks.second.quiet())]
    return [_paragraph(part, looks) for part in said.split("\n") if part.strip()]


def _paragraph(text: str, looks: Looks) -> Words:
    return marked(plain(text), looks.body)
