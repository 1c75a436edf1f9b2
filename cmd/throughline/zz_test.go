package main
import ("testing";"time";"os")
func TestZ(t *testing.T){
	program, links := example(t)
	p := visit(t, program.URL)
	enter(t, p, links["lead"])
	t0:=time.Now(); p.Axe(); t.Log("axe", time.Since(t0))
	t0=time.Now(); p.violations(); t.Log("one", time.Since(t0))
	t0=time.Now(); p.violations(); t.Log("one", time.Since(t0))
	t0=time.Now(); p.Phone(); t.Log("phone", time.Since(t0))
	t0=time.Now(); p.violations(); t.Log("one", time.Since(t0))
	t0=time.Now(); p.Fits(); t.Log("fits", time.Since(t0))
	p.Desktop()
	p.Open("/briefs/TM5"); t.Log(p.Text())
	for _, link := range ask[[]string](p, `[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))`) { t.Log(link) }
	p.Follow("Briefs"); p.Follow("Service Desk")
	n, f := p.Sheets("A4"); t.Log(n); os.WriteFile("/tmp/brief.pdf", f, 0o644)
	t.Log(p.Path())
}
