package link

import "net/url"

// The paths of symptoms.
const (
	PathSymptoms        = "/symptoms"
	PathSymptomLooks    = "/symptoms/looks"
	PathSymptom         = "/symptoms/:ref"
	PathSymptomKept     = "/symptoms/:ref/acceptance"
	PathSymptomKeptGone = "/symptoms/:ref/acceptance/removal"
	PathSymptomSplit    = "/symptoms/:ref/border"
	PathSymptomMerge    = "/symptoms/:ref/merge"
	PathSymptomParted   = "/symptoms/:ref/merge/removal"
	PathSymptomOwner    = "/symptoms/:ref/owner"
)

// Symptoms is what the program found by itself to be wrong, narrowed as a query says.
func Symptoms(q url.Values) string { return queried(PathSymptoms, q, 1) }

// SymptomsPage is one page of the symptoms of a kind.
func SymptomsPage(q url.Values, page int) string { return queried(PathSymptoms, q, page) }

// SymptomLooks looks for symptoms again (POST).
func SymptomLooks() string { return PathSymptomLooks }

// Symptom is one symptom with its evidence.
func Symptom(ref string) string { return fill(PathSymptom, ref) }

// SymptomKept accepts a symptom with a reason (POST).
func SymptomKept(ref string) string { return fill(PathSymptomKept, ref) }

// SymptomKeptGone takes that back (POST).
func SymptomKeptGone(ref string) string { return fill(PathSymptomKeptGone, ref) }

// SymptomSplit writes a border between the two things that a symptom is about (POST).
func SymptomSplit(ref string) string { return fill(PathSymptomSplit, ref) }

// SymptomMerge makes them one (POST).
func SymptomMerge(ref string) string { return fill(PathSymptomMerge, ref) }

// SymptomParted makes two of them again (POST).
func SymptomParted(ref string) string { return fill(PathSymptomParted, ref) }

// SymptomOwner asks another person to act (POST).
func SymptomOwner(ref string) string { return fill(PathSymptomOwner, ref) }
