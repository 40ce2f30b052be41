-- How long the director has files kept.

CREATE TABLE retention_periods (
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
    rule TEXT,
    years INTEGER,
    because TEXT
) STRICT;

CREATE INDEX retention_periods_by_rule ON retention_periods (centre_id, rule);

CREATE INDEX letters_by_case ON letters (centre_id, case_id);

-- Backups made, carried away, looked at, tried and put back.

CREATE TABLE backups (
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
    act TEXT,
    reason TEXT,
    number INTEGER,
    done_at TEXT,
    outcome TEXT,
    problem TEXT,
    size_bytes INTEGER,
    waiting TEXT
) STRICT;

CREATE INDEX backups_by_time ON backups (centre_id, act, done_at, outcome, voided_at);

-- Faults of the program that somebody wanted headquarters to know: kinds, places, versions.

CREATE TABLE program_reports (
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
    happened_at TEXT,
    code TEXT,
    text TEXT
) STRICT;

-- Sheets given to donors, as they were given: another one must not tell more beside them.

CREATE TABLE donor_sheets (
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
    sheet TEXT,
    project_id TEXT,
    centres TEXT,
    from_on TEXT,
    to_on TEXT,
    versions TEXT,
    given_at TEXT,
    numbers TEXT,
    digest TEXT
) STRICT;
