-- Times are milliseconds since the Unix epoch, money is micro-units of the wallet's currency.

-- The one account of this gateway; its id is the userId of the wire.
CREATE TABLE account (
    id            INTEGER PRIMARY KEY,
    created_at_ms INTEGER NOT NULL
);

-- One-time tokens of sign-in links; only hashes are kept.
CREATE TABLE sign_in_token (
    token_hash     BLOB PRIMARY KEY,
    expires_at_ms  INTEGER NOT NULL,
    consumed_at_ms INTEGER
);

CREATE TABLE session (
    token_hash    BLOB PRIMARY KEY,
    name          TEXT NOT NULL,
    role          TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL
);

-- Who did what to a secret. Rows are only ever added.
CREATE TABLE audit (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms   INTEGER NOT NULL,
    actor   TEXT NOT NULL,
    action  TEXT NOT NULL,
    subject TEXT NOT NULL
);

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

-- The answer to a request that carried an idempotency key.
CREATE TABLE idempotency (
    scope         TEXT NOT NULL,
    key           TEXT NOT NULL,
    request_hash  BLOB NOT NULL,
    answer        TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    PRIMARY KEY (scope, key)
);

-- Credentials. The key is sealed with XChaCha20-Poly1305, nonce first, bound to its user.
CREATE TABLE sms_user (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    sms_user          TEXT NOT NULL UNIQUE,
    sealed_key        BLOB NOT NULL,
    created_at_ms     INTEGER NOT NULL,
    key_created_at_ms INTEGER NOT NULL,
    last_used_at_ms   INTEGER
);

CREATE TABLE template (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    name             TEXT NOT NULL,
    name_folded      TEXT NOT NULL UNIQUE,
    content_type     TEXT NOT NULL,
    content          TEXT NOT NULL,
    examples         TEXT NOT NULL,
    countries        TEXT NOT NULL,
    state            TEXT NOT NULL,
    submitted_at_ms  INTEGER NOT NULL,
    review_due_at_ms INTEGER,
    reviewed_at_ms   INTEGER,
    rejection        TEXT,
    updated_at_ms    INTEGER NOT NULL
);

CREATE INDEX template_review_due ON template (review_due_at_ms) WHERE review_due_at_ms IS NOT NULL;

CREATE TABLE wallet (
    id        INTEGER PRIMARY KEY CHECK (id = 1),
    currency  TEXT NOT NULL,
    topped_up INTEGER NOT NULL CHECK (topped_up >= 0),
    available INTEGER NOT NULL,
    reserved  INTEGER NOT NULL CHECK (reserved >= 0),
    spent     INTEGER NOT NULL CHECK (spent >= 0),
    CHECK (available + reserved + spent = topped_up)
);

-- A call of /smsapi/send or a test: one template with one set of values, to one or more numbers.
CREATE TABLE submission (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    sms_user       TEXT NOT NULL,
    template_id    INTEGER NOT NULL REFERENCES template (id),
    template_name  TEXT NOT NULL,
    vars           TEXT NOT NULL,
    sender         TEXT,
    custom_args    TEXT,
    group_key      BLOB NOT NULL,
    is_test        INTEGER NOT NULL,
    encoding       TEXT NOT NULL,
    n_pieces       INTEGER NOT NULL,
    accepted_at_ms INTEGER NOT NULL
);

-- One group of messages given to the upstream under one sendRequestId.
CREATE TABLE hand_over (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    send_request_id TEXT NOT NULL UNIQUE,
    state           TEXT NOT NULL,
    n_attempts      INTEGER NOT NULL,
    first_at_ms     INTEGER NOT NULL,
    last_at_ms      INTEGER NOT NULL,
    next_at_ms      INTEGER
);

CREATE INDEX hand_over_open ON hand_over (next_at_ms) WHERE state = 'submitting';

-- The journal: one row for one text to one recipient.
CREATE TABLE message (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    sms_id         TEXT NOT NULL UNIQUE,
    public_id      TEXT NOT NULL UNIQUE,
    submission_id  INTEGER NOT NULL REFERENCES submission (id),
    phone          TEXT NOT NULL,
    phone_masked   TEXT NOT NULL,
    country        TEXT,
    unit_price     INTEGER NOT NULL,
    reserved       INTEGER NOT NULL,
    charge         INTEGER,
    status         TEXT NOT NULL,
    reason_code    INTEGER,
    reason_text    TEXT,
    journal_state  TEXT NOT NULL,
    hand_over_id   INTEGER REFERENCES hand_over (id),
    accepted_at_ms INTEGER NOT NULL,
    updated_at_ms  INTEGER NOT NULL
);

CREATE INDEX message_queued ON message (id) WHERE journal_state = 'queued';
CREATE INDEX message_open ON message (status) WHERE status IN ('sending', 'waiting_result');
CREATE INDEX message_of_submission ON message (submission_id);
CREATE INDEX message_of_hand_over ON message (hand_over_id);

-- Every report about a message as it came, repeated and late ones included.
CREATE TABLE message_event (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id  INTEGER NOT NULL REFERENCES message (id),
    at_ms       INTEGER NOT NULL,
    status      TEXT NOT NULL,
    source      TEXT NOT NULL,
    reason_code INTEGER,
    reason_text TEXT
);

CREATE INDEX message_event_of ON message_event (message_id, id);

CREATE TABLE ledger (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT NOT NULL,
    amount     INTEGER NOT NULL,
    message_id INTEGER UNIQUE REFERENCES message (id),
    n_pieces   INTEGER,
    country    TEXT,
    unit_price INTEGER,
    at_ms      INTEGER NOT NULL
);

-- The answer to a /smsapi/send that carried a sendRequestId, replayed for an hour.
CREATE TABLE send_replay (
    sms_user        TEXT NOT NULL,
    send_request_id TEXT NOT NULL,
    answer          TEXT NOT NULL,
    created_at_ms   INTEGER NOT NULL,
    PRIMARY KEY (sms_user, send_request_id)
);

-- What changed, in order: the event stream's memory. Kinds: message, template, wallet.
CREATE TABLE push (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    kind   TEXT NOT NULL,
    row_id INTEGER,
    at_ms  INTEGER NOT NULL
);

-- The sandbox's platform: calls it has seen, by their sendRequestId.
CREATE TABLE sandbox_call (
    send_request_id TEXT PRIMARY KEY,
    at_ms           INTEGER NOT NULL
);

-- The sandbox's carrier: one row for one message on its way to one handset.
CREATE TABLE sandbox_delivery (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    sms_id       TEXT NOT NULL,
    phone        TEXT NOT NULL,
    country      TEXT,
    sender       TEXT,
    text         TEXT NOT NULL,
    step         TEXT NOT NULL,
    due_at_ms    INTEGER,
    arrived_at_ms INTEGER
);

CREATE INDEX sandbox_delivery_due ON sandbox_delivery (due_at_ms) WHERE due_at_ms IS NOT NULL;
CREATE INDEX sandbox_delivery_of ON sandbox_delivery (phone);

-- The pieces a handset has received, as the air carries them, in order of arrival.
CREATE TABLE sandbox_piece (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    delivery_id INTEGER NOT NULL REFERENCES sandbox_delivery (id),
    data_coding INTEGER NOT NULL,
    n_units     INTEGER NOT NULL,
    user_data   BLOB NOT NULL
);

CREATE INDEX sandbox_piece_of ON sandbox_piece (delivery_id);
