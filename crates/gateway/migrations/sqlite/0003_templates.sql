-- What has a template id on the wire. What it says is in its versions. A deleted one is kept for the messages sent with it.
CREATE TABLE template (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id          INTEGER NOT NULL REFERENCES account (id),
    name                TEXT NOT NULL,
    name_folded         TEXT NOT NULL,
    latest_version_id   INTEGER,
    approved_version_id INTEGER,
    created_at_ms       INTEGER NOT NULL,
    updated_at_ms       INTEGER NOT NULL,
    deleted_at_ms       INTEGER
);

CREATE UNIQUE INDEX template_name ON template (account_id, name_folded) WHERE deleted_at_ms IS NULL;
CREATE INDEX template_of_account ON template (account_id, updated_at_ms);

-- A version is written once and never changes after it was handed in. Only its review goes on.
CREATE TABLE template_version (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    template_id      INTEGER NOT NULL REFERENCES template (id),
    account_id       INTEGER NOT NULL REFERENCES account (id),
    version          INTEGER NOT NULL,
    origin           TEXT NOT NULL,
    content_type     TEXT NOT NULL,
    content          TEXT NOT NULL,
    examples         TEXT NOT NULL,
    countries        TEXT NOT NULL,
    state            TEXT NOT NULL,
    created_at_ms    INTEGER NOT NULL,
    submitted_at_ms  INTEGER,
    review_due_at_ms INTEGER,
    reviewed_at_ms   INTEGER,
    withdrawn_at_ms  INTEGER,
    rejection        TEXT,
    UNIQUE (template_id, version)
);

CREATE INDEX template_review_due ON template_version (review_due_at_ms) WHERE review_due_at_ms IS NOT NULL;
CREATE INDEX template_in_review ON template_version (account_id, submitted_at_ms) WHERE state = 'in_review';
CREATE INDEX template_reviewed ON template_version (account_id, reviewed_at_ms) WHERE reviewed_at_ms IS NOT NULL;

-- What happened in a version's review. Rows are only ever added.
CREATE TABLE template_review_step (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    version_id INTEGER NOT NULL REFERENCES template_version (id),
    at_ms      INTEGER NOT NULL,
    event      TEXT NOT NULL,
    actor      TEXT NOT NULL,
    reason     TEXT
);

CREATE INDEX template_review_step_of ON template_review_step (version_id, id);
