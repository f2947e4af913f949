// Counts the keys of a file as fast as plain Go can: a memory-mapped file, one range per thread, and
// custom tables that stay in the cache. count FILE [THREADS]
package main

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync"
	"syscall"
)

func main() {
	threads := 1
	if len(os.Args) > 2 {
		threads, _ = strconv.Atoi(os.Args[2])
	}
	threads = max(1, threads)
	runtime.GOMAXPROCS(threads)
	// All allocated memory stays in use to the end.
	debug.SetGCPercent(-1)
	if err := run(os.Args[1], threads); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func run(path string, threads int) error {
	data, err := mapped(path)
	if err != nil {
		return err
	}
	scans := make([]*scan, threads)
	summaries := make([]summary, threads)
	starts := rangeStarts(data, threads)
	inParallel(threads, func(i int) { scans[i] = scanRange(data, starts[i], starts[i+1]) })
	inParallel(threads, func(i int) {
		counted := new(table)
		for part := i; part < parts; part += threads {
			counted.countPart(data, scans, part)
			summaries[i].add(data, counted)
		}
	})
	for _, other := range summaries[1:] {
		summaries[0].merge(data, &other)
	}
	return summaries[0].print(data)
}

func mapped(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	status, err := file.Stat()
	if err != nil || status.Size() == 0 {
		return nil, err
	}
	return syscall.Mmap(int(file.Fd()), 0, int(status.Size()), syscall.PROT_READ, syscall.MAP_SHARED)
}

// Each range starts at the beginning of a line.
func rangeStarts(data []byte, ranges int) []int {
	starts := make([]int, ranges+1)
	for i := 1; i < ranges; i++ {
		start := max(starts[i-1], len(data)*i/ranges)
		starts[i] = len(data)
		if lineEnd := bytes.IndexByte(data[start:], '\n'); lineEnd >= 0 {
			starts[i] = start + lineEnd + 1
		}
	}
	starts[ranges] = len(data)
	return starts
}

func inParallel(threads int, job func(thread int)) {
	var group sync.WaitGroup
	for i := 0; i < threads; i++ {
		group.Add(1)
		go func(thread int) {
			defer group.Done()
			job(thread)
		}(i)
	}
	group.Wait()
}
