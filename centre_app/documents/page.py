"""The sheet: its measures and type sizes, the running head and the foot of every page, and the PDF round them.

A4 by default, black and grey, Lato. The PDF has a title that names nobody, its language, bookmarks and tags; the same
sheet gives the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4, A5
from reportlab.pdfbase.pdfdoc import XMP
from reportlab.pdfgen.canvas import Canvas

from centre_app.documents.blocks import Block, Columns, Stack, paginated
from centre_app.documents.fonts import BOLD, ITALIC, load, width_of
from centre_app.documents.furniture import MM
from centre_app.documents.lines import BLACK, RULE_GREY, TEXT_GREY, Style, shortened, typeset
from centre_app.documents.pen import STRONG, THIN, Pen
from centre_app.documents.training_mark import draw_training_mark
from centre_app.language import N_, Language

PROGRAM = "Registre"
GUTTER = 7 * MM
_LARGE = 4 / 3  # the large option sets body text in 14 pt


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """A sheet of paper and its margins, in points."""

    width: float
    height: float
    side: float = 18 * MM
    top: float = 16 * MM
    bottom: float = 21 * MM

    @property
    def text_width(self) -> float:
        return self.width - 2 * self.side

    @property
    def room(self) -> float:
        """The height that text has on one page."""
        return self.height - self.top - self.bottom


A4_SHEET = Measures(width=A4[0], height=A4[1])
A5_SHEET = Measures(width=A5[0], height=A5[1], side=14 * MM, top=14 * MM, bottom=18 * MM)


class Looks:
    """The type sizes of one document. The large ones are for who reads with difficulty, in one column."""

    def __init__(self, *, large: bool = False) -> None:
        self.is_large = large
        scale = self.scale = _LARGE if large else 1.0
        self.title = Style(face=BOLD, size=24 * scale, leading=29 * scale)
        self.over_title = Style(face=BOLD, size=10 * scale, leading=13 * scale, grey=TEXT_GREY)
        self.section = Style(face=BOLD, size=11.5 * scale, leading=15 * scale)
        self.body = Style(size=10.5 * scale, leading=14 * scale)
        self.table = Style(size=10 * scale, leading=12.8 * scale)
        self.goal = Style(face=BOLD, size=10.5 * scale, leading=13 * scale)
        self.second = Style(size=9.5 * scale, leading=12.5 * scale)
        self.table_head = Style(face=BOLD, size=9 * scale, leading=11.5 * scale)
        self.tick = Style(size=9.2 * scale, leading=12 * scale)
        self.said = Style(face=ITALIC, size=12 * scale, leading=15.5 * scale)

    def pair(self, left: Block, right: Block) -> Block:
        """Return two blocks side by side, or under one another in large type."""
        if self.is_large:
            return Stack([left, right.after(12)])
        return Columns(left, right, gap=GUTTER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """What stands round the text: a small head from page 2 on, two lines at the foot of every page.

    `title` is the PDF's own title and names nobody; `foot` and `foot_second` stand at the left, the page number and
    `mark` ("Confidential") at the right. Of `foot_second` the first wording that fits is taken.
    `is_training`: the sheet comes from a training register, and says so on every page; every document has to tell.
    """

    title: str
    author: str
    printed_at: datetime
    head: str = ""
    head_right: str = ""
    foot: str
    foot_second: Sequence[str] = ()
    mark: str = ""
    is_training: bool


_HEAD = Style(size=9, leading=11, grey=TEXT_GREY)
_FOOT = Style(face=BOLD, size=9, leading=11, grey=BLACK)
_FOOT_SECOND = Style(size=8.5, leading=11, grey=TEXT_GREY)
_BETWEEN_ENDS = 6.0
_HEAD_ROOM = 8 * MM  # what the running head takes from the top of a following page


def pdf_of(
    blocks: Sequence[Block], furniture: Furniture, language: Language, *, measures: Measures = A4_SHEET
) -> bytes:
    """Return a document: blocks laid out on as many pages as they need, with furniture round each."""
    load()
    return pdf_of_pages(pages_of(blocks, furniture, measures=measures), furniture, language, measures=measures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page and what stands round it; the first of a part has no running head."""

    block: Block
    furniture: Furniture
    number: int
    total: int
    is_first: bool


def pages_of(blocks: Sequence[Block], furniture: Furniture, *, measures: Measures = A4_SHEET) -> list[Page]:
    """Return the pages that blocks need, numbered from 1."""
    load()
    laid_out = _pages(Stack(blocks), measures)
    return [
        Page(block=block, furniture=furniture, number=number, total=len(laid_out), is_first=number == 1)
        for number, block in enumerate(laid_out, start=1)
    ]


def on_fewest_pages(layouts: Sequence[Sequence[Block]], *, measures: Measures = A4_SHEET) -> Sequence[Block]:
    """Return the first of these layouts of the same sheet, the roomiest first, that needs no more pages than another."""
    load()
    return min(layouts, key=lambda blocks: len(_pages(Stack(blocks), measures)))


