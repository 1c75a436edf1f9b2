package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"throughline/models/statement/lint"
)

type lintCommand struct {
	File  string `arg:"" placeholder:"FILE.tsv" help:"Statements, one a line: tab-separated, with a heading that names the columns id and statement; others are ignored."`
	Score bool   `help:"Compare with the columns kind, has_metric, has_deadline and single_sentence, and print how far the checks agree."`
}

// Run prints what the words of each statement say: id, kind, has_metric, has_deadline, single_sentence. No database is opened.
func (l *lintCommand) Run(c *console) error {
	in, err := os.Open(l.File)
	if err != nil {
		return cannotRead(l.File, err)
	}
	defer in.Close()
	if about, err := in.Stat(); err == nil && about.IsDir() {
		return fmt.Errorf("%s is a folder; give a file of statements", l.File)
	}
	file, err := lint.Read(in, l.Score)
	if err != nil {
		return fmt.Errorf("%s: %w", l.File, err)
	}
	if file.Broken > 0 {
		fmt.Fprintf(c.err, "throughline: %s: lines with bytes that are no UTF-8 text: %d; those bytes are read as \ufffd.\n", l.File, file.Broken)
	}
	if err := lint.Print(c.out, file.Lines); err != nil {
		return err
	}
	if l.Score {
		return lint.Report(c.out, file.Lines)
	}
	return nil
}

// cannotRead says in a sentence why a file cannot be read.
func cannotRead(name string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no file %s", name)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s may not be read by this account", name)
	}
	return fmt.Errorf("%s cannot be read: %w", name, err)
}
