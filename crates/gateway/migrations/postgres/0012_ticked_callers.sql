-- Callers that somebody has ticked as having the new pair, since the pair was last replaced.
ALTER TABLE sms_caller ADD COLUMN ticked_at_ms BIGINT;
ALTER TABLE sms_caller ADD COLUMN ticked_by TEXT;
