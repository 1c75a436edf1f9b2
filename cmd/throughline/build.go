package main

import (
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"sync"
)

// build tells one build of a version from another, from the program's own file: a page that a browser kept holds for the build that
// made it. Empty when the file cannot be read.
var build = sync.OnceValue(func() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	file, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer func() { _ = file.Close() }()
	sum := crc32.New(crc32.MakeTable(crc32.Castagnoli))
	size, err := io.Copy(sum, file)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%x-%08x", size, sum.Sum32())
})
