-- Version 4: guarded passwords.
-- Never edited after a release; a change is a new version.

PRAGMA user_version = 4;

CREATE TABLE guard (
    id     INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT CHECK (id >= 0),
    sealed BLOB    NOT NULL
) STRICT;
