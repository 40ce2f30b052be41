"""The register in a thread of slow work, so that a long question or a long save can be stopped in the middle."""

from collections.abc import Iterator
from contextlib import contextmanager

from centre_app.register import Register
from ui.background import Progress


@contextmanager
def stoppable(register: Register, progress: Progress) -> Iterator[Register]:
    """Give the register over connections of this thread; asked to stop, the statement under way is given up.

    What it had written of the act is taken back by its transaction, and Cancelled is raised: that is no fault.
    """
    with register.in_this_thread() as beside:
        beside.vault.stop_when(lambda: progress.is_stopped)
        try:
            yield beside
        except Exception:
            progress.check()
            raise
