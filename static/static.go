// Package static holds every file a browser fetches that is not a page: styles, scripts, fonts and icons.
// All of it travels inside the program, so that no page ever asks the outside world for anything.
package static

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"mime"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
)

//go:embed css/*.css js/*.js fonts/*/* vendor/*/* icons.svg mark.svg
var embedded embed.FS

// Root is the path under which Handler answers.
const Root = "/static/"

// layers is the order of the cascade; app.css is these files one after another.
var layers = []string{"base", "layout", "parts", "forms", "pages", "board", "calendar", "print"}

// alone are the style sheets that only one page needs, and asks for itself.
var alone = []string{"audit", "changes", "history", "map", "rules", "search", "symptoms"}

// file is one thing a browser may ask for, ready to send.
type file struct {
	body, gzipped []byte // gzipped is nil where it would not save anything
	kind, etag    string
}

// made is every file, ready to send, and the mark of this edition. It is made when it is first asked for: a command that shows no page does
// not wait for it.
var made = sync.OnceValues(load)

func files() map[string]file { all, _ := made(); return all }

func edition() string { _, mark := made(); return mark }

// shorter takes out what a browser does not need.
var shorter = func() *minify.M {
	m := minify.New()
	m.AddFunc("css", css.Minify)
	m.AddFunc("js", js.Minify)
	return m
}()

// URL is the address of a file by its name, such as "app.css" or "js/app.js". The address changes whenever any file
// changes, so a browser may keep what it has for ever. A name that does not exist is a mistake in the program and panics.
func URL(name string) string {
	if _, ok := files()[name]; !ok {
		panic("static: no file named " + name)
	}
	return Root + edition() + "/" + name
}

// Names lists every file that can be asked for, in alphabetical order.
func Names() []string {
	return slices.Sorted(maps.Keys(files()))
}

// Body is what a file holds; nil when there is none of that name.
func Body(name string) []byte { return files()[name].body }

// Size is what a browser downloads for a file, in bytes, when it accepts compressed answers.
func Size(name string) int {
	f := files()[name]
	if f.gzipped != nil {
		return len(f.gzipped)
	}
	return len(f.body)
}

// At is the kind and content of the file at an address that URL gave; nil when there is none.
func At(address string) (kind string, body []byte) {
	name, _ := strings.CutPrefix(address, Root)
	f := files()[withoutEdition(name)]
	return f.kind, f.body
}

// Handler serves the files under Root. It knows a fixed list of names and nothing else: no folder is ever listed, and a
// path with dots or an encoded slash matches no name.
func Handler() http.Handler {
	made() // before the first browser waits for it
	return http.HandlerFunc(serve)
}

func serve(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "This file can only be read.", http.StatusMethodNotAllowed)
		return
	}
	// EscapedPath differs from Path when something was encoded; no name of ours needs that.
	name, under := strings.CutPrefix(r.URL.EscapedPath(), Root)
	name, current := strings.CutPrefix(name, edition()+"/")
	if !current {
		name = withoutEdition(name)
	}
	f, ok := files()[name]
	if !under || !ok {
		w.Header().Set("Cache-Control", "no-store")
		http.Error(w, "There is no such file.", http.StatusNotFound)
		return
	}
	send(w, r, f, current)
}

// withoutEdition serves a page that was opened before an upgrade: it still names the edition before.
func withoutEdition(name string) string {
	first, rest, found := strings.Cut(name, "/")
	if _, err := hex.DecodeString(first); found && err == nil && len(first) == len(edition()) {
		return rest
	}
	return name
}

func send(w http.ResponseWriter, r *http.Request, f file, current bool) {
	head := w.Header()
	head.Set("Content-Type", f.kind)
	head.Set("ETag", f.etag)
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("Cache-Control", "public, no-cache")
	if current {
		head.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	body := f.body
	if f.gzipped != nil {
		head.Set("Vary", "Accept-Encoding")
		if AcceptsGzip(r.Header.Get("Accept-Encoding")) {
			head.Set("Content-Encoding", "gzip")
			body = f.gzipped
		}
	}
	if match := r.Header.Get("If-None-Match"); match == "*" || strings.Contains(match, f.etag) {
		head.Del("Content-Encoding")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	head.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(http.StatusOK)
	if r.Method == http.MethodGet {
		_, _ = w.Write(body) // the browser left; there is nobody to tell
	}
}

// AcceptsGzip reads Accept-Encoding: gzip or *, unless its weight is zero.
func AcceptsGzip(header string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(part, " ", "")), ";")
		if name == "gzip" || name == "*" {
			q, err := strconv.ParseFloat(strings.TrimPrefix(weight, "q="), 64)
			return weight == "" || (err == nil && q > 0)
		}
	}
	return false
}

// load reads every embedded file. Our own styles and scripts lose their comments and spaces on the way:
// that is a fifth of what a phone fetches of them.
func load() (map[string]file, string) {
	bodies := map[string][]byte{}
	err := fs.WalkDir(embedded, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(name, "css/") {
			return err
		}
		if bodies[name], err = embedded.ReadFile(name); err == nil && strings.HasPrefix(name, "js/") {
			bodies[name], err = shorter.Bytes("js", bodies[name])
		}
		return err
	})
	for _, layer := range layers {
		var part []byte
		if part, err = embedded.ReadFile("css/" + layer + ".css"); err != nil {
			break
		}
		bodies["app.css"] = append(bodies["app.css"], part...)
	}
	for _, page := range alone {
		var part []byte
		if part, err = embedded.ReadFile("css/" + page + ".css"); err == nil {
			bodies[page+".css"], err = shorter.Bytes("css", part)
		}
		if err != nil {
			break
		}
	}
	if err == nil {
		bodies["app.css"], err = shorter.Bytes("css", bodies["app.css"])
	}
	if err != nil {
		panic(fmt.Sprintf("static: %v", err)) // the files are compiled in: this cannot happen to a built program
	}
	ready, all := map[string]file{}, sha256.New()
	for _, name := range slices.Sorted(maps.Keys(bodies)) {
		ready[name] = prepare(name, bodies[name])
		fmt.Fprintf(all, "%s %s\n", name, ready[name].etag)
	}
	return ready, hex.EncodeToString(all.Sum(nil))[:12]
}

func prepare(name string, body []byte) file {
	sum := sha256.Sum256(body)
	f := file{body: body, kind: kindOf(name), etag: `W/"` + hex.EncodeToString(sum[:8]) + `"`}
	if strings.HasSuffix(name, ".woff2") {
		return f // compressed already
	}
	var out bytes.Buffer
	zip, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // the level is a constant that exists
	_, _ = zip.Write(body)                                    // a buffer does not fail
	_ = zip.Close()
	if out.Len() < len(body) {
		f.gzipped = out.Bytes()
	}
	return f
}

func kindOf(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".woff2":
		return "font/woff2"
	case "":
		return "text/plain; charset=utf-8" // the licences
	}
	return mime.TypeByExtension(path.Ext(name))
}
