"""The pages of a stranger's PDF, one after the other, from the process that draws them; it is ended when it takes too long."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from time import monotonic
from typing import IO, Self

from centre_app.documents import foreign_pdf_drawer as drawer
from centre_app.documents.foreign_pdf import LONGEST_SIDE
from centre_app.documents.preview import PageImage
from centre_app.papers import MOST_PAGES, PaperLocked, PaperTooSlow, PaperTorn, TooManyPages

# The slowest laptop of a centre draws a scanned page in two or three seconds; what takes longer than this is no paper.
PAGE_SECONDS, PAPER_SECONDS = 30.0, 240.0
BYTES_A_DOT = 4
_LONGEST_LINE = 100
_ROOT = Path(__file__).resolve().parent.parent.parent


class ForeignPages:
    """The pages of one PDF, drawn while they are asked for; `total` says how many. Use it in a `with`, once.

    Raises PaperLocked, PaperTorn, TooManyPages or PaperTooSlow.
    """

    total = 0

    def __init__(self, pdf: bytes, *, page_seconds: float = PAGE_SECONDS, paper_seconds: float = PAPER_SECONDS) -> None:
        self._pdf, self._page_seconds, self._until = pdf, page_seconds, monotonic() + paper_seconds
        self._is_late = False

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", drawer.__name__],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        try:
            self.total = self._begun()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def _end(self) -> None:
        self._process.kill()
        self._process.__exit__(None, None, None)  # closes its pipes and waits for it

    def __iter__(self) -> Iterator[PageImage]:
        for _ in range(self.total):
            with self._in_time():
                page = self._page()
            yield page

    def _page(self) -> PageImage:
        """Return the next page. What a hostile file may have made of the other process is not believed."""
        width, height, stride = self._line(drawer.PAGE, 3)
        if max(width, height) > LONGEST_SIDE + 1 or not BYTES_A_DOT * width <= stride <= BYTES_A_DOT * (width + 16):
            raise PaperTorn
        pixels = self._pipe(self._process.stdout).read(height * stride)
        if len(pixels) != height * stride:
            raise PaperTorn
        return PageImage(width=width, height=height, bytes_per_line=stride, pixels=pixels)

    def _begun(self) -> int:
        """Hand the PDF over, and return how many pages it has."""
        with self._in_time():
            try:
                self._pipe(self._process.stdin).write(self._pdf)
                self._pipe(self._process.stdin).close()
            except OSError:  # it has ended already
                raise PaperTorn from None
            (total,) = self._line(drawer.PAGES, 1)
        if total > MOST_PAGES:
            raise TooManyPages(n=total, most=MOST_PAGES)
        return total

    @contextmanager
    def _in_time(self) -> Iterator[None]:
        """End the process when the body takes longer than a page may, or the paper has taken too long as a whole."""
        watch = Timer(max(min(self._page_seconds, self._until - monotonic()), 0), self._give_up)
        watch.start()
        try:
            yield
        except PaperTorn:
            raise (PaperTooSlow if self._is_late else PaperTorn) from None
        finally:
            watch.cancel()

    def _give_up(self) -> None:
        self._is_late = True
        self._process.kill()

    def _line(self, first: bytes, numbers: int) -> list[int]:
        """Return the numbers of a line that begins with this word."""
        word, *told = self._pipe(self._process.stdout).readline(_LONGEST_LINE).split() or [b""]
        if word == drawer.LOCKED:
            raise PaperLocked
        if word != first or len(told) != numbers or not all(number.isdigit() for number in told):
            raise PaperTorn
        return [int(number) for number in told]

    @staticmethod
    def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
        if pipe is None:
            raise PaperTorn
        return pipe
