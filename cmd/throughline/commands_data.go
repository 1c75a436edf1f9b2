package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

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
	root, err := os.OpenRoot(folder) // a link in the folder leads nowhere else
	if err != nil {
		return fmt.Errorf("the folder %s cannot be read", i.Dir)
	}
	defer root.Close()
	// Everything that comes in is held until it is judged as a whole, so room is given back sooner than usual.
	defer debug.SetGCPercent(debug.SetGCPercent(25))
	return c.with(func(db *models.DB) error {
		summary, err := exchange.Import(c.ctx, db, models.CommandLine, root.FS(), i.Origin)
		if err != nil {
			return err
		}
		if err := summary.Print(c.out); err != nil {
			return err
		}
		return db.Read(c.ctx, models.CommandLine, func(r *models.Read) error {
			s, err := r.Setup()
			if err == nil {
				fmt.Fprintln(c.err, "\n"+s.AfterImport())
			}
			return err
		})
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

type backupCommand struct {
	File string `arg:"" help:"The new file; nothing is written over."`
}

func (b *backupCommand) Run(c *console) error {
	return c.with(func(db *models.DB) error {
		if err := db.Backup(c.ctx, b.File); err != nil {
			return err
		}
		fmt.Fprintf(c.err, "The backup is %s.\n", b.File)
		return nil
	})
}

type restoreCommand struct {
	File string `arg:"" help:"A file that throughline backup made."`
}

func (r *restoreCommand) Run(c *console) error {
	if err := models.Restore(c.ctx, r.File, c.address); err != nil {
		return err
	}
	return c.with(func(*models.DB) error {
		fmt.Fprintln(c.err, "The backup is restored. Everybody signs in again. Put the key file beside it too; without it the addresses of chat rooms are entered again.")
		return nil
	})
}
