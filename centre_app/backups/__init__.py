"""Backups as a house lives with them: when one is made, what was done, how old the last one is, and the way back.

making        at the first opening of the day, at the end of work, before what changes much; rotation; what waited
standing      how old the last ones are, here and off the laptop; the list
second_place  a stick: another disk than the one that will die
rehearsal     once a month one is put back, compared and taken away again, by itself
restoring     putting one back for good, on this laptop or another
doing         what the others share: how far the work is, in sentences, and what is written down of it

Backups themselves are made and read by `db` (taking.py, backups.py, backup_checks.py, restoring.py).
"""
