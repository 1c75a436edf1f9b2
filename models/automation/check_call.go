package automation

import (
	"time"

	"throughline/models"
	"throughline/models/blocks"
)

// call looks at a call to another system: an address that may be called, a secret that is there, and JSON.
func (c *checker) call(to *blocks.Call) {
	if to == nil {
		return
	}
	if to.URL != "" {
		if refused, ok := models.AsRefusal(second(models.CallHost(to.URL, c.w.Hosts))); ok {
			c.say("url", refused.Say)
		}
	}
	if to.Secret != "" && c.w.Thing("secret", to.Secret) == "" {
		c.say("secret", "This secret is not there any more. Choose another one.")
	} else if to.Secret == "" && to.URL != "" {
		c.advise("secret", "The call is not signed: the other side cannot tell that it comes from here.")
	}
	if _, err := c.samples().Body(to.Body, c.d.Trigger.Type, time.Unix(0, 0)); err != nil {
		c.say("body", "This is no sound JSON: "+err.Error()+". Words and fields that hold words stand in quotes.")
	}
}

func second[T any](_ T, err error) error { return err }

// samples are the fields of the rule's moment with an example of each, to see whether a text comes out well.
func (c *checker) samples() blocks.Facts {
	facts := blocks.Facts{}
	for _, f := range c.w.FieldsIn(c.d.Trigger) {
		facts[f.Name] = blocks.Value{Kind: f.Kind, Text: f.Sample}
	}
	return facts
}
