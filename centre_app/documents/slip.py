"""The slip that goes with the month's export: one half stays at the centre, the other travels with the stick.

It holds counts and a fingerprint, and nobody's name but those of who gave and who carries.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from centre_app.documents.blocks import Block, Columns, Space, Stack, words
from centre_app.documents.furniture import MM, CutLine, Fact, QrCode, SignatureBox
from centre_app.documents.lines import plain
from centre_app.documents.page import A4_SHEET, GUTTER, Furniture, Looks, pdf_of
from centre_app.documents.sheet_parts import title_block
from centre_app.language import N_, Language

_QR_SIDE = 30 * MM
_WORDS_A_LINE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportSlip:
    """One bundle as it is handed over. `counts` are pairs of words as read and a number."""

    centre: str
    headquarters: str
    month: date
    number: int
    file_name: str
    size_bytes: int
    written_at: datetime
    counts: Sequence[tuple[str, int]]
    fingerprint: str  # the file's SHA-256, in hexadecimal digits
    words: Sequence[str]  # the same fingerprint as words to read over the telephone
    giver: str = ""
    carrier: str = ""
    printed_at: datetime
    is_training: bool = False


def slip_pdf(slip: ExportSlip, language: Language) -> bytes:
    """Return the slip as PDF: one A4 sheet with two halves that say the same."""
    looks = Looks()
    stays = Stack(list(_half(slip, language, looks, note=language.say(N_("This half stays at the centre.")))))
    travels = Stack(
        [
            *_half(slip, language, looks, note=language.say(N_("This half travels with the stick."))),
            _box(language, looks, N_("Received at headquarters by"), "").after(6),
        ]
    )
    number = str(slip.number)
    furniture = Furniture(
        title=language.say(N_("Export slip no. {number}"), number=number),
        author=slip.centre,
        printed_at=slip.printed_at,
        is_training=slip.is_training,
        foot=language.say(N_("{file} · Export slip no. {number}"), file=slip.file_name, number=number),
        foot_second=[language.say(N_("The file is encrypted: only headquarters can read it."))],
    )
    return pdf_of([stays, _to_the_middle(stays), CutLine(), Space(16), travels], furniture, language)


def _to_the_middle(stays: Block) -> Space:
    """Return the space that brings the cut to the middle of the sheet."""
    sheet = A4_SHEET
    return Space(max(sheet.height / 2 - sheet.top - stays.height(sheet.text_width), 8))


def _half(slip: ExportSlip, language: Language, looks: Looks, *, note: str) -> Iterator[Block]:
    yield title_block(
        looks,
        centre=slip.centre,
        title=language.say(N_("Export slip")),
        note=note,
        frame=[
            (language.say(N_("Number")), f"<b>{slip.number}</b>"),
            (language.say(N_("Month")), f"<b>{plain(language.month(slip.month))}</b>"),
            (language.say(N_("For")), plain(slip.headquarters)),
        ],
    )
    yield Columns(_contents(slip, language, looks), _fingerprint(slip, language, looks), gap=GUTTER).after(12)
    yield _signatures(slip, language, looks).after(12)


def _contents(slip: ExportSlip, language: Language, looks: Looks) -> Block:
    facts = [
        (language.say(N_("File")), slip.file_name),
        (language.say(N_("Size")), language.size(slip.size_bytes)),
        (language.say(N_("Written")), language.moment(slip.written_at)),
        *((label, language.number(count)) for label, count in slip.counts),
    ]
    return Stack(
        [
            Fact(label, words(value, looks.table.bold(), tag="Span"), label_width=38 * MM).after(1.5)
            for label, value in facts
        ]
    )


def _fingerprint(slip: ExportSlip, language: Language, looks: Looks) -> Block:
    """Return the fingerprint three times: for the telephone, for a camera, for a careful eye."""
    lines = [" ".join(slip.words[at : at + _WORDS_A_LINE]) for at in range(0, len(slip.words), _WORDS_A_LINE)]
    in_fours = " ".join(slip.fingerprint[at : at + 4].upper() for at in range(0, 16, 4)) + " …"
    code = QrCode(
        f"{slip.file_name} sha256:{slip.fingerprint}",
        side=_QR_SIDE,
        alt=language.say(N_("QR code with the file’s name and its fingerprint")),
    )
    said = [
        words(language.say(N_("Fingerprint, to read over the telephone:")), looks.second.quiet()),
        words("\n".join(lines), looks.table.bold()).after(2),
        words(in_fours, looks.second).after(3),
    ]
    return Columns(Stack(said), code, gap=8, share=0.6)


def _signatures(slip: ExportSlip, language: Language, looks: Looks) -> Block:
    given = _box(language, looks, N_("Given by"), slip.giver)
    return Columns(given, _box(language, looks, N_("Carried by"), slip.carrier), gap=GUTTER)


def _box(language: Language, looks: Looks, who: str, name: str) -> SignatureBox:
    under = language.say(N_("signature, date and time"))
    return SignatureBox(who=language.say(who), name=name, under_line=under, thumb=None, style=looks.second)
