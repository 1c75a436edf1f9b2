package link

// Addresses of the calls to and from other systems.
const (
	PathCalls      = "/settings/calls"
	PathSecrets    = "/settings/calls/secrets"
	PathSecretNew  = "/settings/calls/secrets/new"
	PathSecret     = "/settings/calls/secrets/:id"
	PathSecretGone = "/settings/calls/secrets/:id/removal"

	PathHooks       = "/settings/calls/hooks"
	PathHookNew     = "/settings/calls/hooks/new"
	PathHook        = "/settings/calls/hooks/:id"
	PathHookAddress = "/settings/calls/hooks/:id/address"
	PathHookGone    = "/settings/calls/hooks/:id/removal"

	// UnderCalled begins every address at which other systems call; the token follows.
	UnderCalled = "/hooks/"
	PathCalled  = "/hooks/:token"
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

// Hooks makes a new hook (POST).
func Hooks() string { return PathHooks }

// HookNew asks for a new hook.
func HookNew() string { return PathHookNew }

// Hook is a hook with its last calls, and changes it (POST).
func Hook(id string) string { return fill(PathHook, id) }

// HookAddress gives a hook another address (POST).
func HookAddress(id string) string { return fill(PathHookAddress, id) }

// HookGone takes a hook out (POST).
func HookGone(id string) string { return fill(PathHookGone, id) }

// Called is the address at which other systems call (POST).
func Called(token string) string { return fill(PathCalled, token) }
