-- The house itself, the people at the laptop, bundles and cards. Everyone opens this compartment.

CREATE TABLE organisations (
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
    name TEXT,
    acronym TEXT,
    org_type TEXT,
    services TEXT,
    region TEXT,
    cercle TEXT,
    phone TEXT,
    contact TEXT
) STRICT;

CREATE TABLE centres (
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
    name TEXT,
    code TEXT,
    region TEXT,
    cercle TEXT,
    locality TEXT,
    phone TEXT,
    sex_rule TEXT,
    age_min INTEGER,
    age_max INTEGER,
    complaint_channel TEXT
) STRICT;

CREATE TABLE rooms (
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
    name TEXT,
    room_type TEXT,
    sex_rule TEXT,
    age_min INTEGER,
    age_max INTEGER,
    closed_from TEXT,
    closed_to TEXT
) STRICT;

CREATE TABLE beds (
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
    room_id TEXT NOT NULL,
    label TEXT,
    kind TEXT,
    beside_bed_id TEXT,
    out_of_service_from TEXT,
    note TEXT
) STRICT;

CREATE INDEX beds_by_room ON beds (centre_id, room_id);

CREATE TABLE staff (
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
    name TEXT,
    sex TEXT,
    staff_code TEXT,
    roles TEXT,
    languages TEXT,
    active_from TEXT,
    active_to TEXT
) STRICT;

CREATE TABLE projects (
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
    donor TEXT,
    code TEXT,
    title TEXT,
    from_on TEXT,
    to_on TEXT,
    budget_fcfa INTEGER
) STRICT;

CREATE TABLE bundles (
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
    from_centre_id TEXT,
    bundle_type TEXT,
    lineage TEXT,
    seq INTEGER,
    month TEXT,
    file_name TEXT,
    manifest_hash TEXT,
    base_seq INTEGER,
    position TEXT,
    heads TEXT,
    counts TEXT,
    status TEXT,
    written_at TEXT,
    received_at TEXT,
    acknowledged_at TEXT,
    carrier TEXT
) STRICT;

CREATE INDEX bundles_by_number ON bundles (from_centre_id, lineage, seq);

CREATE TABLE cards (
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
    of_centre_id TEXT,
    name TEXT,
    code TEXT,
    text TEXT,
    fingerprint TEXT,
    words_checked_on TEXT,
    revoked_from TEXT
) STRICT;

CREATE TABLE import_mappings (
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
    name TEXT,
    columns TEXT,
    words TEXT
) STRICT;

-- Restricted files and answers that somebody opened with a reason: the director is told.
CREATE TABLE break_glasses (
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
    opened_by TEXT NOT NULL,
    opened_at TEXT,
    case_id TEXT,
    code TEXT,
    record_table TEXT,
    record_id TEXT,
    reason TEXT,
    in_words TEXT,
    seen_at TEXT,
    seen_by TEXT
) STRICT;

CREATE INDEX break_glasses_to_tell ON break_glasses (centre_id, seen_at);

-- Records sealed to compartments that their authors cannot open; the id is the one that the record will have.
CREATE TABLE letters (
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
    for_compartment TEXT,
    case_id TEXT,
    sealed TEXT,
    filed_at TEXT,
    filed_by TEXT
) STRICT;

CREATE INDEX letters_to_file ON letters (centre_id, filed_at);

-- Reports of abuse by staff, encrypted to headquarters.
CREATE TABLE psea_reports (
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
    sealed TEXT
) STRICT;

-- The same until they are entered into history: a line at once would stand between the logins of that hour, and name
-- the author. In the order of random ids, so that not even their order is kept.
CREATE TABLE psea_waiting (
    id TEXT NOT NULL PRIMARY KEY,
    written_on TEXT NOT NULL,
    sealed TEXT NOT NULL
) STRICT, WITHOUT ROWID;
