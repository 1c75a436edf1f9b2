package models_test

import (
	"path/filepath"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/modelstest"
	"throughline/models/secret"
)

const hook = "https://hooks.example.com/services/geheim"

// room connects a chat room.
func room(t *testing.T, db *models.DB) (c *models.Channel, err error) {
	t.Helper()
	c = &models.Channel{}
	err = db.Write(t.Context(), models.CommandLine, func(tx *models.Tx) error {
		if err := tx.Insert(models.NewCompany("Fjord IT")); err != nil {
			return err
		}
		if err := tx.AllowHost(&models.HostEntry{Host: "hooks.example.com"}); err != nil {
			return err
		}
		return tx.SaveChannel(c, &models.ChannelEntry{Name: "#strategy", Kind: models.ChatSlack, URL: hook, Topics: []string{"decisions"}})
	})
	return c, err
}

// addressOf is what the program that sends reads as the address of a room.
func addressOf(t *testing.T, db *models.DB, id string) (address string, err error) {
	t.Helper()
	err = db.Read(t.Context(), models.Background, func(r *models.Read) error {
		c, err := r.ChannelByID(id)
		if err == nil {
			address, err = r.ChannelURL(c)
		}
		return err
	})
	return address, err
}

func TestWhatWasLockedWithAKeyInTheDatabaseIsSealedAnewWithTheOneOutside(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		c, err := room(t, db)
		if err != nil {
			t.Fatal(err)
		}
		before := func() (old string) {
			if err := db.Write(t.Context(), models.CommandLine, func(tx *models.Tx) error {
				old = secret.Token()
				if err := tx.DB().Exec("INSERT INTO secrets (name, value) VALUES (?, ?)", "chat.address", old).Error; err != nil {
					return err
				}
				return tx.DB().Exec("UPDATE channels SET sealed_url = ?", secret.Lock(old, "", hook)).Error
			}); err != nil {
				t.Fatal(err)
			}
			return old
		}
		before()
		if address, err := addressOf(t, db, c.ID); err == nil {
			t.Errorf("what the key in the database opens is still read: %s", address)
		}
		for _, want := range []int{1, 0} {
			if n, err := db.SealAnew(t.Context()); n != want || err != nil {
				t.Fatal(n, err)
			}
			if address, err := addressOf(t, db, c.ID); address != hook || err != nil {
				t.Error(address, err)
			}
		}
		var keys, said int64
		if err := db.Read(t.Context(), models.Background, func(r *models.Read) error {
			r.DB().Table("secrets").Where("name = ?", "chat.address").Count(&keys)
			return r.DB().Table("events").Where("type = ? AND payload NOT LIKE ?", models.ChannelSealed, "%geheim%").Count(&said).Error
		}); err != nil || keys != 0 || said != 1 {
			t.Errorf("%d keys are left in the database, %d events say so, %v", keys, said, err)
		}
	})
}

func TestPostgreSQLWithoutAKeyRunsAndSaysSoWhereASecretIsAskedFor(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		if db.Dialect() != "postgres" {
			t.Skip("SQLite has a key file of its own")
		}
		bare, err := models.Open(t.Context(), modelstest.Postgres(t), models.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer bare.Close()
		if _, err := room(t, bare); err == nil || !strings.Contains(err.Error(), "THROUGHLINE_KEY") {
			t.Errorf("it says %v", err)
		}
		if n, err := bare.SealAnew(t.Context()); n != 0 || err != nil {
			t.Error(n, err)
		}
	})
}

func TestABackupAloneOpensNoSecretAndWithItsKeyFileItDoes(t *testing.T) {
	file := modelstest.File(t)
	db, err := models.Open(t.Context(), "sqlite:"+file, models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	c, err := room(t, db)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	copied, restored := filepath.Join(folder, "copy"), filepath.Join(folder, "restored.db")
	if err := db.Backup(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	if err := models.Restore(t.Context(), copied, "sqlite:"+restored); err != nil {
		t.Fatal(err)
	}
	for _, keyed := range []string{"", strings.TrimSuffix(file, ".db") + ".key"} {
		back, err := models.Open(t.Context(), "sqlite:"+restored, models.Options{KeyFile: keyed})
		if err != nil {
			t.Fatal(err)
		}
		address, err := addressOf(t, back, c.ID)
		if keyed == "" && (err == nil || !strings.Contains(err.Error(), "enter the address again")) || keyed != "" && address != hook {
			t.Errorf("with %q it is %q, %v", keyed, address, err)
		}
		if err := back.Close(); err != nil {
			t.Error(err)
		}
	}
}
