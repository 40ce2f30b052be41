-- What the psychologist keeps. Opened by nobody else, and in no bundle.

CREATE TABLE session_observations (
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
    session_id TEXT NOT NULL,
    aims TEXT,
    observation TEXT,
    next_steps TEXT
) STRICT;

CREATE INDEX session_observations_by_case ON session_observations (centre_id, case_id);

CREATE INDEX session_observations_by_session ON session_observations (centre_id, session_id);
