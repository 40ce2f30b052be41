"""Leaving the centre: the day and the reason, what she takes along, who follows, her children, and what comes after.

page        the page: whose exit it is, asking once more, writing it
sheet       the form
kits        what she is given to begin with
after       the visits planned after the exit
"""

from ui.pages.exit.page import ExitPage

__all__ = ["ExitPage"]
