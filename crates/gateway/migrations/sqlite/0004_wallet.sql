-- One row for each account. `pending` is the part of `reserved` and `spent` that belongs to messages whose status is
-- not final. What counts towards the caps is what was reserved in a day and in a month, less what was given back.
CREATE TABLE wallet (
    account_id      INTEGER PRIMARY KEY REFERENCES account (id),
    currency        TEXT NOT NULL,
    topped_up       INTEGER NOT NULL CHECK (topped_up >= 0),
    available       INTEGER NOT NULL,
    reserved        INTEGER NOT NULL CHECK (reserved >= 0),
    spent           INTEGER NOT NULL CHECK (spent >= 0),
    pending         INTEGER NOT NULL DEFAULT 0,
    low_balance     INTEGER,
    daily_cap       INTEGER,
    monthly_cap     INTEGER,
    day             INTEGER NOT NULL DEFAULT 0,
    day_committed   INTEGER NOT NULL DEFAULT 0,
    month           INTEGER NOT NULL DEFAULT 0,
    month_committed INTEGER NOT NULL DEFAULT 0,
    CHECK (available + reserved + spent = topped_up)
);

-- What a piece costs, by country. A version is never changed; a new table is a new version.
CREATE TABLE price_table (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id    INTEGER NOT NULL REFERENCES account (id),
    version       INTEGER NOT NULL,
    currency      TEXT NOT NULL,
    effective     TEXT NOT NULL,
    source        TEXT NOT NULL,
    is_sample     BOOLEAN NOT NULL,
    created_at_ms INTEGER NOT NULL,
    created_by    TEXT,
    UNIQUE (account_id, version)
);

CREATE TABLE price (
    price_table_id INTEGER NOT NULL REFERENCES price_table (id),
    country        TEXT NOT NULL,
    price          INTEGER NOT NULL CHECK (price > 0),
    PRIMARY KEY (price_table_id, country)
);

CREATE TRIGGER price_table_is_never_changed BEFORE UPDATE ON price_table
BEGIN SELECT RAISE(ABORT, 'a version of the price table is never changed'); END;

CREATE TRIGGER price_is_never_changed BEFORE UPDATE ON price
BEGIN SELECT RAISE(ABORT, 'a version of the price table is never changed'); END;
