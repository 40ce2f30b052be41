-- Corrections that headquarters asks for.

ALTER TABLE medical_visits ADD COLUMN tests_offered TEXT;
ALTER TABLE medical_visits ADD COLUMN tests_accepted TEXT;

-- each holds all that is counted of it, so that the month's figures read no row
CREATE INDEX medical_visits_counted ON medical_visits (centre_id, seen_on, visit_type, case_id, voided_at);

CREATE INDEX medical_visits_of_arrival ON medical_visits (centre_id, case_id, seen_on, voided_at)
    WHERE visit_type = 'admission_check';

CREATE INDEX growth_measures_counted ON growth_measures (centre_id, case_id, measured_on, id, status, voided_at);

CREATE TABLE health_corrections (
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

CREATE INDEX health_corrections_by_case ON health_corrections (centre_id, case_id);
