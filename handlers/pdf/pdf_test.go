package pdf

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestWithoutAChromiumThereIsNoPDF(t *testing.T) {
	if _, err := New("").Print(t.Context(), []byte("<p>x")); !errors.Is(err, ErrNone) || New("").Ready() {
		t.Errorf("%v", err)
	}
	if _, err := Find("/nowhere/at/all"); err == nil {
		t.Error("a Chromium that is not there was found")
	}
	t.Setenv("PATH", "/nowhere")
	if path, err := Find(""); path != "" || err != nil {
		t.Errorf("%q %v", path, err)
	}
}

func TestOnePDFIsMadeAtATimeAndNobodyWaitsForEver(t *testing.T) {
	p := New("/bin/false")
	p.turn <- struct{}{}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := p.Print(ctx, []byte("<p>x")); !errors.Is(err, ErrBusy) {
		t.Errorf("%v", err)
	}
	<-p.turn
	if _, err := p.Print(t.Context(), []byte("<p>x")); err == nil || errors.Is(err, ErrBusy) {
		t.Errorf("a program that is no Chromium printed: %v", err)
	}
}

func TestAPageIsPrintedWithoutAnyRequestAndLeavesNothingBehind(t *testing.T) {
	path, err := Find(os.Getenv("THROUGHLINE_TEST_CHROMIUM"))
	if err != nil || path == "" {
		t.Skip("there is no Chromium here")
	}
	asked := make(chan string, 8)
	outside := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { asked <- r.URL.Path }))
	defer outside.Close()
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	html := `<!doctype html><title>Sheet</title><img src="` + outside.URL + `/image"><link rel="stylesheet" href="` + outside.URL + `/style"><link rel="stylesheet" href="/static/none.css">
		<iframe src="file:///etc/passwd"></iframe><script>document.title = 'x'; fetch('` + outside.URL + `/script')</script><p>Words`
	file, err := New(path).Print(t.Context(), []byte(html))
	if err != nil || !strings.HasPrefix(string(file), "%PDF-") {
		t.Fatalf("%.20q %v", file, err)
	}
	select {
	case path := <-asked:
		t.Errorf("Chromium asked for %s", path)
	default:
	}
	if left, _ := filepath.Glob(folder + "/*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
