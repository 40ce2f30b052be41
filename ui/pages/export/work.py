"""What the export does off the window's thread: gather, encrypt, write. The register comes over its own connections."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from centre_app.exchange import before_export, bundle
from centre_app.exchange.before_export import BeforeExport
from centre_app.exchange.bundle import Prepared, Sealed
from centre_app.language import N_, Language
from centre_app.register import Register
from ui.background import Progress
from ui.beside import stoppable


def looking(register: Register, month: date) -> Callable[[Progress], BeforeExport]:
    def look(progress: Progress) -> BeforeExport:
        with stoppable(register, progress) as beside:
            return before_export.look(beside, month=month)

    return look


def encrypting(
    register: Register, month: date, language: Language
) -> Callable[[Progress], tuple[Prepared, Sequence[Sealed]]]:
    gathers, encrypts = (
        language.say(N_("The files are being gathered.")),
        language.say(N_("The files are being encrypted.")),
    )

    def encrypt(progress: Progress) -> tuple[Prepared, Sequence[Sealed]]:
        with stoppable(register, progress) as beside:
            progress(gathers, done=0, total=2)
            prepared = bundle.prepare(beside, month=month)
            progress(encrypts, done=1, total=2)
            return prepared, tuple(bundle.seal(beside, prepared, look=progress.check))

    return encrypt


class Writing:
    """Writes to a stick and reads back. `is_whole` says whether everything stands there, also when it was stopped late."""

    def __init__(self, sealed: Sequence[Sealed], folder: Path, carrier: str) -> None:
        self.sealed, self.carrier = sealed, carrier
        self.is_whole = False
        self._folder = folder

    def __call__(self, progress: Progress) -> None:
        """Tell each step's value, and the bytes done in it."""
        bundle.put_on_stick(
            self.sealed, self._folder, lambda step, done, total: progress(step.value, done=done, total=total)
        )
        self.is_whole = True
