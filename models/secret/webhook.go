package secret

import (
	"errors"
	"net/http"
	"strconv"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
)

// signedFor is how long a signed call may be under way, before or after this moment.
const signedFor = 5 * time.Minute

// Why a signed call is not taken.
var (
	ErrUnsigned = errors.New("it lacks webhook-id, webhook-timestamp or webhook-signature")
	ErrOld      = errors.New("its timestamp is more than five minutes away from now")
	ErrForged   = errors.New("its signature does not fit")
)

// Signed is a call as its sender signed it, after Standard Webhooks.
type Signed struct{ ID, Timestamp, Signature string }

// Check tells why a call was not signed with a secret over these very bytes; nil when it was.
func (s Signed) Check(secret string, body []byte, now time.Time) error {
	if s.ID == "" || s.Timestamp == "" || s.Signature == "" {
		return ErrUnsigned
	}
	seconds, err := strconv.ParseInt(s.Timestamp, 10, 64)
	if err != nil {
		return ErrUnsigned
	}
	if away := now.Sub(time.Unix(seconds, 0)); away > signedFor || away < -signedFor {
		return ErrOld
	}
	w, err := standardwebhooks.NewWebhook(secret)
	if err != nil {
		return err
	}
	header := http.Header{}
	header.Set(standardwebhooks.HeaderWebhookID, s.ID)
	header.Set(standardwebhooks.HeaderWebhookTimestamp, s.Timestamp)
	header.Set(standardwebhooks.HeaderWebhookSignature, s.Signature)
	if w.VerifyIgnoringTimestamp(body, header) != nil { // its time was compared with the clock of the program
		return ErrForged
	}
	return nil
}
