package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

const root = "../.."

// top is all that may lie at the top of the repository, beside hidden files and what .gitignore names.
var top = []string{"Makefile", "README.md", "cmd", "go.mod", "go.sum", "handlers", "migrations", "models", "static", "views"}

// leaves know nothing of the product but days.
var leaves = []string{"models/blocks", "models/day", "models/form", "models/secret", "models/statement"}

// arrows says for each folder which folders its packages may import; "x/..." is x with all below it. The longest
// folder that fits counts.
var arrows = map[string][]string{
	"cmd":                       {"handlers/...", "views/...", "models/...", "static", "migrations"},
	"handlers":                  {"handlers/...", "views/...", "models/...", "static"},
	"handlers/api":              {"models/..."},
	"views":                     {"views/...", "models", "models/automation", "models/blocks", "models/builder", "models/exchange", "models/notify", "models/rulefile", "models/wizard", "models/day", "models/form", "models/statement", "static"},
	"models":                    {"models/blocks", "models/day", "models/form", "models/secret", "models/statement", "migrations"},
	"models/automation":         {"models", "models/blocks", "models/day", "models/form", "models/secret", "models/work"},
	"models/blocks":             {"models/day"},
	"models/builder":            {"models", "models/automation", "models/blocks", "models/day", "models/form"},
	"models/rulefile":           {"models", "models/automation", "models/blocks", "models/builder", "models/form"},
	"models/wizard":             {"models", "models/blocks", "models/day", "models/form", "models/secret", "models/statement"},
	"models/exchange":           {"models", "models/blocks", "models/day", "models/form", "models/secret", "models/statement", "models/wizard"},
	"models/demo":               {"models", "models/automation", "models/blocks", "models/day", "models/form", "models/secret", "models/statement", "models/wizard"},
	"models/work":               {"models"},
	"models/notify":             {"models", "models/day", "models/work"},
	"models/modelstest":         {"models/...", "migrations"},
	"models/modelstest/scratch": {},
	"models/day":                {},
	"models/form":               {"models/day"},
	"models/secret":             {"models/day"},
	"models/statement":          {"models/day"},
	"models/statement/lint":     {"models/statement"},
	"static":                    {},
	"migrations":                {},
}

// owners says which folders alone may import a library, or what begins with its name.
var owners = map[string][]string{
	"github.com/labstack/echo":     {"handlers"},
	"github.com/gorilla/sessions":  {"handlers"},
	"gorm.io/":                     {"models"},
	"github.com/jackc/pgx":         {"models"},
	"github.com/wneessen/go-mail":  {"models/notify"},
	"github.com/standard-webhooks": {"models"},
	"github.com/mattn/go-sqlite3":  {"models"},
	"github.com/pressly/goose":     {"models"},
	"github.com/alecthomas/kong":   {"cmd"},
	"github.com/chromedp":          {"cmd", "handlers"},
	"github.com/a-h/templ":         {"views", "handlers"},
	"html/template":                {},
	"text/template":                {},
	"testing":                      {"models/modelstest"},
	"github.com/PuerkitoBio":       {},
	"github.com/google/go-cmp":     {},
}

func TestNothingElseLiesAtTheTop(t *testing.T) {
	ignored, err := os.ReadFile(filepath.Join(root, ".gitignore"))
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, e := range entries {
		name := e.Name()
		if strings.HasPrefix(name, ".") || name == "LICENSE" || slices.ContainsFunc(strings.Fields(string(ignored)), func(line string) bool { return strings.Trim(line, "/") == name }) {
			continue
		}
		found = append(found, name)
	}
	if !slices.Equal(found, top) {
		t.Errorf("at the top lie %v; it should be %v", found, top)
	}
}

func TestNoImportArrowIsBroken(t *testing.T) {
	for _, f := range goFiles(t) {
		if f.test {
			continue
		}
		for _, spec := range f.tree.Imports {
			target := strings.Trim(spec.Path.Value, `"`)
			if own, ok := strings.CutPrefix(target, "throughline/"); ok {
				if !allowed(f.folder, own) {
					t.Errorf("%s imports %s; arrows_test.go says what %s may import", f.name, own, f.folder)
				}
				continue
			}
			for library, folders := range owners {
				if !strings.HasPrefix(target, library) || target != library && library == "testing" {
					continue
				}
				if !slices.ContainsFunc(folders, func(folder string) bool { return below(f.folder, folder) }) {
					t.Errorf("%s imports %s, which belongs to %v", f.name, target, folders)
				}
			}
		}
	}
}

func TestTestsImportNoCommandAndNoPageFromBelow(t *testing.T) {
	for _, f := range goFiles(t) {
		for _, spec := range f.tree.Imports {
			target := strings.TrimPrefix(strings.Trim(spec.Path.Value, `"`), "throughline/")
			if f.test && (below(f.folder, "models") && (below(target, "handlers") || below(target, "views")) || slices.Contains(leaves, f.folder) && target == "models") {
				t.Errorf("%s imports %s, which lies above it", f.name, target)
			}
		}
	}
}

// allowed says whether a package in a folder may import another of ours.
func allowed(folder, target string) bool {
	longest := ""
	for from := range arrows {
		if below(folder, from) && len(from) > len(longest) {
			longest = from
		}
	}
	return slices.ContainsFunc(arrows[longest], func(to string) bool {
		if tree, ok := strings.CutSuffix(to, "/..."); ok {
			return below(target, tree)
		}
		return target == to
	})
}

// below says whether a path is the folder or lies in it.
func below(name, folder string) bool { return name == folder || strings.HasPrefix(name, folder+"/") }

// source is one Go file of the product.
type source struct {
	name, folder string
	test         bool
	generated    bool
	tree         *ast.File
	set          *token.FileSet
}

// goFiles are all Go files, read once.
func goFiles(t *testing.T) []source {
	t.Helper()
	sources.Do(func() {
		set := token.NewFileSet()
		for _, name := range files(t, ".go") {
			tree, err := parser.ParseFile(set, filepath.Join(root, name), nil, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			sources.all = append(sources.all, source{
				name: name, folder: path.Dir(name), test: strings.HasSuffix(name, "_test.go"), generated: strings.HasSuffix(name, "_templ.go"), tree: tree, set: set,
			})
		}
	})
	if len(sources.all) < 50 {
		t.Fatalf("only %d Go files were found", len(sources.all))
	}
	return sources.all
}

var sources struct {
	sync.Once
	all []source
}

// files are the paths of our own files with one of these endings, from the top, vendored ones left out.
func files(t *testing.T, endings ...string) []string {
	t.Helper()
	var all []string
	for _, folder := range []string{"cmd", "handlers", "migrations", "models", "static", "views"} {
		err := filepath.WalkDir(filepath.Join(root, folder), func(name string, e fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if e.IsDir() && (e.Name() == "vendor" || e.Name() == "testdata") {
				return filepath.SkipDir
			}
			if !e.IsDir() && slices.Contains(endings, path.Ext(name)) {
				short, err := filepath.Rel(root, name)
				all = append(all, filepath.ToSlash(short))
				return err
			}
			return nil
		})
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
	return all
}
