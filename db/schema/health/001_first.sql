-- Her health in detail. Opened by the nurse and the director.

CREATE TABLE health_profiles (
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
    blood_group TEXT,
    chronic TEXT,
    current_treatment TEXT,
    is_pregnant INTEGER,
    due_on TEXT,
    is_breastfeeding INTEGER,
    vaccination_card_seen INTEGER,
    height_cm INTEGER,
    muac_mm INTEGER,
    hiv_status TEXT,
    conceived_in_violence INTEGER
) STRICT;

CREATE INDEX health_profiles_by_case ON health_profiles (centre_id, case_id);

CREATE TABLE medical_visits (
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
    visit_type TEXT,
    seen_on TEXT,
    facility TEXT,
    provider TEXT,
    complaint TEXT,
    diagnosis TEXT,
    care_given TEXT,
    cost_fcfa INTEGER,
    project_id TEXT,
    next_on TEXT,
    confidentiality TEXT
) STRICT;

CREATE INDEX medical_visits_by_case ON medical_visits (centre_id, case_id);

CREATE TABLE prescriptions (
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
    visit_id TEXT,
    drug TEXT,
    dose TEXT,
    times_per_day INTEGER,
    from_on TEXT,
    to_on TEXT
) STRICT;

CREATE INDEX prescriptions_by_case ON prescriptions (centre_id, case_id);
