CREATE TABLE template (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id       INTEGER NOT NULL REFERENCES account (id),
    name             TEXT NOT NULL,
    name_folded      TEXT NOT NULL,
    content_type     TEXT NOT NULL,
    content          TEXT NOT NULL,
    examples         TEXT NOT NULL,
    countries        TEXT NOT NULL,
    state            TEXT NOT NULL,
    submitted_at_ms  INTEGER NOT NULL,
    review_due_at_ms INTEGER,
    reviewed_at_ms   INTEGER,
    rejection        TEXT,
    updated_at_ms    INTEGER NOT NULL,
    UNIQUE (account_id, name_folded)
);

CREATE INDEX template_review_due ON template (review_due_at_ms) WHERE review_due_at_ms IS NOT NULL;
