package main

import (
	"bytes"
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const longest = 330 // lines of one file

// calls that only some files may make, each with the reason in its sentence.
var reserved = []struct {
	name string   // package and function
	in   []string // files or folders
	say  string
}{
	{"time.Now", []string{"models/db.go", "cmd/throughline", "handlers/edge.go", "models/modelstest/ratio"}, "take the clock of the transaction (tx.Now, r.Now)"},
	{"os.Getenv", []string{"cmd/throughline/config.go", "models/modelstest"}, "settings are read in cmd/throughline/config.go"},
	{"os.LookupEnv", []string{"cmd/throughline/config.go"}, "settings are read in cmd/throughline/config.go"},
	{"http.Get", nil, "nothing here opens an outward connection"},
	{"http.Post", nil, "nothing here opens an outward connection"},
	{"http.DefaultClient", nil, "nothing here opens an outward connection"},
	{"http.Client", []string{"models/notify/outside.go"}, "only messages to chat rooms and calls of rules open outward connections"},
	{"net.Dial", nil, "nothing here opens an outward connection"},
	{"fmt.Println", nil, "write to the console of the command, or to the log"},
	{"fmt.Printf", nil, "write to the console of the command, or to the log"},
}

func TestReservedCallsAreMadeOnlyWhereTheyBelong(t *testing.T) {
	for _, f := range goFiles(t) {
		if f.test || f.generated {
			continue
		}
		ast.Inspect(f.tree, func(n ast.Node) bool {
			s, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			x, ok := s.X.(*ast.Ident)
			if !ok {
				return true
			}
			for _, r := range reserved {
				if x.Name+"."+s.Sel.Name == r.name && !slices.ContainsFunc(r.in, func(place string) bool { return below(f.name, place) }) {
					t.Errorf("%s: %s is not used here: %s", f.set.Position(n.Pos()), r.name, r.say)
				}
			}
			return true
		})
	}
}

// unsafe is markup that the content security policy would stop, and what lets text pass unescaped.
var unsafe = regexp.MustCompile(`(?i)\s(style|on[a-z]+)=|<style\b|<script>|javascript:|templ\.(Raw|SafeURL|SafeCSS|JS[A-Za-z]+|ComponentScript)\b|\btemplate\.HTML\b`)

func TestNoPageHasInlineStyleOrScriptOrTextUnescaped(t *testing.T) {
	for _, name := range files(t, ".templ", ".go") {
		if strings.HasSuffix(name, "_templ.go") || !below(name, "views") && !below(name, "handlers") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		for i, line := range strings.Split(read(t, name), "\n") {
			if found := unsafe.FindString(line); found != "" {
				t.Errorf("%s:%d has %q: text is always escaped, and the policy lets nothing inline pass", name, i+1, strings.TrimSpace(found))
			}
		}
	}
}

func TestNoFileIsLong(t *testing.T) {
	for _, name := range files(t, ".go", ".templ", ".css", ".js") {
		if strings.HasSuffix(name, "_templ.go") {
			continue
		}
		if n := strings.Count(read(t, name), "\n"); n > longest {
			t.Errorf("%s has %d lines; a file of more than %d holds two subjects", name, n, longest)
		}
	}
}

var unfinished = regexp.MustCompile(`\b(TODO|FIXME|XXX|HACK)\b|(?i)\bcoming soon\b|\blorem ipsum\b`)

// begun is what any of it begins with: to search for plain text takes a hundredth of the time.
var begun = []string{"TODO", "FIXME", "XXX", "HACK", "coming soon", "lorem ipsum"}

func TestNothingIsLeftUnfinished(t *testing.T) {
	for _, name := range files(t, ".go", ".templ", ".css", ".js", ".sql") {
		if name == "cmd/throughline/source_test.go" || strings.HasSuffix(name, "_templ.go") {
			continue
		}
		text := read(t, name)
		low := strings.ToLower(text)
		if !slices.ContainsFunc(begun, func(word string) bool { return strings.Contains(low, strings.ToLower(word)) }) {
			continue
		}
		if found := unfinished.FindString(text); found != "" {
			t.Errorf("%s says %q", name, found)
		}
	}
}

func TestEveryExportedNameSaysWhatItMeans(t *testing.T) {
	packages := map[string]bool{}
	for _, f := range goFiles(t) {
		if f.test || f.generated {
			continue
		}
		packages[f.folder] = packages[f.folder] || f.tree.Doc != nil
		for _, d := range f.tree.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && d.Doc == nil && (d.Recv == nil || exportedReceiver(d.Recv)) && !wellKnown[d.Name.Name] {
					t.Errorf("%s: %s has no docstring", f.set.Position(d.Pos()), d.Name)
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					if s, ok := s.(*ast.TypeSpec); ok && s.Name.IsExported() && d.Doc == nil && s.Doc == nil && s.Comment == nil {
						t.Errorf("%s: %s has no docstring", f.set.Position(s.Pos()), s.Name)
					}
				}
			}
		}
	}
	for folder, said := range packages {
		if !said && !strings.HasPrefix(folder, "views") {
			t.Errorf("no file of %s says what the package is for", folder)
		}
	}
}

