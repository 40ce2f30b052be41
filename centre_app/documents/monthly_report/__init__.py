"""The report of a month on paper: cover, the month on one page, the chapters, what changed, every definition.

Donors' sheets, and headquarters' report over several centres, are the same pages with fewer or with more in them.
"""

from centre_app.documents.blocks import Block, words
from centre_app.documents.furniture import SectionHead
from centre_app.documents.house_name import house_name
from centre_app.documents.monthly_report.chapters import section, table_block
from centre_app.documents.monthly_report.first_pages import (
    FillsPage,
    cover,
    dashboard,
    in_words,
    period_said,
    title_of,
)
from centre_app.documents.monthly_report.last_pages import (
    activities,
    counting_rules,
    crosswalk,
    definitions,
    restated,
)
from centre_app.documents.page import A4_SHEET, Furniture, Looks, pdf_of
from centre_app.indicators.report.said import Names
from centre_app.indicators.report.sheets import chapters, donor_tables
from centre_app.indicators.report.whole import Report, hand_out
from centre_app.language import N_, Language
from centre_app.register import Register

# The sections between the dashboard and the last pages, each with the chapters that stand in it.
SECTIONS = (
    (N_("Who came, who stayed, who left"), "A"),
    (N_("Protection and plans"), "BC"),
    (N_("Services"), "DEFGH"),
    (N_("Exits and after-care"), "IJ"),
    (N_("Incidents and needs"), "L"),
    (N_("Stock and referrals"), "K"),
    (N_("The data themselves"), "M"),
)
_WORDS_AFTER, _ACTIVITIES_AFTER = "L", "K"


def print_report(register: Register, report: Report, language: Language) -> bytes:
    """Return the report as PDF; history tells of it before it is handed out."""
    hand_out(register, report)
    return report_pdf(register, report, language)


def report_pdf(register: Register, report: Report, language: Language) -> bytes:
    """Return the same for the screen alone: no line is written."""
    names, looks, house = Names(register, language), Looks(), house_name(register, language)
    blocks: list[Block] = [FillsPage(cover(report, house, names, language, looks), room=A4_SHEET.room)]
    blocks += (
        _donor_pages(report, names, looks, language)
        if report.preset is not None
        else _whole_pages(report, names, looks, language)
    )
    return pdf_of(blocks, _furniture(report, house, language), language)


def _whole_pages(report: Report, names: Names, looks: Looks, language: Language) -> list[Block]:
    say = language.say
    blocks: list[Block] = [dashboard(report, names, language, looks)]
    for number, (title, letters) in enumerate(SECTIONS, start=1):
        tables = [table for table in chapters(report.numbers, names, language, letters) if table.lines]
        blocks += section(number, say(title), tables, report.numbers, looks, language)
        if letters == _WORDS_AFTER and not report.is_consolidated:
            blocks += [_head(say(N_("The director’s words")), looks), *in_words(report, language, looks)]
        if letters == _ACTIVITIES_AFTER:
            blocks += [
                _head(say(N_("Activities with people who have no file")), looks),
                activities(report, looks, language),
            ]
    blocks += [_head(say(N_("Changed since closing")), looks), restated(report, looks, language)]
    systems = crosswalk(report, looks, language)
    blocks += [_head(say(N_("In the bands of age of other systems")), looks), *systems] if systems else []
    blocks.append(SectionHead(len(SECTIONS) + 1, say(N_("How it is counted")), looks.section).after(14))
    return [*blocks, counting_rules(language, masks=True).after(4), definitions(language).after(6)]


def _donor_pages(report: Report, names: Names, looks: Looks, language: Language) -> list[Block]:
    assert report.preset is not None
    say, preset = language.say, report.preset
    blocks: list[Block] = []
    for number, table in enumerate(donor_tables(report.numbers, preset, names, language, report.held), start=1):
        blocks.append(SectionHead(number, table.title, looks.section).after(14))
        blocks.append(table_block(table, report.numbers, language).after(4))
    number = len(preset.parts) + 1
    if preset.activities:
        blocks.append(SectionHead(number, say(N_("Activities")), looks.section).after(14))
        blocks.append(activities(report, looks, language).after(4))
        number += 1
    blocks.append(SectionHead(number, say(N_("How it is counted")), looks.section).after(14))
    lines = frozenset(preset.lines)
    return [*blocks, counting_rules(language, masks=True).after(4), definitions(language, lines).after(6)]


def _head(title: str, looks: Looks) -> Block:
    head = words(title, looks.table_head, tag="H3").after(6)
    head.keeps_with_next = True
    return head


def _furniture(report: Report, house: str, language: Language) -> Furniture:
    say, title, period = language.say, title_of(report, language), period_said(report, language)
    version = (
        say(N_("version {version}"), version=str(report.closed.version)) if report.closed else say(N_("not closed"))
    )
    foot = f"{title} · {period}" if report.preset or report.is_consolidated else f"{title} · {period} · {version}"
    return Furniture(
        title=f"{title} · {period}",
        author=house,
        printed_at=report.printed_at,
        is_training=report.is_training,
        head=f"{title} · {period}",
        head_right=house,
        foot=foot,
        foot_second=[
            say(N_("Printed on {moment} by {name}"), moment=language.moment(report.printed_at), name=report.printed_by)
        ],
        mark="" if report.preset else say(N_("Confidential")),
    )
