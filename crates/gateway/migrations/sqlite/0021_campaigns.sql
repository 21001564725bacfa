-- A campaign: one version of a template to a list. `reserved` is what is held for recipients whose messages are not
-- accepted yet; it is part of the wallet's.
CREATE TABLE campaign (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id          INTEGER NOT NULL REFERENCES account (id),
    name                TEXT NOT NULL,
    template_id         INTEGER NOT NULL REFERENCES template (id),
    template_version_id INTEGER NOT NULL REFERENCES template_version (id),
    sms_user            TEXT NOT NULL,
    sender              TEXT,
    state               TEXT NOT NULL,
    waits_for           TEXT,
    n_octets            INTEGER NOT NULL DEFAULT 0,
    plan                TEXT,
    n_recipients        INTEGER NOT NULL DEFAULT 0,
    total               INTEGER NOT NULL DEFAULT 0,
    price_version       INTEGER NOT NULL DEFAULT 0,
    reserved            INTEGER NOT NULL DEFAULT 0,
    starts_at_ms        INTEGER,
    per_minute          INTEGER,
    n_canaries          INTEGER NOT NULL DEFAULT 0,
    pause_above_percent INTEGER,
    due_at_ms           INTEGER,
    -- The next batch does not go before this, also after a pause.
    paced_until_ms      INTEGER NOT NULL DEFAULT 0,
    created_by          TEXT NOT NULL,
    created_by_id       INTEGER NOT NULL,
    created_at_ms       INTEGER NOT NULL,
    confirmed_by        TEXT,
    confirmed_by_id     INTEGER,
    confirmed_at_ms     INTEGER,
    approved_by         TEXT,
    started_at_ms       INTEGER,
    ended_at_ms         INTEGER
);

CREATE INDEX campaign_of_account ON campaign (account_id, id);
CREATE INDEX campaign_due ON campaign (due_at_ms) WHERE due_at_ms IS NOT NULL;

-- Its file as it came, until the campaign is confirmed or given up.
CREATE TABLE campaign_chunk (
    campaign_id INTEGER NOT NULL REFERENCES campaign (id),
    place       INTEGER NOT NULL,
    octets      BLOB NOT NULL,
    PRIMARY KEY (campaign_id, place)
);

-- A recipient. Number and values are removed as soon as the message has them.
CREATE TABLE campaign_recipient (
    campaign_id INTEGER NOT NULL REFERENCES campaign (id),
    file_row    INTEGER NOT NULL,
    phone       TEXT NOT NULL,
    vars        TEXT NOT NULL,
    country     TEXT,
    n_pieces    INTEGER NOT NULL,
    unit_price  INTEGER,
    is_canary   BOOLEAN NOT NULL DEFAULT FALSE,
    state       TEXT NOT NULL,
    row_key     BLOB NOT NULL,
    message_id  INTEGER REFERENCES message (id),
    PRIMARY KEY (campaign_id, file_row),
    UNIQUE (campaign_id, row_key)
);

CREATE INDEX campaign_recipient_waiting ON campaign_recipient (campaign_id, is_canary, file_row) WHERE state = 'waiting';
CREATE INDEX campaign_recipient_message ON campaign_recipient (message_id) WHERE message_id IS NOT NULL;

CREATE TABLE campaign_setting (
    account_id              INTEGER PRIMARY KEY REFERENCES account (id),
    approve_from_recipients INTEGER,
    approve_from_total      INTEGER
);

-- Which campaign a call belongs to.
ALTER TABLE submission ADD COLUMN campaign_id INTEGER REFERENCES campaign (id);

CREATE INDEX submission_of_campaign ON submission (campaign_id) WHERE campaign_id IS NOT NULL;
