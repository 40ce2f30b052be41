-- Corrections that headquarters asks for; months that were closed.

-- each holds all that is counted of it, so that the month's figures read no row
CREATE INDEX psychosocial_sessions_counted
    ON psychosocial_sessions (centre_id, held_on, session_type, attended, case_id, voided_at);

CREATE INDEX trafficking_profiles_counted
    ON trafficking_profiles (centre_id, status_on, status, status_by, case_id, voided_at);

CREATE INDEX wellbeing_measures_counted ON wellbeing_measures (centre_id, measured_on, case_id, voided_at);

CREATE INDEX legal_steps_counted ON legal_steps (centre_id, done_on, action, case_id, voided_at);

CREATE INDEX notifications_counted ON notifications (centre_id, due_at, sent_at, status, target, case_id, voided_at);

CREATE INDEX incidents_counted
    ON incidents (centre_id, occurred_from, occurred_to, incident_type, place, case_id, voided_at);

CREATE INDEX exploitations_counted ON exploitations (centre_id, case_id, form, voided_at);

CREATE TABLE protection_corrections (
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

CREATE INDEX protection_corrections_by_case ON protection_corrections (centre_id, case_id);

-- here and not in centre: small numbers of a small house tell what was done to whom
CREATE TABLE month_reports (
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
    month TEXT,
    version INTEGER,
    closed_at TEXT,
    closed_by TEXT,
    definitions TEXT,
    numbers TEXT,
    digest TEXT,
    in_words TEXT,
    reopened_because TEXT
) STRICT;
