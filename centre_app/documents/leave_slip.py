"""The slip that goes with somebody who is out for a time: who, from when to when, and with whom.

It is shown at the roadside: its heading says neither whose it is nor what kind of house. Where she goes stands nowhere.
"""

from dataclasses import dataclass
from datetime import date, datetime

from centre_app.documents.blocks import Block, Stack, words
from centre_app.documents.furniture import MM, Fact, SignatureBox
from centre_app.documents.page import A5_SHEET, Furniture, Looks, pdf_of
from centre_app.language import N_, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveSlip:
    """`who` is a name or a number; `phone` is there to ask, and answers without saying what it is."""

    who: str
    out_at: datetime | None
    back_on: date | None
    with_whom: str = ""
    phone: str = ""
    sex: str | None = None
    printed_at: datetime
    is_training: bool = False


def leave_slip_pdf(slip: LeaveSlip, language: Language) -> bytes:
    """Return the slip as PDF, A5."""
    looks, say = Looks(), language.say
    title = say(N_("Leave to go out"))
    told = [
        (say(N_("Name or number")), slip.who),
        (say(N_("From")), language.moment(slip.out_at) if slip.out_at else ""),
        (say(N_("Until")), language.day(slip.back_on) if slip.back_on else say(N_("the day is not known yet"))),
        (say(N_("Accompanied by")), slip.with_whom or "–"),
        *(((say(N_("Telephone")), slip.phone),) if slip.phone else ()),
    ]
    facts = [
        Fact(label, words(said, looks.body.bold(), tag="Span"), label_width=36 * MM).after(4) for label, said in told
    ]
    under = say(N_("signature, date and time"))
    signs = [
        SignatureBox(who=say(who, sex=slip.sex), name="", under_line=under, thumb=None, style=looks.second).after(8)
        for who in (N_("Leave given by"), N_("Accompanied by"), N_("Seen on her return"))
    ]
    blocks: list[Block] = [
        words(title, looks.title, tag="H1").after(10),
        Stack(facts).after(10),
        words(
            say(N_("She is out with the leave of whoever signs. Please let her go on her way."), sex=slip.sex),
            looks.body,
        ).after(12),
        *signs,
    ]
    furniture = Furniture(
        title=title,
        author="",
        printed_at=slip.printed_at,
        is_training=slip.is_training,
        foot=title,
        foot_second=[say(N_("Printed on {day}"), day=slip.printed_at.date())],
    )
    return pdf_of(blocks, furniture, language, measures=A5_SHEET)
