package statement

import (
	"os"
	"strings"
	"testing"
)

// devFiles is where labelled statements of other organisations may lie beside the repository; without them there is nothing to measure.
var devFiles = []string{"../../../shared/data/statements-dev.tsv", "../../../../shared/data/statements-dev.tsv"}

type score struct{ tp, fp, fn, right, all int }

func (s *score) add(got, want bool) {
	s.all++
	switch {
	case got == want:
		s.right++
	case got:
		s.fp++
	default:
		s.fn++
	}
	if got && want {
		s.tp++
	}
}

func (s score) f1() float64 {
	return 2 * float64(s.tp) / float64(2*s.tp+s.fp+s.fn)
}

func TestTheChecksAgreeWithPeopleOnLabelledStatements(t *testing.T) {
	var file []byte
	for _, name := range devFiles {
		if read, err := os.ReadFile(name); err == nil {
			file = read
			break
		}
	}
	if file == nil {
		return
	}
	var single, measured, due score
	kinds := map[string]map[Kind]int{}
	for _, line := range strings.Split(string(file), "\n")[1:] {
		f := strings.Split(line, "\t")
		if len(f) < 7 {
			continue
		}
		one := len(Sentences(f[1])) == 1
		metric, deadline := HasMetric(f[1]).Found, HasDeadline(f[1]).Found
		single.add(one, f[6] == "yes")
		measured.add(metric, f[4] == "yes")
		due.add(deadline, f[5] == "yes")
		if one != (f[6] == "yes") || metric != (f[4] == "yes") || deadline != (f[5] == "yes") {
			t.Logf("%s differs: one sentence %v, metric %v, deadline %v", f[0], one, metric, deadline)
		}
		kind, _ := ReadsLike(f[1])
		if kinds[f[2]] == nil {
			kinds[f[2]] = map[Kind]int{}
		}
		kinds[f[2]][kind]++
	}
	if single.all == 0 {
		t.Fatal("the file of statements holds none")
	}
	accuracy := float64(single.right) / float64(single.all)
	t.Logf("%d statements: one sentence accuracy %.3f, metric F1 %.3f, deadline F1 %.3f", single.all, accuracy, measured.f1(), due.f1())
	t.Logf("reads like, by label: %v", kinds)
	if accuracy < 0.95 {
		t.Errorf("one sentence: accuracy %.3f is under 0.95", accuracy)
	}
	if measured.f1() < 0.85 {
		t.Errorf("metric: F1 %.3f is under 0.85", measured.f1())
	}
	if due.f1() < 0.85 {
		t.Errorf("deadline: F1 %.3f is under 0.85", due.f1())
	}
}
