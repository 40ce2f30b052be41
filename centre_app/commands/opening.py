"""Opening the register that a command names, for the person it names."""

import argparse

from centre_app.commands.terminal import Terminal
from centre_app.door import at_the_door
from centre_app.opening import open_register
from centre_app.register import Register


def open_asked(asked: argparse.Namespace, terminal: Terminal) -> Register:
    """Open `--register` for `--person`. Raises a Problem; where there is no register no passphrase is asked for."""
    at_the_door(asked.register)
    return open_register(asked.register, asked.person, terminal.passphrase(asked.passphrase_file))
