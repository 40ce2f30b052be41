"""A house of thirty places that lives sixty days, and slow scripts that add up what it wrote.

    python -m tests.house [--days 60] [--seed N]

Everybody comes, sleeps, moves, goes out and leaves through the program's own verbs (living.py). Whoever lives it keeps a
notebook beside, as a night supervisor would: who came, who went, who was there. The slow scripts (counted.py, shelves.py)
read every row, add with loops and ask neither the program's services nor SQL for a sum; then what they found, what the
notebook says and what the program says must be the same, every single day.
"""
