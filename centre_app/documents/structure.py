"""What a screen reader hears: the tree of headings, paragraphs and tables behind the ink (PDF 1.7, chapter 14.8).

ReportLab writes no tags by itself, but lets us put our own operators on a page and our own objects into the file.
Every word on paper is either content, which belongs to one element of this tree, or furniture (running heads, rules),
which a screen reader skips.
"""

from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFObject, PDFPage

_COLUMN_HEAD = "/A<</O/Table/Scope/Column>>"


@dataclass(slots=True)
class Element:
    """One element: either it holds others, or it is content on one page (`page` counts from 0)."""

    kind: str
    parent: "Element | None" = None
    children: list["Element"] = field(default_factory=list)
    page: int | None = None
    number: int = 0
    alt: str = ""


class Structure:
    """The tree as it grows while the pages are drawn."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self._at = self.root
        self._on_page: list[list[Element]] = []

    def begin_page(self) -> None:
        self._on_page.append([])

    def open(self, kind: str) -> None:
        """Begin an element that holds others."""
        element = Element(kind, self._at)
        self._at.children.append(element)
        self._at = element

    def close(self) -> None:
        if self._at.parent is None:
            raise RuntimeError("an element was closed that was never opened")
        self._at = self._at.parent

    def content(self, kind: str, alt: str = "") -> int:
        """Add content on the page being drawn; return its number there, for the page's own operators."""
        here = self._on_page[-1]
        element = Element(kind, self._at, page=len(self._on_page) - 1, number=len(here), alt=alt)
        self._at.children.append(element)
        here.append(element)
        return element.number

    def write_into(self, document: Any) -> None:
        """Hang the tree into a finished ReportLab document."""
        pages = document.Pages.pages
        for number, page in enumerate(pages):
            page.__class__ = _TaggedPage
            page.StructParents, page.Tabs = number, PDFName("S")
        catalog = document.Catalog
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.StructTreeRoot = _Written(document, self, [document.Reference(page) for page in pages])


class _TaggedPage(PDFPage):  # type: ignore[misc]
    """A page that says where its content stands in the tree; ReportLab's own knows no such entries."""

    __NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]  # noqa: RUF012


class _Object(PDFObject):  # type: ignore[misc]
    """A PDF object written by hand: ReportLab's dictionaries take several times as long for hundreds of small ones."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.text = ""

    def format(self, document: Any) -> bytes:
        return self.text.encode("ascii")


class _Written(_Object):
    """The root of the tree, with every element below it written."""

    def __init__(self, document: Any, structure: Structure, pages: list[Any]) -> None:
        super().__init__()
        self._document = document
        self._page_references = [_reference(document, page) for page in pages]
        self._root_reference = _reference(document, document.Reference(self))
        self._reference_of: dict[int, str] = {}
        top = self._write(structure.root, self._root_reference)
        self.text = f"<</Type/StructTreeRoot/K {top}/ParentTree {self._parent_tree(structure)}>>"

    def _write(self, element: Element, parent: str) -> str:
        """Write an element and those below it; return the reference to it."""
        written = _Object()
        reference = _reference(self._document, self._document.Reference(written))
        self._reference_of[id(element)] = reference
        if element.page is None:
            kids = [self._write(child, reference) for child in element.children]
            place = f"/K[{' '.join(kids)}]" if kids else ""
        else:
            place = f"/K {element.number}/Pg {self._page_references[element.page]}"
        scope = _COLUMN_HEAD if element.kind == "TH" else ""
        alt = f"/Alt{text_string(element.alt)}" if element.alt else ""
        written.text = f"<</Type/StructElem/S/{element.kind}/P {parent}{place}{scope}{alt}>>"
        return reference

    def _parent_tree(self, structure: Structure) -> str:
        """Return the list that leads from a page's content back to its elements."""
        tree = _Object()
        pages = (
            f"{number}[{' '.join(self._reference_of[id(element)] for element in elements)}]"
            for number, elements in enumerate(structure._on_page)
        )
        tree.text = f"<</Nums[{' '.join(pages)}]>>"
        return _reference(self._document, self._document.Reference(tree))


def _reference(document: Any, reference: Any) -> str:
    """Return a reference as it stands in the file: "12 0 R"."""
    formatted: bytes = reference.format(document)
    return formatted.decode("ascii")


def text_string(text: str) -> str:
    """Return text as a PDF string in any script."""
    return "<FEFF" + text.encode("utf-16-be").hex().upper() + ">"
