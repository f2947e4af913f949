// Counts the keys of a file in the obvious way: a scanner, a map, one pass.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"
)

const partitions = 48
const topKeys = 10

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func run(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	records := int64(0)
	perPartition := make([]int64, partitions)
	perKey := map[string]int64{}
	scanner := bufio.NewScanner(file)
	for scanner.Scan() {
		key := scanner.Text()
		records++
		perPartition[(murmur2(key)&0x7fffffff)%partitions]++
		perKey[key]++
	}
	if err := scanner.Err(); err != nil {
		return err
	}
	gini, maxShare := spread(perPartition, records)
	return json.NewEncoder(os.Stdout).Encode(map[string]any{
		"records": records, "unique": len(perKey), "partitions": perPartition,
		"gini": gini, "max_share": maxShare, "top": hottest(perKey),
	})
}

func murmur2(key string) uint32 {
	const m uint32 = 0x5bd1e995
	h := 0x9747b28c ^ uint32(len(key))
	for len(key) >= 4 {
		k := uint32(key[0]) | uint32(key[1])<<8 | uint32(key[2])<<16 | uint32(key[3])<<24
		k *= m
		k ^= k >> 24
		h = h*m ^ k*m
		key = key[4:]
	}
	for i := len(key) - 1; i >= 0; i-- {
		h ^= uint32(key[i]) << (8 * i)
	}
	if len(key) > 0 {
		h *= m
	}
	h ^= h >> 13
	h *= m
	return h ^ h>>15
}

func spread(loads []int64, total int64) (gini, maxShare float64) {
	if total == 0 {
		return 0, 0
	}
	ascending := append([]int64(nil), loads...)
	sort.Slice(ascending, func(i, j int) bool { return ascending[i] < ascending[j] })
	weighted := int64(0)
	for i, load := range ascending {
		weighted += int64(2*(i+1)-partitions-1) * load
	}
	gini = float64(weighted) / (partitions * float64(total))
	return gini, float64(ascending[partitions-1]) / float64(total)
}

type keyCount struct {
	key   string
	count int64
}

func hottest(perKey map[string]int64) [][2]any {
	counts := make([]keyCount, 0, len(perKey))
	for key, count := range perKey {
		counts = append(counts, keyCount{key, count})
	}
	sort.Slice(counts, func(i, j int) bool {
		a, b := counts[i], counts[j]
		return a.count > b.count || (a.count == b.count && a.key < b.key)
	})
	top := [][2]any{}
	for _, one := range counts[:min(topKeys, len(counts))] {
		top = append(top, [2]any{one.key, one.count})
	}
	return top
}
