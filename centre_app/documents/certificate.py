"""The certificate of an erasing: which file by its number, what went, who asked and who decided. It names nobody whom it is about.

It can be printed again at any time: all of it stands in the record that two people left, and in the line of history.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from centre_app.choices import choices
from centre_app.documents.blocks import Block, Columns, Space, Stack, words
from centre_app.documents.furniture import MM, Fact, SignatureBox
from centre_app.documents.lines import plain
from centre_app.documents.page import GUTTER, Furniture, Looks, pdf_of
from centre_app.documents.sheet_parts import title_block
from centre_app.language import N_, Language
from centre_app.records import CaseFile, Centre, RetentionEvent, StaffMember
from centre_app.register import Register
from centre_app.retention.erasing import still_waiting
from centre_app.retention.standing import DESTROY, WITHDRAW
from centre_app.roles_said import work_of

WHAT_WENT = (
    N_("Names, contacts, numbers of papers, places in words"),
    N_("Photographs, scanned papers and recordings"),
    N_("Everything that was written in words, in every part of the file"),
    N_("What history told that stood there before, with what it could be guessed by"),
    N_("Drafts, the words of the search, and what was typed to find this person"),
)
WHAT_STAYS = N_(
    "What stays: choices, counts and the days of which the house’s figures are made, under the number of the file, without"
    " a word. Every report of the past stays as it was."
)
LEDGER_STAYS = N_("The consent ledger stays, with its days and its answers: so it is proven that this was asked for.")
NOTHING_COUNTED = N_("Nothing of this file is counted any more. Its number is never given again.")
OF_COPIES = N_(
    "Copies made before this day may still hold it: the backups on this laptop until {day}, or until the first one that is"
    " made from then on; backup sticks, printed sheets, and files set aside after a damage or a restore until somebody"
    " erases or destroys them. Headquarters erases the same when it receives the next month’s export."
)
OF_THE_REST = N_("Still to be done, by itself, when somebody unlocks who opens it: {parts}.")
PARTS = {
    "identity": N_("names and contacts"),
    "care": N_("the file"),
    "health": N_("health"),
    "protection": N_("protection"),
    "notes": N_("the psychologist’s notes"),
    "centre": N_("the house"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """One erasing as it is certified. `asked` and `decided` are who and on which day."""

    centre: str
    number: str
    code: str
    act: str
    rule: str | None
    asked: tuple[str, date | None]
    decided: tuple[str, datetime | None]
    records: int
    papers: int
    line: str
    backups_until: date | None
    waits: Sequence[str]
    printed_at: datetime
    is_training: bool = False


def certificate_of(register: Register, event: RetentionEvent, language: Language) -> Certificate:
    """Return what is certified of an erasing that was done."""
    centre, case = register.get(Centre, event.centre_id), register.as_stored.get(CaseFile, event.case_id)
    return Certificate(
        centre=(centre.name if centre else None) or register.code,
        number=event.certificate or "",
        code=(case.code if case else None) or "",
        act=event.act or "",
        rule=event.rule,
        asked=(_who(register, event.created_by, language), event.asked_on),
        decided=(_who(register, event.decided_by or "", language), event.decided_at),
        records=event.records_count or 0,
        papers=event.papers_count or 0,
        line=event.line or "",
        backups_until=event.backups_until,
        waits=still_waiting(register, event.id),
        printed_at=register.now,
        is_training=register.is_training,
    )


def print_certificate(register: Register, event: RetentionEvent, language: Language) -> bytes:
    """Return the certificate for paper; a line in history says so before it is handed out."""
    register.note("print", event)
    return certificate_pdf(certificate_of(register, event, language), language)


def certificate_pdf(told: Certificate, language: Language) -> bytes:
    """Return the certificate as PDF, one A4 sheet."""
    looks, title = Looks(), language.say(N_("Certificate of erasing"))
    furniture = Furniture(
        title=title,
        author=told.centre,
        printed_at=told.printed_at,
        is_training=told.is_training,
        foot=language.say(N_("Certificate of erasing {number}"), number=told.number),
        foot_second=[language.say(N_("Printed on {day}"), day=told.printed_at.date())],
    )
    return pdf_of(list(_blocks(told, language, looks, title)), furniture, language)


def _blocks(told: Certificate, language: Language, looks: Looks, title: str) -> Iterator[Block]:
    say = language.say
    yield title_block(
        looks,
        centre=told.centre,
        title=title,
        note=choices("retention_act").label(told.act, language),
        frame=[
            (say(N_("Number")), f"<b>{plain(told.number)}</b>"),
            (say(N_("Case file")), f"<b>{plain(told.code)}</b>"),
            (say(N_("Decided on")), plain(language.day(told.decided[1].date()) if told.decided[1] else "")),
        ],
    ).after(14)
    yield _facts(told, language, looks).after(16)
    yield words(say(N_("Erased for good in this register")), looks.body.bold()).after(14)
    for what in WHAT_WENT:
        yield words(f"– {say(what)}", looks.body).after(3)
    yield Space(8)
    for kept in _what_stays(told, language):
        yield words(kept, looks.body).after(8)
    yield Space(10)
    under = say(N_("signature, date and time"))
    boxes = [
        SignatureBox(who=say(who), name=name, under_line=under, thumb=None, style=looks.second)
        for who, name in ((N_("Asked by"), told.asked[0]), (N_("Decided by"), told.decided[0]))
    ]
    yield Columns(*boxes, gap=GUTTER)


def _facts(told: Certificate, language: Language, looks: Looks) -> Block:
    say = language.say
    facts = [
        (N_("By which rule"), choices("retention_rule").label(told.rule, language) if told.rule else ""),
        (N_("Asked by"), _on(told.asked[0], told.asked[1], language)),
        (N_("Decided by"), _on(told.decided[0], told.decided[1].date() if told.decided[1] else None, language)),
        (N_("Records emptied"), language.number(told.records)),
        (N_("Documents erased"), language.number(told.papers)),
        (N_("Line of history"), told.line),
    ]
    lines = [
        Fact(say(label), words(said, looks.body.bold(), tag="Span"), label_width=44 * MM).after(2)
        for label, said in facts
        if said
    ]
    return Stack(lines)


def _what_stays(told: Certificate, language: Language) -> Iterator[str]:
    say = language.say
    yield say(NOTHING_COUNTED if told.act == DESTROY else WHAT_STAYS)
    if told.act == WITHDRAW:
        yield say(LEDGER_STAYS)
    if told.backups_until is not None:
        yield say(OF_COPIES, day=told.backups_until)
    if told.waits:
        yield say(OF_THE_REST, parts=language.list_of([say(PARTS[part]) for part in told.waits]))


def _on(who: str, day: date | None, language: Language) -> str:
    return language.say(N_("{who}, on {day}"), who=who, day=day) if day else who


def _who(register: Register, staff_id: str, language: Language) -> str:
    """Return a member of the team with what she does here."""
    member = register.as_stored.get(StaffMember, staff_id)
    if member is None:
        return ""
    name, work = member.name or member.staff_code or "", work_of(member.roles, language)
    return language.say(N_("{name} ({work})"), name=name, work=work) if work else name
