-- How a name sounds, whole, so that two people of one name are found without reading everybody's. The program writes it.
ALTER TABLE searchable ADD COLUMN sound TEXT NOT NULL DEFAULT '';

CREATE INDEX searchable_by_sound ON searchable (sound, person_id) WHERE cases <> '';
