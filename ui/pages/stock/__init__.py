"""The stock room: what is on the shelf, the story of one thing, handing out, counting, and kits."""

from ui.pages.stock.kits import KitsPage
from ui.pages.stock.page import StockPage
from ui.pages.stock.thing import ThingPage

__all__ = ["KitsPage", "StockPage", "ThingPage"]
