"""The page of the corrections: at a centre what must be decided, at headquarters what was asked and what became of it."""

from ui.pages.corrections.page import CorrectionsPage

__all__ = ["CorrectionsPage"]
