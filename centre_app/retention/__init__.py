"""Retention: how long a file is kept, and how what names its person goes for good while the statistics stay.

periods    the rules as data: for which files how many years, counted from when
dossier    one person's files, with the rows that tell of her in every open compartment
standing   what is due, what keeps it, what was asked, what was done
asking     one person asks and says why, another one decides
left       what is left of a row: choices, counts, the days that are counted
erasing    putting that in the place of everything, in all that is open; the rest when somebody opens it
proof      what `check` looks for afterwards: no word is left

Three acts end the same way, with a certificate. To anonymise waits for its time. To withdraw needs no time but her own word
in the consent ledger, which survives. To destroy is for a file opened in error: of that nothing is counted any more.
"""
