-- Credentials. The key is sealed with XChaCha20-Poly1305, nonce first, bound to its user.
CREATE TABLE sms_user (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id        INTEGER NOT NULL REFERENCES account (id),
    sms_user          TEXT NOT NULL UNIQUE,
    sealed_key        BLOB NOT NULL,
    created_at_ms     INTEGER NOT NULL,
    key_created_at_ms INTEGER NOT NULL,
    last_used_at_ms   INTEGER
);
