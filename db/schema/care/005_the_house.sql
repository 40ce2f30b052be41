-- What was handed out and to whom, what the house keeps for her, nights gone through, sheets typed from paper.

ALTER TABLE stays ADD COLUMN arrived_at TEXT;

ALTER TABLE stays ADD COLUMN rules_id TEXT;

ALTER TABLE stays ADD COLUMN rules_mode TEXT;

CREATE TABLE distributions (
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
    item_id TEXT NOT NULL,
    quantity INTEGER,
    given_on TEXT,
    given_by TEXT,
    receipt_mode TEXT,
    kit TEXT,
    movement_id TEXT,
    project_id TEXT,
    note TEXT
) STRICT;

CREATE INDEX distributions_by_case ON distributions (centre_id, case_id);

CREATE INDEX distributions_by_movement ON distributions (centre_id, movement_id);

CREATE INDEX distributions_by_day ON distributions (centre_id, given_on, item_id, voided_at);

CREATE TABLE belongings (
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
    stay_id TEXT NOT NULL,
    kind TEXT,
    description TEXT,
    quantity INTEGER,
    value_fcfa INTEGER,
    deposited_on TEXT,
    deposit_mode TEXT,
    kept_where TEXT,
    returned_on TEXT,
    return_mode TEXT,
    not_returned TEXT
) STRICT;

CREATE INDEX belongings_by_case ON belongings (centre_id, case_id);

CREATE TABLE roll_calls (
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
    night TEXT,
    taken_at TEXT,
    taken_by TEXT,
    note TEXT
) STRICT;

CREATE INDEX roll_calls_by_night ON roll_calls (centre_id, night);

CREATE TABLE typed_sheets (
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
    form TEXT,
    author_id TEXT,
    written_on TEXT,
    case_id TEXT
) STRICT;

CREATE INDEX typed_sheets_by_day ON typed_sheets (centre_id, written_on);

CREATE INDEX typed_sheets_by_case ON typed_sheets (centre_id, case_id);
