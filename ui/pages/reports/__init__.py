"""The reports: a month's numbers with what each means and who is behind it, closing the month, the sheets to print, activities."""

from ui.pages.reports.page import ReportsPage

__all__ = ["ReportsPage"]
