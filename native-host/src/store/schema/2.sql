-- Version 2: browsers by name, seals that were removed, the member.
-- Never edited after a release; a change is a new version.

PRAGMA user_version = 2;

ALTER TABLE browser_profile ADD COLUMN browser TEXT NOT NULL DEFAULT '';
ALTER TABLE browser_profile ADD COLUMN removed_ms INTEGER;

CREATE TABLE member (
    only_row      INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    id_hash       BLOB    NOT NULL CHECK (length(id_hash) = 32),
    name_hash     BLOB             CHECK (length(name_hash) = 32),
    password_hash TEXT    NOT NULL,
    failures      INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
    retry_at_ms   INTEGER NOT NULL DEFAULT 0
) STRICT;
