"""Every start: find the environment, making it only where it is missing or old, and start again inside it.

A start that finds everything ready reads one small file and the lock, and starts one process. `subprocess` and not
`exec`, because Windows has none worth the name; so signals and the exit code are passed through.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

from installer import environment

SYSTEM_OPTION = "--system"  # install what the system lacks, though this is not root


def set_up_and_start(arguments: Sequence[str]) -> int:
    """Start the program inside its environment and return its exit code; 1 where the environment cannot be made."""
    sets = sets_wanted(to_test=command_among(arguments) == "test")
    place = environment.ready_place(sets)
    if place is None:
        # Late, because nearly every start finds everything ready and need not pay for this.
        from installer.set_up import set_up_or_say_why

        place = set_up_or_say_why(sets, arguments, may_install=SYSTEM_OPTION in arguments)
    if place is None:
        return 1
    return _start_inside(place, [argument for argument in arguments if argument != SYSTEM_OPTION])


def command_among(arguments: Sequence[str]) -> str:
    """Return the command given ("demo", "test"…), "" for none. What comes before it can only be options."""
    return next((word for word in arguments if not word.startswith("-") and word not in ("fr", "en")), "")


def has_screen(variables: Mapping[str, str] = os.environ) -> bool:
    """Tell whether windows can be seen here; only Linux can be without a screen."""
    return sys.platform != "linux" or bool(variables.get("DISPLAY") or variables.get("WAYLAND_DISPLAY"))


def sets_wanted(*, to_test: bool, variables: Mapping[str, str] = os.environ) -> set[str]:
    """Name what this start needs of the system, as `installer.system` groups it. Tests open windows in memory."""
    if sys.platform != "linux":
        return set()
    return (
        {"offscreen"} | ({"screen"} if to_test or has_screen(variables) else set()) | ({"tests"} if to_test else set())
    )


def variables_inside(variables: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the environment variables for the program: UTF-8 whatever the locale, no screen where there is none."""
    inside = {**variables, "PYTHONUTF8": "1"}
    if not has_screen(variables):
        inside.setdefault("QT_QPA_PLATFORM", "offscreen")
    return inside


def _start_inside(place: Path, arguments: list[str]) -> int:
    command = [str(environment.python_of(place)), str(environment.ROOT / "main.py"), *arguments]
    program = subprocess.Popen(command, env=variables_inside())
    _pass_signals_to(program)
    code = program.wait()
    return code if code >= 0 else 128 - code  # ended by a signal: what a shell would say


def _pass_signals_to(program: subprocess.Popen[bytes]) -> None:
    def pass_on(number: int, frame: FrameType | None) -> None:
        # Ctrl+C at a terminal has reached the program already: it goes to all of the group.
        if number != signal.SIGINT or not sys.stdin or not sys.stdin.isatty():
            program.send_signal(number)

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), pass_on)
