"""The head of a care plan: whose it is, which copy, and the few lines that say where she stands."""

from collections.abc import Iterator

from centre_app.documents.blocks import Block, Columns, Stack, marked, words
from centre_app.documents.care_plan_part import Paper
from centre_app.documents.care_plan_sheet import CopyLevel
from centre_app.documents.furniture import MM, Fact, FactsFrame, WritingLines
from centre_app.documents.lines import plain
from centre_app.documents.page import GUTTER
from centre_app.language import N_


def header(paper: Paper) -> Block:
    looks = paper.looks
    left = [
        words(paper.sheet.centre.upper(), looks.over_title),
        *([words(paper.sheet.centre_address, looks.second.quiet())] if _shows_address(paper) else []),
        words(paper.say(N_("Care plan")), looks.title, tag="H1"),
        marked(_referent(paper), looks.body),
        marked(_explained(paper), looks.body),
    ]
    frame = FactsFrame(
        [
            (paper.say(N_("Code")), f"<b>{plain(paper.sheet.code)}</b>"),
            (paper.say(N_("Version")), _which_version(paper)),
            (paper.say(N_("Sheet")), _which_copy(paper)),
        ],
        looks.table,
        label_width=20 * MM * looks.scale,
    )
    if looks.is_large:
        return Stack([*left, frame.after(8)])
    return Columns(Stack(left), frame, gap=GUTTER, share=0.527)


def _shows_address(paper: Paper) -> bool:
    return bool(paper.sheet.centre_address) and paper.sheet.is_for_the_centre


def _referent(paper: Paper) -> str:
    if not paper.sheet.referent:
        return paper.language.say(N_("Case manager: ………………………"))
    name = plain(paper.sheet.referent)
    return paper.language.say(N_("Case manager: <b>{name}</b>"), sex=paper.sheet.referent_sex, name=name)


def _explained(paper: Paper) -> str:
    if not paper.sheet.explained_in:
        return paper.say(N_("Explained in: ………………………"))
    spoken = plain(paper.sheet.explained_in)
    if not paper.sheet.interpreter:
        return paper.say(N_("Explained in <b>{spoken}</b>, without an interpreter"), spoken=spoken)
    interpreter = plain(paper.sheet.interpreter)
    return paper.say(N_("Explained in <b>{spoken}</b>, interpreter: {name}"), spoken=spoken, name=interpreter)


def _which_version(paper: Paper) -> str:
    version, on = str(paper.sheet.version), paper.sheet.status_on
    if on is None:
        return f"<b>{version}</b>"
    match paper.sheet.status:
        case "draft":
            return paper.say(N_("<b>{version}</b>, draft of {day}"), version=version, day=on)
        case "proposed":
            return paper.say(N_("<b>{version}</b>, proposed on {day}"), version=version, day=on)
        case _:
            return paper.say(N_("<b>{version}</b>, accepted on {day}"), version=version, day=on)


def _which_copy(paper: Paper) -> str:
    copy = paper.sheet.copy
    number = str(copy.number) if copy.total is None else f"{copy.number} / {copy.total}"
    if copy.level is CopyLevel.RESIDENT:
        return paper.say(N_("<b>A</b>, for the resident · copy {number}"), number=number)
    return paper.say(N_("<b>B</b>, for the centre’s file · copy {number}"), number=number)


def resident(paper: Paper) -> Block:
    resident = paper.sheet.resident
    facts = [
        (N_("Name"), _name(paper)),
        (N_("Sex"), plain(resident.sex_said)),
        (N_("Age"), _age(paper)),
        (N_("Nationality"), plain(resident.nationality)),
        (N_("At the centre"), paper.say(N_("since {day}"), day=resident.here_since) if resident.here_since else ""),
        (N_("Children here"), "\n".join(_children(paper))),
    ]
    if paper.sheet.is_for_the_centre:
        facts.append((N_("Papers"), plain(resident.papers)))
    label_width = 27 * MM * paper.looks.scale
    return Stack(
        [
            paper.head(paper.say(N_("Resident"))),
            *(
                Fact(paper.say(label), marked(value, paper.looks.body, tag="Span"), label_width=label_width)
                for label, value in facts
                if value
            ),
        ],
        element="Sect",
    )


def _name(paper: Paper) -> str:
    resident = paper.sheet.resident
    if not resident.called:
        return f"<b>{plain(resident.name)}</b>"
    return paper.say(N_("<b>{name}</b>, called {other}"), name=plain(resident.name), other=plain(resident.called))


def _age(paper: Paper) -> str:
    resident = paper.sheet.resident
    if not resident.age_basis:
        return f"<b>{plain(resident.age)}</b>" if resident.age else ""
    return paper.say(N_("<b>{age}</b> ({basis})"), age=plain(resident.age), basis=plain(resident.age_basis))


def _children(paper: Paper) -> Iterator[str]:
    for child in paper.sheet.resident.children:
        yield plain(", ".join(part for part in (child.name, child.relation, child.age) if part))


def situation(paper: Paper) -> Block:
    sheet = paper.sheet
    blocks: list[Block] = [paper.head(paper.say(N_("Situation")))]
    if sheet.situation:
        blocks.append(words(sheet.situation, paper.looks.body))
    else:
        blocks.append(WritingLines("", paper.looks.body, lines=4))
    if sheet.legal_status:
        status = paper.say(N_("<b>Legal status</b>: {status}"), status=plain(sheet.legal_status))
        blocks.append(marked(status, paper.looks.body).after(3))
    if sheet.custody_until:
        custody = paper.say(N_("<b>Provisional custody</b>: until <b>{day}</b>"), day=sheet.custody_until)
        blocks.append(marked(custody, paper.looks.body).after(3))
    return Stack(blocks, element="Sect")
