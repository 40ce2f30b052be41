"""The stock room: what came in, what is on the shelf, to whom it was given, and what became of each donor's things.

`catalogue` holds the things and a first list of them; `shelf` says what is there; `movements` writes what comes and goes
without a name, `handing_out` what residents are given; `recipients` says who may be given something, `kits` what belongs
to a kit; `lots` follows things from receipt to whoever got them, first in first out, and `traced` adds them up.
"""
