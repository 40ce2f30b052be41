-- What every compartment has: what it says of itself, its history and those it received, and the drafts of its records.
CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Append-only, chained by hash; `was` and the salts alone may be erased, so that the chain still verifies afterwards.
-- `row_commitment` stands for the row as the change left it; a step that changes values in rows breaks it, and must say
-- how `check` is to take them. A new column without values does not.
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
    row_salt BLOB,
    row_commitment BLOB,
    heads TEXT,
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
BEFORE UPDATE OF
    seq, at, clock_suspect, who, action, record_table, record_id, rev, commitment, row_commitment, heads, previous, hash,
    signature
ON history
BEGIN
    SELECT RAISE(ABORT, 'history is never rewritten');
END;

CREATE TRIGGER history_values_are_only_erased BEFORE UPDATE OF was, salt, row_salt ON history
WHEN NOT (NEW.was IS OLD.was AND NEW.salt IS OLD.salt OR NEW.was IS NULL AND NEW.salt IS NULL)
    OR NOT (NEW.row_salt IS OLD.row_salt OR NEW.row_salt IS NULL)
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
    row_salt BLOB,
    row_commitment BLOB,
    heads TEXT,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (centre_id, lineage, seq)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER received_history_stays BEFORE DELETE ON received_history
BEGIN
    SELECT RAISE(ABORT, 'received history is never deleted');
END;

CREATE TRIGGER received_history_is_not_rewritten
BEFORE UPDATE OF
    centre_id, lineage, seq, at, clock_suspect, who, action, record_table, record_id, rev, commitment, row_commitment,
    heads, previous, hash, signature
ON received_history
BEGIN
    SELECT RAISE(ABORT, 'received history is never rewritten');
END;

CREATE TRIGGER received_history_values_are_only_erased BEFORE UPDATE OF was, salt, row_salt ON received_history
WHEN NOT (NEW.was IS OLD.was AND NEW.salt IS OLD.salt OR NEW.was IS NULL AND NEW.salt IS NULL)
    OR NOT (NEW.row_salt IS OLD.row_salt OR NEW.row_salt IS NULL)
BEGIN
    SELECT RAISE(ABORT, 'values in received history are only erased');
END;

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
