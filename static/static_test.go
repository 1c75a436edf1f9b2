package static

import (
	"compress/gzip"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// get asks for an address exactly as it is written, and fails the test when the answer has another status.
func get(t *testing.T, method, address string, status int, headers ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, address, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	Handler().ServeHTTP(w, r)
	if w.Code != status {
		t.Errorf("%s %s gave %d; it should give %d", method, address, w.Code, status)
	}
	return w.Result()
}

func TestAFileIsKeptForEverUnderItsAddress(t *testing.T) {
	for _, name := range Names() {
		got := get(t, "GET", URL(name), 200)
		if cache := got.Header.Get("Cache-Control"); !strings.Contains(cache, "immutable") {
			t.Errorf("%s has Cache-Control %q", name, cache)
		}
		if got.Header.Get("ETag") == "" || got.Header.Get("Content-Type") == "" {
			t.Errorf("%s lacks an ETag or a type: %v", name, got.Header)
		}
		get(t, "GET", URL(name), 304, "If-None-Match", got.Header.Get("ETag"))
	}
}

func TestAnAddressOfAnEarlierEditionStillWorksButIsAskedForAgain(t *testing.T) {
	for _, address := range []string{Root + "0123456789ab/app.css", Root + "app.css"} {
		if cache := get(t, "GET", address, 200).Header.Get("Cache-Control"); cache != "public, no-cache" {
			t.Errorf("%s has Cache-Control %q", address, cache)
		}
	}
}

func TestFilesTravelCompressedToThoseWhoTakeIt(t *testing.T) {
	got := get(t, "GET", URL("app.css"), 200, "Accept-Encoding", "br, gzip;q=0.8")
	if got.Header.Get("Content-Encoding") != "gzip" || got.Header.Get("Vary") != "Accept-Encoding" {
		t.Fatalf("app.css came with %v", got.Header)
	}
	plain, err := gzip.NewReader(got.Body)
	if err != nil {
		t.Fatal(err)
	}
	css, err := io.ReadAll(plain)
	if err != nil || string(css) != string(files()["app.css"].body) {
		t.Errorf("unpacked app.css is not the file: %v", err)
	}
	for _, accept := range []string{"", "identity", "gzip;q=0", "br"} {
		if got := get(t, "GET", URL("app.css"), 200, "Accept-Encoding", accept); got.Header.Get("Content-Encoding") != "" {
			t.Errorf("Accept-Encoding %q was answered with %q", accept, got.Header.Get("Content-Encoding"))
		}
	}
	if body, _ := io.ReadAll(get(t, "HEAD", URL("app.css"), 200).Body); len(body) > 0 {
		t.Error("HEAD was answered with a body")
	}
}

func TestNothingButTheListedNamesIsServed(t *testing.T) {
	for _, address := range []string{
		"/static/", "/static/" + edition(), "/static/" + edition() + "/", "/static/fonts/", "/static/js", "/static/css/base.css",
		"/static/../static.go", "/static/js/../app.css", "/static/js%2Fapp.js", "/static/%2e%2e/go.mod", "/static//app.css",
		"/static/app.css%00", "/static/app.css/", "/static/nothing.css", "/static/static.go", "/app.css", "/static/./app.css",
	} {
		get(t, "GET", address, 404)
	}
	get(t, "POST", URL("app.css"), 405)
	get(t, "DELETE", URL("app.css"), 405)
}

func TestANameThatDoesNotExistHasNoAddress(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("an address was made for a file that is not there")
		}
	}()
	URL("nothing.css")
}

func TestEveryStyleFileIsPartOfTheSheet(t *testing.T) {
	found, err := fs.Glob(embedded, "css/*.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range found {
		if layer := strings.TrimSuffix(path.Base(name), ".css"); !slices.Contains(layers, layer) && !slices.Contains(alone, layer) {
			t.Errorf("%s is in no layer and belongs to no page", name)
		}
	}
	sheet := string(files()["app.css"].body)
	for _, page := range alone {
		sheet += string(files()[page+".css"].body)
	}
	for _, match := range regexp.MustCompile(`url\("([^"]+)"\)`).FindAllStringSubmatch(sheet, -1) {
		if _, ok := files()[match[1]]; !ok {
			t.Errorf("the style sheet asks for %s, which is not there", match[1])
		}
	}
	for _, used := range regexp.MustCompile(`var\((--[a-z0-9-]+)\)`).FindAllStringSubmatch(sheet, -1) {
		if !strings.Contains(sheet, used[1]+":") {
			t.Errorf("the style sheet uses %s, which nothing sets", used[1])
		}
	}
}

func TestWhatIsNotOursHasItsLicenceBesideIt(t *testing.T) {
	for _, name := range Names() {
		if dir := path.Dir(name); strings.HasPrefix(name, "fonts/") || strings.HasPrefix(name, "vendor/") {
			if _, ok := files()[dir+"/LICENSE"]; !ok {
				t.Errorf("%s has no licence in %s", name, dir)
			}
		}
	}
}

func TestScriptsPutNoTextIntoThePageAsMarkup(t *testing.T) {
	risky := regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|https?://(?:[^w]|w[^w]|ww[^w])`)
	for _, name := range Names() {
		if strings.HasPrefix(name, "js/") {
			if found := risky.Find(files()[name].body); found != nil {
				t.Errorf("%s has %s", name, found)
			}
		}
	}
	imports := regexp.MustCompile(`\b(?:from|import|import\()"\./([a-z_]+\.js)"`)
	for _, name := range Names() {
		for _, match := range imports.FindAllStringSubmatch(string(files()[name].body), -1) {
			if _, ok := files()["js/"+match[1]]; strings.HasPrefix(name, "js/") && !ok {
				t.Errorf("%s brings in %s, which is not there", name, match[0])
			}
		}
	}
}
