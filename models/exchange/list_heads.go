package exchange

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// What a column of a list of workflows can mean.
const (
	Ignored      = ""
	MeansName    = "name"
	MeansTeam    = "team"
	MeansOwner   = "owner"
	MeansHours   = "hours"
	MeansMonth   = "hours-month"
	MeansYear    = "hours-year"
	MeansSeconds = "seconds"
	MeansOften   = "often"
	MeansPer     = "per"
	MeansMinutes = "minutes"
	MeansPeople  = "people"
	MeansText    = "description"
	MeansInputs  = "inputs"
	MeansOutputs = "outputs"
	MeansSteps   = "steps"
	MeansTools   = "tools"
	MeansVerdict = "verdict"
	MeansOutcome = "outcomes"
	MeansReason  = "reason"
	MeansMoves   = "moves:" // and an outcome's id: a cross in the column says that the workflow moves it
)

// Meaning is one thing a column can mean, as people choose it.
type Meaning struct{ Key, Label, Group string }

// Meanings lists them in the order of a page.
var Meanings = []Meaning{
	{MeansName, "Workflow", ""}, {MeansTeam, "Team", ""}, {MeansOwner, "Owner", ""}, {MeansText, "What happens", ""},
	{MeansHours, "Hours a week", "Effort"}, {MeansMonth, "Hours a month", "Effort"}, {MeansYear, "Hours a year", "Effort"}, {MeansSeconds, "Seconds a week", "Effort"},
	{MeansOften, "How often", "Effort"}, {MeansPer, "in: day, week, month, quarter, year", "Effort"}, {MeansMinutes, "Minutes each time", "Effort"}, {MeansPeople, "People each time", "Effort"},
	{MeansInputs, "Inputs", "How it is done"}, {MeansOutputs, "Outputs", "How it is done"}, {MeansSteps, "Steps", "How it is done"}, {MeansTools, "Tools", "How it is done"},
	{MeansOutcome, "Outcomes it moves", "Verdict"}, {MeansVerdict, "Verdict", "Verdict"}, {MeansReason, "Reason of the verdict", "Verdict"},
}

// several are the meanings that take the cells of several columns together.
var several = map[string]bool{MeansText: true, MeansInputs: true, MeansOutputs: true, MeansSteps: true, MeansTools: true, MeansOutcome: true, MeansReason: true}

// headWords are headings as people write them, in English, German, Dutch, French and Spanish, without accents.
var headWords = map[string]string{
	MeansName: `workflow|workflow name|name|process|process name|activity|activity name|task|task name|title|summary|what|what we do|work|job|business process|
		ablauf|arbeitsablauf|prozess|prozessname|tatigkeit|aufgabe|bezeichnung|titel|vorgang|naam|werkstroom|proces|activiteit|taak|werkproces|
		nom|processus|activite|tache|intitule|flux de travail|nombre|proceso|actividad|tarea|titulo|flujo de trabajo`,
	MeansTeam: `team|team name|department|dept|unit|business unit|squad|group|function|area|area path|responsible team|owner team|owning team|
		abteilung|bereich|gruppe|afdeling|groep|equipe|departement|equipo|departamento`,
	MeansOwner: `owner|process owner|workflow owner|owner name|responsible|responsible person|person responsible|accountable|assignee|assigned to|assignee email|lead|contact|who|
		verantwortlich|verantwortlicher|verantwortliche|zustandig|eigentumer|bearbeiter|eigenaar|verantwoordelijke|responsable|proprietaire|propietario|dueno|encargado`,
	MeansHours: `hours|effort|hours a week|weekly hours|weekly effort|weekly time|time a week|hpw|stunden|wochenstunden|aufwand|uren|heures|horas|horas semanales|heures hebdomadaires`,
	MeansMonth: `monthly hours|monthly effort|horas mensuales|heures mensuelles|monatsstunden`,
	MeansYear:  `annual hours|yearly hours|yearly effort|jahresstunden`,
	MeansSeconds: `original estimate|remaining estimate|time spent|σ original estimate|σ remaining estimate|σ time spent|time estimate|
		seconds|sekunden|secondes|segundos|seconden`,
	MeansOften:   `frequency|how often|rhythm|cadence|recurrence|interval|times|occurrences|runs|haufigkeit|frequenz|turnus|wie oft|rhythmus|frequentie|hoe vaak|frequence|frecuencia|periodicite|periodicidad`,
	MeansPer:     `per|period|time unit|zeitraum|periode|periodo`,
	MeansMinutes: `minutes|minutes each time|duration|length|min|mins|time per run|minutes per run|time each|duration each time|dauer|minuten|duur|duree|duracion|minutos`,
	MeansPeople:  `people|attendees|participants|headcount|people each time|number of people|persons|personen|teilnehmer|anzahl personen|personas|deelnemers|participantes|personnes`,
	MeansText: `description|details|notes|note|comments|what happens|remark|remarks|beschreibung|anmerkung|anmerkungen|bemerkung|bemerkungen|notizen|omschrijving|opmerking|opmerkingen|beschrijving|
		remarques|descripcion|comentario|comentarios|commentaire|commentaires`,
	MeansInputs:  `input|inputs|trigger|starts with|needs|eingang|eingaben|eingabe|invoer|entrees|entree|entradas|entrada`,
	MeansOutputs: `output|outputs|result|results|deliverable|deliverables|ausgang|ergebnis|ergebnisse|uitvoer|resultaat|sorties|sortie|resultat|salidas|salida|resultado`,
	MeansSteps:   `steps|procedure|how|how it is done|schritte|arbeitsschritte|stappen|etapes|pasos`,
	MeansTools:   `tool|tools|system|systems|software|technology|application|applications|app|apps|werkzeug|werkzeuge|systeme|gereedschap|outils|logiciel|herramientas|sistema|sistemas`,
	MeansVerdict: `verdict|decision|keep or stop|recommendation|entscheidung|besluit|urteil|oordeel|decisions|veredicto`,
	MeansOutcome: `outcome|outcomes|moves|moves which outcome|outcome it moves|outcomes it moves|supports|strategic outcome|strategic outcomes|wirkung|uitkomst|uitkomsten|effet|efecto`,
	MeansReason:  `reason|why|rationale|justification|reason of the verdict|begrundung|grund|warum|reden|raison|motif|pourquoi|motivo|razon|por que`,
}

