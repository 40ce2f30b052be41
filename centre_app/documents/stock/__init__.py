"""Paper of the stock room: the sheet of a month, the list to sign for what was handed out, the slip of a delivery, and the
donors' table. `sheet` lays them out, `sheets` takes them from an open register, `printing` leaves the line in history.
"""
