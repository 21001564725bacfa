-- The key that an account's events are signed with, sealed.
CREATE TABLE hook_key (
    account_id    INTEGER PRIMARY KEY REFERENCES account (id),
    sealed_key    BLOB NOT NULL,
    created_at_ms INTEGER NOT NULL
);

-- Where an account wants to hear of events. One that was removed is kept as long as its deliveries are.
CREATE TABLE hook (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id       INTEGER NOT NULL REFERENCES account (id),
    url              TEXT NOT NULL,
    created_by       TEXT NOT NULL,
    created_at_ms    INTEGER NOT NULL,
    updated_at_ms    INTEGER NOT NULL,
    checked_at_ms    INTEGER NOT NULL,
    failing_since_ms INTEGER,
    removed_at_ms    INTEGER
);

CREATE INDEX hook_of_account ON hook (account_id, id);

-- The events that a hook hears of, by their eventType.
CREATE TABLE hook_subscription (
    hook_id    INTEGER NOT NULL REFERENCES hook (id),
    event_type INTEGER NOT NULL,
    PRIMARY KEY (hook_id, event_type)
);

-- One event for one hook. Numbers and values are not repeated here: what is sent is put together from the journal.
CREATE TABLE hook_delivery (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id      INTEGER NOT NULL REFERENCES account (id),
    hook_id         INTEGER NOT NULL REFERENCES hook (id),
    event_type      INTEGER NOT NULL,
    is_sample       BOOLEAN NOT NULL,
    submission_id   INTEGER REFERENCES submission (id),
    message_id      INTEGER REFERENCES message (id),
    template_id     INTEGER,
    template_name   TEXT,
    review_result   INTEGER,
    reason_code     INTEGER,
    reason_text     TEXT,
    outbound_at_ms  INTEGER,
    at_ms           INTEGER NOT NULL,
    token           TEXT NOT NULL,
    signature       TEXT,
    state           TEXT NOT NULL,
    n_attempts      INTEGER NOT NULL,
    tried_at_ms     INTEGER,
    next_at_ms      INTEGER,
    ended_at_ms     INTEGER
);

CREATE INDEX hook_delivery_due ON hook_delivery (hook_id, next_at_ms) WHERE next_at_ms IS NOT NULL;
CREATE INDEX hook_delivery_of_account ON hook_delivery (account_id, id);
CREATE INDEX hook_delivery_of_hook ON hook_delivery (hook_id, id);
CREATE INDEX hook_delivery_untried ON hook_delivery (submission_id, hook_id) WHERE tried_at_ms IS NULL;
CREATE INDEX hook_delivery_ended ON hook_delivery (ended_at_ms) WHERE ended_at_ms IS NOT NULL;

-- Every attempt to deliver, with what came back.
CREATE TABLE hook_attempt (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    delivery_id INTEGER NOT NULL REFERENCES hook_delivery (id) ON DELETE CASCADE,
    at_ms       INTEGER NOT NULL,
    took_ms     INTEGER NOT NULL,
    http_status INTEGER,
    fault       TEXT,
    answer      TEXT
);

CREATE INDEX hook_attempt_of ON hook_attempt (delivery_id, id);
