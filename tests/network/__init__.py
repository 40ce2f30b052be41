"""A network of invented centres over a year: what happened, registers that live it, and a count made from what happened.

world            what happened, as plain facts; no register knows of it
living           the same facts written into registers by the verbs, month by month, and carried to headquarters
counted_slowly   the monthly report counted from the plain facts, without the program
__main__         the whole year: `python -m tests.network`
"""
