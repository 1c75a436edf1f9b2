package handlers

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"unicode"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/exchange"
	"throughline/models/form"
	"throughline/models/wizard"
	"throughline/views"
	"throughline/views/link"
	"throughline/views/parts"
)

// pastedCells is the field for cells copied from a spreadsheet.
func pastedCells(text *string) *form.Form {
	return form.Of(form.Text("list", "Paste the cells here", text).Max(2_000_000).
		Help("Mark the table in your spreadsheet, headings too, copy it, and paste it here. One workflow a row; a plain list of names is fine."))
}

// showUploads asks for a list of workflows, pasted or as a file, and shows what became of earlier ones.
func (a *App) showUploads(c echo.Context) error {
	var text string
	f := pastedCells(&text)
	f.Show(a.locale(c))
	return a.uploadsPage(c, http.StatusOK, f)
}

func (a *App) uploadsPage(c echo.Context, status int, f *form.Form) error {
	p := views.UploadsPage{Form: f}
	err := a.read(c, func(r *models.Read) error {
		h, err := exchange.Load(r)
		if err != nil {
			return err
		}
		p.Page = a.page(c, r, "Bring in a list", "alignment")
		p.Open, p.Now = h.Open(wizard.ByKey("audit")), r.Now
		p.Past, err = r.Uploads()
		return err
	})
	if err != nil {
		return err
	}
	p.Shell.Error = status != http.StatusOK
	once(c) // a list is confidential material of one person
	return a.showAs(c, status, views.Uploads(p))
}

// readUpload reads a list and keeps it for its preview. No workflow is written.
func (a *App) readUpload(c echo.Context) error {
	var text string
	f := pastedCells(&text)
	u, tables, err := a.givenList(c, f)
	if err != nil {
		return err
	}
	if !f.Valid() {
		return a.uploadsPage(c, http.StatusUnprocessableEntity, f)
	}
	err = a.write(c, func(tx *models.Tx) error {
		h, err := openAudit(exchange.Load(&tx.Read))
		if err != nil {
			return err
		}
		u.Mapping = exchange.Guess(tables, exchange.BestSheet(tables, h.World), h, a.locale(c)).Stored()
		return tx.BeginUpload(u)
	})
	if err != nil {
		return err
	}
	return a.goTo(c, link.Upload(u.Ref))
}

// givenList reads the list that was sent as a file, or pasted into the form's one field, for its preview. What cannot be read is told at
// the field: the form is not valid then, and there is no upload.
func (a *App) givenList(c echo.Context, f *form.Form) (*models.Upload, []*exchange.Table, error) {
	v, err := a.values(c)
	if err != nil {
		return nil, nil, err
	}
	name, raw, err := uploadedFile(c.Request())
	if err != nil {
		return nil, nil, err
	}
	pasted := f.Fields[0]
	f.Fill(url.Values{pasted.Key: {v.Get(pasted.Key)}}, a.locale(c), form.Strict)
	if len(raw) > 0 {
		pasted.Problem = ""
	} else {
		name, raw = views.Pasted, []byte(v.Get(pasted.Key))
	}
	if !f.Valid() {
		return nil, nil, nil
	}
	tables, err := exchange.ReadList(name, raw)
	if err = blame(f, err); err != nil || !f.Valid() {
		return nil, nil, err
	}
	u := &models.Upload{Name: name}
	u.Content, err = exchange.StoredTables(tables)
	return u, tables, err
}

// uploadedFile gives the name and content of the file that was sent along; nothing without one.
func uploadedFile(r *http.Request) (name string, raw []byte, err error) {
	file, head, err := r.FormFile("file")
	if errors.Is(err, http.ErrMissingFile) || errors.Is(err, http.ErrNotMultipart) {
		return "", nil, nil
	}
	if err != nil {
		return "", nil, err
	}
	defer func() { _ = file.Close() }()
	name = strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || c == unicode.ReplacementChar {
			return -1
		}
		return c
	}, strings.ToValidUTF8(head.Filename, ""))
	if letters := []rune(name); len(letters) > 120 {
		name = "…" + string(letters[len(letters)-120:])
	}
	if raw, err = io.ReadAll(file); strings.TrimSpace(name) == "" {
		name = "File"
	}
	return name, raw, err
}

// openAudit refuses a list as long as the audit itself is closed.
func openAudit(h *exchange.Here, err error) (*exchange.Here, error) {
	if err == nil && !h.Open(wizard.ByKey("audit")) {
		err = models.AgainstRule("Finish step 1 first: the other steps open once the intent holds.")
	}
	return h, err
}

// draft is a list that was not confirmed yet, with all that its preview rests on.
type draft struct {
	upload  *models.Upload
	tables  []*exchange.Table
	mapping *exchange.Mapping
	here    *exchange.Here
}

func (d *draft) table() *exchange.Table { return d.tables[d.mapping.Sheet] }

func openDraft(u *models.Upload, h *exchange.Here) (*draft, error) {
	d := &draft{upload: u, here: h}
	var err error
	if d.tables, err = exchange.ReadTables(u.Content); err != nil {
		return nil, err
	}
	d.mapping, err = exchange.ReadMapping(u.Mapping)
	return d, err
}

