-- What belongs to a kit, beds that are kept free, the rules of the house, what the kitchen served.

ALTER TABLE stock_movements ADD COLUMN expires_on TEXT;

CREATE INDEX stock_movements_by_day ON stock_movements (centre_id, moved_on, kind, voided_at);

CREATE TABLE kit_lines (
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
    kit TEXT,
    item_id TEXT NOT NULL,
    quantity INTEGER,
    sex_rule TEXT,
    age_min INTEGER,
    age_max INTEGER
) STRICT;

CREATE TABLE bed_holds (
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
    bed_id TEXT NOT NULL,
    why TEXT,
    from_on TEXT,
    to_on TEXT
) STRICT;

CREATE INDEX bed_holds_by_bed ON bed_holds (centre_id, bed_id, to_on);

CREATE TABLE house_rules (
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
    version INTEGER,
    from_on TEXT,
    text TEXT
) STRICT;

CREATE TABLE meal_days (
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
    held_on TEXT,
    breakfast INTEGER,
    lunch INTEGER,
    dinner INTEGER,
    infants INTEGER,
    staff INTEGER,
    visitors INTEGER
) STRICT;

CREATE INDEX meal_days_by_day ON meal_days (centre_id, held_on);
