"""The tests mirror the packages; `journeys/` are a day's work, `python -m tests` runs every check."""
