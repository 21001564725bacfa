-- A sender ID for one country. What was rejected can be handed in again; it is a row of its own then.
CREATE TABLE sender (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id      INTEGER NOT NULL REFERENCES account (id),
    sender_id       TEXT NOT NULL,
    sender_folded   TEXT NOT NULL,
    country         TEXT NOT NULL,
    state           TEXT NOT NULL,
    rejection       TEXT,
    submitted_by    TEXT NOT NULL,
    submitted_at_ms INTEGER NOT NULL,
    updated_at_ms   INTEGER NOT NULL
);

CREATE UNIQUE INDEX sender_once ON sender (account_id, sender_folded, country) WHERE state <> 'rejected';
CREATE INDEX sender_of_account ON sender (account_id, id);

-- The documents that the staff asked for.
CREATE TABLE sender_material (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    sender_row_id   INTEGER NOT NULL REFERENCES sender (id),
    name            TEXT NOT NULL,
    requested_at_ms INTEGER NOT NULL,
    received_at_ms  INTEGER
);

CREATE INDEX sender_material_of ON sender_material (sender_row_id, id);

-- What happened to a registration, in order.
CREATE TABLE sender_event (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    sender_row_id INTEGER NOT NULL REFERENCES sender (id),
    at_ms         INTEGER NOT NULL,
    state         TEXT NOT NULL,
    actor         TEXT NOT NULL
);

CREATE INDEX sender_event_of ON sender_event (sender_row_id, id);

-- The sender ID that a message comes from; without one the platform assigns a random number.
ALTER TABLE message ADD COLUMN sender TEXT;
