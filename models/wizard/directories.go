package wizard

// leftFlag is the advice on an owner who is no longer here; false while the owner is.
func (w *World) leftFlag(f Flag, owner *string) (Flag, bool) {
	if owner == nil || !w.Left[*owner] {
		return f, false
	}
	f.Code, f.Say = "owner.left", w.Person(owner)+" is still named as its owner. Name somebody who is here."
	return f, true
}
