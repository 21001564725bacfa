-- Credentials of applications. The key is sealed, bound to its SMS_USER, and led by the id of the secret key.
-- `key_generation` grows with every change that takes the key's force away.
CREATE TABLE sms_user (
    id                   INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id           INTEGER NOT NULL REFERENCES account (id),
    sms_user             TEXT NOT NULL UNIQUE,
    label                TEXT,
    sealed_key           BLOB NOT NULL,
    key_generation       INTEGER NOT NULL DEFAULT 1,
    is_disabled          BOOLEAN NOT NULL DEFAULT FALSE,
    created_at_ms        INTEGER NOT NULL,
    key_created_at_ms    INTEGER NOT NULL,
    regenerated_at_ms    INTEGER,
    regenerated_by       TEXT,
    last_used_at_ms      INTEGER,
    reminder_off_till_ms INTEGER NOT NULL DEFAULT 0,
    checked_at_ms        INTEGER,
    check_fault          TEXT
);

CREATE INDEX sms_user_of_account ON sms_user (account_id, id);

-- Pairs that have been replaced: they open nothing, and only tell who still uses them. Forgotten after 30 days.
CREATE TABLE former_sms_key (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    sms_user_id    INTEGER NOT NULL REFERENCES sms_user (id),
    sms_user       TEXT NOT NULL,
    sealed_key     BLOB NOT NULL,
    replaced_at_ms INTEGER NOT NULL
);

CREATE INDEX former_sms_key_named ON former_sms_key (sms_user);

-- Who calls with an SMS_USER: where from, roughly, and with what.
CREATE TABLE sms_caller (
    sms_user_id        INTEGER NOT NULL REFERENCES sms_user (id),
    network            TEXT NOT NULL,
    client             TEXT NOT NULL,
    first_at_ms        INTEGER NOT NULL,
    last_at_ms         INTEGER NOT NULL,
    last_old_key_at_ms INTEGER,
    PRIMARY KEY (sms_user_id, network, client)
);

-- Their calls of a day (UTC, counted from the Unix epoch), kept for a week.
CREATE TABLE sms_caller_day (
    sms_user_id INTEGER NOT NULL REFERENCES sms_user (id),
    network     TEXT NOT NULL,
    client      TEXT NOT NULL,
    day         INTEGER NOT NULL,
    n_accepted  INTEGER NOT NULL,
    n_old_key   INTEGER NOT NULL,
    n_refused   INTEGER NOT NULL,
    PRIMARY KEY (sms_user_id, network, client, day)
);

-- After how many days a key should be replaced; 0 means never.
CREATE TABLE service_setting (
    account_id        INTEGER PRIMARY KEY REFERENCES account (id),
    key_reminder_days INTEGER NOT NULL
);
