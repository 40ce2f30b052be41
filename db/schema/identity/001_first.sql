-- What names a person. Opened by those who may know her name.

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
