"""The care plan on paper (Projet individuel): 2 to 4 pages that are read together, ticked, and signed.

The sections are those of the domain notes §4.3 whose records exist, numbered as they are printed. What is never
printed (a diagnosis, what she went through) has no place in the sheet; what belongs on the centre's copy alone
(address, room, numbers of papers) is left out here of the resident's.
"""

from collections.abc import Iterator
from datetime import timedelta

from centre_app.documents import care_plan_goals, care_plan_head, care_plan_signing
from centre_app.documents.blocks import Block, Stack, Together, marked, words
from centre_app.documents.calendar_strip import DAYS, calendar_blocks
from centre_app.documents.care_plan_sheet import CarePlanSheet, OwnWords, SectionKind, VersionLine
from centre_app.documents.furniture import (
    MM,
    Barred,
    Framed,
    Score,
    SectionHead,
    Tick,
    TickedWords,
    Ticks,
    WritingLines,
)
from centre_app.documents.lines import plain
from centre_app.documents.page import Furniture, Looks, page_room, pdf_of
from centre_app.documents.tables import Row, Table
from centre_app.language import N_, Language

_BETWEEN_SECTIONS = 13.0
_VERSIONS_SHOWN = 3

# Asked and answered by hand as long as the register keeps no consents.
CONSENT_PURPOSES = (
    N_("To live at the centre"),
    N_("To keep what is told here"),
    N_("To be seen by a nurse or doctor"),
    N_("To give one’s name to headquarters"),
    N_("To look for the family"),
    N_("To be photographed"),
)

_TITLES = {
    SectionKind.HOUSING: N_("Housing, daily life"),
    SectionKind.HEALTH: N_("Health"),
    SectionKind.PSYCHOSOCIAL: N_("Psychosocial support"),
    SectionKind.SCHOOL: N_("School or training"),
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
        yield self.looks.pair(care_plan_head.resident(self), care_plan_head.situation(self)).after(_BETWEEN_SECTIONS)
        for section in (self.consents(), self.own_words(), self.needs(), care_plan_goals.goals(self)):
            yield section.after(_BETWEEN_SECTIONS)
        yield from self.short_sections()
        if self.sheet.look_back:
            yield self.look_back().after(_BETWEEN_SECTIONS)
        yield self.calendar().after(_BETWEEN_SECTIONS)
        yield self.rights().after(_BETWEEN_SECTIONS)
        yield care_plan_signing.signatures(self).after(_BETWEEN_SECTIONS)

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

    # 3 to 5: what she agrees to, what she says, how things are

    def consents(self) -> Block:
        looks = self.looks
        answers = self.sheet.consents
        table = Table(
            shares=(34, 31, 20, 15) if not looks.is_large else (32, 24, 22, 22),
            head=Row(cells=[words(self.say(label), looks.table_head.quiet()) for label in _CONSENT_HEADS]),
            rows=[
                Row(
                    cells=[
                        words(line.purpose, looks.table),
                        self._answer(line.answer),
                        words(line.limits, looks.table),
                        words(self.language.day(line.on) if line.on else "… / … / ……", looks.table),
                    ]
                )
                for line in answers
            ]
            or [
                Row(
                    cells=[
                        words(self.say(purpose), looks.table),
                        self._answer(None),
                        words("", looks.table),
                        words("… / … / ……", looks.table),
                    ]
                )
                for purpose in CONSENT_PURPOSES
            ],
            row_height=19.0 * looks.scale,
        )
        note = self.say(N_("You may change your mind whenever you want: tell your case manager or the director."))
        head = self.head(self.say(N_("Consents")), note="" if answers else self.say(N_("to fill in together")))
        section = Stack([head, table, words(note, looks.second.quiet()).after(4)], element="Sect")
        return section if looks.is_large else Together(section, page_height=page_room())

    def _answer(self, answer: str | None) -> Ticks:
        options = (("yes", N_("yes")), ("no", N_("no")), ("limited", N_("with limits")))
        return Ticks([Tick(self.say(label), key == answer) for key, label in options], self.looks.tick)

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
        note = "" if looks.is_large else self.say(N_("0 all is well · 1 small need · 2 need · 3 urgent need"))
        name_width = 33.5 * MM * looks.scale
        lines: list[Block] = [
            Score(need.domain, need.score, need.note, looks.second, name_width=name_width) for need in self.sheet.needs
        ]
        half = (len(lines) + 1) // 2
        columns = looks.pair(Stack(lines[:half]), Stack(lines[half:]))
        head = self.head(self.say(N_("Needs and strengths")), note=note)
        return Together(Stack([head, columns], element="Sect"), page_height=page_room())

    # Daily life to the calendar

    def short_sections(self) -> Iterator[Block]:
        """Give the sections of running text, two beside each other; an odd one takes the whole width."""
        sections = [
            (kind, sentences)
            for kind in SectionKind
            if (sentences := [s for section in self.sheet.sections if section.kind is kind for s in section.sentences])
        ]
        if self.sheet.is_for_the_centre and self.sheet.room:
            room = self.say(N_("Room and bed: {room}."), room=self.sheet.room)
            housed = [(kind, [room, *sentences]) for kind, sentences in sections if kind is SectionKind.HOUSING]
            others = [(kind, sentences) for kind, sentences in sections if kind is not SectionKind.HOUSING]
            sections = [*(housed or [(SectionKind.HOUSING, [room])]), *others]
        blocks = [
            Stack([self.head(self.say(_TITLES[kind])), words(" ".join(sentences), self.looks.body)], element="Sect")
            for kind, sentences in sections
        ]
        for first, second in zip(blocks[::2], [*blocks[1::2], None], strict=False):
            pair = self.looks.pair(first, second) if second else first
            yield pair.after(_BETWEEN_SECTIONS)

    def look_back(self) -> Block:
        back = self.sheet.look_back
        assert back is not None
        looks = self.looks
        reached = [TickedWords(goal.objective, looks.tick, is_ticked=True) for goal in back.goals if goal.is_reached]
        open_still: list[Block] = []
        for goal in back.goals:
            if goal.is_reached:
                continue
            not_yet = self.say(N_("{goal}: not yet"), goal=goal.objective.rstrip(". "))
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
        return Stack([head, *calendar_blocks(self.sheet.dates, first, self.language, self.looks)], element="Sect")

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


_CONSENT_HEADS = (N_("What for"), N_("Answer"), N_("Limits"), N_("Date"))
