-- Care after rape, doses, vaccines, pregnancy, birth, growth, papers.

CREATE TABLE doses (
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
    prescription_id TEXT NOT NULL,
    due_on TEXT,
    time_of_day TEXT,
    outcome TEXT,
    given_by TEXT,
    note TEXT
) STRICT;

CREATE INDEX doses_by_case ON doses (centre_id, case_id);

CREATE INDEX doses_by_prescription ON doses (centre_id, prescription_id);

CREATE TABLE cares_after_rape (
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
    incident_id TEXT,
    happened_at TEXT,
    seen_at TEXT,
    facility TEXT,
    pep TEXT,
    emergency_contraception TEXT,
    sti_treatment TEXT,
    hepatitis_b TEXT,
    tetanus TEXT,
    certificate TEXT,
    seen_after_2_weeks TEXT,
    seen_after_3_months TEXT,
    seen_after_6_months TEXT,
    note TEXT,
    confidentiality TEXT
) STRICT;

CREATE INDEX cares_after_rape_by_case ON cares_after_rape (centre_id, case_id);

CREATE TABLE vaccinations (
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
    vaccine TEXT,
    dose_number INTEGER,
    given_on TEXT,
    batch TEXT,
    facility TEXT,
    next_on TEXT
) STRICT;

CREATE INDEX vaccinations_by_case ON vaccinations (centre_id, case_id);

CREATE TABLE pregnancies (
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
    noted_on TEXT,
    last_period_from TEXT,
    last_period_to TEXT,
    last_period_prec TEXT,
    due_on TEXT,
    first_antenatal_on TEXT,
    antenatal_visits INTEGER,
    next_on TEXT,
    birth_planned_at TEXT,
    dangers TEXT,
    outcome TEXT,
    ended_on TEXT,
    conceived_in_violence INTEGER
) STRICT;

CREATE INDEX pregnancies_by_case ON pregnancies (centre_id, case_id);

CREATE TABLE deliveries (
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
    birth_id TEXT,
    pregnancy_id TEXT,
    born_at TEXT,
    facility TEXT,
    attended_by TEXT,
    weight_g INTEGER,
    complications TEXT,
    postnatal_visit_on TEXT,
    feeding TEXT
) STRICT;

CREATE INDEX deliveries_by_case ON deliveries (centre_id, case_id);

CREATE TABLE growth_measures (
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
    measured_on TEXT,
    weight_kg TEXT,
    height_cm INTEGER,
    muac_mm INTEGER,
    oedema INTEGER,
    status TEXT,
    next_on TEXT
) STRICT;

CREATE INDEX growth_measures_by_case ON growth_measures (centre_id, case_id);

CREATE TABLE health_papers (
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
    document_type TEXT,
    title TEXT,
    dated TEXT,
    expires_on TEXT,
    consent_id TEXT,
    about_table TEXT,
    about_id TEXT,
    media_type TEXT,
    size_bytes INTEGER,
    sha256 TEXT,
    picture_sha256 TEXT,
    pages INTEGER,
    confidentiality TEXT
) STRICT;

CREATE INDEX health_papers_by_case ON health_papers (centre_id, case_id);

-- What the papers hold, in parts: part 0 is a small picture for lists. Their rows travel to headquarters, this does not.
CREATE TABLE paper_contents (
    paper_id TEXT NOT NULL,
    part INTEGER NOT NULL,
    content BLOB NOT NULL
) STRICT;

CREATE UNIQUE INDEX paper_contents_by_part ON paper_contents (paper_id, part);
