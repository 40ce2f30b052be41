"""What a centre counts: each figure defined once, counted from the rows, written for people and for programs.

figures    the definitions, and counting them over a period
writing    the same figures as JSON, as CSV and as text
"""