var headMeans = func() map[string]string {
	m := map[string]string{}
	for means, words := range headWords {
		for _, w := range strings.Split(words, "|") {
			m[plainWords(w)] = means
		}
	}
	return m
}()

// plainWords writes a text in small letters, without accents, its words one blank apart.
func plainWords(text string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFD.String(strings.ToLower(text)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(r)
		default:
			gap = true
		}
	}
	return b.String()
}

var (
	inBrackets = regexp.MustCompile(`[(\[].*?[)\]]`)
	hourWord   = regexp.MustCompile(`^(?:h|hr|hrs|hours?|std|stunden?|uur|uren|heures?|horas?)$`)
	minuteWord = regexp.MustCompile(`^(?:min|mins|minutes?|minuten|minutos)$`)
	timesWord  = regexp.MustCompile(`^(?:times|runs|occurrences|how|anzahl|fois|veces|keer|mal)$`)
)

// spans are the words for the spans that effort is counted in.
var spans = func() map[string]string {
	m := map[string]string{}
	for span, words := range map[string]string{
		"day": "day days daily tag tage tag(e) dag dagen jour jours dia dias workday d", "week": "week weeks weekly wk w woche wochen wochentlich semaine semaines semana semanas weken",
		"month": "month months monthly mo mon mth monat monate maand maanden mois mes meses", "quarter": "quarter quarters quarterly qtr q quartal kwartaal trimestre",
		"year": "year years yearly annum yr y jahr jahre jaar an annee ano anos",
	} {
		for _, w := range strings.Fields(words) {
			m[w] = span
		}
	}
	return m
}()

// headMeaning is what a heading says its column means, and the span that its numbers count in when it names one:
// "Effort (h/month)", "Times per week", "Duration [min]". Nothing for a heading that is not known.
func headMeaning(cell string) (means, span string) {
	all := plainWords(cell)
	words := strings.Fields(all)
	hours, minutes, times := false, false, false
	for i, w := range words {
		hours, minutes, times = hours || hourWord.MatchString(w), minutes || minuteWord.MatchString(w), times || timesWord.MatchString(w)
		if i > 0 && spans[w] != "" {
			span = spans[w]
		}
	}
	if means := headMeans[all]; means != "" {
		return means, ""
	}
	switch {
	case hours && span == "week":
		return MeansHours, ""
	case hours && span == "month":
		return MeansMonth, ""
	case hours && span == "year":
		return MeansYear, ""
	case times && span != "" && !hours && !minutes:
		return MeansOften, span
	}
	bare := plainWords(inBrackets.ReplaceAllString(cell, " "))
	means = headMeans[bare]
	if minutes && (means == MeansHours || means == "" && len(words) <= 4) {
		return MeansMinutes, ""
	}
	if means == "" && len(words) > 1 && headMeans[words[0]] == MeansName && headMeans[words[len(words)-1]] == MeansName {
		return MeansName, "" // "Workflow title", "Name of the process"
	}
	return means, ""
}
