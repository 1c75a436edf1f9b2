package link

// The paths of the two layers, of operations strategies, and of what the organizational strategy stands on.
const (
	PathLayers            = "/layers"
	PathFoundation        = "/alignment/foundation"
	PathOperationsAll     = "/operations-strategies"
	PathOperationsNew     = "/operations-strategies/new"
	PathOperationsOne     = "/operations-strategies/:ref"
	PathOperationsStep    = "/operations-strategies/:ref/steps/:step"
	PathOperationsReading = "/operations-strategies/:ref/readings/:metric"
	PathOperationsForce   = "/operations-strategies/:ref/in-force"
	PathOperationsNext    = "/operations-strategies/:ref/next"
	PathOperationsEnd     = "/operations-strategies/:ref/end"
	PathOperationsRemoval = "/operations-strategies/:ref/removal"
	PathOperationsBack    = "/operations-strategies/:ref/removal/undo"
)

// Layers shows both layers beside each other.
func Layers() string { return PathLayers }

// Foundation is where one writes what an organizational strategy stands on, by its reference; by an empty one that of the alignment under way.
func Foundation(of string) string { return with(PathFoundation, "of", of) }

// OperationsStrategies lists them all, older ones too (GET), and takes a new draft (POST).
func OperationsStrategies() string { return PathOperationsAll }

// OperationsNew begins an operations strategy, of a team by its reference when that is not empty.
func OperationsNew(team string) string { return with(PathOperationsNew, "team", team) }

// OperationsStrategy is one operations strategy.
func OperationsStrategy(ref string) string { return fill(PathOperationsOne, ref) }

// OperationsStep is one step of a draft.
func OperationsStep(ref, step string) string { return fill(PathOperationsStep, ref, step) }

// OperationsReading records a reading of a measure of its own, by the reference of its metric.
func OperationsReading(ref, metric string) string { return fill(PathOperationsReading, ref, metric) }

// OperationsForce puts a draft in force (POST).
func OperationsForce(ref string) string { return fill(PathOperationsForce, ref) }

// OperationsNext begins the next version of one in force (POST).
func OperationsNext(ref string) string { return fill(PathOperationsNext, ref) }

// OperationsEnd ends one without a next version (POST).
func OperationsEnd(ref string) string { return fill(PathOperationsEnd, ref) }

// OperationsRemoval throws a draft away (POST).
func OperationsRemoval(ref string) string { return fill(PathOperationsRemoval, ref) }

// OperationsBack brings it back (POST).
func OperationsBack(ref string) string { return fill(PathOperationsBack, ref) }
