"""Administration: this laptop, the house, its rooms, its people, its projects, and what joins it to others."""

from ui.pages.settings.page import SettingsPage

__all__ = ["SettingsPage"]
