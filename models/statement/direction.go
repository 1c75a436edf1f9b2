package statement

// raises are words of a change upward.
var raises = set(`increase increases increased increasing grow grows growing growth raise raises raised raising improve improves improved improving boost boosts
	expand expands expanding gain gains lift maximize maximise exceed exceeds exceeding scale scaling more higher faster better greater larger enhance enhances
	strengthen strengthens accelerate accelerates double triple quadruple rise rises extend broaden deepen up above over uplift advance climb increment additional`)

// lowers are words of a change downward.
var lowers = set(`reduce reduces reduced reducing reduction decrease decreases decreased decreasing cut cuts cutting lower lowers lowering shorten shortens shrink
	minimize minimise eliminate eliminates drop drops halve halves halving fewer less under below slash trim down curb limit limits decline fall falls remove`)

// wishes are words that promise a change and name none.
var wishes = set(`increase increases increasing grow grows growing raise raises improve improves improving boost boosts expand expands enhance enhances strengthen
	strengthens accelerate accelerates broaden deepen reduce reduces reducing decrease decreases cut cuts lower lowers shorten shrink minimize minimise maximize
	maximise optimize optimise more better faster easier higher fewer less greater stronger simpler cheaper smoother safer streamline modernize modernise advance
	promote foster support drive lift extend scale simplify transform revitalize develop build become enable empower champion help ensure publicize continue`)

// directionWords returns where a text names a change without saying how much.
func directionWords(ts []token) []Span {
	var found []Span
	for _, t := range ts {
		if t.kind == tWord && wishes[t.low] {
			found = append(found, t.span())
		}
	}
	return found
}
