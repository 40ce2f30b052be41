-- What every compartment has: what it says of itself, its history and those it received, and the drafts of its records.
CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Append-only, chained by hash; `was` and `salt` alone may be erased, so that the chain still verifies afterwards.
CREATE TABLE history (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    clock_suspect INTEGER NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    record_table TEXT,
    record_id TEXT,
    rev INTEGER,
    was TEXT,
    salt BLOB,
    commitment BLOB NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL,
    signature BLOB NOT NULL
) STRICT;

CREATE INDEX history_by_record ON history (record_id, seq);

CREATE TRIGGER history_stays BEFORE DELETE ON history
BEGIN
    SELECT RAISE(ABORT, 'history is never deleted');
END;

CREATE TRIGGER history_is_not_rewritten
BEFORE UPDATE OF seq, at, clock_suspect, who, action, record_table, record_id, rev, commitment, previous, hash, signature
ON history
BEGIN
    SELECT RAISE(ABORT, 'history is never rewritten');
END;

CREATE TRIGGER history_values_are_only_erased BEFORE UPDATE OF was, salt ON history
WHEN NEW.was IS NOT NULL OR NEW.salt IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'values in history are only erased');
END;

-- The histories of other registers, as they came in their bundles.
CREATE TABLE received_history (
    centre_id TEXT NOT NULL,
    lineage TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    clock_suspect INTEGER NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    record_table TEXT,
    record_id TEXT,
    rev INTEGER,
    was TEXT,
    salt BLOB,
    commitment BLOB NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (centre_id, lineage, seq)
) STRICT, WITHOUT ROWID;

-- What is being typed, for its author alone, until it is saved.
CREATE TABLE drafts (
    who TEXT NOT NULL,
    record_table TEXT NOT NULL,
    record_id TEXT NOT NULL,
    case_id TEXT,
    at TEXT NOT NULL,
    answers TEXT NOT NULL,
    PRIMARY KEY (who, record_table, record_id)
) STRICT, WITHOUT ROWID;
