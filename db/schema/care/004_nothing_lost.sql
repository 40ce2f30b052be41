-- What keeps a file though its time has come, and every erasing.

CREATE TABLE retention_holds (
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
    why TEXT,
    from_on TEXT,
    note TEXT,
    lifted_on TEXT
) STRICT;

CREATE INDEX retention_holds_by_case ON retention_holds (centre_id, case_id);

CREATE TABLE retention_events (
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
    act TEXT,
    rule TEXT,
    state TEXT,
    asked_on TEXT,
    reason TEXT,
    decided_by TEXT,
    decided_at TEXT,
    certificate TEXT,
    line TEXT,
    records_count INTEGER,
    papers_count INTEGER,
    backups_until TEXT
) STRICT;

CREATE INDEX retention_events_by_case ON retention_events (centre_id, case_id);

CREATE INDEX retention_events_by_state ON retention_events (centre_id, state);

CREATE INDEX case_files_closed ON case_files (centre_id, closed_on, id) WHERE status = 'closed';
