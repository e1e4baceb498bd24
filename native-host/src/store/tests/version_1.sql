-- Version 1: browser profiles and their seals.
-- Never edited after a release; a change is a new version.

PRAGMA application_id = 0x5365616c;
PRAGMA user_version = 1;

CREATE TABLE browser_profile (
    id            TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    first_seen_ms INTEGER NOT NULL,
    last_seen_ms  INTEGER NOT NULL
) STRICT;

CREATE TABLE seal (
    profile  TEXT    NOT NULL PRIMARY KEY
                     REFERENCES browser_profile (id) ON DELETE CASCADE,
    sealed   BLOB    NOT NULL,
    saved_ms INTEGER NOT NULL
) STRICT;
