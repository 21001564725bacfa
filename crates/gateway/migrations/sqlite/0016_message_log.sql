-- What the message log and the statistics are asked for.
CREATE INDEX message_accepted ON message (account_id, accepted_at_ms);
CREATE INDEX message_to ON message (account_id, phone, id);
CREATE INDEX message_not_delivered ON message (account_id, status, id) WHERE status IN ('failed', 'suppressed');
CREATE INDEX submission_test ON submission (account_id, id) WHERE is_test;
