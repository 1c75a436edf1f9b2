package lint

import (
	"strings"
	"testing"
)

func TestAFileIsReadByItsHeading(t *testing.T) {
	f, err := Read(strings.NewReader("\ufeffsource\tStatement \tid\tstatement\r\nx\tOpen Lyon\ta1\tnever\r\n\r\ny\t\"Quoted\" stays\ta2\r\nz\n\t\ta4"), false)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range f.Lines {
		got = append(got, l.ID+"="+l.Statement)
	}
	if want := `a1=Open Lyon|a2="Quoted" stays|=|a4=`; strings.Join(got, "|") != want {
		t.Errorf("got %s", strings.Join(got, "|"))
	}
	if f.Lines[1].No != 4 {
		t.Errorf("the second statement stands on line %d", f.Lines[1].No)
	}
}

func TestWhatIsWrongWithAFileIsSaidInASentence(t *testing.T) {
	heading := "id\tstatement\tkind\talt_kind\thas_metric\thas_deadline\tsingle_sentence\n"
	for name, c := range map[string]struct {
		text     string
		labelled bool
		say      string
	}{
		"empty":           {"", false, "the file is empty; its first line names the columns id and statement, with a tab between"},
		"only breaks":     {"\r\n\n", false, "the file is empty; its first line names the columns id and statement, with a tab between"},
		"no statement":    {"id\ttext\n1\tx\n", false, "the first line names no column statement; it needs id, statement, with a tab between"},
		"no labels":       {"id\tstatement\n1\tx\n", true, "the first line names no column kind; it needs id, statement, kind, has_metric, has_deadline, single_sentence, with a tab between"},
		"unknown kind":    {heading + "1\tx\tvision\t\tno\tno\tyes\n", true, `line 2 has the kind "vision", which is none of the seven`},
		"no kind":         {heading + "1\tx\t\t\tno\tno\tyes\n", true, `line 2 has the kind "", which is none of the seven`},
		"neither yes":     {heading + "1\tx\ttask\t\tmaybe\tno\tyes\n", true, "line 2 says neither yes nor no in the column has_metric"},
		"a line too long": {"id\tstatement\n1\t" + strings.Repeat("long ", 300_000) + "\n", false, "line 2 is longer than 1048576 bytes; break the file into one statement a line"},
	} {
		_, err := Read(strings.NewReader(c.text), c.labelled)
		if err == nil || err.Error() != c.say {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestBrokenBytesAreCountedAndReplaced(t *testing.T) {
	f, err := Read(strings.NewReader("id\tstatement\na\xff\tGrow \xc3\x28\nb\tFine\n"), false)
	if err != nil || f.Broken != 1 || f.Lines[0].ID != "a\ufffd" || f.Lines[0].Statement != "Grow \ufffd(" {
		t.Errorf("%v %+v", err, f)
	}
}

func TestALongLineBelowTheLimitIsRead(t *testing.T) {
	var out strings.Builder
	f, err := Read(strings.NewReader("id\tstatement\n1\t"+strings.Repeat("We grow in Poland and ", 10_000)+"stop.\n"), false)
	if err != nil {
		t.Fatal(err)
	}
	if err := Print(&out, f.Lines); err != nil || !strings.HasSuffix(out.String(), "\tno\tno\tyes\n") {
		t.Errorf("%v %q", err, out.String())
	}
}

func TestOnlyIDAndStatementDecide(t *testing.T) {
	var plain, dressed strings.Builder
	plain.WriteString("id\tstatement\n")
	dressed.WriteString("organisation\torg_level\tkind\tid\tsource\tstatement\n")
	for i, text := range []string{"Open Lyon by 2028", "Order new signs", "Improve morale", "To light every street"} {
		id := string(rune('a' + i))
		plain.WriteString(id + "\t" + text + "\n")
		dressed.WriteString("Ministry\tagency\ttask\t" + id + "\tplan.md\t" + text + "\n")
	}
	var outs []string
	for _, in := range []string{plain.String(), dressed.String()} {
		f, err := Read(strings.NewReader(in), false)
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		if err := Print(&out, f.Lines); err != nil {
			t.Fatal(err)
		}
		outs = append(outs, out.String())
	}
	if outs[0] != outs[1] {
		t.Errorf("other columns changed the answer:\n%s\n%s", outs[0], outs[1])
	}
	if !strings.HasPrefix(outs[0], "a\toutcome\t") && !strings.HasPrefix(outs[0], "a\tinitiative\tno\tyes\tyes\n") {
		t.Errorf("got %q", outs[0])
	}
}
