package handlers

import (
	"bytes"
	"compress/gzip"
	"sync"
)

// room is space for pages that are being made; it is used again, because making it anew takes as long as half a page.
var room = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// mostRoom is the most space that is kept after an unusually long page.
const mostRoom = 1 << 20

func giveBack(b *bytes.Buffer) {
	if b.Cap() <= mostRoom {
		b.Reset()
		room.Put(b)
	}
}

var packers = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

// pack writes a page as gzip.
func pack(into *bytes.Buffer, page []byte) error {
	w := packers.Get().(*gzip.Writer)
	defer packers.Put(w)
	w.Reset(into)
	if _, err := w.Write(page); err != nil {
		return err
	}
	return w.Close()
}
