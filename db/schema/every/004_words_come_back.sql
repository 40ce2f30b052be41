-- By what a house knows its own words again when they come back to it: the salt of the last line that its history wrote of
-- a row. It is kept with the row at the house to which she went, and no longer at the one that holds the line.
CREATE TABLE return_salts (
    record_id TEXT NOT NULL PRIMARY KEY,
    record_table TEXT NOT NULL,
    rev INTEGER NOT NULL,
    salt BLOB NOT NULL
) STRICT, WITHOUT ROWID;

