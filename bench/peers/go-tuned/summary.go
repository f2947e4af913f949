package main

import (
	"encoding/binary"
	"encoding/json"
	"os"
	"sort"
)

const partitions = 48
const topKeys = 10

type summary struct {
	records, unique uint64
	partitions      [partitions]uint64
	top             []entry
}

func murmur2(key []byte) uint32 {
	const m uint32 = 0x5bd1e995
	h := 0x9747b28c ^ uint32(len(key))
	for ; len(key) >= 4; key = key[4:] {
		k := binary.LittleEndian.Uint32(key) * m
		h = h*m ^ (k^k>>24)*m
	}
	if len(key) > 0 {
		for i, b := range key {
			h ^= uint32(b) << (8 * i)
		}
		h *= m
	}
	h = (h ^ h>>13) * m
	return h ^ h>>15
}

func (s *summary) add(data []byte, counted *table) {
	s.unique += uint64(counted.used)
	for i := range counted.slots {
		one := &counted.slots[i]
		if one.count == 0 {
			continue
		}
		s.records += one.count
		s.partitions[(uint32(one.hash)&0x7fffffff)%partitions] += one.count
		s.offer(data, one)
	}
}

func (s *summary) merge(data []byte, other *summary) {
	s.records += other.records
	s.unique += other.unique
	for i, count := range other.partitions {
		s.partitions[i] += count
	}
	for i := range other.top {
		s.offer(data, &other.top[i])
	}
}

func (s *summary) offer(data []byte, one *entry) {
	if len(s.top) == topKeys && !hotter(data, one, &s.top[topKeys-1]) {
		return
	}
	at := sort.Search(len(s.top), func(i int) bool { return hotter(data, one, &s.top[i]) })
	s.top = append(s.top, entry{})
	copy(s.top[at+1:], s.top[at:])
	s.top[at] = *one
	s.top = s.top[:min(topKeys, len(s.top))]
}

func hotter(data []byte, a, b *entry) bool {
	if a.count != b.count {
		return a.count > b.count
	}
	return a.before(&b.record, data)
}

func (s *summary) print(data []byte) error {
	ascending := s.partitions
	sort.Slice(ascending[:], func(i, j int) bool { return ascending[i] < ascending[j] })
	weighted := int64(0)
	for i, load := range ascending {
		weighted += int64(2*(i+1)-partitions-1) * int64(load)
	}
	total := float64(max(1, s.records))
	top := [][2]any{}
	for _, one := range s.top {
		top = append(top, [2]any{string(one.in(data)), one.count})
	}
	return json.NewEncoder(os.Stdout).Encode(map[string]any{
		"records": s.records, "unique": s.unique, "partitions": s.partitions,
		"gini":      float64(weighted) / (partitions * total),
		"max_share": float64(ascending[partitions-1]) / total, "top": top,
	})
}
