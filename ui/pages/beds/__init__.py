"""The board of the house.

page        the page: figures, the search, the lines over the board and under it
board       the rooms as cards, and walking from one to the next
words       what a room and a bed say
moving      what is done: moving, exchanging, a mat, a bed kept free or out of use
bars        the lines over the board
below       what is to be looked at, and how full each night was
"""

from ui.pages.beds.page import BedsPage

__all__ = ["BedsPage"]
