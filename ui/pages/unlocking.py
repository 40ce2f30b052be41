"""What opening does off the window's thread: keys out of a passphrase, and the end of a change of keys that was cut short."""

from collections.abc import Callable
from pathlib import Path

from centre_app.language import Language
from ui.background import Progress


def deriving(folder: Path, person: str, passphrase: str, language: Language) -> Callable[[Progress], object]:
    """Return what makes somebody's keys of her passphrase; databases still under former keys are brought to new ones."""

    def derive(progress: Progress) -> object:
        from centre_app import new_keys  # late, and in this thread: they load cryptography and the databases
        from centre_app.opening import unlock_keys

        keys = unlock_keys(folder, person, passphrase)
        new_keys.finish(folder, keys, lambda _name, _done, _total: progress(language.say(new_keys.CUT_SHORT)))
        return keys

    return derive
