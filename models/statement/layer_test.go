package statement_test

import (
	"strings"
	"testing"

	"throughline/models/statement"
)

func TestTheNameOfAMeasureTellsItsLayer(t *testing.T) {
	for name, want := range map[string]string{
		"Market share in the north":             statement.LayerOrganizational,
		"Revenue growth, year on year":          statement.LayerOrganizational,
		"NPS":                                   statement.LayerOrganizational,
		"Net Promoter Score of clinics":         statement.LayerOrganizational,
		"Annual turnover":                       statement.LayerOrganizational,
		"Delivery cycle time":                   statement.LayerOperations,
		"Cycle times of changes":                statement.LayerOperations,
		"Utilisation of engineers":              statement.LayerOperations,
		"Billable share of hours":               statement.LayerOperations,
		"Error rate of invoices":                statement.LayerOperations,
		"Invoices with errors":                  statement.LayerOperations,
		"Tickets fixed at first contact":        statement.LayerOperations,
		"Inventory turnover":                    statement.LayerOperations,
		"On-time delivery":                      statement.LayerOperations,
		"Revenue per billable hour":             "", // both
		"Clinics that renew":                    "",
		"People who feel heard":                 "",
		"Npsx":                                  "",
		"":                                      "",
		"The downtimer":                         "",
		strings.Repeat("cycle ", 4000) + "time": statement.LayerOperations,
	} {
		if got := statement.LayerOfMeasure(name); got.Layer != want || (want != "") != (got.Words != "" && got.What != "") {
			t.Errorf("%.60q is of layer %q (%q), not %q", name, got.Layer, got.Words, want)
		}
	}
}

func TestTheWordsThatToldTheLayerAreNamed(t *testing.T) {
	if got := statement.LayerOfMeasure("Share of wallet and net promoter score"); got.Words != "share of wallet" && got.Words != "net promoter score" {
		t.Errorf("it names %q", got.Words)
	}
	if got := statement.LayerOfMeasure("Our recurring revenue"); got.Words != "recurring revenue" {
		t.Errorf("the shorter name won: %q", got.Words)
	}
}
