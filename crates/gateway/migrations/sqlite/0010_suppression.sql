-- Who must not be written to, and who may again. Rows are only ever added: the latest one of a number and a scope holds.
CREATE TABLE suppression (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id   INTEGER NOT NULL REFERENCES account (id),
    phone        TEXT NOT NULL,
    phone_masked TEXT NOT NULL,
    scope        TEXT NOT NULL,
    is_release   BOOLEAN NOT NULL,
    reason       TEXT NOT NULL,
    evidence     TEXT,
    origin       TEXT NOT NULL,
    actor        TEXT NOT NULL,
    at_ms        INTEGER NOT NULL
);

CREATE INDEX suppression_of_number ON suppression (account_id, phone, id);
CREATE INDEX suppression_of_account ON suppression (account_id, id);

-- How often one number may be written to. Without a row, or without a value, as often as one likes.
CREATE TABLE frequency_limit (
    account_id     INTEGER PRIMARY KEY REFERENCES account (id),
    per_minute     INTEGER,
    per_day        INTEGER,
    otp_per_minute INTEGER,
    otp_per_day    INTEGER
);

CREATE TRIGGER suppression_keeps_rows BEFORE DELETE ON suppression
BEGIN SELECT RAISE(ABORT, 'the suppression list is append-only'); END;

CREATE TRIGGER suppression_keeps_values BEFORE UPDATE ON suppression
BEGIN SELECT RAISE(ABORT, 'the suppression list is append-only'); END;
