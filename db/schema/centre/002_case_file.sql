-- The places a centre knows, and what the directory says of an organisation.

ALTER TABLE organisations ADD COLUMN country TEXT;
ALTER TABLE organisations ADD COLUMN locality TEXT;
ALTER TABLE organisations ADD COLUMN address TEXT;
ALTER TABLE organisations ADD COLUMN po_box TEXT;
ALTER TABLE organisations ADD COLUMN longitude TEXT;
ALTER TABLE organisations ADD COLUMN latitude TEXT;
ALTER TABLE organisations ADD COLUMN opening_hours TEXT;
ALTER TABLE organisations ADD COLUMN sex_rule TEXT;
ALTER TABLE organisations ADD COLUMN age_min INTEGER;
ALTER TABLE organisations ADD COLUMN age_max INTEGER;
ALTER TABLE organisations ADD COLUMN capacity INTEGER;
ALTER TABLE organisations ADD COLUMN verified_on TEXT;
ALTER TABLE organisations ADD COLUMN is_active INTEGER;

CREATE TABLE known_places (
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
    kind TEXT,
    region TEXT,
    cercle TEXT,
    also_called TEXT
) STRICT;
