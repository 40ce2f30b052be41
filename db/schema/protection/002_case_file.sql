-- What she told, trafficking, exploitation, the journey, sessions, the law, papers.

CREATE TABLE first_accounts (
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
    told_on TEXT,
    told_to TEXT,
    language TEXT,
    interpreter TEXT,
    account TEXT,
    confidentiality TEXT
) STRICT;

CREATE INDEX first_accounts_by_case ON first_accounts (centre_id, case_id);

CREATE TABLE trafficking_profiles (
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
    status TEXT,
    status_by TEXT,
    status_on TEXT,
    recruiter_relationship TEXT,
    recruitment_method TEXT,
    recruit_platform TEXT,
    exploit_platform TEXT,
    age_when_min INTEGER,
    age_when_max INTEGER,
    acts TEXT,
    means TEXT,
    control TEXT,
    note TEXT
) STRICT;

CREATE INDEX trafficking_profiles_by_case ON trafficking_profiles (centre_id, case_id);

CREATE TABLE exploitations (
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
    form TEXT,
    is_main INTEGER,
    place TEXT,
    region TEXT,
    cercle TEXT,
    country TEXT,
    setting TEXT,
    began_from TEXT,
    began_to TEXT,
    began_prec TEXT,
    ended_from TEXT,
    ended_to TEXT,
    ended_prec TEXT,
    paid TEXT,
    debt_fcfa INTEGER,
    hours_day INTEGER,
    children_with_her INTEGER,
    note TEXT
) STRICT;

CREATE INDEX exploitations_by_case ON exploitations (centre_id, case_id);

CREATE TABLE vulnerabilities (
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
    factor TEXT,
    since_from TEXT,
    since_to TEXT,
    since_prec TEXT,
    ended_from TEXT,
    ended_to TEXT,
    ended_prec TEXT,
    note TEXT,
    confidentiality TEXT
) STRICT;

CREATE INDEX vulnerabilities_by_case ON vulnerabilities (centre_id, case_id);

CREATE TABLE journey_events (
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
    event TEXT,
    happened_from TEXT,
    happened_to TEXT,
    happened_prec TEXT,
    place TEXT,
    region TEXT,
    cercle TEXT,
    country TEXT,
    transport TEXT,
    with_whom TEXT,
    paid_by TEXT,
    note TEXT
) STRICT;

CREATE INDEX journey_events_by_case ON journey_events (centre_id, case_id);

CREATE TABLE alleged_perpetrators (
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
    name TEXT,
    sex TEXT,
    age_about INTEGER,
    roles TEXT,
    relationship TEXT,
    organisation TEXT,
    whereabouts TEXT,
    still_threat INTEGER,
    knows_centre INTEGER,
    note TEXT,
    confidentiality TEXT
) STRICT;

CREATE INDEX alleged_perpetrators_by_case ON alleged_perpetrators (centre_id, case_id);

CREATE TABLE risk_drivers (
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
    assessment_id TEXT NOT NULL,
    drivers TEXT,
    in_words TEXT
) STRICT;

CREATE INDEX risk_drivers_by_case ON risk_drivers (centre_id, case_id);

CREATE INDEX risk_drivers_by_assessment ON risk_drivers (centre_id, assessment_id);

ALTER TABLE incidents ADD COLUMN perpetrator_id TEXT;

CREATE TABLE psychosocial_sessions (
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
    session_type TEXT,
    held_on TEXT,
    minutes INTEGER,
    held_by TEXT,
    attended TEXT,
    theme TEXT,
    language TEXT,
    interpreter TEXT,
    ladder INTEGER,
    next_on TEXT
) STRICT;

CREATE INDEX psychosocial_sessions_by_case ON psychosocial_sessions (centre_id, case_id);

CREATE TABLE wellbeing_measures (
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
    asked_by TEXT,
    sleep TEXT,
    appetite TEXT,
    safety TEXT,
    mood TEXT,
    hope TEXT,
    version INTEGER
) STRICT;

CREATE INDEX wellbeing_measures_by_case ON wellbeing_measures (centre_id, case_id);

CREATE TABLE legal_cases (
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
    kind TEXT,
    court TEXT,
    reference TEXT,
    opened_on TEXT,
    lawyer TEXT,
    status TEXT,
    closed_on TEXT,
    outcome TEXT
) STRICT;

CREATE INDEX legal_cases_by_case ON legal_cases (centre_id, case_id);

CREATE TABLE legal_steps (
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
    legal_case_id TEXT,
    action TEXT,
    due_on TEXT,
    done_on TEXT,
    with_whom TEXT,
    wanted INTEGER,
    result TEXT
) STRICT;

CREATE INDEX legal_steps_by_case ON legal_steps (centre_id, case_id);

CREATE TABLE custody_orders (
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
    kind TEXT,
    authority TEXT,
    reference TEXT,
    from_on TEXT,
    to_on TEXT,
    ended_on TEXT,
    note TEXT
) STRICT;

CREATE INDEX custody_orders_by_case ON custody_orders (centre_id, case_id);

CREATE TABLE notifications (
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
    target TEXT,
    event TEXT,
    happened_on TEXT,
    legal_ground TEXT,
    due_at TEXT,
    sent_at TEXT,
    mode TEXT,
    received_by TEXT,
    acknowledged_on TEXT,
    acknowledgement TEXT,
    status TEXT,
    waived_by TEXT,
    waiver_reason TEXT
) STRICT;

CREATE INDEX notifications_by_case ON notifications (centre_id, case_id);

-- The agenda asks for those that nobody was told yet, also of files that were closed since.
CREATE INDEX notifications_to_send ON notifications (centre_id, sent_at, status);

CREATE TABLE protection_papers (
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

CREATE INDEX protection_papers_by_case ON protection_papers (centre_id, case_id);

-- What the papers hold, in parts: part 0 is a small picture for lists. Their rows travel to headquarters, this does not.
CREATE TABLE paper_contents (
    paper_id TEXT NOT NULL,
    part INTEGER NOT NULL,
    content BLOB NOT NULL
) STRICT;

CREATE UNIQUE INDEX paper_contents_by_part ON paper_contents (paper_id, part);
