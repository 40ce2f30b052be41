"""The care plan on paper (Projet individuel): 2 to 4 pages that are read together, ticked, and signed.

The sections are those of the domain notes §4.3, numbered as they are printed; those of which a copy says nothing are left
out. What a copy may say was decided before (`care_plan_levels`): here is printed what the sheet holds, and the lines to
write on where it holds nothing yet.
"""

from collections.abc import Iterator
from datetime import timedelta

from centre_app.choices import choices
from centre_app.documents import care_plan_consents, care_plan_goals, care_plan_head, care_plan_signing
from centre_app.documents.blocks import Block, Stack, Together, marked, words
from centre_app.documents.calendar_strip import DAYS, calendar_blocks
from centre_app.documents.care_plan_levels import Part, is_printed
from centre_app.documents.care_plan_sheet import CarePlanSheet, OwnWords, SectionKind, ShortSection, VersionLine
from centre_app.documents.furniture import (
    MM,
    Barred,
    Framed,
    Score,
    SectionHead,
    TickedWords,
    WritingLines,
)
from centre_app.documents.lines import plain
from centre_app.documents.page import A4_SHEET, Furniture, Looks, page_room, pdf_of
from centre_app.language import N_, Language

_BETWEEN_SECTIONS = 13.0
_WIDTH = A4_SHEET.text_width
_VERSIONS_SHOWN = 3

_TITLES = {
    SectionKind.SAFETY: N_("Safety"),
    SectionKind.HOUSING: N_("Housing, daily life"),
    SectionKind.HEALTH: N_("Health"),
    SectionKind.PSYCHOSOCIAL: N_("Psychosocial support"),
    SectionKind.SCHOOL: N_("School or training"),
    SectionKind.LEGAL: N_("Legal, civil status"),
    SectionKind.FAMILY: N_("Family and return"),
    SectionKind.EXIT: N_("Preparing the exit"),
}


def care_plan_pdf(sheet: CarePlanSheet, language: Language, *, large: bool = False) -> bytes:
    """Return a care plan as PDF; `large` sets it in 14 pt and one column."""
    paper = _Paper(sheet, language, Looks(large=large))
    return pdf_of(list(paper.blocks()), paper.furniture(), language)


