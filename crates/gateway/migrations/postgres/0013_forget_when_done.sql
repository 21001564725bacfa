-- Messages of a number that is to be forgotten, while they are still to be handed over.
ALTER TABLE message ADD COLUMN forget_when_done BOOLEAN NOT NULL DEFAULT FALSE;

CREATE INDEX message_to_forget ON message (id) WHERE forget_when_done;
