package blocks

// Operator is one way to compare a field: its name in definitions, its words between field and value, and how many values it takes.
type Operator struct {
	Op     string
	Label  string
	Values int // 0, 1, 2, or Several
}

// Several is said of an operator that takes any number of values, one at least.
const Several = -1

var (
	isEmpty  = Operator{"empty", "is empty", 0}
	isFilled = Operator{"filled", "is given", 0}
	isIn     = Operator{"in", "is one of", Several}
	isNotIn  = Operator{"not_in", "is none of", Several}
)

var operators = map[FieldKind][]Operator{
	TextField: {{"is", "is", 1}, {"is_not", "is not", 1}, {"contains", "contains", 1}, {"lacks", "does not contain", 1}, {"starts", "begins with", 1}, isIn, isNotIn, isEmpty, isFilled},
	NumberField: {{"eq", "is", 1}, {"ne", "is not", 1}, {"gt", "is more than", 1}, {"gte", "is at least", 1}, {"lt", "is less than", 1}, {"lte", "is at most", 1},
		{"between", "is between", 2}, {"abs_gte", "is at least, up or down,", 1}, {"abs_lt", "is less, up or down, than", 1}, isEmpty, isFilled},
	DayField: {{"on", "is", 1}, {"before", "is before", 1}, {"after", "is after", 1}, {"by", "is on or before", 1}, {"from", "is on or after", 1}, {"between", "is between", 2}, isEmpty, isFilled},
	InstantField: {{"on", "is on", 1}, {"before", "is before", 1}, {"after", "is after", 1}, {"by", "is on or before", 1}, {"from", "is on or after", 1}, {"between", "is between", 2},
		isEmpty, isFilled},
	YesField:    {{"is", "is", 1}},
	ChoiceField: {isIn, isNotIn, {"is", "is", 1}, {"is_not", "is not", 1}, isEmpty, isFilled},
	PersonField: {isIn, isNotIn, isEmpty, isFilled},
	TeamField:   {isIn, isNotIn, isEmpty, isFilled},
	ListField:   {{"has", "has one of", Several}, {"has_all", "has all of", Several}, {"has_none", "has none of", Several}, isEmpty, isFilled},
}

// Operators lists how a field of a kind can be compared, the usual one first.
func Operators(kind FieldKind) []Operator { return operators[kind] }

// OperatorOf finds an operator of a kind by its name.
func OperatorOf(kind FieldKind, op string) (Operator, bool) {
	for _, o := range operators[kind] {
		if o.Op == op {
			return o, true
		}
	}
	return Operator{}, false
}
