package automation

import (
	"errors"
	"strings"

	"throughline/models"
	"throughline/models/blocks"
)

// stepFailed records a try of a step that failed. What a person would be refused is not tried again; after the last try the run goes the
// way that the block says: it stops and its rule's owner is told, it goes on, or it takes the branch for that.
func (e *Engine) stepFailed(tx *models.Tx, w *models.Work, failed error, why string) (settled bool, err error) {
	runID, key, iter := place(w)
	s, err := e.load(tx, runID, key, iter)
	if err != nil {
		return false, err
	}
	if s == nil {
		return true, nil
	}
	refusal, refused := models.AsRefusal(failed)
	final := refused && refusal.Kind != models.KindStale || w.LastTry()
	try := &models.StepAttempt{N: w.Attempt, Error: why}
	var call *callFailed
	if errors.As(failed, &call) {
		final = call.answer.Final || w.LastTry()
		try.Code, try.Ms = call.answer.Code, int(call.answer.Took.Milliseconds())
		if said := strings.Join(strings.Fields(strings.ToValidUTF8(strings.ReplaceAll(call.answer.Text, "\x00", ""), "")), " "); said != "" {
			try.Error = strings.TrimSuffix(why, ".") + ". It said: " + clip(said, 500)
		}
	}
	if s.at == nil {
		if final {
			return true, tx.FailRun(s.run, why)
		}
		return false, nil
	}
	s.row.Attempt, s.row.Error, s.row.State = w.Attempt, why, models.RunStepReady
	if final {
		s.row.State, s.row.FinishedAt = models.RunStepFailed, &tx.Now
	}
	if err := tx.KeepStep(s.row); err != nil {
		return false, err
	}
	try.RunStepID = s.row.ID
	if err := tx.KeepAttempt(try); err != nil || !final {
		return false, err
	}
	switch s.at.OnError {
	case blocks.FailContinue:
		return true, s.goOn("")
	case blocks.FailBranch:
		return true, s.goOn("failed")
	}
	return true, tx.FailRun(s.run, why)
}
