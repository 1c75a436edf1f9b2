package link

// The paths of approval chains.
const (
	PathChains        = "/chains"
	PathChainNew      = "/chains/new"
	PathChain         = "/chains/:ref"
	PathChainRequests = "/chains/:ref/requests"
	PathChainRemoval  = "/chains/:ref/removal"
	PathChainBack     = "/chains/:ref/removal/back"
	PathProcessChain  = "/processes/:ref/chain"
)

// Chains lists the approval chains.
func Chains() string { return PathChains }

// ChainNew writes a new one.
func ChainNew() string { return PathChainNew }

// Chain is one approval chain; a POST changes it.
func Chain(ref string) string { return fill(PathChain, ref) }

// ChainRequests brings its open requests to its stages as they are now (POST).
func ChainRequests(ref string) string { return fill(PathChainRequests, ref) }

// ChainRemoval takes a chain out of sight (POST).
func ChainRemoval(ref string) string { return fill(PathChainRemoval, ref) }

// ChainBack undoes that (POST).
func ChainBack(ref string) string { return fill(PathChainBack, ref) }

// ProcessChain says by which chain the versions of a process are approved (POST).
func ProcessChain(ref string) string { return fill(PathProcessChain, ref) }
