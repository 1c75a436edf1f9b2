package views_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A sign that is not drawn leaves a hole on the page and no error anywhere, so every name in the source is looked up.
func TestEverySignThatAPageNamesIsDrawn(t *testing.T) {
	named := regexp.MustCompile(`(?:\bIcon\(|\bsignFor\(|\bIcon:\s*|\bNotice\("[a-z]*", )"([a-z-]+)"`)
	found := 0
	for _, folder := range []string{".", "../handlers"} {
		err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasSuffix(path, "_templ.go") || !strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, ".templ") {
				return err
			}
			source, err := os.ReadFile(path)
			for _, m := range named.FindAllSubmatch(source, -1) {
				found++
				if !drawnSigns["i-"+string(m[1])] {
					t.Errorf("%s names the sign %q, which icons.svg does not have", path, m[1])
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if found < 20 {
		t.Errorf("only %d names of signs were found; the search has gone blind", found)
	}
}
