"""Sheets on paper: typing what was written by hand, and printing the forms to write on."""

from ui.pages.paper.page import PaperPage as PaperPage
