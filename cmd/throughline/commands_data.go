package main

import (
	"fmt"
	"os"
	"path/filepath"

	"throughline/models"
	"throughline/models/exchange"
)

type importCommand struct {
	Dir    string `arg:"" help:"The folder with the CSV files: teams, people, objectives, outcomes, readings, initiatives, workflows, tasks, or an export."`
	Origin string `placeholder:"NAME" help:"Where the files' own ids belong; by default the folder's name. The same folder can come again under the same origin."`
}

func (i *importCommand) Run(c *console) error {
	folder, err := filepath.Abs(i.Dir)
	if err != nil {
		return err
	}
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return fmt.Errorf("there is no folder %s", i.Dir)
	}
	if i.Origin == "" {
		i.Origin = filepath.Base(folder)
	}
	return c.with(func(db *models.DB) error {
		summary, err := exchange.Import(c.ctx, db, models.CommandLine, os.DirFS(folder), i.Origin)
		if err != nil {
			return err
		}
		return summary.Print(c.out)
	})
}

type exportCommand struct {
	Dir string `arg:"" help:"A new or empty folder; it gets one CSV file for each table."`
}

func (e *exportCommand) Run(c *console) error {
	return c.with(func(db *models.DB) error {
		rows, err := exchange.Export(c.ctx, db, models.CommandLine, e.Dir)
		if err != nil {
			return err
		}
		fmt.Fprintf(c.err, "%d rows were written to %s.\n", rows, e.Dir)
		return nil
	})
}
