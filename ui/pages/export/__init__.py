"""The month's export in five steps: check, stick, encrypt, read back, slip.

A step shows what it is handed and tells what a person did; the page knows where one is, and does the work off the
window's thread.
"""

from ui.pages.export.page import ExportPage

__all__ = ["ExportPage"]
