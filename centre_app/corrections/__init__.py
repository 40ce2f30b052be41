"""Corrections: what one register asks another to change in a record that is not its own, and what becomes of it.

    saying.py      one answer of a record as a correction carries it, and what may be corrected at all
    proposing.py   asking for a correction, and taking the request back
    applying.py    what the owner of a record does with it: by itself, or as a person decides
    withheld.py    what no correction may ask about: answers that headquarters is not told
    forgetting.py  emptying headquarters' own corrections about somebody it may not name any more
    standing.py    which corrections there are, and how each stands

Nobody edits what another house owns (security.md, "Merging"). A correction is the asker's own record; it travels with
a bundle or behind an acknowledgement, and the owner's answer travels back the same way.
"""
