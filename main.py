# -*- coding: utf-8 -*-
"""Registre: open the window, or run one command. The first start sets everything up.

    python3 main.py             the window
    python3 main.py demo        a demonstration centre, lived through for a month
    python3 main.py test        every check and test
    python3 main.py --help      all the commands

This file keeps to words that any Python understands, so that an old one can say it is too old.
"""

import contextlib
import gc
import sys

OLDEST_PYTHON = (3, 11)
STOPPED = 130  # what a shell makes of Ctrl+C


def main(arguments):
    """Start inside the program's own environment, making it first where needed; return the exit code."""
    if sys.version_info < OLDEST_PYTHON:
        return refuse_old_python()
    # Not before: the rest is written for today's Python.
    from installer import environment

    if not environment.is_inside():
        from installer import start

        return start.set_up_and_start(arguments)
    return run(arguments)


def run(arguments):
    """Open the window, or run the command that the arguments name."""
    from translations import compile_stale

    with contextlib.suppress(OSError):  # a folder that cannot be written keeps the sentences it came with
        compile_stale()
    if arguments[:1] in ([], ["--register"]):
        # Each way loads only its own half: the commands never Qt, the window no parser.
        # While thousands of classes are loaded there is nothing to collect; ui.app collects again once it is painted.
        gc.disable()
        from ui import app

        return app.main(arguments)
    from centre_app import commands
    from installer.words import language_asked

    return commands.main(arguments, language=language_asked(arguments))


def refuse_old_python():
    """Say it in both languages: nothing here can tell yet which one is read."""
    found = "%d.%d" % sys.version_info[:2]
    sys.stderr.write(
        "Registre a besoin de Python 3.11 ou plus récent ; celui-ci est Python %s.\n"
        "Registre needs Python 3.11 or newer; this one is Python %s.\n" % (found, found)
    )
    return 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:  # while the program is still loading
        sys.exit(STOPPED)
