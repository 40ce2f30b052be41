"""Reporting: an incident to those who follow protection, abuse by staff to headquarters alone."""

from ui.pages.report.abuse import AbusePage
from ui.pages.report.page import ReportPage

__all__ = ["AbusePage", "ReportPage"]
