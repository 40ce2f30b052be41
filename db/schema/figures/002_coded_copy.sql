-- What headquarters' analyst counts: coded facts and coded persons, without names and without words.

-- `number` tells facts of one day apart. Stored once, in the order in which they are asked for.
CREATE TABLE facts (
    kind TEXT NOT NULL,
    centre_id TEXT NOT NULL,
    day TEXT NOT NULL,
    number INTEGER NOT NULL,
    person_id TEXT,
    case_id TEXT,
    until TEXT,
    key TEXT,
    amount ANY,
    PRIMARY KEY (kind, centre_id, day, number)
) STRICT, WITHOUT ROWID;

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

CREATE INDEX people_of_centre ON people (centre_id);

CREATE INDEX people_merged ON people (same_as) WHERE same_as IS NOT NULL;

-- Of which state of its records a centre’s copy is; also what the program has looked for, by what it is.
CREATE TABLE copied (
    centre_id TEXT NOT NULL PRIMARY KEY,
    state TEXT NOT NULL
) STRICT;
