-- Times are milliseconds since the Unix epoch, money is micro-units of the wallet's currency.

-- Whoever pays. The id is the userId of the wire; nothing of one account is seen by another.
CREATE TABLE account (
    id            BIGINT PRIMARY KEY,
    name          TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL
);

-- One-time tokens of sign-in links; only hashes are kept.
CREATE TABLE sign_in_token (
    token_hash     BYTEA PRIMARY KEY,
    account_id     BIGINT NOT NULL REFERENCES account (id),
    expires_at_ms  BIGINT NOT NULL,
    consumed_at_ms BIGINT
);

CREATE TABLE session (
    token_hash    BYTEA PRIMARY KEY,
    account_id    BIGINT NOT NULL REFERENCES account (id),
    name          TEXT NOT NULL,
    role          TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    expires_at_ms BIGINT NOT NULL
);

-- Who did what, each account in one chain: a row's hash covers its fields and the hash of the row before it.
-- Rows are only ever added.
CREATE TABLE audit (
    account_id    BIGINT NOT NULL REFERENCES account (id),
    number        BIGINT NOT NULL,
    at_ms         BIGINT NOT NULL,
    actor_id      BIGINT,
    actor         TEXT NOT NULL,
    ip_class      TEXT NOT NULL,
    action        TEXT NOT NULL,
    subject       TEXT NOT NULL,
    previous_hash BYTEA NOT NULL,
    hash          BYTEA NOT NULL,
    PRIMARY KEY (account_id, number)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$;

CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The answer to a request that carried an idempotency key.
CREATE TABLE idempotency (
    account_id    BIGINT NOT NULL REFERENCES account (id),
    scope         TEXT NOT NULL,
    key           TEXT NOT NULL,
    request_hash  BYTEA NOT NULL,
    answer        TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    PRIMARY KEY (account_id, scope, key)
);

CREATE INDEX idempotency_age ON idempotency (created_at_ms);
