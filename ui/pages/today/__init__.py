"""The page that people land on: what is late, what is for today and for this week, and the house beside it."""

from ui.pages.today.page import TodayPage as TodayPage
