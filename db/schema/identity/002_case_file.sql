-- Numbers and contacts, relatives and the way back to them, papers; a search of which some may be kept from somebody.

-- after: one column for all words let whoever knows names alone find by a village. The program writes the words anew.
DROP TABLE name_search;

-- The files in which a person is found, parted by a space: nearly always one. A search as one types reads no other table.
ALTER TABLE searchable ADD COLUMN cases TEXT NOT NULL DEFAULT '';

CREATE VIRTUAL TABLE name_search USING fts5 (
    names,
    described,
    kept,
    content = '',
    contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 0",
    prefix = '2 3'
);

ALTER TABLE person_names ADD COLUMN middle TEXT;

CREATE TABLE person_identifiers (
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
    person_id TEXT NOT NULL,
    identifier_type TEXT,
    value TEXT,
    issued_by TEXT,
    issued_from TEXT,
    issued_to TEXT,
    issued_prec TEXT,
    expires_on TEXT,
    seen_original INTEGER
) STRICT;

CREATE INDEX person_identifiers_by_person ON person_identifiers (centre_id, person_id);

CREATE TABLE person_contacts (
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
    person_id TEXT NOT NULL,
    kind TEXT,
    value TEXT,
    belongs_to TEXT,
    whose TEXT,
    safe_to_call TEXT,
    best_time TEXT
) STRICT;

CREATE INDEX person_contacts_by_person ON person_contacts (centre_id, person_id);

CREATE TABLE relatives (
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
    relation TEXT,
    alive TEXT,
    safe_to_contact TEXT,
    why_unsafe TEXT,
    phone TEXT,
    place TEXT,
    region TEXT,
    occupation TEXT,
    looks_after_child INTEGER,
    may_take_her_in INTEGER,
    note TEXT
) STRICT;

CREATE INDEX relatives_by_case ON relatives (centre_id, case_id);

CREATE TABLE tracing_actions (
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
    method TEXT,
    acted_on TEXT,
    by_id TEXT,
    relative_id TEXT,
    despite_danger TEXT,
    result TEXT,
    status TEXT,
    cost_fcfa INTEGER,
    next_on TEXT
) STRICT;

CREATE INDEX tracing_actions_by_case ON tracing_actions (centre_id, case_id);

CREATE TABLE family_assessments (
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
    assessed_on TEXT,
    by_id TEXT,
    relative_id TEXT,
    household TEXT,
    housing TEXT,
    income TEXT,
    attitude TEXT,
    dangers TEXT,
    siblings_at_risk INTEGER,
    resident_opinion TEXT,
    opinion TEXT,
    conditions TEXT
) STRICT;

CREATE INDEX family_assessments_by_case ON family_assessments (centre_id, case_id);

CREATE TABLE mediations (
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
    held_on TEXT,
    mediator TEXT,
    relatives_there TEXT,
    place TEXT,
    outcome TEXT,
    agreement TEXT,
    resident_view TEXT,
    next_on TEXT
) STRICT;

CREATE INDEX mediations_by_case ON mediations (centre_id, case_id);

CREATE TABLE reunifications (
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
    relative_id TEXT,
    returned_on TEXT,
    place TEXT,
    accompanied_by TEXT,
    travel_cost_fcfa INTEGER,
    commitment_signed_on TEXT,
    authorities_present TEXT,
    resident_agrees INTEGER,
    resident_view TEXT,
    best_interest TEXT,
    decided_by TEXT
) STRICT;

CREATE INDEX reunifications_by_case ON reunifications (centre_id, case_id);

CREATE TABLE papers (
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

CREATE INDEX papers_by_case ON papers (centre_id, case_id);

-- What the papers hold, in parts: part 0 is a small picture for lists. Their rows travel to headquarters, this does not.
CREATE TABLE paper_contents (
    paper_id TEXT NOT NULL,
    part INTEGER NOT NULL,
    content BLOB NOT NULL
) STRICT;

CREATE UNIQUE INDEX paper_contents_by_part ON paper_contents (paper_id, part);
