"""What the kitchen cooks for and what it served."""

from ui.pages.meals.page import MealsPage

__all__ = ["MealsPage"]
