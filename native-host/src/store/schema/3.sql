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
