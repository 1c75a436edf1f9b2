package models

import (
	"time"

	"gorm.io/gorm/clause"

	"throughline/models/day"
)

// States of a strategy and of an intent.
const (
	Draft      = "draft"
	InForce    = "in force"
	Superseded = "superseded"
)

// The two layers (R01). A Strategy is always organizational; the other layer is made of operations strategies (OperationsStrategy).
const (
	Organizational = "organizational"
	Operations     = "operations"
)

// Strategy is the live answer to "where are we going, and why?" (R01). One is in force at a time. Beside its intent it says what it stands
// on (R05) and, as one of two layers, for how long it holds and who answers for it (R02).
type Strategy struct {
	Row
	Ref            string
	Kind           string
	Title          string
	State          string
	AuthorPersonID *string
	InForceAt      *time.Time
	SupersededAt   *time.Time
	Mission        string
	Position       string // where the company stands against others, and why it is chosen; Capability says what it pays for
	Markets        string
	TradeOffs      string // what is not done, so that the rest can be
	Ambition       string // how the ambition ties to the budget
	FromDay        day.Day
	ToDay          day.Day
	OwnerPersonID  *string
	OwnerDay       day.Day // since when this owner answers for it

	FollowsStrategyID *string    // the one it was drafted after, and whose place it takes
	BeginsDay         day.Day    // of a draft: the day on which it comes in force by itself; empty while none is set
	BeginsPersonID    *string    // who set that day
	RemovedAt         *time.Time // of a draft: when it was thrown away
}

func (s *Strategy) reference() (string, *string) { return "S", &s.Ref }

// StrategyAuthor lets one more person read and work on a draft.
type StrategyAuthor struct {
	Row
	StrategyID string
	PersonID   string
}

// AlignmentStep is where one of the six steps of an alignment stands (R18).
type AlignmentStep struct {
	Row
	StrategyID     string
	Step           string
	OpenedAt       *time.Time
	SavedAt        *time.Time
	DoneAt         *time.Time
	DonePersonID   *string
	LookAgain      string // why it needs another look; empty when it does not
	OverrideReason string // R16: why step 6 went ahead of the audit
}

// StrategyToAlign is the strategy that the alignment is about: the one being drafted, else the one in force. Who may not know of the draft is not
// told by this that there is one.
func (r *Read) StrategyToAlign() (*Strategy, error) {
	list, err := heldRows(r, "strategies to align", partStrategy, func() (list []*Strategy, err error) {
		err = r.DB().Where("kind = ? AND removed_at IS NULL AND state IN ?", Organizational, []string{Draft, InForce}).
			Order("CASE WHEN state = 'draft' THEN 0 ELSE 1 END, created_at DESC").Limit(most).Find(&list).Error
		return list, err
	})
	if err != nil {
		return nil, err
	}
	for _, s := range list {
		if s.State != Draft {
			return s, nil
		}
		if may, err := r.MaySee(&s.ID); may || err != nil {
			return s, err
		}
	}
	return nil, NotFound("The alignment")
}

// OrganizationalByRef finds an organizational strategy. A draft is there for its authors and executives only.
func (r *Read) OrganizationalByRef(ref string) (*Strategy, error) {
	s, err := one("This strategy", func() ([]*Strategy, error) {
		return found[*Strategy](r.DB().Where("ref = ? AND kind = ? AND removed_at IS NULL", ref, Organizational))
	})
	if err != nil {
		return nil, err
	}
	return s, r.seen("This strategy", &s.ID)
}

// AlignmentSteps gives where each step of a strategy's alignment stands; one that was never opened is not in it.
func (r *Read) AlignmentSteps(strategyID string) ([]*AlignmentStep, error) {
	return heldRows(r, "steps of "+strategyID, partAlignment, func() (list []*AlignmentStep, err error) {
		err = r.DB().Where("strategy_id = ?", strategyID).Limit(20).Find(&list).Error
		return list, err
	})
}

