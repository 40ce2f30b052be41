"""The rows of the budgets: each operation beside its plain peer, measured in turn in one run on one machine.

`python3 main.py benchmark` runs `__main__`. A row is one function in `rows/`, which makes what it needs and gives a
`Comparison`; the big registers are made by `registers`, the peers' bare databases by `bare`.
"""
