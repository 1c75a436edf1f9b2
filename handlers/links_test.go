package handlers

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"throughline/views/link"
)

// linkSource reads the package of links: its path constants, and for each function the path it fills and how many texts it takes.
func linkSource(t *testing.T) (paths map[string]string, functions map[string]*ast.FuncDecl) {
	t.Helper()
	paths, functions = map[string]string{}, map[string]*ast.FuncDecl{}
	files, err := filepath.Glob("../views/link/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no source of the links", err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() {
					functions[d.Name.Name] = d
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if v, ok := spec.(*ast.ValueSpec); ok && len(v.Values) == 1 && strings.HasPrefix(v.Names[0].Name, "Path") {
						if value, ok := v.Values[0].(*ast.BasicLit); ok {
							if paths[v.Names[0].Name], err = strconv.Unquote(value.Value); err != nil {
								t.Fatal(err)
							}
						}
					}
				}
			}
		}
	}
	return paths, functions
}

func TestEveryPathIsARouteAndEveryRouteAPath(t *testing.T) {
	paths, _ := linkSource(t)
	routed, named := map[string]bool{}, map[string]bool{}
	for _, r := range open(t).app.routes() {
		routed[r.path] = true
	}
	for name, path := range paths {
		named[path] = true
		if !routed[path] {
			t.Errorf("%s leads to %s, where nothing answers", name, path)
		}
	}
	for path := range routed {
		if !named[path] {
			t.Errorf("%s is answered but has no name in the links", path)
		}
	}
}

func TestEveryLinkFillsAPathOfItsOwn(t *testing.T) {
	paths, functions := linkSource(t)
	for name, f := range functions {
		mentioned := ""
		ast.Inspect(f, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if ok && paths[id.Name] != "" {
				mentioned = paths[id.Name]
			} else if ok && (id.Name == "path" || functions[id.Name] != nil && id.Name != name) {
				mentioned = "another link, or the path it was given"
			}
			return true
		})
		if mentioned == "" {
			t.Errorf("link.%s spells an address out, or leads nowhere", name)
		}
		takes := 0
		for _, p := range f.Type.Params.List {
			takes += len(p.Names)
		}
		if open := strings.Count(mentioned, ":"); takes < open {
			t.Errorf("link.%s takes %d values for the %d open places of %s", name, takes, open, mentioned)
		}
	}
}

func TestWhatGoesIntoAnAddressCannotLeaveItsPlace(t *testing.T) {
	for got, want := range map[string]string{
		link.Person("../settings"):       "/people/..%2Fsettings",
		link.Person("a?b#c"):             "/people/a%3Fb%23c",
		link.TeamMemberGone("TM1", "P2"): "/teams/TM1/members/P2/removal",
		link.SignInTo("/a?b=c&d"):        "/sign-in?next=%2Fa%3Fb%3Dc%26d",
		link.SignInTo(""):                "/sign-in",
	} {
		if got != want {
			t.Errorf("%s, not %s", got, want)
		}
	}
}
