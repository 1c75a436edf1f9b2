package models

import (
	"slices"
	"strconv"
	"strings"

	"throughline/models/form"
)

// CompanySettings is a company as its form asks for it.
type CompanySettings struct {
	Name, TimeZone   string
	Working          []string
	FiscalStart      string
	AtRisk, OffTrack *float64
	AnswerDays       int
	IssueDays        int
	OwnerLimit       int
	AnswersLimit     int
	Holidays         string
	Currency         string
}

// Settings are the company's own, ready to be asked for.
func (c *Company) Settings() *CompanySettings {
	s := &CompanySettings{Name: c.Name, TimeZone: c.TimeZone, Working: strings.Split(c.WorkingDays, ","), FiscalStart: itoa(c.FiscalStart), AnswerDays: c.AnswerDays, IssueDays: c.StillDays(), OwnerLimit: c.Carries(), AnswersLimit: c.MayAnswerFor(), Holidays: c.Holidays, Currency: c.money()}
	atRisk, offTrack := c.AtRiskAfter, c.OffTrackAfter
	s.AtRisk, s.OffTrack = &atRisk, &offTrack
	return s
}

// Fields asks for what first run has to know.
func (s *CompanySettings) Fields() []*form.Field {
	return []*form.Field{
		form.Line("company", "Company name", &s.Name).Required("Write the company's name.").Max(200).Completes("organization"),
		form.Choice("time_zone", "Time zone", &s.TimeZone, ZoneOptions()...).Required("Choose the company's time zone.").Help("Days and deadlines are counted in it."),
		form.Many("working_days", "Working days", &s.Working, WorkingDayOptions()...).Required("Choose at least one working day."),
		form.Choice("fiscal_start", "The fiscal year starts in", &s.FiscalStart, MonthOptions()...).Required("Choose the month the fiscal year starts in."),
	}
}

// Thresholds asks for what can be left as it is.
func (s *CompanySettings) Thresholds() []*form.Field {
	return []*form.Field{
		form.Number("at_risk", "At risk from", &s.AtRisk).Required().Between(0, 100).In("points behind").Help("Progress this far behind what was expected by today. 10 at first."),
		form.Number("off_track", "Off track from", &s.OffTrack).Required().Between(0, 100).In("points behind").Help("25 at first."),
		form.Whole("answer_days", "Time to answer a handoff", &s.AnswerDays).Required().Between(1, 20).In("working days").Help("2 at first."),
		form.Whole("issue_days", "An issue that nobody moves goes to the lead above after", &s.IssueDays).Required().Between(1, 20).In("working days").Help("5 at first."),
		form.Choice("currency", "Amounts are kept in", &s.Currency, CurrencyOptions()...).Required("Choose the currency.").Help("It can change as long as no amount is recorded."),
		form.Whole("owner_limit", "One person carries at most", &s.OwnerLimit).Required().Between(1, 100).In("things").
			Help("Goals, objectives, processes and verdicts together. More is advice on the pages where owners are picked. 5 at first."),
		form.Whole("answers_limit", "One person answers for at most", &s.AnswersLimit).Required().Between(5, 1000).In("open things").
			Help("Outcomes, objectives, initiatives, tasks of teams and handoff rules together. More is a symptom. 25 at first."),
	}
}

// DaysOff asks for the days on which nobody works.
func (s *CompanySettings) DaysOff() []*form.Field {
	return []*form.Field{
		form.Text("holidays", "Days off, one a line", &s.Holidays).Max(20_000).Help("A day and its name, such as 25 December 2026 Christmas Day. Deadlines and reviews pass over them."),
	}
}

// Judge puts a sentence beside what does not fit together.
func (s *CompanySettings) Judge(f *form.Form) {
	if _, line := ReadHolidays(s.Holidays); line > 0 {
		f.Blame("holidays", "Line "+itoa(line)+" does not begin with a day, or there are more than "+itoa(mostHolidays)+". Write one a line, such as 25 December 2026 Christmas Day.")
	}
	if f.Valid() && s.AtRisk != nil && s.OffTrack != nil && *s.AtRisk >= *s.OffTrack {
		f.Blame("off_track", "Off track comes after at risk. Give a larger number than at risk has.")
	}
}

// SetCompany writes the company's settings over the version they were made from; they count as confirmed from then on.
func (tx *Tx) SetCompany(s *CompanySettings, version int) error {
	if err := tx.Who.Must(ManagePeople); err != nil {
		return err
	}
	c, err := tx.Company()
	if err != nil {
		return err
	}
	if c.Version != version {
		return tx.stale(c)
	}
	before := *c
	month, err := strconv.Atoi(s.FiscalStart)
	if err != nil {
		return AgainstRule("Choose the month the fiscal year starts in.")
	}
	days := slices.Sorted(slices.Values(s.Working))
	c.Name, c.TimeZone, c.WorkingDays, c.FiscalStart, c.AnswerDays, c.Confirmed = s.Name, s.TimeZone, strings.Join(days, ","), month, s.AnswerDays, true
	holidays, line := ReadHolidays(s.Holidays)
	if line > 0 {
		return AgainstRuleAt("holidays", "Line "+itoa(line)+" of the days off does not begin with a day.")
	}
	if s.Currency != c.money() {
		if err := tx.noAmounts(); err != nil {
			return err
		}
		c.Currency = s.Currency
	}
	c.IssueDays, c.OwnerLimit, c.AnswersLimit, c.Holidays = s.IssueDays, s.OwnerLimit, s.AnswersLimit, holidayLines(holidays)
	if s.AtRisk != nil && s.OffTrack != nil {
		c.AtRiskAfter, c.OffTrackAfter = *s.AtRisk, *s.OffTrack
	}
	if err := tx.Save(c); err != nil {
		return err
	}
	if err := tx.Emit(CompanyChanged, c, &before, c); err != nil {
		return err
	}
	if err := tx.Enqueue(&Work{Key: string(LookMetrics) + ":settings:" + itoa(c.Version), Kind: LookMetrics}); err != nil {
		return err // other thresholds can turn a status
	}
	return tx.lookAgain(c)
}
