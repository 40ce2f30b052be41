"""A baby born during its mother's stay: the birth, and for each living child a file of its own with a cot."""

from ui.pages.birth.page import BirthPage

__all__ = ["BirthPage"]
