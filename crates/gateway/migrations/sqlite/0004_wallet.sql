CREATE TABLE wallet (
    account_id INTEGER PRIMARY KEY REFERENCES account (id),
    currency   TEXT NOT NULL,
    topped_up  INTEGER NOT NULL CHECK (topped_up >= 0),
    available  INTEGER NOT NULL,
    reserved   INTEGER NOT NULL CHECK (reserved >= 0),
    spent      INTEGER NOT NULL CHECK (spent >= 0),
    CHECK (available + reserved + spent = topped_up)
);
