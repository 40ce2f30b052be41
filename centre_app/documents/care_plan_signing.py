"""The end of a care plan: who signs, with a pen or a thumb, and what becomes of her copy."""

from centre_app.documents.blocks import Block, Columns, Stack, Together, words
from centre_app.documents.care_plan_head import signed_and_not_signed
from centre_app.documents.care_plan_part import Paper
from centre_app.documents.care_plan_sheet import Signer
from centre_app.documents.furniture import MM, Framed, SignatureBox, Tick, Ticks
from centre_app.documents.page import page_room
from centre_app.language import N_

_GAP = 10.0 * MM / 2
_WHO = {
    "resident": N_("The resident"),
    "guardian": N_("The guardian or the authority"),
    "referent": N_("The case manager"),
    "director": N_("The director"),
    "interpreter": N_("The interpreter"),
    "witness": N_("The witness, if agreed by word of mouth"),
    "receiver": N_("Who receives this copy"),
}
_WITH_THUMB = ("resident", "guardian")


def why_not_signed(paper: Paper) -> str:
    """Return the sentence that stands where the boxes would be."""
    if paper.sheet.shut_parts:
        return paper.say(
            N_(
                "This copy is incomplete: it was printed without {parts}, which is kept for others. It cannot be signed. "
                "Have the plan printed by somebody who may open every part."
            ),
            parts=paper.language.list_of(paper.sheet.shut_parts),
        )
    return paper.say(
        N_("This is a draft: it can still change, so it is not signed yet. Propose the plan, then print it.")
    )


def signatures(paper: Paper) -> Block:
    """Return the section, kept on one page; of a copy that may not be signed, the sentence that says why."""
    leaves = paper.sheet.copy.level.leaves
    head = paper.head(paper.say(N_("Signatures")), note="" if leaves else paper.say(N_("signature or thumb")))
    if not paper.sheet.may_be_signed:
        return Together(Stack([head, Framed(words(why_not_signed(paper), paper.looks.body))]), page_height=page_room())
    boxes = [_box(paper, signer) for signer in paper.sheet.signers]
    rows = [
        Columns(left, right or Stack([]), gap=_GAP).after(6)
        for left, right in zip(boxes[::2], [*boxes[1::2], None], strict=False)
    ]
    if leaves:
        blocks = [head, *rows, _where_and_when(paper).after(8)]
    else:
        later = [words(signed_and_not_signed(paper), paper.looks.body)] if paper.sheet.is_printed_later else []
        blocks = [head, words(_read_to_her(paper), paper.looks.body), *later, *rows, _last_line(paper).after(8)]
    return Together(Stack(blocks, element="Sect"), page_height=page_room())


def _read_to_her(paper: Paper) -> str:
    name, spoken = paper.sheet.resident.name, paper.sheet.explained_in
    if not spoken:
        return paper.say(N_("This plan was read and explained to {name}. They may still change it."), name=name)
    return paper.say(
        N_("This plan was read and explained to {name} in {spoken}. They may still change it."),
        name=name,
        spoken=spoken,
    )


def _box(paper: Paper, signer: Signer) -> SignatureBox:
    has_thumb = signer.role in _WITH_THUMB
    # Staff are named in their own sex; the resident and those beside her in hers.
    sex = signer.sex if signer.role in ("referent", "director") else paper.sheet.resident.sex
    under = N_("signature") if has_thumb else N_("signature and date")
    return SignatureBox(
        who=paper.language.say(_WHO[signer.role], sex=sex),
        name=", ".join(
            part for part in (signer.name or signer.note or _to_fill_in(paper, signer), _beside(signer)) if part
        ),
        under_line=paper.say(under),
        thumb=paper.say(N_("thumb")) if has_thumb else None,
        style=paper.looks.second,
        signed=_signed(paper, signer),
    )


def _to_fill_in(paper: Paper, signer: Signer) -> str:
    """Return where a name is to be written, while nobody has signed there."""
    return "" if signer.signed_on else paper.say(N_("name:"))


def _beside(signer: Signer) -> str:
    """Return the note that stands behind a name."""
    return signer.note if signer.name else ""


def _signed(paper: Paper, signer: Signer) -> str:
    """Return what the register already knows of this signature, for a copy printed later."""
    if signer.signed_on is None:
        return ""
    match signer.mode:
        case "thumbprint":
            return paper.say(N_("Thumb put on {day}"), day=signer.signed_on)
        case "verbal_witness":
            return paper.say(N_("Agreed by word of mouth on {day}"), day=signer.signed_on)
        case _:
            return paper.say(N_("Signed on {day}"), day=signer.signed_on)


def _last_line(paper: Paper) -> Block:
    """Return where and when it was signed, and what became of her copy."""
    choice, looks = paper.sheet.copy_choice, paper.looks
    done_at = _where_and_when(paper)
    ticks = Ticks(
        [
            Tick(paper.say(N_("copy handed over")), choice == "given"),
            Tick(paper.say(N_("kept by the centre, at their request")), choice == "kept_by_centre"),
        ],
        looks.tick,
    )
    return Stack([done_at, ticks.after(4)]) if looks.is_large else Columns(done_at, ticks, gap=6, share=0.45)


def _where_and_when(paper: Paper) -> Block:
    where = paper.sheet.place or "……………………"
    return words(paper.say(N_("Done at {place}, on ……… / ……… / …………"), place=where), paper.looks.body)