class _Paper:
    """One plan being put on paper: each method returns the blocks of one section."""

    def __init__(self, sheet: CarePlanSheet, language: Language, looks: Looks) -> None:
        self.sheet, self.language, self.looks = sheet, language, looks
        self._sections = 0

    def say(self, message: str, **parts: object) -> str:
        """Return a message, worded for the resident's sex."""
        return self.language.say(message, sex=self.sheet.resident.sex, **parts)

    def head(self, title: str, note: str = "") -> SectionHead:
        """Return the head of the next section, with its number."""
        self._sections += 1
        return SectionHead(self._sections, title, self.looks.section, note=note)

    def blocks(self) -> Iterator[Block]:
        yield care_plan_head.header(self)
        if self.sheet.shut_parts:
            yield Framed(words(care_plan_signing.why_not_signed(self), self.looks.body.bold())).after(10)
        if self.sheet.copy.level.leaves:
            yield care_plan_head.what_this_is(self).after(10)
        if self.sheet.is_printed_later:
            yield words(care_plan_head.signed_and_not_signed(self), self.looks.second).after(8)
        yield care_plan_head.who_and_where(self).after(_BETWEEN_SECTIONS)
        yield care_plan_consents.consents(self).after(_BETWEEN_SECTIONS)
        if self.prints(Part.OWN_WORDS):
            yield self.own_words().after(_BETWEEN_SECTIONS)
        if self.sheet.needs:
            yield self.needs().after(_BETWEEN_SECTIONS)
        if self.sheet.domains or not self.sheet.copy.level.leaves:
            yield care_plan_goals.goals(self).after(_BETWEEN_SECTIONS)
        yield from self.short_sections()
        if self.sheet.look_back:
            yield self.look_back().after(_BETWEEN_SECTIONS)
        if self.prints(Part.CALENDAR):
            yield self.calendar().after(_BETWEEN_SECTIONS)
        if self.prints(Part.RIGHTS):
            yield self.rights().after(_BETWEEN_SECTIONS)
        yield care_plan_signing.signatures(self).after(_BETWEEN_SECTIONS)

    def prints(self, part: Part) -> bool:
        """Say whether this copy has a section at all, be it to write in."""
        return is_printed(part, self.sheet.copy.level)

    # Round the text

    def furniture(self) -> Furniture:
        sheet = self.sheet
        return Furniture(
            title=self.say(N_("Care plan {code}, version {version}"), code=sheet.code, version=str(sheet.version)),
            author=sheet.centre,
            printed_at=sheet.printed_at,
            is_training=sheet.is_training,
            head=self.say(N_("Care plan of {name}"), name=sheet.resident.name),
            head_right=sheet.centre,
            foot=self._foot(),
            foot_second=self._history(),
            mark=self.say(N_("Incomplete, not to be signed")) if sheet.shut_parts else self.say(N_("Confidential")),
        )

    def _foot(self) -> str:
        sheet = self.sheet
        parts = {
            "code": sheet.code,
            "version": str(sheet.version),
            "level": sheet.copy.level.letter,
            "number": str(sheet.copy.number),
        }
        if sheet.copy.total is None:
            return self.say(N_("{code} · Care plan, version {version} · sheet {level}, copy {number}"), **parts)
        return self.say(
            N_("{code} · Care plan, version {version} · sheet {level}, copy {number} of {total}"),
            total=str(sheet.copy.total),
            **parts,
        )

    def _history(self) -> list[str]:
        """Return the line of the foot in ever shorter wordings: the oldest versions give way first."""
        shown = self.sheet.versions[-_VERSIONS_SHOWN:]
        wordings = []
        for first in range(len(shown)):
            versions = " · ".join(self._version(line) for line in shown[first:])
            head = self.sheet.head_of_history
            wordings.append(self.say(N_("History: {versions} · head {head}"), versions=versions, head=head))
        return wordings

    def _version(self, line: VersionLine) -> str:
        """Return one version as the foot says it: "v2 accepted on 25/05/2026"."""
        number, on = str(line.number), line.on
        if on is None:
            return self.say(N_("v{version} being written"), version=number)
        match line.status:
            case "draft":
                return self.say(N_("v{version} draft of {day}"), version=number, day=on)
            case "proposed":
                return self.say(N_("v{version} proposed on {day}"), version=number, day=on)
            case _:
                return self.say(N_("v{version} accepted on {day}"), version=number, day=on)

    # 4 and 5: what she says, how things are

    def own_words(self) -> Block:
        looks = self.looks
        note = "" if looks.is_large else self.say(N_("wishes · worries · strengths"))
        blocks: list[Block] = [self.head(self.say(N_("In their own words")), note=note)]
        if self.sheet.own_words:
            blocks.append(Barred(Stack([block for said in self.sheet.own_words for block in self._said(said)])))
        else:
            prompts = (N_("I want:"), N_("I worry about:"), N_("I am good at:"))
            blocks += [WritingLines(self.say(prompt), looks.body, lines=1) for prompt in prompts]
        blocks.append(WritingLines(self.say(N_("Added at the next review:")), looks.body.quiet(), lines=2).after(2))
        return Stack(blocks, element="Sect")

    def _said(self, said: OwnWords) -> Iterator[Block]:
        quoted = words(self.language.say(N_("“{words}”"), words=said.said), self.looks.said)
        quoted.keeps_with_next = bool(said.in_french)
        yield quoted.after(5)
        if said.in_french:
            yield words(said.in_french, self.looks.second)

    def needs(self) -> Block:
        looks = self.looks
        scale = " · ".join(label for _key, label in choices("need_score").offered(self.language))
        name_width = 33.5 * MM * looks.scale
        lines: list[Block] = [
            Score(need.domain, need.score, need.note, looks.second, name_width=name_width) for need in self.sheet.needs
        ]
        half = (len(lines) + 1) // 2
        columns = looks.pair(Stack(lines[:half]), Stack(lines[half:])) if len(lines) > 1 else Stack(lines)
        head = self.head(self.say(N_("Needs and strengths")), note="" if looks.is_large else scale)
        blocks = [head, *([words(scale, looks.second.quiet())] if looks.is_large else []), columns]
        if self.sheet.strengths:
            strong = self.say(N_("<b>Strengths</b>: {strengths}"), strengths=plain(self.sheet.strengths))
            blocks.append(marked(strong, looks.body).after(4))
        if self.sheet.needs_on:
            assessed = self.say(N_("Looked at together on {day}."), day=self.sheet.needs_on)
            blocks.append(words(assessed, looks.second.quiet()).after(3))
        return Together(Stack(blocks, element="Sect"), page_height=page_room())

    # Daily life to the calendar

    def short_sections(self) -> Iterator[Block]:
        """Give the short sections, two beside each other where that takes less room than one under the other."""
        left = [self._short(section) for section in self.sheet.sections]
        while left:
            first, *left = left
            pair = self.looks.pair(first, left[0]) if left else first
            if left and pair.height(_WIDTH) < first.height(_WIDTH) + _BETWEEN_SECTIONS + left[0].height(_WIDTH):
                first, left = pair, left[1:]
            yield Together(first, page_height=page_room()).after(_BETWEEN_SECTIONS)

    def _short(self, section: ShortSection) -> Block:
        body = self.looks.body
        blocks: list[Block] = [self.head(self.say(_TITLES[section.kind]))]
        if section.sentences:
            blocks.append(words(" ".join(section.sentences), body))
        for point in section.points:
            said = self.say(N_("<b>{what}</b>: {text}"), what=plain(point.label), text=plain(point.text))
            blocks.append(marked(said, body).after(1.5))
        return Stack(blocks, element="Sect")

    def look_back(self) -> Block:
        back = self.sheet.look_back
        assert back is not None
        looks = self.looks
        reached = [TickedWords(goal.objective, looks.tick, is_ticked=True) for goal in back.goals if goal.is_reached]
        open_still: list[Block] = []
        for goal in back.goals:
            if goal.is_reached:
                continue
            how_far = N_("{goal}: partly") if goal.is_partly_reached else N_("{goal}: not yet")
            not_yet = self.say(how_far, goal=goal.objective.rstrip(". "))
            open_still.append(TickedWords(not_yet, looks.tick, is_ticked=False))
            if goal.why:
                open_still.append(words(self.say(N_("Why: {reason}"), reason=goal.why), looks.second.quiet()))
        blocks: list[Block] = [self.head(self.say(N_("Looking back on version {version}"), version=str(back.version)))]
        blocks.append(
            looks.pair(Stack(reached), Stack(open_still)) if reached and open_still else Stack([*reached, *open_still])
        )
        if back.her_view:
            blocks.append(words(self.language.say(N_("“{words}”"), words=back.her_view), looks.said).after(4))
        return Together(Stack(blocks, element="Sect"), page_height=page_room())

    def calendar(self) -> Block:
        first = self.sheet.printed_at.date()
        last = first + timedelta(days=DAYS - 1)
        note = self.say(N_("from {first} to {last}"), first=first, last=last)
        head = self.head(self.say(N_("Calendar of 90 days")), note=note)
        days = calendar_blocks(self.sheet.dates, first, self.language, self.looks)
        return Together(Stack([head, *days], element="Sect"), page_height=page_room())

    def rights(self) -> Block:
        looks = self.looks
        rights = self.say(
            N_(
                "<b>You have the right</b> to say no, to ask questions, to see your file, to have it corrected, and to "
                "leave in safety. If something is wrong, you can tell your case manager, the director, or somebody "
                "<b>outside the centre</b>: {where}."
            ),
            where=plain(self.sheet.complaints.rstrip(". ") or self.say(N_("box and number posted at the entrance"))),
        )
        # Said in Bambara in every language of the paper: it is what most residents are told.
        bambara = (
            "I bɛ se ka ban. I bɛ se ka ɲininkali kɛ. I bɛ se ka i ka sɛbɛn lajɛ, ka a latilen. Mɔgɔ si tɛ i ɲagi o la."
        )
        text = Stack([marked(rights, looks.body), marked(f"<i>{bambara}</i>", looks.body).after(4)])
        return Together(
            Stack([self.head(self.say(N_("Your rights"))), Framed(text)], element="Sect"), page_height=page_room()
        )
