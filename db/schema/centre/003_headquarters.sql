-- Activities, exports, corrections, lists that headquarters publishes.

ALTER TABLE bundles ADD COLUMN to_centre_id TEXT;
ALTER TABLE bundles ADD COLUMN case_id TEXT;
ALTER TABLE bundles ADD COLUMN previous TEXT;
ALTER TABLE bundles ADD COLUMN unnamed TEXT;

ALTER TABLE beds ADD COLUMN in_service_from TEXT;

CREATE INDEX known_places_by_name ON known_places (name COLLATE NOCASE, voided_at, id);

CREATE TABLE activities (
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
    title TEXT,
    kind TEXT,
    held_on TEXT,
    place TEXT,
    project_id TEXT,
    women INTEGER,
    men INTEGER,
    girls INTEGER,
    boys INTEGER,
    note TEXT
) STRICT;

CREATE TABLE data_exports (
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
    purpose TEXT,
    level TEXT,
    smallest_group INTEGER,
    from_on TEXT,
    to_on TEXT,
    recipient_id TEXT,
    mapping TEXT,
    made_at TEXT,
    counts TEXT,
    digest TEXT
) STRICT;

CREATE TABLE list_entries (
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
    list_name TEXT,
    key TEXT,
    label_fr TEXT,
    label_fr_m TEXT,
    label_en TEXT,
    retired_on TEXT
) STRICT;

CREATE TABLE centre_corrections (
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

CREATE INDEX centre_corrections_by_case ON centre_corrections (centre_id, case_id);

CREATE TABLE correction_answers (
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
    correction_table TEXT,
    correction_id TEXT,
    outcome TEXT,
    decided_on TEXT,
    decided_by TEXT
) STRICT;

CREATE TABLE items (
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
    category TEXT,
    unit TEXT,
    min_stock INTEGER,
    is_perishable INTEGER
) STRICT;

CREATE TABLE stock_movements (
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
    item_id TEXT NOT NULL,
    kind TEXT,
    quantity INTEGER,
    moved_on TEXT,
    donor_id TEXT,
    project_id TEXT,
    unit_cost_fcfa INTEGER,
    reference TEXT,
    reason TEXT
) STRICT;

CREATE INDEX stock_movements_by_item ON stock_movements (centre_id, item_id);
