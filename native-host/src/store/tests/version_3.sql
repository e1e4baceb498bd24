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

-- Version 3: the account.
-- Never edited after a release; a change is a new version.

PRAGMA user_version = 3;

CREATE TABLE back_off (
    gate        TEXT    NOT NULL PRIMARY KEY,
    failures    INTEGER NOT NULL CHECK (failures >= 0),
    retry_at_ms INTEGER NOT NULL
) STRICT;

INSERT INTO back_off SELECT 'password', failures, retry_at_ms FROM member;
ALTER TABLE member DROP COLUMN failures;
ALTER TABLE member DROP COLUMN retry_at_ms;

CREATE TABLE account_part (
    part       TEXT    NOT NULL PRIMARY KEY,
    sealed     BLOB    NOT NULL,
    changed_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE account_session (
    token_hash BLOB    NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    sign_in    INTEGER NOT NULL,
    used_ms    INTEGER NOT NULL,
    proved_ms  INTEGER
) STRICT;

CREATE TABLE sign_in_place (
    id     INTEGER NOT NULL PRIMARY KEY,
    hash   BLOB    NOT NULL UNIQUE CHECK (length(hash) = 32),
    sealed BLOB    NOT NULL
) STRICT;

CREATE TABLE sign_in (
    id    INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL,
    place INTEGER NOT NULL REFERENCES sign_in_place (id),
    marks INTEGER NOT NULL
) STRICT;

CREATE INDEX sign_in_by_time ON sign_in (at_ms);
CREATE INDEX sign_in_by_place ON sign_in (place, at_ms);

CREATE TABLE message (
    id      INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at_ms   INTEGER NOT NULL,
    is_read INTEGER NOT NULL DEFAULT 0 CHECK (is_read IN (0, 1)),
    sealed  BLOB    NOT NULL
) STRICT;

CREATE TABLE outbox (
    id         INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    made_ms    INTEGER NOT NULL,
    sealed     BLOB    NOT NULL,
    attempts   INTEGER NOT NULL DEFAULT 0,
    due_ms     INTEGER NOT NULL,
    given_up   INTEGER NOT NULL DEFAULT 0 CHECK (given_up IN (0, 1))
) STRICT;

CREATE INDEX outbox_by_due ON outbox (given_up, due_ms);
