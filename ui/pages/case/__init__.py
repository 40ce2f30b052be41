"""A resident's file: its head, the list of its sections, and the section in sight.

The sections stand in the order of a stay. Each is a widget that is given the file as it was read (`CaseView`) and
says whether it may be left; the page reads the file again when something was written.
"""

from ui.pages.case.page import CasePage

__all__ = ["CasePage"]
