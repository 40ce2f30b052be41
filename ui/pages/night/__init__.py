"""The roll call of the house, night by night."""

from ui.pages.night.page import NightPage

__all__ = ["NightPage"]
