package main

import (
	"bufio"
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"throughline/models/modelstest"
	"throughline/models/modelstest/scratch"
)

func TestABackupTakenWhileWritingHoldsAllThatWasAcknowledgedBefore(t *testing.T) {
	t.Parallel()
	path := modelstest.File(t)
	address := "sqlite:" + path
	serving := startOn(t, address)

	// Another process writes all the while.
	writer := exec.Command(os.Args[0])
	writer.Env = append(os.Environ(), asWriter+"="+address)
	out, err := writer.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := writer.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = writer.Process.Kill(); _ = writer.Wait() })
	lines := bufio.NewScanner(out)
	var ids []string
	for len(ids) < 20 && lines.Scan() {
		ids = append(ids, lines.Text())
	}

	folder := filepath.Dir(path)
	backup, restored := filepath.Join(folder, "backup.db"), "sqlite:"+filepath.Join(folder, "new", "restored.db")
	must(t, "", "backup", "--db", address, backup)
	_ = writer.Process.Kill()
	if file, err := os.Stat(backup); err != nil || file.Mode().Perm() != 0o600 {
		t.Errorf("the backup has mode %v (%v)", file.Mode(), err)
	}
	must(t, "", "restore", "--db", restored, backup)
	if lost := check(t, restored, ids); len(lost) > 0 || len(ids) < 20 {
		t.Errorf("the backup lacks %d of %d teams acknowledged before it began", len(lost), len(ids))
	}
	if again := startOn(t, restored); again.URL == serving.URL {
		t.Error("two programs run at one address")
	}
	left, _ := filepath.Glob(filepath.Join(folder, ".throughline-*"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestBackupAndRestoreReplaceNothing(t *testing.T) {
	t.Parallel()
	address := "sqlite:" + modelstest.File(t)
	folder := filepath.Dir(strings.TrimPrefix(address, "sqlite:"))
	backup := filepath.Join(folder, "backup.db")
	must(t, "", "backup", "--db", address, backup)

	whole, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	put := func(name string, content []byte) string {
		name = filepath.Join(folder, name)
		if err := os.WriteFile(name, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	damaged := bytes.Clone(whole)
	for i := len(damaged) / 2; i < len(damaged)/2+20000; i++ {
		damaged[i] ^= 0x5a
	}
	fresh := "sqlite:" + filepath.Join(folder, "fresh.db")
	for _, c := range []struct {
		name string
		args []string
		say  string
	}{
		{"a backup over a file", []string{"backup", "--db", address, backup}, "is there already"},
		{"a backup into no folder", []string{"backup", "--db", address, filepath.Join(folder, "none", "b.db")}, "cannot write"},
		{"a restore over a database", []string{"restore", "--db", address, backup}, "is there already"},
		{"a restore of nothing", []string{"restore", "--db", fresh, filepath.Join(folder, "none.db")}, "There is no file"},
		{"a restore of an empty file", []string{"restore", "--db", fresh, put("empty.db", nil)}, "not one of Throughline"},
		{"a restore of a text", []string{"restore", "--db", fresh, put("text.db", []byte("a letter"))}, "damaged or no database"},
		{"a restore of a damaged file", []string{"restore", "--db", fresh, put("damaged.db", damaged)}, "damaged or no database"},
		{"a restore of half a file", []string{"restore", "--db", fresh, put("half.db", whole[:len(whole)/2])}, "damaged or no database"},
		{"a restore into PostgreSQL", []string{"restore", "--db", "postgres://x@127.0.0.1:1/x", backup}, "pg_restore"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, stderr, code := command(t, "", c.args...)
			if code != 1 || !strings.Contains(stderr, c.say) {
				t.Errorf("it ended with %d and said %q; it should refuse and say %q", code, stderr, c.say)
			}
			left, _ := filepath.Glob(filepath.Join(folder, ".throughline-*"))
			if _, err := os.Stat(filepath.Join(folder, "fresh.db")); err == nil || len(left) > 0 {
				t.Errorf("a refused restore left something behind: %v", left)
			}
		})
	}
}

func TestABackupOfPostgreSQLIsLeftToItsOwnTools(t *testing.T) {
	t.Parallel()
	if !scratch.Have() {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	db := modelstest.OpenPostgres(t)
	if err := db.Backup(ctx, filepath.Join(t.TempDir(), "b.db")); err == nil || !strings.Contains(err.Error(), "pg_dump") {
		t.Errorf("the backup said %v", err)
	}
}
