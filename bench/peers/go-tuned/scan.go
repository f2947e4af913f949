package main

import (
	"bytes"
	"encoding/binary"
	"hash/maphash"
)

const (
	parts       = 256
	partBits    = 8
	frontBits   = 14
	frontWindow = 4
	chunkSize   = 1024
	lengthBits  = 24
)

var seed = maphash.MakeSeed()

// A key's position in the file: its offset, and its length in the low bits.
type place uint64

func (p place) in(data []byte) []byte {
	start := uint64(p >> lengthBits)
	return data[start : start+uint64(p&(1<<lengthBits-1))]
}

type record struct {
	hash uint64 // high bits: a hash with a secret seed, for the tables; low bits: murmur2
	head uint64 // the first bytes, in an order that compares like them
	place
}

func recordOf(data []byte, start, length int) record {
	key := data[start : start+length]
	hash := maphash.Bytes(seed, key)<<32 | uint64(murmur2(key))
	head := [8]byte{}
	copy(head[:], key)
	return record{hash, binary.BigEndian.Uint64(head[:]), place(start<<lengthBits | length)}
}

func (r *record) same(other *record, data []byte) bool {
	return r.hash == other.hash && r.head == other.head && bytes.Equal(r.in(data), other.in(data))
}

func (r *record) before(other *record, data []byte) bool {
	if r.head != other.head {
		return r.head < other.head
	}
	return bytes.Compare(r.in(data), other.in(data)) < 0
}

type entry struct {
	record
	count uint64 // 0: a free slot
}

// The results of one thread: the first keys in a small table, all others grouped by their hash.
type scan struct {
	front   [1<<frontBits + frontWindow]entry
	spilled [parts][][]record
}

func scanRange(data []byte, from, to int) *scan {
	found := new(scan)
	for start := from; start < to; {
		length := bytes.IndexByte(data[start:to], '\n')
		next := start + length + 1
		if length < 0 {
			length = to - start
			next = to
		} else if length > 0 && data[start+length-1] == '\r' {
			length--
		}
		found.count(data, start, length)
		start = next
	}
	return found
}

func (s *scan) count(data []byte, start, length int) {
	one := recordOf(data, start, length)
	first := one.hash >> (64 - frontBits)
	window := s.front[first : first+frontWindow]
	for i := range window {
		slot := &window[i]
		if slot.count == 0 {
			*slot = entry{one, 1}
			return
		}
		if slot.same(&one, data) {
			slot.count++
			return
		}
	}
	s.spill(one)
}

func (s *scan) spill(one record) {
	chunks := &s.spilled[one.hash>>(64-partBits)]
	last := len(*chunks) - 1
	if last < 0 || len((*chunks)[last]) == chunkSize {
		*chunks = append(*chunks, make([]record, 0, chunkSize))
		last++
	}
	(*chunks)[last] = append((*chunks)[last], one)
}
