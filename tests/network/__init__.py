"""A network of invented centres over a year: what happened, registers that live it, and a count made from what happened.

world            what there is to tell, as plain facts; no register knows of it
imagining        an invented year
living           the year lived: typed month by month, carried to headquarters; a laptop copied, another one stolen
writing          the facts written into one register by its verbs (recording: what is done for her, as records)
counted_slowly   the monthly report counted from the plain facts, without the program (telling, coming_and_care,
                 learning_and_leaving, holding: its parts; tables: cells, bands and splits)
comparing        headquarters' report beside that count, cell by cell
__main__         the whole year: `python -m tests.network`
"""
