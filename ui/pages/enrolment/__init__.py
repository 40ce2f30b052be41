"""Enrolment: how a centre and headquarters come to trust each other, by a request, a card and eight words.

Each side has its own cards on the page; the words are shown and compared by the same parts on both.
"""

from ui.pages.enrolment.page import EnrolmentPage

__all__ = ["EnrolmentPage"]
