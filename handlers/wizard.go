package handlers

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"
	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/wizard"
	"throughline/views"
	"throughline/views/link"
	"throughline/views/parts"
)

// showAlignment is the task list of the six steps; every return to the wizard begins here.
func (a *App) showAlignment(c echo.Context) error {
	p := views.WizardHub{Shell: a.shell(c, "Alignment", "alignment"), Loc: a.locale(c)}
	if err := a.read(c, func(r *models.Read) error {
		s, err := wizard.Current(r)
		if err != nil {
			return err
		}
		if p.World, err = wizard.Load(r, s); err != nil {
			return err
		}
		ids, err := r.Authors(s.ID)
		for _, id := range ids {
			p.Names = append(p.Names, p.World.Person(&id))
		}
		return err
	}); err != nil {
		return err
	}
	if a.who(c).May(models.ChooseAuthors) {
		p.Authors = authorsForm(p.World, p.Names)
		p.Authors.Show(a.locale(c))
	}
	return a.show(c, views.Hub(p))
}

// query reads which part of a step a page shows.
func (a *App) query(c echo.Context, step *wizard.Step) wizard.Query {
	q := wizard.Query{
		Item: c.Param("item"), Add: c.QueryParam("add"), Team: c.QueryParam("team"), Only: c.QueryParam("only"),
		Owner: c.QueryParam("owner"), View: c.QueryParam("view"), Open: shortened(c.QueryParam("open"), 40), Locale: a.locale(c),
	}
	if q.Add != "" {
		if q.AddID = c.QueryParam("id"); uuid.Validate(q.AddID) != nil {
			q.AddID = models.NewID()
		}
		once(c)
	}
	if o := c.QueryParam("metric"); o != "" && step.Key == "outcomes" && c.Request().Method == http.MethodGet {
		q.Metrics = map[string][]string{o: {models.NewID()}}
		once(c)
	}
	if step.Key == "audit" && q.Item == "" && q.Add != "workflows" {
		q.Count, q.Find, q.ByTeam = views.AuditRows, shortened(c.QueryParam("find"), 200), c.QueryParam("group") == "team"
		if fold := shortened(c.QueryParam("fold"), 20_000); fold != "" {
			q.Fold = strings.Split(fold, ",")
		}
		if n, err := strconv.Atoi(c.QueryParam("from")); err == nil && n > 0 && n < 1_000_000 {
			q.From = n
		}
	}
	return q
}

