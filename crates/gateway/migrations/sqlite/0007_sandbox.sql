-- The sandbox's platform: calls it has seen, by their sendRequestId.
CREATE TABLE sandbox_call (
    send_request_id TEXT PRIMARY KEY,
    at_ms           INTEGER NOT NULL,
    n_calls         INTEGER NOT NULL,
    is_processed    BOOLEAN NOT NULL
);

CREATE INDEX sandbox_call_age ON sandbox_call (at_ms);

-- The sandbox's carrier: one row for one message on its way to one handset.
CREATE TABLE sandbox_delivery (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id    INTEGER NOT NULL REFERENCES account (id),
    sms_id        TEXT NOT NULL,
    phone         TEXT NOT NULL,
    country       TEXT,
    sender        TEXT,
    text          TEXT NOT NULL,
    n_steps_done  INTEGER NOT NULL,
    due_at_ms     INTEGER,
    arrived_at_ms INTEGER
);

CREATE INDEX sandbox_delivery_due ON sandbox_delivery (due_at_ms) WHERE due_at_ms IS NOT NULL;
CREATE INDEX sandbox_delivery_of ON sandbox_delivery (account_id, phone);
CREATE INDEX sandbox_delivery_of_message ON sandbox_delivery (sms_id);

-- The pieces a handset has received, as the air carries them, in order of arrival.
CREATE TABLE sandbox_piece (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    delivery_id INTEGER NOT NULL REFERENCES sandbox_delivery (id),
    data_coding INTEGER NOT NULL,
    n_units     INTEGER NOT NULL,
    user_data   BLOB NOT NULL
);

CREATE INDEX sandbox_piece_of ON sandbox_piece (delivery_id);

-- How far the sandbox's clock has been moved on. There is one row, or none before the first time.
CREATE TABLE sandbox_clock (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    advanced_ms INTEGER NOT NULL
);
