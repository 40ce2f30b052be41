-- What names a person. Opened by those who may know her name.
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

CREATE TABLE person_names (
    id TEXT NOT NULL PRIMARY KEY,
    centre_id TEXT NOT NULL,
    rev INTEGER NOT NULL,
    hlc TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT NOT NULL,
    updated_at TEXT,
    updated_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    void_reason TEXT,
    missing TEXT,
    person_id TEXT NOT NULL,
    name_type TEXT,
    family TEXT,
    given TEXT,
    is_display INTEGER
) STRICT;

CREATE INDEX person_names_by_person ON person_names (centre_id, person_id);

CREATE TABLE person_descriptions (
    id TEXT NOT NULL PRIMARY KEY,
    centre_id TEXT NOT NULL,
    rev INTEGER NOT NULL,
    hlc TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT NOT NULL,
    updated_at TEXT,
    updated_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    void_reason TEXT,
    missing TEXT,
    person_id TEXT NOT NULL,
    description TEXT,
    village TEXT,
    commune TEXT
) STRICT;

CREATE INDEX person_descriptions_by_person ON person_descriptions (centre_id, person_id);

CREATE TABLE imported_lines (
    id TEXT NOT NULL PRIMARY KEY,
    centre_id TEXT NOT NULL,
    rev INTEGER NOT NULL,
    hlc TEXT NOT NULL,
    created_at TEXT,
    created_by TEXT NOT NULL,
    updated_at TEXT,
    updated_by TEXT NOT NULL,
    voided_at TEXT,
    voided_by TEXT,
    void_reason TEXT,
    missing TEXT,
    case_id TEXT NOT NULL,
    line_key TEXT,
    source_name TEXT,
    line_number INTEGER,
    as_written TEXT
) STRICT;

CREATE INDEX imported_lines_by_case ON imported_lines (centre_id, case_id);

CREATE INDEX imported_lines_by_line ON imported_lines (centre_id, line_key);

-- Names, numbers and phonetic keys, folded by the program before they come here: unicode61 does not fold ɛ ɔ ɲ ŋ.
CREATE TABLE searchable (
    number INTEGER PRIMARY KEY,
    person_id TEXT NOT NULL UNIQUE,
    sort_key TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE name_search USING fts5 (
    terms,
    content = '',
    contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 0",
    prefix = '2 3'
);
