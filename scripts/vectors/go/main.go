// Command vectors calls sarama's hash partitioners.
//
// Argument: a name in constructors. In: partition counts, then one hex key per line. Out: one row of partitions per key.
package main

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"hash"
	"hash/crc32"
	"log"
	"os"
	"strconv"
	"strings"

	"github.com/IBM/sarama"
)

var constructors = map[string]sarama.PartitionerConstructor{
	"fnv1a":          sarama.NewHashPartitioner,
	"fnv1a-mask":     sarama.NewReferenceHashPartitioner,
	"fnv1a-unsigned": sarama.NewCustomPartitioner(sarama.WithHashUnsigned()),
	"crc32-abs":      sarama.NewCustomHashPartitioner(newCrc32),
	"crc32-mask":     sarama.NewCustomPartitioner(sarama.WithAbsFirst(), sarama.WithCustomHashFunction(newCrc32)),
}

func newCrc32() hash.Hash32 { return crc32.NewIEEE() }

func main() {
	log.SetFlags(0)
	constructor, ok := constructors[os.Args[1]]
	if !ok {
		log.Fatalf("unknown partitioner %s", os.Args[1])
	}
	partitioner := constructor("t")

	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<20)
	out := bufio.NewWriter(os.Stdout)

	in.Scan()
	counts := strings.Split(in.Text(), ",")
	for in.Scan() {
		key, err := hex.DecodeString(in.Text())
		check(err)
		row := make([]string, len(counts))
		for i, count := range counts {
			n, err := strconv.ParseInt(count, 10, 32)
			check(err)
			partition, err := partitioner.Partition(&sarama.ProducerMessage{Key: sarama.ByteEncoder(key)}, int32(n))
			check(err)
			row[i] = strconv.Itoa(int(partition))
		}
		fmt.Fprintln(out, strings.Join(row, ","))
	}
	check(in.Err())
	check(out.Flush())
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