def pdf_of_pages(
    pages: Sequence[Page], furniture: Furniture, language: Language, *, measures: Measures = A4_SHEET
) -> bytes:
    """Return pages as one document; `furniture` says what the whole is."""
    written = BytesIO()
    canvas = Canvas(
        written,
        pagesize=(measures.width, measures.height),
        pageCompression=1,
        invariant=1,
        lang=language.code,
        pdfVersion=(1, 7),
        initialFontName="Lato-Regular",
        initialFontSize=10,
    )
    _describe(canvas, furniture, language)
    pen = Pen(canvas, page_height=measures.height)
    for page in pages:
        pen.begin_page()
        page.block.draw(pen, measures.side, measures.top + (0 if page.is_first else _HEAD_ROOM), measures.text_width)
        if not page.is_first:
            _draw_head(pen, page.furniture, measures)
        numbered = language.say(N_("page {number} / {total}"), number=page.number, total=page.total)
        _draw_foot(pen, page.furniture, measures, numbered)
        if page.furniture.is_training:
            draw_training_mark(pen, measures.width, measures.height, language)
        canvas.showPage()
    pen.structure.write_into(canvas._doc)
    canvas.save()
    return written.getvalue()


def _pages(everything: Stack, measures: Measures) -> list[Block]:
    """Return the pages; the first has no running head and so a little more room."""
    first, rest = everything.split(measures.text_width, measures.room)
    if first is None or rest is None:
        return paginated(everything, width=measures.text_width, room=measures.room)
    return [first, *paginated(rest, width=measures.text_width, room=measures.room - _HEAD_ROOM)]


def page_room(measures: Measures = A4_SHEET) -> float:
    """Return the height of text on a following page: what a block may take that stays together."""
    return measures.room - _HEAD_ROOM


def _draw_head(pen: Pen, furniture: Furniture, measures: Measures) -> None:
    left, right = measures.side, measures.width - measures.side
    top = measures.top - 2
    with pen.furniture():
        at_right = shortened(furniture.head_right, face=_HEAD.face, size=_HEAD.size, width=measures.text_width / 2)
        room = measures.text_width - width_of(at_right, _HEAD.face, _HEAD.size) - 12
        pen.text(left, top, shortened(furniture.head, face=_HEAD.face, size=_HEAD.size, width=room), _HEAD)
        pen.text_right(right, top, at_right, _HEAD)
        pen.rule(left, top + 6, right, thickness=THIN, grey=RULE_GREY)


def _draw_foot(pen: Pen, furniture: Furniture, measures: Measures, page: str) -> None:
    top = measures.height - measures.bottom + 5 * MM
    with pen.furniture():
        pen.rule(measures.side, top, measures.width - measures.side, thickness=STRONG, grey=BLACK)
        _draw_two_ends(pen, measures, top + 11, furniture.foot, typeset(page), _FOOT)
        second = _that_fits(furniture.foot_second, furniture.mark, measures)
        _draw_two_ends(pen, measures, top + 22, second, furniture.mark, _FOOT_SECOND)


def _that_fits(wordings: Sequence[str], mark: str, measures: Measures) -> str:
    style = _FOOT_SECOND
    room = measures.text_width - width_of(mark, style.face, style.size) - _BETWEEN_ENDS
    fitting = (text for text in wordings if width_of(typeset(text), style.face, style.size) <= room)
    return next(fitting, wordings[-1] if wordings else "")


def _draw_two_ends(pen: Pen, measures: Measures, baseline: float, left: str, right: str, style: Style) -> None:
    """Write at both margins; what stands at the left gives way."""
    room = measures.text_width - width_of(right, style.face, style.size) - _BETWEEN_ENDS
    pen.text(measures.side, baseline, shortened(left, face=style.face, size=style.size, width=room), style)
    pen.text_right(measures.width - measures.side, baseline, right, style)


def _describe(canvas: Canvas, furniture: Furniture, language: Language) -> None:
    """Say in the file what it is, in which language, and how a reader shall show it."""
    canvas.setTitle(furniture.title)
    canvas.setAuthor(furniture.author)
    canvas.setSubject("")
    canvas.setCreator(PROGRAM)
    canvas.setProducer(PROGRAM)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    # ReportLab would write the hour of the machine, or the year 2000: the sheet says itself when it was printed.
    stamp = furniture.printed_at.strftime("D:%Y%m%d%H%M%S+00'00'")
    canvas.setDateFormatter(lambda *_: stamp)
    canvas._doc.Catalog.Metadata = XMP(creator=lambda _: _xmp(furniture, language))


def _xmp(furniture: Furniture, language: Language) -> bytes:
    """Return the title and language once more, where archives and screen readers look for them."""
    title, author = escape(furniture.title), escape(furniture.author)
    when = furniture.printed_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"
        f"<dc:language><rdf:Bag><rdf:li>{language.code}</rdf:li></rdf:Bag></dc:language>"
        f"<xmp:CreateDate>{when}</xmp:CreateDate><xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
    return packet.encode("utf-8")


def stacked(blocks: Sequence[Block | None], *, element: str | None = None) -> Any:
    """Return blocks under one another, those left out that are None."""
    return Stack([block for block in blocks if block is not None], element=element)
