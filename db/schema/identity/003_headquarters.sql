-- Lines of case data from elsewhere, and corrections of what names somebody.

CREATE TABLE staged_lines (
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
    source_name TEXT,
    line_number INTEGER,
    as_written TEXT,
    remarks TEXT,
    case_id TEXT
) STRICT;

CREATE INDEX staged_lines_by_case ON staged_lines (centre_id, case_id);

CREATE TABLE identity_corrections (
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
    record_table TEXT,
    record_id TEXT,
    case_id TEXT,
    question TEXT,
    based_on_rev INTEGER,
    base TEXT,
    proposed TEXT,
    reason TEXT,
    for_centre_id TEXT
) STRICT;

CREATE INDEX identity_corrections_by_case ON identity_corrections (centre_id, case_id);