// wellKnown are methods whose meaning an interface of the standard library gives.
var wellKnown = map[string]bool{"Error": true, "String": true, "Run": true, "Open": true, "ReadDir": true, "Unwrap": true, "Len": true, "Less": true, "Swap": true,
	"Write": true, "Read": true, "Close": true, "TableName": true, "Scan": true, "Value": true, "MarshalJSON": true, "UnmarshalJSON": true}

func exportedReceiver(r *ast.FieldList) bool {
	e := r.List[0].Type
	if star, ok := e.(*ast.StarExpr); ok {
		e = star.X
	}
	if generic, ok := e.(*ast.IndexExpr); ok {
		e = generic.X
	}
	name, ok := e.(*ast.Ident)
	return ok && name.IsExported()
}

// statements are the methods of GORM that take SQL as their first argument.
var statements = []string{"Where", "Or", "Not", "Having", "Order", "Group", "Select", "Joins", "InnerJoins", "Table", "Raw", "Exec", "Pluck", "Omit", "Distinct"}

func TestNoSQLIsBuiltFromText(t *testing.T) {
	constants := map[string]bool{}
	all := goFiles(t)
	for _, f := range all {
		for _, d := range f.tree.Decls {
			if d, ok := d.(*ast.GenDecl); ok && d.Tok == token.CONST {
				for _, s := range d.Specs {
					for _, name := range s.(*ast.ValueSpec).Names {
						constants[f.folder+" "+name.Name] = true
					}
				}
			}
		}
	}
	for _, f := range all {
		if f.test || !below(f.folder, "models") || below(f.folder, "models/modelstest") {
			continue
		}
		ast.Inspect(f.tree, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			method, ok := call.Fun.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if of, plain := method.X.(*ast.Ident); plain && of.Name == "cmp" { // cmp.Or is no query
				return true
			}
			if slices.Contains(statements, method.Sel.Name) && built(call.Args[0], f.folder, constants) {
				t.Errorf("%s: %s takes SQL put together from text", f.set.Position(n.Pos()), method.Sel.Name)
			}
			if slices.Contains([]string{"First", "Take", "Last", "Find", "Delete"}, method.Sel.Name) && len(call.Args) > 1 && address(call.Args[0]) {
				if text, ok := call.Args[1].(*ast.BasicLit); !ok || text.Kind != token.STRING {
					t.Errorf("%s: %s takes an id as a bare condition; say \"id = ?\"", f.set.Position(n.Pos()), method.Sel.Name)
				}
			}
			return true
		})
	}
}

func address(e ast.Expr) bool {
	u, ok := e.(*ast.UnaryExpr)
	return ok && u.Op == token.AND
}

// built says whether an expression puts text together from more than constants.
func built(e ast.Expr, folder string, constants map[string]bool) bool {
	switch e := e.(type) {
	case *ast.BinaryExpr:
		return !fixed(e, folder, constants)
	case *ast.CallExpr:
		if s, ok := e.Fun.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok {
				return x.Name == "fmt" || x.Name == "strings"
			}
		}
	}
	return false
}

func fixed(e ast.Expr, folder string, constants map[string]bool) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return true
	case *ast.Ident:
		return constants[folder+" "+e.Name]
	case *ast.BinaryExpr:
		return fixed(e.X, folder, constants) && fixed(e.Y, folder, constants)
	}
	return false
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")))
}
