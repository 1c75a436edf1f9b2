package handlers

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"throughline/models"
)

// How many browsers are told of changes at once. Who comes beyond that asks for themselves instead.
const (
	mostStreams  = 400
	streamsOfOne = 6
)

// roomTick is how often the rooms are looked at while somebody is told: what anybody changes, in this program or in another on the same
// database, is told within it. A room has to show the same in all browsers within two seconds.
const roomTick = 400 * time.Millisecond

// news is how a room stands: the mark of what it shows, and the mark of who may what.
type news struct{ beat, rights string }

// stream is one browser that is told of the changes in one room.
type stream struct {
	pulse, person string
	news          chan news // holds the latest only
}

// rooms tells browsers of changes. One goroutine looks for all of them, and only while there are any.
type rooms struct {
	db   *models.DB
	log  *slog.Logger
	ends <-chan struct{}

	mu      sync.Mutex
	streams map[*stream]bool
	looking bool

	// Only the goroutine that looks knows these: the mark of all there was at its last look, and how the rooms stood then.
	mark  string
	stood map[string]string
}

// enter adds a browser; nil when there are too many.
func (r *rooms) enter(pulse, person string) *stream {
	r.mu.Lock()
	defer r.mu.Unlock()
	own := 0
	for s := range r.streams {
		if s.person == person {
			own++
		}
	}
	if len(r.streams) >= mostStreams || own >= streamsOfOne {
		return nil
	}
	if r.streams == nil {
		r.streams = map[*stream]bool{}
	}
	s := &stream{pulse: pulse, person: person, news: make(chan news, 1)}
	r.streams[s] = true
	if !r.looking {
		r.looking = true
		go r.look()
	}
	return s
}

// leave takes a browser out.
func (r *rooms) leave(s *stream) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.streams, s)
}

// look tells of changes until nobody is left.
func (r *rooms) look() {
	tick := time.NewTicker(roomTick)
	defer tick.Stop()
	for {
		pulses, over := r.watched()
		if over {
			return
		}
		if beats, rights, err := r.now(pulses); err == nil {
			r.tell(beats, rights)
		} else {
			r.log.Warn("the rooms could not be looked at; it is tried again", "error", err.Error())
		}
		select {
		case <-tick.C:
		case <-r.ends:
			r.mu.Lock()
			r.looking = false
			r.mu.Unlock()
			return
		}
	}
}

// watched are the pulses that somebody is told of. Over says that nobody is, and that looking ends with this answer.
func (r *rooms) watched() (pulses []string, over bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	seen := map[string]bool{}
	for s := range r.streams {
		if !seen[s.pulse] {
			seen[s.pulse], pulses = true, append(pulses, s.pulse)
		}
	}
	if len(pulses) == 0 {
		r.looking = false
	}
	return pulses, len(pulses) == 0
}

// now reads how the rooms stand, in one small query for all browsers, and in a second one when anything has changed since, in whatever program.
func (r *rooms) now(pulses []string) (beats map[string]string, rights string, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), requestLimit)
	defer cancel()
	revision, err := r.db.Revision(ctx)
	if err != nil {
		return nil, "", err
	}
	known := func(id string) bool { _, ok := r.stood[id]; return ok }
	if revision.Mark != r.mark || !every(pulses, known) {
		if err := r.db.Read(ctx, models.Nobody, func(rd *models.Read) (err error) { beats, err = rd.PulseBeats(pulses); return err }); err != nil {
			return nil, "", err
		}
		r.mark, r.stood = revision.Mark, beats
	}
	return r.stood, revision.Rights, nil
}

func every(list []string, is func(string) bool) bool {
	return !slices.ContainsFunc(list, func(id string) bool { return !is(id) })
}

// tell gives each browser the latest; what it has not read yet is replaced.
func (r *rooms) tell(beats map[string]string, rights string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for s := range r.streams {
		select {
		case <-s.news:
		default:
		}
		s.news <- news{beats[s.pulse], rights}
	}
}