// SupersedeStrategies ends what was in force before: the strategies and their intents.
func (tx *Tx) SupersedeStrategies() error {
	list, err := found[*Strategy](tx.DB().Where("kind = ? AND state = ?", Organizational, InForce))
	if err != nil {
		return err
	}
	for _, s := range list {
		before := *s
		s.State, s.SupersededAt = Superseded, &tx.Now
		if err := tx.Save(s); err != nil {
			return err
		}
		if err := tx.Emit(StrategySuperseded, s, &before, s); err != nil {
			return err
		}
		i, err := tx.IntentOf(s.ID)
		if err != nil {
			return err
		}
		if i.State != InForce {
			continue
		}
		i.State, i.SupersededAt = Superseded, &tx.Now
		if err := tx.Save(i); err != nil {
			return err
		}
	}
	return nil
}

// PutStrategyInForce makes a draft the strategy that counts.
func (tx *Tx) PutStrategyInForce(s *Strategy) error {
	before := *s
	s.State, s.InForceAt = InForce, &tx.Now
	if s.BeginsDay.After(tx.Today()) {
		s.BeginsDay, s.BeginsPersonID = "", nil // it comes earlier
	}
	if err := tx.Save(s); err != nil {
		return err
	}
	return tx.Emit(StrategyInForce, s, &before, s)
}

// PutIntentInForce makes the sentence the one that counts; it is meant to stand 12 to 24 months (R24). The same sentence as in the strategy
// before, nil when there was none, goes on standing since then.
func (tx *Tx) PutIntentInForce(i, former *Intent) error {
	before := *i
	i.State, i.InForceAt = InForce, &tx.Now
	if former != nil && former.InForceAt != nil && former.Statement == i.Statement {
		i.InForceAt, i.ChangeReason = former.InForceAt, former.ChangeReason
	}
	if err := tx.Save(i); err != nil {
		return err
	}
	return tx.Emit(IntentInForce, i, &before, i)
}

// Authors gives the ids of those who work on a draft beside the executives, by name.
func (r *Read) Authors(strategyID string) ([]string, error) {
	var list []string
	err := r.DB().Model(&Person{}).Where("id IN (?)", r.DB().Model(&StrategyAuthor{}).Select("person_id").Where("strategy_id = ?", strategyID)).
		Order("name, id").Limit(200).Pluck("id", &list).Error
	return list, err
}

// AuthorNames gives the names of those who work on a draft beside the executives.
func (r *Read) AuthorNames(strategyID string) ([]string, error) {
	var names []string
	err := r.DB().Model(&Person{}).Where("id IN (?)", r.DB().Model(&StrategyAuthor{}).Select("person_id").Where("strategy_id = ?", strategyID)).
		Order("name, id").Limit(200).Pluck("name", &names).Error
	return names, err
}

// SetAuthors names who may read and work on a draft beside the executives.
func (tx *Tx) SetAuthors(s *Strategy, personIDs []string) error {
	if err := tx.Who.Must(ChooseAuthors); err != nil {
		return err
	}
	before, err := tx.AuthorNames(s.ID)
	if err != nil {
		return err
	}
	if err := replaceLinks(tx, plain(personIDs), func() ([]*StrategyAuthor, error) {
		return found[*StrategyAuthor](tx.DB().Where("strategy_id = ?", s.ID))
	}, func(a *StrategyAuthor) *string { return &a.PersonID }, nil, func() *StrategyAuthor { return &StrategyAuthor{StrategyID: s.ID} }); err != nil {
		return err
	}
	after, err := tx.AuthorNames(s.ID)
	if err != nil {
		return err
	}
	return tx.Emit(StrategyAuthorsSet, s, before, after)
}

// Hold makes other writers of this strategy's alignment wait until this transaction ends. SQLite has one writer and needs no more.
func (tx *Tx) Hold(s *Strategy) error {
	tx.marks = nil // what was held before may be changed by those it waits for
	return tx.DB().Clauses(clause.Locking{Strength: "UPDATE"}).Select("id").First(&Strategy{}, "id = ?", s.ID).Error
}
