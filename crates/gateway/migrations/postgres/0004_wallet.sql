CREATE TABLE wallet (
    account_id BIGINT PRIMARY KEY REFERENCES account (id),
    currency   TEXT NOT NULL,
    topped_up  BIGINT NOT NULL CHECK (topped_up >= 0),
    available  BIGINT NOT NULL,
    reserved   BIGINT NOT NULL CHECK (reserved >= 0),
    spent      BIGINT NOT NULL CHECK (spent >= 0),
    CHECK (available + reserved + spent = topped_up)
);
