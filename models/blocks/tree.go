package blocks

import (
	"crypto/sha256"
	"encoding/hex"
)

// Branch is one list of blocks inside a block, with its name.
type Branch struct {
	Name  string // then, else, late, failed
	Steps *[]*Step
}

// Branches are the lists inside a block of its kind, in the order people read them.
func (s *Step) Branches() []Branch {
	var list []Branch
	switch s.Do {
	case If, Approval:
		list = append(list, Branch{"then", &s.Then}, Branch{"else", &s.Else})
	case Each:
		list = append(list, Branch{"then", &s.Then})
	}
	if s.Do == Approval || s.Do == Wait && s.Wait != nil && s.Wait.Event != "" {
		list = append(list, Branch{"late", &s.Late})
	}
	if s.OnError == FailBranch {
		list = append(list, Branch{"failed", &s.Failed})
	}
	return list
}

// Place is where a block stands: in which branch of which block, and after how many others. The root has no block and no branch.
type Place struct {
	Parent *Step
	Branch string
	List   *[]*Step
	At     int
}

// Find gives a block by its key, and where it stands; nil when there is none.
func (d *Definition) Find(key string) (*Step, Place) {
	return find(&d.Steps, nil, "", key)
}

func find(list *[]*Step, parent *Step, branch, key string) (*Step, Place) {
	for i, s := range *list {
		if s.Key == key {
			return s, Place{parent, branch, list, i}
		}
		for _, b := range s.Branches() {
			if found, at := find(b.Steps, s, b.Name, key); found != nil {
				return found, at
			}
		}
	}
	return nil, Place{}
}

// ChangesHowWorkGoes tells whether some block changes a process or an approval chain: such a rule is tried before it is published.
func (d *Definition) ChangesHowWorkGoes() (yes bool) {
	d.Walk(func(s *Step, _ []*Step) { yes = yes || s.Do == AdjustProcess || s.Do == ChangeChain })
	return yes
}

// Mark is the same for two definitions that say the same.
func (d *Definition) Mark() string {
	sum := sha256.Sum256([]byte(d.Write()))
	return hex.EncodeToString(sum[:])
}

// Walk visits every block in the order people read them, with the blocks around it.
func (d *Definition) Walk(visit func(s *Step, around []*Step)) { walk(d.Steps, nil, visit) }

func walk(list []*Step, around []*Step, visit func(*Step, []*Step)) {
	for _, s := range list {
		visit(s, around)
		for _, b := range s.Branches() {
			walk(*b.Steps, append(around[:len(around):len(around)], s), visit)
		}
	}
}
