package parts

// TroublePlace is the id of the place on every page where an answer that is not the one asked for is shown,
// so that nothing a person typed is replaced by it.
const TroublePlace = "trouble"
