package secret_test

import (
	"strings"
	"testing"

	"throughline/models/secret"
)

func TestOnlyWhoHasTheKeyCanSealAText(t *testing.T) {
	sealed := secret.Seal("key", "mentions:0198a")
	if text, sound := secret.Unseal("key", sealed); !sound || text != "mentions:0198a" {
		t.Errorf("%q %v", text, sound)
	}
	body, mac, _ := strings.Cut(sealed, ".")
	other, _, _ := strings.Cut(secret.Seal("key", "digest:0198a"), ".")
	for _, forged := range []string{"", ".", body, body + ".", "." + mac, other + "." + mac, sealed + "A", secret.Seal("another key", "mentions:0198a"), strings.Repeat("A", 2000) + "." + mac} {
		if text, sound := secret.Unseal("key", forged); sound {
			t.Errorf("%.60q opens as %q", forged, text)
		}
	}
	if _, sound := secret.Unseal("", secret.Seal("", "mentions:0198a")); sound {
		t.Error("without a key a seal is sound")
	}
}