// showUpload shows what would become of each row, or of a list that was taken in what can be taken back.
func (a *App) showUpload(c echo.Context) error {
	return a.uploadPage(c, http.StatusOK, nil)
}

func (a *App) uploadPage(c echo.Context, status int, problems map[string]views.WrongName) error {
	p := views.UploadPage{Problems: problems, Only: c.QueryParam("only"), Locale: a.locale(c)}
	err := a.read(c, func(r *models.Read) error {
		h, err := exchange.Load(r)
		if err != nil {
			return err
		}
		if p.Upload, err = r.UploadByRef(c.Param("ref")); err != nil {
			return err
		}
		p.Page = a.page(c, r, p.Upload.Name, "alignment")
		p.Now, p.Here = r.Now, h
		if p.Upload.State != models.UploadOpen {
			p.Backs, err = exchange.Backs(r, p.Upload)
			return err
		}
		d, err := openDraft(p.Upload, h)
		if err != nil {
			return err
		}
		p.Tables, p.Mapping = d.tables, d.mapping
		p.Plan = exchange.Judge(d.table(), d.mapping, h, a.locale(c))
		return nil
	})
	if err != nil {
		return err
	}
	p.Number = pageNumber(c)
	p.Shell.Error = status != http.StatusOK
	once(c) // a list is confidential material of one person
	return a.showAs(c, status, views.Upload(p))
}

// saveUpload keeps what was chosen for a list; with the main button it also takes the list in, if its preview is still what was seen.
func (a *App) saveUpload(c echo.Context) error {
	v, err := a.values(c)
	if err != nil {
		return err
	}
	do, err := a.value(c, "do")
	if err != nil {
		return err
	}
	var problems map[string]views.WrongName
	var u *models.Upload
	var held []*models.PlannedChange
	done := false
	err = a.write(c, func(tx *models.Tx) error {
		s, err := wizard.Current(&tx.Read)
		if err != nil {
			return err
		}
		if err := tx.Hold(s); err != nil {
			return err
		}
		h, err := openAudit(exchange.LoadOf(&tx.Read, s))
		if err != nil {
			return err
		}
		if u, err = tx.UploadByRef(c.Param("ref")); err != nil {
			return err
		}
		if u.State != models.UploadOpen {
			return models.AgainstRule("This list has been taken in already.")
		}
		d, err := openDraft(u, h)
		if err != nil {
			return err
		}
		problems = d.choose(v, a.locale(c))
		plan := exchange.Judge(d.table(), d.mapping, h, a.locale(c))
		if done = do == "confirm" && len(problems) == 0 && plan.Wrong == "" && plan.Sum == v.Get("seen"); !done {
			u.Mapping = d.mapping.Stored()
			return tx.SaveMapping(u)
		}
		if err := plan.TakeIn(tx, u); err != nil {
			return err
		}
		held = plan.Held
		return wizard.ListTaken(tx, s, plan.MissingOutcomes())
	})
	switch {
	case err != nil:
		return err
	case len(problems) > 0:
		return a.uploadPage(c, http.StatusUnprocessableEntity, problems)
	case done && len(held) > 0:
		return a.goToUndo(c, link.Changes(1), parts.Undo{Say: views.CameIn(u) + " " + views.HeldMany(len(held)), Action: link.UploadBack(u.Ref)})
	case done:
		return a.goToUndo(c, link.Step("audit"), parts.Undo{Say: views.CameIn(u), Action: link.UploadBack(u.Ref)})
	case do == "confirm":
		return a.goToSaying(c, link.Upload(u.Ref), "The preview has changed since you saw it. Look again, then bring it in.")
	}
	return a.goTo(c, link.UploadAt(u.Ref, c.QueryParam("only"), pageNumber(c)))
}

// dropUpload throws a list away.
func (a *App) dropUpload(c echo.Context) error {
	err := a.write(c, func(tx *models.Tx) error {
		u, err := tx.UploadByRef(c.Param("ref"))
		if err != nil {
			return err
		}
		return tx.DropUpload(u)
	})
	if err != nil {
		return err
	}
	return a.goToSaying(c, link.Uploads(), "The list is thrown away. Nothing of it was written.")
}

// takeUploadBack removes what a list added and puts back what it changed, but nothing that somebody has changed since.
func (a *App) takeUploadBack(c echo.Context) error {
	var u *models.Upload
	var left []*exchange.Back
	back := 0
	err := a.write(c, func(tx *models.Tx) error {
		s, err := wizard.Current(&tx.Read)
		if err != nil {
			return err
		}
		if err := tx.Hold(s); err != nil {
			return err
		}
		if u, err = tx.UploadByRef(c.Param("ref")); err != nil {
			return err
		}
		if back, left, err = exchange.TakeBack(tx, u); err != nil || back == 0 {
			return err
		}
		return wizard.ListTaken(tx, s, nil)
	})
	if err != nil {
		return err
	}
	to := link.Upload(u.Ref)
	if len(left) == 0 {
		to = link.Step("audit")
	}
	return a.goToSaying(c, to, views.WentBack(back, len(left)))
}
