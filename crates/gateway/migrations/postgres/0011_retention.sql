-- What kind of content a call has (otp, notification, marketing), which says how long things of it are kept; and when they
-- were removed.
ALTER TABLE submission ADD COLUMN class TEXT NOT NULL DEFAULT 'notification';
ALTER TABLE submission ADD COLUMN values_removed_at_ms BIGINT;
ALTER TABLE submission ADD COLUMN numbers_removed_at_ms BIGINT;

CREATE INDEX submission_with_code ON submission (accepted_at_ms) WHERE class = 'otp' AND values_removed_at_ms IS NULL;
CREATE INDEX submission_with_numbers ON submission (class, accepted_at_ms) WHERE numbers_removed_at_ms IS NULL;

-- Until when the simulated phone shows a message.
ALTER TABLE sandbox_delivery ADD COLUMN kept_until_ms BIGINT;

CREATE INDEX sandbox_delivery_kept ON sandbox_delivery (kept_until_ms);
