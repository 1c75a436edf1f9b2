-- +goose Up
-- Addresses at which other systems call. Of an address only the fingerprint of its token is kept.
CREATE TABLE webhooks (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  name TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  secret_id TEXT REFERENCES hook_secrets(id) DEFERRABLE INITIALLY DEFERRED,
  paused BOOLEAN NOT NULL DEFAULT FALSE,
  person_id TEXT REFERENCES people(id) DEFERRABLE INITIALLY DEFERRED,
  renewed_at TIMESTAMP NOT NULL,
  sample TEXT NOT NULL DEFAULT '',
  fields TEXT NOT NULL DEFAULT '',
  sample_at TIMESTAMP,
  removed_at TIMESTAMP
);

-- The last calls at each address, taken and refused.
CREATE TABLE webhook_calls (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  webhook_id TEXT NOT NULL REFERENCES webhooks(id) DEFERRABLE INITIALLY DEFERRED,
  taken BOOLEAN NOT NULL,
  code INTEGER NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  event_id TEXT NOT NULL DEFAULT '',
  message_id TEXT NOT NULL DEFAULT '',
  bytes INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX webhook_calls_last ON webhook_calls(webhook_id, taken, id);

-- +goose Down
DROP TABLE webhook_calls;
DROP TABLE webhooks;
