"""The slip that somebody gets with her first passphrase: who she is, five words, and what to do with them.

It is handed over once and good for one time: at the first login she chooses a passphrase of her own.
"""

from dataclasses import dataclass, field
from datetime import datetime

from centre_app.documents.blocks import Block, Stack, words
from centre_app.documents.fonts import BOLD
from centre_app.documents.furniture import MM, Fact, Framed
from centre_app.documents.lines import Style
from centre_app.documents.page import A5_SHEET, Furniture, Looks, pdf_of
from centre_app.language import N_, Language
from centre_app.records import Centre, StaffMember
from centre_app.register import Register

_SECRET = Style(face=BOLD, size=17, leading=25)
_LONGEST_NAME = 60

TO_DO = (
    N_("1. At the laptop, choose your name and type these five words, with a space between them."),
    N_("2. The program asks you at once for a passphrase of your own. Only you will know it."),
    N_("3. Then tear this slip up: its words open nothing any more."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSlip:
    """One person and her first passphrase. `shown` is how the door names her."""

    centre: str
    name: str
    shown: str
    staff_code: str
    passphrase: str = field(repr=False)
    printed_at: datetime
    is_training: bool = False


def slip_of(register: Register, member: StaffMember, passphrase: str) -> PersonSlip:
    """Return the slip of somebody who has just been given a passphrase."""
    centre = register.get(Centre, register.centre_id)
    slot = register.keys.key_file.person(member.id)
    return PersonSlip(
        centre=(centre.name if centre else None) or register.code,
        name=member.name or "",
        shown=slot.shown,
        staff_code=member.staff_code or "",
        passphrase=passphrase,
        printed_at=register.now,
        is_training=register.is_training,
    )


def print_person_slip(register: Register, member: StaffMember, passphrase: str, language: Language) -> bytes:
    """Return the slip for paper; a line in history says so before it is handed out."""
    register.note("print", member)
    return person_slip_pdf(slip_of(register, member, passphrase), language)


def person_slip_pdf(slip: PersonSlip, language: Language) -> bytes:
    """Return the slip as PDF, A5."""
    looks, title = Looks(), language.say(N_("First passphrase"))
    told = [(N_("Name"), slip.name), (N_("At the door"), slip.shown), (N_("Staff code"), slip.staff_code)]
    facts = Stack(
        [
            Fact(language.say(label), words(_short(said), looks.body.bold(), tag="Span"), label_width=30 * MM).after(2)
            for label, said in told
            if said
        ]
    )
    secret = Framed(Stack([words(word, _SECRET) for word in slip.passphrase.split()]))
    blocks: list[Block] = [
        words(slip.centre.upper(), looks.over_title),
        words(title, looks.title, tag="H1").after(6),
        facts.after(8),
        secret.after(12),
        *(words(language.say(step), looks.body).after(5) for step in TO_DO),
        words(language.say(N_("Do not photograph it, do not send it.")), looks.body.bold()).after(4),
    ]
    furniture = Furniture(
        title=title,
        author=slip.centre,
        printed_at=slip.printed_at,
        is_training=slip.is_training,
        foot=title,
        foot_second=[language.say(N_("Printed on {day}"), day=slip.printed_at.date())],
        mark=language.say(N_("Secret")),
    )
    return pdf_of(blocks, furniture, language, measures=A5_SHEET)


def _short(said: str) -> str:
    return said if len(said) <= _LONGEST_NAME else f"{said[: _LONGEST_NAME - 1]}…"
