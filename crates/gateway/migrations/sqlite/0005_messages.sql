-- A call of /smsapi/send or a test: one template with one set of values, to one or more numbers.
CREATE TABLE submission (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id     INTEGER NOT NULL REFERENCES account (id),
    sms_user       TEXT NOT NULL,
    template_id    INTEGER NOT NULL REFERENCES template (id),
    -- What the messages say, whatever becomes of the template.
    template_version_id INTEGER NOT NULL REFERENCES template_version (id),
    template_name  TEXT NOT NULL,
    vars           TEXT NOT NULL,
    sender         TEXT,
    custom_args    TEXT,
    group_key      BLOB NOT NULL,
    is_test        BOOLEAN NOT NULL,
    encoding       TEXT NOT NULL,
    n_pieces       INTEGER NOT NULL,
    price_version  INTEGER NOT NULL,
    accepted_at_ms INTEGER NOT NULL
);

-- One group of messages given to the upstream under one sendRequestId. The gateway that holds it makes the call; it is
-- repeated by another one only when its holder is no longer seen.
CREATE TABLE hand_over (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    send_request_id TEXT NOT NULL UNIQUE,
    state           TEXT NOT NULL,
    n_attempts      INTEGER NOT NULL,
    first_at_ms     INTEGER NOT NULL,
    last_at_ms      INTEGER NOT NULL,
    next_at_ms      INTEGER,
    holder          TEXT
);

CREATE INDEX hand_over_open ON hand_over (next_at_ms) WHERE state = 'submitting';

-- The gateways on this database, and when each was last seen, by the time of their machines.
CREATE TABLE gateway (
    id         TEXT PRIMARY KEY,
    seen_at_ms INTEGER NOT NULL
);

-- The journal: one row for one text to one recipient.
CREATE TABLE message (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id     INTEGER NOT NULL REFERENCES account (id),
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

CREATE INDEX message_of_account ON message (account_id, id);
CREATE INDEX message_queued ON message (id) WHERE journal_state = 'queued';
CREATE INDEX message_unconfirmed ON message (account_id, id) WHERE journal_state = 'unconfirmed';
CREATE INDEX message_open ON message (account_id, status) WHERE status IN ('sending', 'waiting_result');
CREATE INDEX message_of_submission ON message (submission_id);
CREATE INDEX message_of_hand_over ON message (hand_over_id);

-- Every report about a message as it came, repeated and late ones included.
CREATE TABLE message_event (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id     INTEGER NOT NULL REFERENCES message (id),
    at_ms          INTEGER NOT NULL,
    status         TEXT NOT NULL,
    source         TEXT NOT NULL,
    is_unconfirmed BOOLEAN NOT NULL DEFAULT FALSE,
    reason_code    INTEGER,
    reason_text    TEXT
);

CREATE INDEX message_event_of ON message_event (message_id, id);

-- Every movement of money: top-ups, and one charge for each message.
CREATE TABLE ledger (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id    INTEGER NOT NULL REFERENCES account (id),
    kind          TEXT NOT NULL,
    amount        INTEGER NOT NULL,
    message_id    INTEGER UNIQUE REFERENCES message (id),
    n_pieces      INTEGER,
    country       TEXT,
    unit_price    INTEGER,
    price_version INTEGER,
    at_ms         INTEGER NOT NULL
);

CREATE INDEX ledger_of_account ON ledger (account_id, id);

-- The answer to a /smsapi/send that carried a sendRequestId, replayed for an hour.
CREATE TABLE send_replay (
    sms_user        TEXT NOT NULL,
    send_request_id TEXT NOT NULL,
    answer          TEXT NOT NULL,
    created_at_ms   INTEGER NOT NULL,
    PRIMARY KEY (sms_user, send_request_id)
);

CREATE INDEX send_replay_age ON send_replay (created_at_ms);
