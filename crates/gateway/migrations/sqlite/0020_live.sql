-- How many attempts of a hand-over have no known outcome. While there is none, the upstream has certainly not processed
-- it, and it may be repeated at any time.
ALTER TABLE hand_over ADD COLUMN n_unknown INTEGER NOT NULL DEFAULT 1;

-- Messages that wait for a person: the upstream refuses the SMS_USER, the template or the whole account.
CREATE TABLE hold (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id  INTEGER NOT NULL REFERENCES account (id),
    sms_user    TEXT,
    template_id INTEGER,
    reason_code INTEGER NOT NULL,
    reason_text TEXT NOT NULL,
    since_ms    INTEGER NOT NULL
);

CREATE INDEX hold_of_account ON hold (account_id);

-- The pair that Aurora knows for an SMS_USER of ours. The key is sealed, bound to our SMS_USER's row.
CREATE TABLE live_sms_user (
    sms_user_id   INTEGER PRIMARY KEY REFERENCES sms_user (id),
    account_id    INTEGER NOT NULL REFERENCES account (id),
    aurora_user   TEXT NOT NULL,
    sealed_key    BLOB NOT NULL,
    entered_at_ms INTEGER NOT NULL,
    checked_at_ms INTEGER,
    check_code    INTEGER,
    check_text    TEXT
);

-- Under which id Aurora knows a version of a template.
CREATE TABLE live_template (
    version_id    INTEGER PRIMARY KEY REFERENCES template_version (id),
    account_id    INTEGER NOT NULL REFERENCES account (id),
    template_id   INTEGER NOT NULL REFERENCES template (id),
    aurora_id     INTEGER NOT NULL,
    entered_by    TEXT NOT NULL,
    entered_at_ms INTEGER NOT NULL
);

CREATE INDEX live_template_known ON live_template (account_id, aurora_id);

-- What an account has settled about sending live.
CREATE TABLE live_setting (
    account_id        INTEGER PRIMARY KEY REFERENCES account (id),
    allowed_countries TEXT
);

-- Where Aurora posts its events to, and the APP KEYs that they are signed with. The key before stays good for a while.
CREATE TABLE live_hook (
    account_id      INTEGER PRIMARY KEY REFERENCES account (id),
    address         TEXT NOT NULL UNIQUE,
    created_at_ms   INTEGER NOT NULL
);

CREATE TABLE live_hook_key (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id    INTEGER NOT NULL REFERENCES account (id),
    sealed_key    BLOB NOT NULL,
    entered_at_ms INTEGER NOT NULL,
    good_until_ms INTEGER
);

CREATE INDEX live_hook_key_of ON live_hook_key (account_id, id);

-- Events as Aurora posted them, each token once. What came of one is written when it was worked off.
CREATE TABLE live_event (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id     INTEGER NOT NULL REFERENCES account (id),
    token          TEXT NOT NULL,
    event_type     INTEGER NOT NULL,
    body           TEXT NOT NULL,
    received_at_ms INTEGER NOT NULL,
    n_repeats      INTEGER NOT NULL DEFAULT 0,
    done_at_ms     INTEGER,
    outcome        TEXT,
    UNIQUE (account_id, token)
);

CREATE INDEX live_event_open ON live_event (id) WHERE done_at_ms IS NULL;
CREATE INDEX live_event_received ON live_event (received_at_ms);

-- What Aurora calls a message, and the pieces it counted.
CREATE TABLE live_message (
    message_id INTEGER PRIMARY KEY REFERENCES message (id),
    account_id INTEGER NOT NULL REFERENCES account (id),
    aurora_id  TEXT,
    n_pieces   INTEGER,
    UNIQUE (account_id, aurora_id)
);

-- Aurora's own statement, as a person has imported it.
CREATE TABLE live_statement (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id     INTEGER NOT NULL REFERENCES account (id),
    aurora_id      TEXT NOT NULL,
    n_pieces       INTEGER,
    amount         INTEGER NOT NULL,
    imported_at_ms INTEGER NOT NULL,
    UNIQUE (account_id, aurora_id)
);
