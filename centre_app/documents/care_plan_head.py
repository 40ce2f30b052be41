"""The head of a care plan: whose it is, which copy, and the few lines that say where she stands."""

from collections.abc import Iterator

from centre_app.documents.blocks import Block, Columns, Stack, marked, words
from centre_app.documents.care_plan_levels import Part, is_printed
from centre_app.documents.care_plan_part import Paper
from centre_app.documents.care_plan_sheet import CopyLevel, Custody
from centre_app.documents.furniture import MM, Fact, FactsFrame, Framed, WritingLines
from centre_app.documents.lines import plain
from centre_app.documents.page import GUTTER
from centre_app.language import N_


def header(paper: Paper) -> Block:
    looks = paper.looks
    left = [
        words(paper.sheet.centre.upper(), looks.over_title),
        *([words(paper.sheet.centre_address, looks.second.quiet())] if paper.sheet.centre_address else []),
        words(paper.say(N_("Care plan")), looks.title, tag="H1"),
        marked(_referent(paper), looks.body),
        *([] if paper.sheet.copy.level.leaves else [marked(_explained(paper), looks.body)]),
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


def _referent(paper: Paper) -> str:
    if not paper.sheet.referent:
        return paper.language.say(N_("Case manager: ………………………"))
    name = plain(paper.sheet.referent)
    return paper.language.say(N_("Case manager: <b>{name}</b>"), sex=paper.sheet.referent_sex, name=name)


def _explained(paper: Paper) -> str:
    if not paper.sheet.explained_in:
        return paper.say(N_("Explained in: ………………………"))
    spoken = plain(paper.sheet.explained_in)
    if not (paper.sheet.interpreter or paper.sheet.had_interpreter):
        return paper.say(N_("Explained in <b>{spoken}</b>, without an interpreter"), spoken=spoken)
    if not paper.sheet.interpreter:
        return paper.say(N_("Explained in <b>{spoken}</b>, with an interpreter"), spoken=spoken)
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
    match copy.level:
        case CopyLevel.RESIDENT:
            return paper.say(N_("<b>A</b>, for the resident · copy {number}"), number=number)
        case CopyLevel.CENTRE:
            return paper.say(N_("<b>B</b>, for the centre’s file · copy {number}"), number=number)
        case CopyLevel.PARTNER:
            return paper.say(N_("<b>C</b>, excerpt · copy {number}"), number=number)
    return paper.say(N_("<b>D</b>, for an authority · copy {number}"), number=number)


def what_this_is(paper: Paper) -> Block:
    """Return the frame that says what a copy which leaves holds, by what right, and what its reader owes."""
    sheet, looks = paper.sheet, paper.looks
    to_whom = plain(sheet.copy.to_whom)
    if sheet.copy.level is CopyLevel.PARTNER:
        what = paper.say(
            N_("<b>Excerpt for {to_whom}</b>: of the care plan, the domain “{domain}” and nothing else."),
            to_whom=to_whom,
            domain=plain(sheet.excerpt_of),
        )
    else:
        what = paper.say(
            N_(
                "<b>For {to_whom}</b>: what an authority needs to know. What concerns health is told on a sheet of its own."
            ),
            to_whom=to_whom,
        )
    owed = paper.say(N_("It serves this purpose alone, is shown to nobody else and not copied."))
    by_right = " ".join(part for part in (sheet.shared_because, owed) if part)
    return Framed(Stack([marked(what, looks.body), words(by_right, looks.body).after(2)]))


def signed_and_not_signed(paper: Paper) -> str:
    """Return what of a copy printed after the signatures they stand for: the rest is read from the file as it is now."""
    signed_on, today = paper.sheet.status_on, paper.sheet.printed_at.date()
    if paper.sheet.copy.level.leaves:
        return paper.say(
            N_(
                "The goals and actions were accepted on {day}. All else, ticks included, is how things stand on {today}."
            ),
            day=signed_on,
            today=today,
        )
    return paper.say(
        N_(
            "Accepted on {day}: the situation, their words, the goals and the actions. All else, ticks included, is how "
            "things stand on {today}, and was not signed."
        ),
        day=signed_on,
        today=today,
    )


def who_and_where(paper: Paper) -> Block:
    """Return who she is and, on all but an excerpt, where she stands."""
    if paper.sheet.copy.level is CopyLevel.PARTNER:
        return resident(paper)
    return paper.looks.pair(resident(paper), situation(paper))


def resident(paper: Paper) -> Block:
    resident = paper.sheet.resident
    facts = [
        (N_("Name"), _name(paper)),
        (N_("Sex"), plain(resident.sex_said)),
        (N_("Age"), _age(paper)),
        (N_("Nationality"), plain(resident.nationality)),
        (N_("At the centre"), _here(paper)),
        (N_("Children here"), "\n".join(_children(paper))),
    ]
    facts += [(N_("Papers"), "\n".join(map(plain, resident.papers))), (N_("Guardian"), plain(resident.guardian))]
    label_width = 27 * MM * paper.looks.scale
    said: list[Block] = [
        Fact(paper.say(label), marked(value, paper.looks.body, tag="Span"), label_width=label_width)
        for label, value in facts
        if value
    ]
    if paper.sheet.copy.level is CopyLevel.PARTNER:  # alone in its line, it has two columns for itself
        half = (len(said) + 1) // 2
        said = [paper.looks.pair(Stack(said[:half]), Stack(said[half:]))]
    return Stack([paper.head(paper.say(N_("Resident"))), *said], element="Sect")


def _name(paper: Paper) -> str:
    resident = paper.sheet.resident
    if not resident.called:
        return f"<b>{plain(resident.name)}</b>"
    return paper.say(N_("<b>{name}</b>, called {other}"), name=plain(resident.name), other=plain(resident.called))


def _here(paper: Paper) -> str:
    resident = paper.sheet.resident
    if not resident.here_since:
        return ""
    if resident.here_until:
        return paper.say(N_("from {first} to {last}"), first=resident.here_since, last=resident.here_until)
    return paper.say(N_("since {day}"), day=resident.here_since)


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
    elif is_printed(Part.SITUATION, sheet.copy.level):
        blocks.append(WritingLines("", paper.looks.body, lines=4))
    if sheet.legal_status:
        status = paper.say(N_("<b>Legal status</b>: {status}"), status=plain(sheet.legal_status))
        blocks.append(marked(status, paper.looks.body).after(3))
    if sheet.custody:
        blocks.append(marked(_custody(paper, sheet.custody), paper.looks.body).after(3))
    if sheet.copy.level is CopyLevel.AUTHORITIES and len(blocks) == 1:
        blocks.append(words(paper.say(N_("No order entrusts the resident to the centre.")), paper.looks.body))
    return Stack(blocks, element="Sect")


def _custody(paper: Paper, custody: Custody) -> str:
    """Return the order in one line: "Garde provisoire : jusqu'au 29/11/2026 (Tribunal de Koro, n° 12)"."""
    order = plain(custody.kind)
    number = paper.say(N_("no. {number}"), number=plain(custody.number)) if custody.number else ""
    by = ", ".join(part for part in (plain(custody.authority), number) if part)
    if custody.until and custody.until < paper.sheet.printed_at.date():
        ended = paper.say(N_("<b>{order}</b>: ended on <b>{day}</b>"), order=order, day=custody.until)
        return f"{ended} ({by})" if by else ended
    match bool(by), custody.until:
        case True, None:
            return paper.say(N_("<b>{order}</b>: without an end date ({by})"), order=order, by=by)
        case True, until:
            return paper.say(N_("<b>{order}</b>: until <b>{day}</b> ({by})"), order=order, day=until, by=by)
        case _, None:
            return paper.say(N_("<b>{order}</b>: without an end date"), order=order)
        case _, until:
            return paper.say(N_("<b>{order}</b>: until <b>{day}</b>"), order=order, day=until)
