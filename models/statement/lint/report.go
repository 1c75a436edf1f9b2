package lint

import (
	"bufio"
	"fmt"
	"io"
	"sort"
	"strings"
	"text/tabwriter"

	"throughline/models/statement"
)

// Print writes one line a statement: id, kind, has_metric, has_deadline, single_sentence, with tabs between and yes or no.
func Print(out io.Writer, lines []Line) error {
	w := bufio.NewWriter(out)
	for _, l := range lines {
		r := statement.Read(l.Statement)
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", l.ID, r.Kind, yes(r.Metric.Found), yes(r.Deadline.Found), yes(len(r.Sentences) == 1))
	}
	return w.Flush()
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// Report writes how far the checks agree with the labels, behind an empty line.
func Report(out io.Writer, lines []Line) error {
	w := bufio.NewWriter(out)
	s := Of(lines)
	fmt.Fprintf(w, "\nScore over %d statements\n", s.Lines)
	s.confusion(w)
	s.kinds(w)
	strict, lenient := s.Accuracy()
	fmt.Fprintf(w, "\nKind: accuracy %.3f strictly, %.3f with the second label counted; macro-F1 %.3f\n", strict, lenient, s.MacroF1())
	for _, m := range []struct {
		name string
		t    Tally
	}{{"has_metric", s.Metric}, {"has_deadline", s.Due}} {
		fmt.Fprintf(w, "%s: precision %.3f, recall %.3f, F1 %.3f\n", m.name, m.t.Precision(), m.t.Recall(), m.t.F1())
	}
	fmt.Fprintf(w, "single_sentence: accuracy %.3f\n", s.SingleAccuracy())
	s.wrongFindings(w)
	leftOut(w, lines)
	worth(w, lines, s)
	return w.Flush()
}

// short are the kinds' names for the head of a table.
var short = map[statement.Kind]string{
	statement.KindIntent: "intent", statement.KindOutcome: "outcome", statement.KindGoal: "goal", statement.KindObjective: "objective",
	statement.KindTask: "task", statement.KindInitiative: "initiat.", statement.KindWish: "wish",
}

func table(w io.Writer, fill func(t io.Writer)) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fill(t)
	t.Flush()
}

func (s *Score) confusion(w io.Writer) {
	fmt.Fprint(w, "\nConfusion: a row is a label, a column what the checks say\n")
	table(w, func(t io.Writer) {
		fmt.Fprint(t, "\t")
		for _, k := range statement.Kinds {
			fmt.Fprintf(t, "%s\t", short[k])
		}
		fmt.Fprintln(t)
		for _, label := range statement.Kinds {
			fmt.Fprintf(t, "%s\t", label)
			for _, said := range statement.Kinds {
				fmt.Fprintf(t, "%d\t", s.Confusion[label][said])
			}
			fmt.Fprintln(t)
		}
	})
}

func (s *Score) kinds(w io.Writer) {
	fmt.Fprint(w, "\nBy kind\n")
	table(w, func(t io.Writer) {
		fmt.Fprint(t, "\tlines\tprecision\trecall\tF1\t\n")
		for _, k := range statement.Kinds {
			one := s.Kinds[k]
			fmt.Fprintf(t, "%s\t%d\t%.3f\t%.3f\t%.3f\t\n", k, one.Right+one.Missed, one.Precision(), one.Recall(), one.F1())
		}
	})
}

func (s *Score) wrongFindings(w io.Writer) {
	wrong, all := s.WrongFindings()
	fmt.Fprintf(w, "\nFindings: %d said, %d against the labels (%.3f wrong). A finding is a claim the wizard would make about the line as the title of an outcome, a goal or an objective; questions are not counted.\n",
		all, wrong, share(wrong, all))
	var codes []string
	for code := range s.Findings {
		codes = append(codes, code)
	}
	sort.Strings(codes)
	table(w, func(t io.Writer) {
		fmt.Fprint(t, "\tsaid\twrong\t\n")
		for _, code := range codes {
			one := s.Findings[code]
			fmt.Fprintf(t, "%s\t%d\t%d\t\n", code, one.Right+one.Wrong, one.Wrong)
		}
	})
}

// leftOut gives the figures of each organisation, and of the file without it. No weight is fitted to a file, so the same
// rules judge its lines whether or not the others are there.
func leftOut(w io.Writer, lines []Line) {
	fmt.Fprint(w, "\nLeaving whole organisations out: each one's own lines, then the file without them. No weight is fitted to the file; lines that the rules' writers never read will do worse\n")
	table(w, func(t io.Writer) {
		fmt.Fprint(t, "lines\tstrict\tlenient\tmetric\tdeadline\tone sentence\tothers strict\tothers lenient\t  organisation\n")
		for _, name := range Organisations(lines) {
			its, others := Split(lines, name)
			s, rest := Of(its), Of(others)
			strict, lenient := s.Accuracy()
			restStrict, restLenient := rest.Accuracy()
			if name = strings.TrimSpace(name); name == "" {
				name = "not named"
			}
			fmt.Fprintf(t, "%d\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t  %s\n", s.Lines, strict, lenient,
				s.agree(s.Metric), s.agree(s.Due), s.SingleAccuracy(), restStrict, restLenient, name)
		}
	})
}

// agree is the share of lines where a yes or no is right.
func (s *Score) agree(t Tally) float64 { return share(s.Lines-t.Wrong-t.Missed, s.Lines) }

// worth gives what each group of rules brings: accuracy lost when it alone is left out.
func worth(w io.Writer, lines []Line, whole *Score) {
	strict, lenient := whole.Accuracy()
	fmt.Fprint(w, "\nWhat each rule brings to the kind: points of accuracy lost when it alone is left out\n")
	table(w, func(t io.Writer) {
		fmt.Fprint(t, "rule\tstrict\tlenient\tmacro-F1\t\n")
		for _, rule := range statement.Rules {
			s := Of(lines, rule)
			a, b := s.Accuracy()
			fmt.Fprintf(t, "%s\t%+.1f\t%+.1f\t%+.1f\t\n", rule, 100*(strict-a), 100*(lenient-b), 100*(whole.MacroF1()-s.MacroF1()))
		}
	})
}
