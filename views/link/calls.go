package link

// Addresses of the calls to and from other systems.
const (
	PathCalls      = "/settings/calls"
	PathSecrets    = "/settings/calls/secrets"
	PathSecretNew  = "/settings/calls/secrets/new"
	PathSecret     = "/settings/calls/secrets/:id"
	PathSecretGone = "/settings/calls/secrets/:id/removal"
)

// Calls is the secrets and hooks that rules use to call other systems and to be called.
func Calls() string { return PathCalls }

// Secrets sets a new secret (POST).
func Secrets() string { return PathSecrets }

// SecretNew asks for a new secret.
func SecretNew() string { return PathSecretNew }

// Secret renames or replaces a secret.
func Secret(id string) string { return fill(PathSecret, id) }

// SecretGone deletes a secret (POST).
func SecretGone(id string) string { return fill(PathSecretGone, id) }
