-- Times are milliseconds since the Unix epoch, money is micro-units of the wallet's currency.

-- Whoever pays. The id is the userId of the wire; nothing of one account is seen by another.
CREATE TABLE account (
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL
);

-- Whoever signs in. The address is kept in small letters, and belongs to one person of one account.
CREATE TABLE person (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id     INTEGER NOT NULL REFERENCES account (id),
    email          TEXT UNIQUE,
    name           TEXT NOT NULL,
    role           TEXT NOT NULL,
    password_hash  TEXT,
    created_at_ms  INTEGER NOT NULL,
    disabled_at_ms INTEGER
);

CREATE INDEX person_of_account ON person (account_id);

-- One-time tokens of sign-in links; only hashes are kept.
CREATE TABLE sign_in_token (
    token_hash     BLOB PRIMARY KEY,
    person_id      INTEGER NOT NULL REFERENCES person (id),
    expires_at_ms  INTEGER NOT NULL,
    consumed_at_ms INTEGER
);

-- Invitations that wait for an answer.
CREATE TABLE invitation (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id    INTEGER NOT NULL REFERENCES account (id),
    token_hash    BLOB NOT NULL UNIQUE,
    email         TEXT NOT NULL,
    role          TEXT NOT NULL,
    invited_by    TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    UNIQUE (account_id, email)
);

CREATE TABLE session (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    token_hash      BLOB NOT NULL UNIQUE,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    user_agent      TEXT NOT NULL,
    ip_class        TEXT NOT NULL,
    created_at_ms   INTEGER NOT NULL,
    last_seen_at_ms INTEGER NOT NULL,
    expires_at_ms   INTEGER NOT NULL
);

CREATE INDEX session_of_person ON session (person_id);

-- Who did what, each account in one chain: a row's hash covers its fields and the hash of the row before it.
-- Rows are only ever added.
CREATE TABLE audit (
    account_id    INTEGER NOT NULL REFERENCES account (id),
    number        INTEGER NOT NULL,
    at_ms         INTEGER NOT NULL,
    actor_id      INTEGER,
    actor         TEXT NOT NULL,
    ip_class      TEXT NOT NULL,
    action        TEXT NOT NULL,
    subject       TEXT NOT NULL,
    previous_hash BLOB NOT NULL,
    hash          BLOB NOT NULL,
    PRIMARY KEY (account_id, number)
);

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

-- The answer to a request that carried an idempotency key.
CREATE TABLE idempotency (
    account_id    INTEGER NOT NULL REFERENCES account (id),
    scope         TEXT NOT NULL,
    key           TEXT NOT NULL,
    request_hash  BLOB NOT NULL,
    answer        TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    PRIMARY KEY (account_id, scope, key)
);

CREATE INDEX idempotency_age ON idempotency (created_at_ms);
