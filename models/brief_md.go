package models

import (
	"fmt"
	"strings"

	"throughline/models/form"
)

// BriefMarkdown writes a brief as Markdown, with numbers written with a decimal point. Text that people typed stays text: marks that
// Markdown would read are escaped.
func BriefMarkdown(b *Brief) string { return briefMarkdown(b, b.EditionWords()) }

// EditionMarkdown writes an issued brief as it was, and says first which edition it is and whether a newer one exists.
func EditionMarkdown(b *Brief, e, newer *Edition) string {
	say := fmt.Sprintf("Edition %d, issued by %s, SHA-256 %s.", e.N, mdText(e.IssuedName), e.SHA256)
	if newer != nil {
		say += fmt.Sprintf(" A newer one exists: edition %d.", newer.N)
	}
	return briefMarkdown(b, say)
}

func briefMarkdown(b *Brief, edition string) string {
	loc := form.Locale{}
	var w strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&w, format+"\n", args...) }
	line("# %s", mdText(b.Heading()))
	line("")
	line("%s, %s. %s", mdText(b.Company), mdText(b.Title), b.Day.Long())
	if edition != "" {
		line("\n%s", edition)
	}
	line("\n## Where we are going, and why\n")
	if b.Intent == "" {
		line("No intent is written yet.")
	} else {
		line("> %s", mdText(b.Intent))
	}
	line("\n## Outcomes\n")
	if len(b.Outcomes) == 0 {
		line("No outcomes yet.")
	} else {
		line("| Outcome | Now | Target | By | Owner | Status |\n| --- | ---: | ---: | --- | --- | --- |")
	}
	for _, o := range b.Outcomes {
		line("| %s %s | %s | %s | %s | %s | %s |", o.Ref, mdText(o.Title), mdText(o.NowWords(loc)), mdText(o.TargetWords(loc)), mdText(o.ByWords()), mdText(orNobody(o.Owner)), o.Status.Word())
		for _, m := range o.Others {
			line("| %s | %s | %s | %s | | %s |", mdText(m.Title), mdText(m.NowWords(loc)), mdText(m.TargetWords(loc)), mdText(m.ByWords()), m.Status.Word())
		}
	}
	for _, o := range b.Outcomes {
		if o.Together != nil {
			line("\n%s: %s.", o.Ref, o.TogetherWords(loc))
		}
	}
	if say := b.MoreMetricsWords(); say != "" {
		line("\n… %s", say)
	}
	more(&w, b.MoreOutcomes)
	line("\n## Objectives this quarter (%s)\n", b.Quarter)
	if len(b.Objectives) == 0 {
		line("No objectives this quarter.")
	}
	for _, o := range b.Objectives {
		line("- %s", mdText(o.Title)+objectiveTail(o))
	}
	more(&w, b.MoreObjectives)
	if b.Gap != nil {
		line("\n## Execution gap: %s\n", b.Gap.ScoreWords(loc))
		line("%s", mdText(b.Gap.PartsWords(loc)))
	}
	line("\n## On Monday\n")
	if len(b.Monday) == 0 {
		line("Nothing is due by the end of next week.")
	}
	for _, t := range b.Monday {
		line("- [ ] %s (%s, by %s)", mdText(t.Title), mdText(orNobody(t.Owner)), t.By.Short())
	}
	more(&w, b.MoreTasks)
	line("\n## What we stop\n")
	if len(b.Stops) == 0 {
		line("Nothing is being stopped.")
	}
	for _, s := range b.Stops {
		line("- %s", mdText(s.Words(loc)))
	}
	more(&w, b.MoreStops)
	if len(b.TradeOffs) > 0 {
		line("\n## What we do not do\n")
	}
	for _, said := range b.TradeOffs {
		line("- %s", mdText(said))
	}
	more(&w, b.MoreTradeOffs)
	line("\n## How we check\n")
	for _, c := range b.Checks {
		line("- %s", c.Words())
	}
	if say := b.KeptWords(); say != "" {
		line("- %s", say)
	}
	line("\n## Who decides\n")
	for _, d := range b.Deciders {
		line("- %s: %s", mdText(d.Matter), mdText(d.Name))
	}
	line("- %s", b.AnswerWords())
	return w.String()
}

func more(w *strings.Builder, n int) {
	if say := MoreWords(n); say != "" {
		fmt.Fprintf(w, "\n… %s\n", say)
	}
}

func objectiveTail(o BriefObjective) string {
	var tail []string
	if len(o.Serves) > 0 {
		tail = append(tail, "for "+strings.Join(o.Serves, ", "))
	}
	if o.Target != "" {
		tail = append(tail, mdText(o.Target))
	}
	tail = append(tail, mdText(orNobody(o.Owner)))
	if o.By != "" {
		tail = append(tail, "by "+o.By.Short())
	}
	return " (" + strings.Join(tail, "; ") + ")"
}

func orNobody(name string) string {
	if name == "" {
		return "nobody yet"
	}
	return name
}

var mdMarks = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "|", `\|`, "#", `\#`, "~", `\~`, "!", `\!`,
	"\r\n", " ", "\n", " ", "\r", " ")

// mdText keeps typed text on one line and literal.
func mdText(s string) string { return mdMarks.Replace(s) }
