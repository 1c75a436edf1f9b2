package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestStatementsAreLintedOneLineEach(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "statements.tsv")
	write(t, file, "\ufeffid\tstatement\tsource\r\n"+
		"a\tReduce waiting from 9 days to 3 by the end of May 2027.\tplan.md\r\n"+
		"b\tWildcard component library\tboard\r\n"+
		"c\tWe grow. We sell.\t\r\n")
	stdout, stderr, code := command(t, "", "lint", file)
	if code != 0 || stderr != "" {
		t.Fatalf("ended with %d and said %q", code, stderr)
	}
	want := "a\toutcome\tyes\tyes\tyes\nb\tinitiative\tno\tno\tyes\n"
	if !strings.HasPrefix(stdout, want) || !strings.HasSuffix(stdout, "\tno\tno\tno\n") || strings.Count(stdout, "\n") != 3 {
		t.Errorf("got %q", stdout)
	}
}

func TestLabelledStatementsAreScored(t *testing.T) {
	t.Parallel()
	stdout, stderr, code := command(t, "", "lint", root+"/models/statement/testdata/own.tsv", "--score")
	if code != 0 || stderr != "" {
		t.Fatalf("ended with %d and said %q", code, stderr)
	}
	lines, report, parted := strings.Cut(stdout, "\n\nScore over ")
	if !parted || strings.Count(lines, "\n")+1 != 214 {
		t.Fatalf("the lines and the score are not parted: %.300q", stdout)
	}
	for _, part := range []string{"214 statements", "Confusion", "precision", "recall", "macro-F1", "strictly", "with the second label", "has_metric: ", "has_deadline: ",
		"single_sentence: accuracy", "Findings: ", "against the labels", "Leaving whole organisations out", "Harbour Bank", "What each rule brings", "technical names"} {
		if !strings.Contains(report, part) {
			t.Errorf("the score says nothing of %q", part)
		}
	}
}

func TestAFileThatCannotBeLintedIsSaidInASentence(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		write(t, path, text)
		return path
	}
	for name, c := range map[string]struct {
		args []string
		code int
		says string
	}{
		"no file named":      {[]string{"lint"}, 2, "expected"},
		"no such file":       {[]string{"lint", filepath.Join(dir, "none.tsv")}, 1, "there is no file"},
		"a folder":           {[]string{"lint", dir}, 1, "is a folder"},
		"an empty file":      {[]string{"lint", file("empty.tsv", "")}, 1, "the file is empty"},
		"a missing column":   {[]string{"lint", file("short.tsv", "id\ttext\n1\tx\n")}, 1, "no column statement"},
		"labels are missing": {[]string{"lint", file("plain.tsv", "id\tstatement\n1\tx\n"), "--score"}, 1, "no column kind"},
		"a huge line":        {[]string{"lint", file("huge.tsv", "id\tstatement\n1\t"+strings.Repeat("x", 2<<20))}, 1, "line 2 is longer"},
	} {
		stdout, stderr, code := command(t, "", c.args...)
		if code != c.code || !strings.Contains(stderr, c.says) || stdout != "" || c.code == 1 && strings.Count(stderr, "\n") != 1 {
			t.Errorf("%s: ended with %d, wrote %q and said %q", name, code, stdout, stderr)
		}
	}
}

func TestBrokenBytesInStatementsAreSaidAndRead(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "broken.tsv")
	write(t, file, "id\tstatement\na\xff\tOrder new signs \xfe\n")
	stdout, stderr, code := command(t, "", "lint", file)
	if code != 0 || stdout != "a\ufffd\ttask\tno\tno\tyes\n" || !strings.Contains(stderr, "no UTF-8 text: 1") {
		t.Errorf("ended with %d, wrote %q and said %q", code, stdout, stderr)
	}
}
