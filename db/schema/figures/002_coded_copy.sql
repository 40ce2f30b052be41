-- What headquarters' analyst counts: coded facts and coded persons, without names and without words.

CREATE TABLE facts (
    kind TEXT NOT NULL,
    centre_id TEXT NOT NULL,
    person_id TEXT,
    case_id TEXT,
    day TEXT NOT NULL,
    until TEXT,
    key TEXT,
    amount REAL NOT NULL
) STRICT;

CREATE INDEX facts_by_day ON facts (kind, centre_id, day, until, person_id, case_id, key, amount);

CREATE TABLE people (
    person_id TEXT NOT NULL PRIMARY KEY,
    centre_id TEXT NOT NULL,
    same_as TEXT,
    sex TEXT,
    birth_from TEXT,
    birth_to TEXT,
    legal_status TEXT,
    nationalities TEXT,
    exploitations TEXT
) STRICT;
