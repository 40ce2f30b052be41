"""What ends the report: activities, other systems' bands of age, what changed since, definitions and counting rules."""

from datetime import date

from centre_app.choices import choices
from centre_app.documents.blocks import Block, Stack, marked, words
from centre_app.documents.lines import Style, plain
from centre_app.documents.monthly_report.number_table import NumberRow, NumberTable
from centre_app.documents.monthly_report.two_columns import TwoColumns
from centre_app.documents.page import GUTTER, Looks
from centre_app.indicators.definition import Indicator, Split
from centre_app.indicators.report.crosswalk import SYSTEMS
from centre_app.indicators.report.numbers import Cell, address, known_lines
from centre_app.indicators.report.said import band_said, cell_said, line_title
from centre_app.indicators.report.sheets import COUNTING_RULES, MASKING_RULE, share_of_what
from centre_app.indicators.report.whole import Report, participants
from centre_app.language import N_, Language

DEFINITION = Style(size=6.5, leading=7.1)
_BAND_WIDTH, _FIRST = 22.0, 8.0  # the first band of a system stands under its name
_FIGURES = ("women", "men", "girls", "boys")


def activities(report: Report, looks: Looks, language: Language) -> Block:
    """Return what was done with people who have no file, with its sums."""
    say = language.say
    if not report.activities:
        return words(say(N_("No activity is written for this period.")), looks.second.quiet())
    rows = [
        NumberRow(
            label=" · ".join(
                part
                for part in (
                    language.day(one.held_on) if one.held_on else "",
                    choices("activity_kind").label(one.kind, language),
                    one.title or "",
                    one.place or "",
                )
                if part
            ),
            figures=[
                *(_count(getattr(one, name), language) for name in _FIGURES),
                language.number(participants(one)),
                "",
            ],
            is_first=True,
        )
        for one in report.activities
    ]
    total = sum(participants(one) for one in report.activities)
    sums = [_count(sum(getattr(one, name) or 0 for one in report.activities), language) for name in _FIGURES]
    rows.append(NumberRow(label=say(N_("In all")), figures=[*sums, language.number(total), ""], is_first=True))
    heads = [say(head) for head in (N_("Women"), N_("Men"), N_("Girls"), N_("Boys"))]
    columns = [*((head, 38.0) for head in heads), (say(N_("Count")), 40.0), ("", 4.0)]
    return NumberTable(columns=columns, rows=rows)


def _count(number: int | None, language: Language) -> str:
    return cell_said(number, language)


def crosswalk(report: Report, looks: Looks, language: Language) -> list[Block]:
    """Return the flows by the bands of age of other systems, the systems beside each other."""
    systems = {name: _with_ages(report, name) for name in SYSTEMS}
    flows = list(dict.fromkeys(indicator for found in systems.values() for indicator, _ in found))
    if not flows:
        return []
    columns = []
    for name, bands in SYSTEMS.items():
        for number, (_, key) in enumerate(bands):
            said = band_said(key, language)
            columns.append((f"{name}\n{said}" if number == 0 else f"\n{said}", _BAND_WIDTH + _FIRST * (number == 0)))
    rows = []
    for indicator in flows:
        figures = []
        for name, bands in SYSTEMS.items():
            ages = dict(systems[name]).get(indicator, {})
            figures += [cell_said(ages.get(key, 0), language) for _, key in bands]
        figures += ["", ""]  # no sum and no share
        rows.append(NumberRow(code=indicator.code, label=language.say(indicator.title), figures=figures, is_first=True))
    return [NumberTable(columns=columns, rows=rows).after(5)]


def _with_ages(report: Report, name: str) -> list[tuple[Indicator, dict[str, Cell]]]:
    """Return the flows with their numbers by the bands of a system; those of nobody are left out."""
    found = []
    for indicator, line in known_lines():
        counted = report.numbers.line(indicator.code, line.key)
        is_shown = indicator.chapter == "A" and indicator.split is Split.FULL and line is indicator.lines[0]
        if is_shown and counted is not None and name in counted.ages:
            found.append((indicator, dict(counted.ages[name])))
    return found


def restated(report: Report, looks: Looks, language: Language) -> Block:
    """Return what is counted otherwise today in months that were closed before."""
    say = language.say
    if not report.numbers.restated:
        return words(say(N_("Nothing changed in the months that were closed before.")), looks.second.quiet())
    titles = {address(one.code, line.key): (one.code, line) for one, line in known_lines()}
    rows = [
        NumberRow(
            code=titles[change["line"]][0],
            label=f"{language.month(date.fromisoformat(change['month']))} · {line_title(titles[change['line']][1], language)}",
            figures=[cell_said(change["old"], language), cell_said(change["new"], language)],
            is_first=True,
        )
        for change in report.numbers.restated
        if change["line"] in titles
    ]
    return NumberTable(columns=[(say(N_("As told")), 60.0), (say(N_("Today")), 60.0)], rows=rows)


# --- definitions -----------------------------------------------------------------------------------------------


def definitions(language: Language, lines: frozenset[str] | None = None) -> Block:
    """Return what each indicator counts, and of what it is a share; the spreadsheet and the screen define every line.

    `lines` narrows them to those of a donor's sheet.
    """
    told = (_definition(indicator, language, lines) for indicator in dict.fromkeys(one for one, _ in known_lines()))
    return TwoColumns([marked(text, DEFINITION).after(0.8) for text in told if text], gap=GUTTER)


def _definition(indicator: Indicator, language: Language, lines: frozenset[str] | None) -> str:
    shown = [line for line in indicator.lines if lines is None or address(indicator.code, line.key) in lines]
    if not shown:
        return ""
    say, first = language.say, shown[0]
    head = f"<b>{indicator.code} {plain(say(indicator.title))}</b> ({indicator.source}). "
    of = share_of_what(indicator, first)
    share = f" <i>{say(N_('Denominator:'))}</i> {plain(say(of.meaning))}" if of else ""
    note = f" {plain(say(indicator.note))}" if indicator.note else ""
    return f"{head}{plain(say(first.meaning))}{share}{note}"


def counting_rules(language: Language, *, masks: bool) -> Block:
    rules = (*COUNTING_RULES, MASKING_RULE) if masks else COUNTING_RULES
    sources = N_(
        "The letters say who asks for an indicator: E ECPAT Luxembourg, O IOM Mali, K Kafamuya, I ILO ACCEL, C CPIMS+ and Primero, H humanitarian agencies, X the organisation itself."
    )
    numbered = [f"{number}. {language.say(rule)}" for number, rule in enumerate(rules, start=1)]
    return Stack([*(words(rule, DEFINITION) for rule in numbered), words(language.say(sources), DEFINITION).after(3)])
