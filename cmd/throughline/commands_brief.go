package main

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"time"

	"throughline/handlers/pdf"
	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/layout"
	"throughline/views/say"
)

type briefCommand struct {
	Team     string `help:"A team's ref, as TM3, or its exact name; the company's brief without it."`
	Edition  string `placeholder:"N" help:"An issued edition as it was: its number, or its ref, as E12; the live brief without it."`
	Format   string `default:"md" enum:"md,html,pdf" help:"${enum}"`
	Chromium string `default:"${chromium}" placeholder:"PATH" help:"The Chromium that makes PDFs (THROUGHLINE_CHROMIUM; found on the PATH)."`
}

// Run writes a brief of the strategy in force, as it reads today or as it was issued.
func (b *briefCommand) Run(c *console) error {
	chromium := ""
	if b.Format == "pdf" {
		var err error
		if chromium, err = pdf.Find(b.Chromium); err != nil {
			return wrongUsage("--chromium needs the path of a Chromium, as in /usr/bin/chromium: " + err.Error())
		}
		if chromium == "" {
			return errors.New("there is no Chromium here to make a PDF. Name one with --chromium or THROUGHLINE_CHROMIUM, or take --format html and print that")
		}
	}
	var out bytes.Buffer
	if err := c.with(func(db *models.DB) error {
		return db.Read(c.ctx, models.CommandLine, func(r *models.Read) error { return b.write(c, r, &out) })
	}); err != nil {
		return err
	}
	if b.Format == "pdf" {
		file, err := pdf.New(chromium).Print(c.ctx, out.Bytes())
		if err != nil {
			return err
		}
		out = *bytes.NewBuffer(file)
	}
	_, err := out.WriteTo(c.out)
	return err
}

// write renders it; a PDF is printed from the very page that the browser shows.
func (b *briefCommand) write(c *console, r *models.Read, out io.Writer) error {
	v, err := b.load(r)
	if err != nil {
		return err
	}
	switch b.Format {
	case "md":
		text := models.BriefMarkdown(v.Brief)
		if v.Edition != nil {
			text = models.EditionMarkdown(v.Brief, v.Edition, v.Newer)
		}
		_, err := io.WriteString(out, text)
		return err
	case "html":
		return views.BriefAlone(v, form.Locale{}).Render(c.ctx, out)
	}
	company, err := r.Company()
	if err != nil {
		return err
	}
	p := views.Page{Shell: layout.Shell{Title: v.Heading(), Company: company.Name, Theme: "light"}, Zone: company.Calendar().Zone, Today: r.Today()}
	return views.Brief(p, v).Render(c.ctx, out)
}

// load finds the brief: the live one, or an edition.
func (b *briefCommand) load(r *models.Read) (v views.BriefPage, err error) {
	strategy, _, err := r.InForce()
	if err != nil {
		return v, err
	}
	if strategy == nil {
		return v, models.AgainstRule("No strategy is in force yet. Finish the alignment first; the brief is made from it.")
	}
	var team *models.Team
	var teamID *string
	if b.Team != "" {
		if team, err = r.TeamNamed(b.Team); err != nil {
			return v, err
		}
		teamID = &team.ID
	}
	if b.Edition == "" {
		v.Brief, err = models.LoadBrief(r, strategy, team)
		return v, err
	}
	if n, numbered := strconv.Atoi(b.Edition); numbered == nil {
		v.Edition, err = r.EditionNumbered(strategy.ID, teamID, n)
	} else {
		v.Edition, err = r.EditionByRef(b.Edition)
	}
	if err != nil {
		if _, refused := models.AsRefusal(err); refused {
			return v, models.AgainstRule("There is no edition " + b.Edition + " of this brief. Give its number, as 2, or its ref, as E12.")
		}
		return v, err
	}
	if v.Genuine = v.Edition.Genuine(); !v.Genuine {
		return v, models.AgainstRule("The content of edition " + b.Edition + " does not match its hash: it was changed after it was issued. It is not written.")
	}
	if v.Brief, err = v.Edition.Brief(); err != nil {
		return v, err
	}
	newest, err := r.NewestEdition(v.Edition.StrategyID, v.Edition.TeamID)
	if err != nil {
		return v, err
	}
	if newest.N > v.Edition.N {
		v.Newer = newest
	}
	v.Ended = v.Edition.StrategyID != strategy.ID
	v.Issued = say.Instant(v.Edition.IssuedAt, time.UTC)
	return v, nil
}
