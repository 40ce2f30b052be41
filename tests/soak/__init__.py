"""Hours of use in minutes: a register that is lived in and killed, over and over. Not part of the ordinary tests.

A proof makes disks fail. Whoever runs one works in a home of its own, and so do its processes: else this person's own
Registre would say the next morning that her disk is failing.
"""

import atexit
import os
import shutil
import sys
import tempfile

HOMES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA")
APART = "REGISTRE_PROOF_HOME"


def _live_apart() -> None:
    home = os.environ[APART] = tempfile.mkdtemp(prefix="registre-proof-")
    for variable in HOMES:
        os.environ[variable] = os.path.join(home, variable)
    atexit.register(shutil.rmtree, home, ignore_errors=True)


if "pytest" not in sys.modules and APART not in os.environ:
    _live_apart()
