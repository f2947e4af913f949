//! Records what the kafka crate's `DefaultPartitioner` decides inside a live `Producer`.
//!
//! `Topics`, the partitioner's input, can only be made by a `Producer` that has loaded metadata, so a small broker on
//! the loopback interface answers the metadata request (one topic per partition count) and swallows what is produced.
//! In: partition counts, then one hex key per line. Out: one row of partitions per key, or "null".

use std::cell::RefCell;
use std::io::{self, BufRead, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::rc::Rc;
use std::thread;

use kafka::client::ProduceMessage;
use kafka::producer::{DefaultPartitioner, Partitioner, Producer, Record, RequiredAcks, Topics};

const METADATA: i16 = 3;

/// The partition chosen for each message; `None` where the producer dropped the key before partitioning.
type Chosen = Rc<RefCell<Vec<Option<i32>>>>;

struct Recorder {
    inner: DefaultPartitioner,
    chosen: Chosen,
}

impl Partitioner for Recorder {
    fn partition(&mut self, topics: Topics<'_>, message: &mut ProduceMessage<'_, '_>) {
        self.inner.partition(topics, message);
        self.chosen.borrow_mut().push(message.key.map(|_| message.partition));
    }
}

fn main() {
    let mut lines = io::stdin().lock().lines().map(|line| line.expect("stdin"));
    let counts: Vec<i32> =
        lines.next().expect("partition counts").split(',').map(|n| n.parse().expect("a number")).collect();
    let topics: Vec<String> = counts.iter().map(i32::to_string).collect();

    let listener = TcpListener::bind("127.0.0.1:0").expect("a loopback port");
    let port = listener.local_addr().expect("an address").port();
    let metadata = metadata(port, &counts);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let metadata = metadata.clone();
            thread::spawn(move || serve(stream.expect("a connection"), &metadata));
        }
    });

    let chosen = Chosen::default();
    let recorder = Recorder { inner: DefaultPartitioner::default(), chosen: Rc::clone(&chosen) };
    let mut producer = Producer::from_hosts(vec![format!("127.0.0.1:{port}")])
        .with_required_acks(RequiredAcks::None)
        .with_partitioner(recorder)
        .create()
        .expect("a producer");

    for line in lines {
        let key = bytes(&line);
        let records: Vec<_> =
            topics.iter().map(|topic| Record::from_key_value(topic.as_str(), key.as_slice(), &b""[..])).collect();
        producer.send_all(&records).expect("sent");
        let row: Vec<String> =
            chosen.take().iter().map(|partition| partition.map_or("null".into(), |p| p.to_string())).collect();
        println!("{}", row.join(","));
    }
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|i| u8::from_str_radix(&hex[i..i + 2], 16).expect("hex")).collect()
}

/// Request: size, API key, API version, correlation id, ... Only metadata requests are answered.
fn serve(mut stream: TcpStream, metadata: &[u8]) {
    let mut size = [0; 4];
    while stream.read_exact(&mut size).is_ok() {
        let mut request = vec![0; u32::from_be_bytes(size) as usize];
        if stream.read_exact(&mut request).is_err() {
            return;
        }
        if i16::from_be_bytes([request[0], request[1]]) == METADATA {
            let correlation_id = &request[4..8];
            let size = ((correlation_id.len() + metadata.len()) as u32).to_be_bytes();
            stream.write_all(&[&size, correlation_id, metadata].concat()).expect("answered");
        }
    }
}

/// Body of a metadata response, version 0: this broker, leading every partition of every topic.
fn metadata(port: u16, counts: &[i32]) -> Vec<u8> {
    let mut body = Vec::new();
    let int16 = |body: &mut Vec<u8>, n: i16| body.extend(n.to_be_bytes());
    let int32 = |body: &mut Vec<u8>, n: i32| body.extend(n.to_be_bytes());
    let string = |body: &mut Vec<u8>, text: &str| {
        int16(body, text.len() as i16);
        body.extend(text.bytes());
    };
    int32(&mut body, 1); // brokers
    int32(&mut body, 0); // node id
    string(&mut body, "127.0.0.1");
    int32(&mut body, port.into());
    int32(&mut body, counts.len() as i32); // topics
    for &count in counts {
        int16(&mut body, 0); // error code
        string(&mut body, &count.to_string());
        int32(&mut body, count);
        for id in 0..count {
            int16(&mut body, 0); // error code
            int32(&mut body, id);
            int32(&mut body, 0); // leader
            int32(&mut body, 0); // replicas
            int32(&mut body, 0); // in-sync replicas
        }
    }
    body
}
