package form

import (
	"maps"
	"slices"
	"strings"
)

// KindPick is one thing picked by its name from a long list, such as an owner from all people: typed with suggestions,
// stored as an id.
const KindPick = "pick"

// Directory is a long list of named things to pick from. List names the page's shared list of suggestions.
type Directory struct {
	List  string
	label map[string]string
	value map[string]string
	notes map[string]string // what should be known before one is picked
	all   []Option
}

// NewDirectory makes a directory of options. Labels that two things share must be told apart by the caller.
func NewDirectory(list string, options []Option) *Directory {
	d := &Directory{List: list, all: options, label: make(map[string]string, len(options)), value: make(map[string]string, len(options))}
	for _, o := range options {
		d.label[o.Value] = o.Label
		d.value[fold(o.Label)] = o.Value
	}
	return d
}

// Knows adds names of things that are shown where they were picked before and are suggested to nobody, such as people who left.
func (d *Directory) Knows(options []Option) {
	for _, o := range options {
		d.label[o.Value] = o.Label
		if _, taken := d.value[fold(o.Label)]; !taken {
			d.value[fold(o.Label)] = o.Value
		}
	}
}

// Noting gives the same directory with a note beside some values, such as that somebody is absent.
func (d *Directory) Noting(notes map[string]string) *Directory {
	noted := *d
	noted.notes = notes
	return &noted
}

// With gives the same directory with some more things to pick before all others.
func (d *Directory) With(options []Option) *Directory {
	more := *d
	more.all = append(slices.Clone(options), d.all...)
	more.label, more.value = maps.Clone(d.label), maps.Clone(d.value)
	for _, o := range options {
		more.label[o.Value], more.value[fold(o.Label)] = o.Label, o.Value
	}
	return &more
}

// Note is what should be known before a value is picked; empty when there is nothing.
func (d *Directory) Note(value string) string { return d.notes[value] }

// Suggestions are the first options, at most so many: a page stays light with ten thousand people.
func (d *Directory) Suggestions(most int) []Option { return d.all[:min(most, len(d.all))] }

// Whole tells whether so many suggestions are all there are.
func (d *Directory) Whole(most int) bool { return len(d.all) <= most }

// Like finds names that hold the words, at most so many; those that begin with them come first.
func (d *Directory) Like(words string, most int) []Option {
	key := fold(words)
	var first, others []Option
	for _, o := range d.all {
		switch label := fold(o.Label); {
		case strings.HasPrefix(label, key):
			if first = append(first, o); len(first) == most {
				return first
			}
		case len(others) < most && (strings.Contains(label, " "+key) || strings.Contains(label, "("+key)):
			others = append(others, o)
		}
	}
	return append(first, others[:min(len(others), most-len(first))]...)
}

// miss says why a typed name picks nothing: nobody has it, several do, or it is a part of others.
func (d *Directory) miss(typed string) string {
	like := d.Like(typed, mostNamed+1)
	var names []string
	twins := true
	for _, o := range like {
		names = append(names, o.Label)
		twins = twins && strings.HasPrefix(fold(o.Label), fold(typed)+" (")
	}
	last := len(names) - 1
	switch {
	case last < 0:
		return "Nobody here is called “" + typed + "”. Choose a name from the list."
	case last >= mostNamed:
		return "“" + typed + "” fits many names. Write the whole name."
	case last > 0 && twins:
		return "Several here are called “" + typed + "”: write " + strings.Join(names[:last], ", ") + " or " + names[last] + "."
	case last == 0:
		return "Nobody here is called just “" + typed + "”. If you mean " + names[0] + ", write the whole name."
	}
	return "“" + typed + "” fits " + strings.Join(names[:last], ", ") + " and " + names[last] + ". Write the whole name."
}

// mostNamed is how many names a sentence about a typed name lists.
const mostNamed = 4

// Label is the name of a picked thing; empty when it is not in the directory.
func (d *Directory) Label(value string) string { return d.label[value] }

// Find gives the value for a typed name, whatever its letter case. The value itself is found too.
func (d *Directory) Find(typed string) (string, bool) {
	if v, ok := d.value[fold(typed)]; ok {
		return v, true
	}
	_, known := d.label[typed]
	return typed, known
}

func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// Pick is one thing of a directory. A draft keeps a name that is not in it in text; text may be nil.
func Pick(name, label string, into, text *string, from *Directory) *Field {
	f := bare(KindPick, name, label, 300)
	f.str, f.words, f.dir = into, text, from
	return f
}

// From offers the names of a directory as suggestions for a line; other words are taken too.
func (f *Field) From(d *Directory) *Field { f.dir = d; return f }

// Suggests names the list of suggestions of a pick or a line, for the page's datalist.
func (f *Field) Suggests() string {
	if f.dir == nil {
		return ""
	}
	return f.dir.List
}

// Noted says what should be known about the thing that is picked, as a sentence; empty when there is nothing.
func (f *Field) Noted() string {
	if f.Kind != KindPick || f.dir == nil || f.Problem != "" || f.dir.Note(*f.str) == "" {
		return ""
	}
	return f.dir.Label(*f.str) + " is " + f.dir.Note(*f.str) + "."
}

func (f *Field) showPick() {
	switch {
	case *f.str != "":
		if f.Typed = f.dir.Label(*f.str); f.Typed == "" {
			f.Typed = "As stored (no longer on the list)"
		}
	case f.words != nil:
		f.Typed = *f.words
	}
}

func (f *Field) readPick(text string) {
	value, known := "", text == ""
	if text != "" {
		value, known = f.dir.Find(text)
	}
	switch {
	case known:
		*f.str = value
		if f.words != nil {
			*f.words = ""
		}
	case f.words != nil:
		*f.str, *f.words = "", text
	default:
		f.Problem = f.dir.miss(text)
	}
}
