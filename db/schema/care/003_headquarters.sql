-- Projects of a file, requests for a place, files in an export, attendance at school, corrections.

ALTER TABLE plan_reviews ADD COLUMN due_on TEXT;

-- each holds all that is counted of it, so that the month's figures read no row
CREATE INDEX case_files_counted ON case_files (centre_id, opened_on, status, closed_on, id, person_id, voided_at);

CREATE INDEX intakes_on_gold_sites ON intakes (centre_id, contact_on, case_id, voided_at) WHERE setting = 'gold_site';

CREATE INDEX stays_of_children ON stays (centre_id, voided_at, case_id)
    WHERE admission_type IN ('accompanying_child', 'born_in_centre');

-- somebody who comes back may come to another house
CREATE INDEX stays_of_person ON stays (person_id, ended_on, voided_at, id);

CREATE INDEX risk_assessments_counted ON risk_assessments (centre_id, case_id, assessed_on, id, level, voided_at);

CREATE INDEX care_plans_counted ON care_plans (centre_id, agreed_on, case_id, voided_at);

CREATE INDEX care_plans_to_review ON care_plans (centre_id, review_on, status, case_id, voided_at);

CREATE INDEX plan_reviews_counted ON plan_reviews (centre_id, due_on, reviewed_on, case_id, plan_id, voided_at);

CREATE INDEX consents_counted ON consents (centre_id, case_id, purpose) WHERE purpose IN ('services', 'data_storage');

CREATE INDEX plan_goals_counted ON plan_goals (centre_id, closed_on, status, domain, case_id, voided_at)
    WHERE closed_on IS NOT NULL;

CREATE INDEX group_sessions_counted ON group_sessions (centre_id, held_on, group_id, voided_at);

CREATE INDEX follow_ups_counted
    ON follow_ups (centre_id, done_on, milestone, result, via, follow_up_type, kit_running, case_id, voided_at);

CREATE INDEX referrals_counted ON referrals (
    centre_id, sent_on, status, direction, referral_type, organisation_id, answered_on, service_received_on, case_id, voided_at
);

CREATE INDEX school_enrolments_counted
    ON school_enrolments (centre_id, from_on, to_on, status, provision, level, case_id, id, voided_at);

CREATE INDEX training_enrolments_counted ON training_enrolments (centre_id, from_on, to_on, status, trade, mode, case_id, voided_at);

ALTER TABLE transfers ADD COLUMN to_centre_id TEXT;

ALTER TABLE exits ADD COLUMN distance TEXT;

ALTER TABLE training_enrolments ADD COLUMN certified_on TEXT;

CREATE TABLE case_projects (
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
    project_id TEXT NOT NULL,
    from_on TEXT,
    to_on TEXT
) STRICT;

CREATE INDEX case_projects_by_case ON case_projects (centre_id, case_id);

CREATE INDEX case_projects_by_project ON case_projects (centre_id, project_id);

CREATE TABLE place_requests (
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
    asked_on TEXT,
    source TEXT,
    source_id TEXT,
    setting TEXT,
    sex TEXT,
    age INTEGER,
    answer TEXT,
    sent_to_id TEXT,
    case_id TEXT
) STRICT;

CREATE INDEX place_requests_by_case ON place_requests (centre_id, case_id);

CREATE TABLE exported_cases (
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
    export_id TEXT NOT NULL,
    number TEXT
) STRICT;

CREATE INDEX exported_cases_by_case ON exported_cases (centre_id, case_id);

CREATE INDEX exported_cases_by_export ON exported_cases (centre_id, export_id);

CREATE TABLE school_attendances (
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
    enrolment_id TEXT NOT NULL,
    month TEXT,
    days_open INTEGER,
    days_present INTEGER
) STRICT;

CREATE INDEX school_attendances_by_case ON school_attendances (centre_id, case_id);

CREATE INDEX school_attendances_by_enrolment ON school_attendances (centre_id, enrolment_id);

CREATE TABLE care_corrections (
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

CREATE INDEX care_corrections_by_case ON care_corrections (centre_id, case_id);

-- The persons of one centre, when what is counted of it is copied for headquarters' analyst.
CREATE INDEX persons_of_centre ON persons (centre_id, id);
