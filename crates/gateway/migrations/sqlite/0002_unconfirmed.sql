-- A hand-over without a known outcome is said as such, and no longer as a reason with code 0.

ALTER TABLE message_event ADD COLUMN is_unconfirmed INTEGER NOT NULL DEFAULT 0;

UPDATE message_event SET is_unconfirmed = 1, reason_code = NULL, reason_text = NULL
WHERE source = 'gateway' AND status = 'sending' AND reason_code = 0;

UPDATE message SET reason_code = NULL, reason_text = NULL WHERE journal_state = 'unconfirmed' AND reason_code = 0;

-- A late report has settled these.
UPDATE message SET journal_state = 'handed_over' WHERE journal_state = 'unconfirmed' AND status <> 'sending';

CREATE INDEX message_unconfirmed ON message (id) WHERE journal_state = 'unconfirmed';
