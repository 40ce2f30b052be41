"""The rules V1–V30 of the house, by the part of a stay they watch. `review.py` asks them all."""
