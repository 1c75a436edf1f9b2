package main

import (
	"os"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"throughline/handlers/pdf"
)

func TestABriefIsWrittenAliveOrAsItWasIssuedInEachFormat(t *testing.T) {
	t.Parallel()
	db := newDB(t)
	must(t, "", "demo", "--db", db, "--url", "http://127.0.0.1")
	for _, c := range []struct {
		args  []string
		heads string // the heading
		note  string // what it says of editions
	}{
		{[]string{}, "Strategy brief: Harbour IT", "nothing has changed since"},
		{[]string{"--team", "Service Desk"}, "Strategy brief: Service Desk", "nothing has changed since"},
		{[]string{"--edition", "1"}, "Strategy brief: Harbour IT", "Edition 1"},
		{[]string{"--team", "TM3", "--edition", "1"}, "Strategy brief: Service Desk", "Edition 1"},
		{[]string{"--edition", "E1"}, "Strategy brief: Harbour IT", "Edition 1"},
	} {
		args := append([]string{"brief", "--db", db}, c.args...)
		if md := must(t, "", args...); !strings.HasPrefix(md, "# "+c.heads+"\n") || !strings.Contains(md, c.note) {
			t.Errorf("%v as Markdown:\n%.300s", c.args, md)
		}
		html := must(t, "", append(args, "--format", "html")...)
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(html))
		if err != nil {
			t.Fatal(err)
		}
		if doc.Find("h1").Text() != c.heads || doc.Find("title").Text() != c.heads || !strings.Contains(doc.Text(), c.note) || doc.Find(".brief table").Length() != 2 {
			t.Errorf("%v as HTML:\n%.300s", c.args, doc.Find("body").Text())
		}
		if doc.Find("script, img, iframe, use, a, link:not([href^='data:text/css'])").Length() > 0 {
			t.Errorf("%v: the file needs something beside itself", c.args)
		}
	}
	if _, said, code := command(t, "", "brief", "--db", db, "--edition", "7"); code != 1 || !strings.Contains(said, "There is no edition 7") {
		t.Errorf("an edition that is not there: %d %s", code, said)
	}
	chromium, err := pdf.Find(os.Getenv("THROUGHLINE_TEST_CHROMIUM"))
	if err != nil || chromium == "" {
		t.Skip("there is no Chromium here")
	}
	file := must(t, "", "brief", "--db", db, "--team", "TM3", "--edition", "1", "--format", "pdf", "--chromium", chromium)
	if n := len(pdfPage.FindAllString(file, -1)); n != 1 || !strings.HasPrefix(file, "%PDF-") || !strings.Contains(file, "595.9") {
		t.Errorf("the PDF has %d sheets and begins with %.20q", n, file)
	}
}
