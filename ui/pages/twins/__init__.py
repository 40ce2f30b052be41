"""Is there a second file of the same person? What looks alike, side by side, and what is decided of it."""

from ui.pages.twins.page import TwinsPage as TwinsPage
