"""Publishing to PostgreSQL what headquarters may count: coded tables, for analysts with tools of their own.

tables           which tables and columns leave, and in which types: nothing that anybody wrote in words
publication      the publication itself
for_analysts.md  what an analyst finds there, how a reader is let in, and queries to begin with
"""
