"""Headquarters' receiving page: what came on a stick, looked at before anything is written, and what is missing.

A file's line shows what it is handed and tells what a person decided; the page does the work off the window's thread.
"""

from ui.pages.receive.page import ReceivePage

__all__ = ["ReceivePage"]