// shortened is what an address asks for in words, as far as a page needs them.
func shortened(text string, most int) string {
	letters := []rune(strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", ""), ""))
	return string(letters[:min(len(letters), most)])
}

// paged tells which steps give each of their things a page of its own.
func paged(step *wizard.Step) bool {
	return step.Key == "audit" || step.Key == "redesign" || step.Key == "goals"
}

func findStep(c echo.Context) (*wizard.Step, error) {
	step := wizard.ByKey(c.Param("step"))
	if step == nil || c.Param("item") != "" && !paged(step) {
		return nil, errNoPage
	}
	return step, nil
}

// showStep opens a step, or one thing in it, as it is stored.
func (a *App) showStep(c echo.Context) error {
	step, err := findStep(c)
	if err != nil {
		return err
	}
	q := a.query(c, step)
	var p views.WizardStep
	if err := a.read(c, func(r *models.Read) error {
		s, err := wizard.Current(r)
		if err != nil {
			return err
		}
		w, err := wizard.Load(r, s)
		if err != nil {
			return err
		}
		if err := w.LoadFor(r, step); err != nil {
			return err
		}
		p.Sheet = wizard.Show(w, step, q)
		return a.fillStep(c, r, &p)
	}); err != nil {
		return err
	}
	return a.showPart(c, views.Step(p), map[string]templ.Component{"coverage": views.CoverageNow(p), "workflows": views.AuditMatrix(p), "raci": views.DutiesAnswer(p)})
}

// fillStep adds to a step's page what stands around its form.
func (a *App) fillStep(c echo.Context, r *models.Read, p *views.WizardStep) error {
	step, w, q := p.Sheet.Step, p.Sheet.World, p.Sheet.Query
	p.Sheet.Advise()
	title := step.Title + ", step " + strconv.Itoa(step.Number()) + " of " + strconv.Itoa(len(wizard.Steps))
	p.Shell = a.shell(c, title, "alignment")
	p.Shell.Error = !p.Sheet.Form.Valid() || p.Sheet.Clash != nil
	p.Action, p.Back = c.Request().URL.RequestURI(), reviewBehind(c)
	if step.Key == "audit" {
		p.From, p.Total = w.AuditFrom(q), w.AuditTotal(q)
	}
	zone := a.zone(c)
	p.Zone = func(at string) string {
		t, err := time.Parse(time.RFC3339, at)
		if err != nil {
			return ""
		}
		return t.In(zone).Format("15:04")
	}
	st := w.Steps[step.Key]
	p.WasShut = c.QueryParam("shut") != ""
	p.First = st == nil || st.SavedAt == nil
	if !p.First {
		p.SavedAt = st.SavedAt.In(zone).Format("15:04")
	}
	p.Item = addTitles[q.Add]
	if q.Item != "" {
		return a.fillItem(r, p)
	}
	return a.fillDrafts(c, r, p)
}

// addTitles head the pages on which one new thing is written.
var addTitles = map[string]string{"workflows": "Add a workflow", "goals": "Add a goal", "objectives": "Add an objective"}

func (a *App) fillItem(r *models.Read, p *views.WizardStep) error {
	q := p.Sheet.Query
	switch p.Sheet.Step.Key {
	case "audit":
		for _, f := range p.Sheet.World.Workflows {
			if f.Ref == q.Item {
				p.Item = f.Name
				return nil
			}
		}
	case "goals":
		if p.Item = aimTitle(p.Sheet.World, q.Item); p.Item != "" {
			return nil
		}
	case "redesign":
		for _, process := range p.Sheet.World.Processes {
			if process.Ref == q.Item {
				p.Item = process.Name
				var err error
				p.Versions, err = r.ProcessVersions(process.ID)
				return err
			}
		}
	}
	for _, rows := range p.Sheet.Form.Rows {
		if len(rows.Items) > 0 {
			p.Item = "Removed meanwhile" // what was typed is still on the page, to be added again
			return nil
		}
	}
	return models.NotFound("This")
}

// fillDrafts loads what no strategy has taken yet, and the dates on the calendar, where the step shows them.
func (a *App) fillDrafts(c echo.Context, r *models.Read, p *views.WizardStep) (err error) {
	if n, bad := strconv.Atoi(c.QueryParam("drafts")); bad == nil && n > 0 && n < 1_000_000 {
		p.Drafts.From = n
	}
	switch p.Sheet.Step.Key {
	case "outcomes":
		p.Drafts.Outcomes, p.Drafts.Counts[0], err = r.OutcomesToPick(p.Sheet.World.Strategy.ID, p.Drafts.From, views.PerPage)
	case "goals":
		if p.Sheet.World.TaskLoads, err = r.TaskLoads(); err != nil {
			return err
		}
		if p.Drafts.Goals, p.Drafts.Counts[1], err = r.GoalsToPick(p.Drafts.From, views.PerPage); err != nil {
			return err
		}
		p.Drafts.Objectives, p.Drafts.Counts[2], err = r.ObjectivesToPick(p.Drafts.From, views.PerPage)
	case "handoff":
		p.Dates, err = r.ReviewsOf(p.Sheet.World.Strategy.ID, p.Sheet.World.Today, 30)
	}
	return err
}

// saveStep takes what was typed in a step. Autosave gets a short answer in JSON, a button the page that follows.
func (a *App) saveStep(c echo.Context) error {
	step, err := findStep(c)
	if err != nil {
		return err
	}
	values, err := a.values(c)
	if err != nil {
		return err
	}
	q := a.query(c, step)
	do, err := a.value(c, "do")
	if err != nil {
		return err
	}
	sheet, err := wizard.Save(c.Request().Context(), a.db, a.who(c), step, q, values, do == "done")
	if err != nil {
		return err
	}
	if c.Request().Header.Get("X-Autosave") != "" {
		return a.answerAutosave(c, sheet)
	}
	if sheet.Clash != nil || !sheet.Form.Valid() {
		return a.showProblems(c, sheet)
	}
	return a.afterSave(c, sheet, do)
}

// showProblems shows the page again as it was typed: 409 when somebody else saved first, 422 when there is something to mend.
func (a *App) showProblems(c echo.Context, sheet *wizard.Sheet) error {
	p := views.WizardStep{Sheet: sheet}
	if err := a.read(c, func(r *models.Read) error { return a.fillStep(c, r, &p) }); err != nil {
		return err
	}
	if sheet.Clash != nil {
		for _, rows := range sheet.Form.Rows {
			for _, row := range rows.Items {
				row.Seen = row.Version // the choice counts for what is stored now
			}
		}
		return a.showAs(c, http.StatusConflict, views.Step(p))
	}
	return a.showAs(c, http.StatusUnprocessableEntity, views.Step(p))
}

// afterSave leads on after a button: to the next step, to a blank row, back to the list, or an undo.
func (a *App) afterSave(c echo.Context, sheet *wizard.Sheet, do string) error {
	step := sheet.Step
	verb, rest, _ := strings.Cut(do, ":")
	here := link.Step(step.Key)
	if strings.HasPrefix(rest, "steps:") {
		here = c.Request().URL.Path
	}
	saved := strings.Join(append([]string{"Saved."}, sheet.Notes...), " ")
	if len(sheet.Held) > 0 {
		return a.toHeld(c, sheet)
	}
	if review := reviewBehind(c); review != "" && (verb == "save" || verb == "done") {
		return a.goToSaying(c, review, saved)
	}
	switch verb {
	case "done":
		switch next := step.Next(); {
		case sheet.World.Live():
			return a.goToSaying(c, link.Alignment(), saved)
		case next == nil:
			return a.goToSaying(c, link.Answers(), saved)
		default:
			return a.goToSaying(c, link.Step(next.Key), saved)
		}
	case "bulk":
		return a.toVerdicts(c, sheet, rest)
	case wizard.MetricAdd:
		return a.goTo(c, link.StepMetric(sheet.Stored(rest))+"#outcomes."+sheet.Stored(rest))
	case wizard.MetricDrop:
		return a.goToUndo(c, here, parts.Undo{Say: "The metric is removed. Its readings stay.", Action: here, Fields: []parts.Hidden{{Name: "do", Value: wizard.MetricBack + ":" + rest}}})
	case "add":
		return a.goTo(c, link.StepAddOnce(step.Key, rest, models.NewID())+"#"+rest)
	case "remove":
		if sheet.Gone == "" {
			return a.goToSaying(c, here, "Removed.")
		}
		return a.goToUndo(c, here, parts.Undo{Say: "Removed.", Action: here, Fields: []parts.Hidden{{Name: "do", Value: "restore:" + sheet.Gone}}})
	case "start":
		for _, d := range sheet.World.DueProcesses() {
			if d.Key() == rest && d.Process != nil {
				return a.goTo(c, link.StepItem(step.Key, d.Process.Ref))
			}
		}
	case "paste":
		here = link.StepItem(step.Key, c.Param("item"))
		return a.goToUndo(c, here+"#steps", parts.Undo{Say: "The steps are kept.", Action: here, Fields: []parts.Hidden{{Name: "do", Value: "unpaste:" + sheet.Gone}}})
	case "insert", "duplicate":
		return a.goTo(c, c.Request().URL.Path+sheet.StepAfter(rest))
	case "join":
		return a.goToSaying(c, withoutBlank(c.Request().URL)+"#raci", saved)
	case "raci":
		return a.goToSaying(c, link.Process(c.Param("item"))+"#h-raci", saved)
	case "back":
		return a.goToSaying(c, here, saved)
	case "aside", "pick", "pick-goal", "pick-objective":
		return a.goTo(c, link.StepDrafts(step.Key, c.QueryParam("drafts")))
	}
	return a.goToSaying(c, withoutBlank(c.Request().URL), saved)
}

// withoutBlank is the page's own address, with what it is narrowed to and without the blank row that was asked for.
func withoutBlank(u *url.URL) string {
	q := u.Query()
	q.Del("add")
	q.Del("id")
	q.Del("metric")
	if len(q) == 0 {
		return u.Path
	}
	return u.Path + "?" + q.Encode()
}
