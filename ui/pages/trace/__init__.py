"""Who did what, for the director and the auditor.

page      the page: the lines, read as one scrolls; what opens from them, what is printed
filters   by person, by file, by day, by kind of act
"""

from ui.pages.trace.page import TracePage

__all__ = ["TracePage"]
