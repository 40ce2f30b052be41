"""Case data in a standard's own words: given to others, and from others put on a list."""

from ui.pages.case_data.page import CaseDataPage
from ui.pages.case_data.staged import StagedLinesPage

__all__ = ["CaseDataPage", "StagedLinesPage"]
