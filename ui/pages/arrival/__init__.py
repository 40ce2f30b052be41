"""A new arrival: search first, likely twins beside it, then the form of one minute.

page        the page and its two steps
forms       the forms of one arrival, and where findings stand in them
act         what is written, reviewed before
cards       what is asked, in cards, in the order of the paper
children    the children who come with her
twins       the files that may be hers, beside the search
compare     two of them side by side
"""

from ui.pages.arrival.page import ArrivalPage

__all__ = ["ArrivalPage"]
