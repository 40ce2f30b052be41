"""A register whose files are damaged: which they are, the way back, what was still read of them, and what is missing.

`looking` finds the damaged files and the backup that has them whole. `putting_back` sets them aside and puts the backup's
in their place. `findings` is what stands beside afterwards: rows newer than the backup that could be read, each waiting
for somebody to put it back or leave it, and what nobody could read any more.
"""

from db.set_aside import FOLDER as SET_ASIDE  # stands beside the databases of a register that was ever damaged

__all__ = ["SET_ASIDE"]
