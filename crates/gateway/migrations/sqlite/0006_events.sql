-- What changed, in order: the event stream's memory. Kinds: message, template, wallet.
CREATE TABLE push (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES account (id),
    kind       TEXT NOT NULL,
    row_id     INTEGER,
    at_ms      INTEGER NOT NULL
);
