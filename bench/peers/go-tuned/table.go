package main

const minSlots = 1 << 8
const maxFirstSlots = 1 << 16

// Open addressing with linear probing, at a load of up to 5/8.
type table struct {
	memory []entry
	slots  []entry
	used   int
}

// Merges one part of all threads' results.
func (t *table) countPart(data []byte, scans []*scan, part int) {
	records := 0
	for _, found := range scans {
		for _, chunk := range found.spilled[part] {
			records += len(chunk)
		}
	}
	t.reset(records)
	for _, found := range scans {
		first := part << (frontBits - partBits)
		window := found.front[first : first+1<<(frontBits-partBits)+frontWindow]
		for i := range window {
			if window[i].count > 0 && int(window[i].hash>>(64-partBits)) == part {
				t.add(data, &window[i])
			}
		}
		for _, chunk := range found.spilled[part] {
			for i := range chunk {
				t.add(data, &entry{chunk[i], 1})
			}
		}
	}
}

// Empties the table. Many records can have few keys, so it starts no larger than a cache.
func (t *table) reset(records int) {
	size := minSlots
	for size*5 < records*8 && size < maxFirstSlots {
		size *= 2
	}
	if size > len(t.memory) {
		t.memory = make([]entry, size)
	}
	t.slots = t.memory[:size]
	clear(t.slots)
	t.used = 0
}

// The topmost bits select the part, those in the middle the slot.
func (t *table) home(one *entry) uint64 {
	return one.hash >> 32 & uint64(len(t.slots)-1)
}

func (t *table) add(data []byte, one *entry) {
	mask := uint64(len(t.slots) - 1)
	for i := t.home(one); ; i = (i + 1) & mask {
		slot := &t.slots[i]
		if slot.count == 0 {
			*slot = *one
			break
		}
		if slot.same(&one.record, data) {
			slot.count += one.count
			return
		}
	}
	t.used++
	if 8*t.used > 5*len(t.slots) {
		t.grow()
	}
}

func (t *table) grow() {
	smaller := t.slots
	t.memory = make([]entry, 2*len(smaller))
	t.slots = t.memory
	mask := uint64(len(t.slots) - 1)
	for from := range smaller {
		if smaller[from].count == 0 {
			continue
		}
		i := t.home(&smaller[from])
		for t.slots[i].count > 0 {
			i = (i + 1) & mask
		}
		t.slots[i] = smaller[from]
	}
}
