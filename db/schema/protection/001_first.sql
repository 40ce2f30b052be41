-- What did harm. Opened by the case manager, the psychologist, the legal officer and the director.

CREATE TABLE incidents (
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
    case_id TEXT,
    incident_type TEXT,
    occurred_from TEXT,
    occurred_to TEXT,
    occurred_prec TEXT,
    occurred_about TEXT,
    place TEXT,
    place_in_words TEXT,
    description TEXT,
    who_did_it TEXT,
    also_concerned TEXT,
    still_in_danger INTEGER,
    needs_care_after_rape INTEGER,
    done_at_once TEXT,
    told_to TEXT,
    reported_on TEXT
) STRICT;

CREATE INDEX incidents_by_case ON incidents (centre_id, case_id);
