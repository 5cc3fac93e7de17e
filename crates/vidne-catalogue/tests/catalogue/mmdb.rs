//! A writer of small MMDB files, by the published format 2.0, so that real files are read in tests.

use std::collections::BTreeMap;

/// A value of a record.
#[derive(Clone)]
pub(crate) enum Value {
    Text(&'static str),
    Number(u32),
    Map(Vec<(&'static str, Value)>),
    List(Vec<Value>),
}

/// A file under construction: a binary tree over address bits, and records.
pub(crate) struct Mmdb {
    ip_version: u16,
    pub(crate) build_epoch: u64,
    /// Both sides of each node: another node, or the index of a record.
    nodes: Vec<[Side; 2]>,
    records: Vec<Value>,
}

#[derive(Clone, Copy)]
enum Side {
    Empty,
    Node(usize),
    Record(usize),
}

impl Mmdb {
    pub(crate) fn new(ip_version: u16) -> Self {
        // 2026-06-01
        Self { ip_version, build_epoch: 1_780_272_000, nodes: vec![[Side::Empty; 2]], records: Vec::new() }
    }

    /// Adds a range: its first bits, counted from the highest of 128 (or of 32 in an IPv4 file).
    pub(crate) fn add(mut self, bits: u128, prefix: u32, record: Value) -> Self {
        let width = if self.ip_version == 4 { 32 } else { 128 };
        self.records.push(record);
        let mut node = 0;
        for depth in 0..prefix {
            let side = (bits >> (width - 1 - depth) & 1) as usize;
            if depth + 1 == prefix {
                self.nodes[node][side] = Side::Record(self.records.len() - 1);
            } else {
                node = self.below(node, side);
            }
        }
        self
    }

    fn below(&mut self, node: usize, side: usize) -> usize {
        if let Side::Node(next) = self.nodes[node][side] {
            return next;
        }
        self.nodes.push([Side::Empty; 2]);
        let next = self.nodes.len() - 1;
        self.nodes[node][side] = Side::Node(next);
        next
    }

    /// The file, with records of 32 bits in its tree.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let (mut data, mut offsets) = (Vec::new(), Vec::new());
        for record in &self.records {
            offsets.push(data.len());
            write(&mut data, record);
        }
        let count = self.nodes.len();
        let mut file = Vec::new();
        for side in self.nodes.iter().flatten() {
            let pointer = match side {
                Side::Empty => count,
                Side::Node(next) => *next,
                Side::Record(at) => count + 16 + offsets[*at],
            };
            file.extend(u32::try_from(pointer).unwrap().to_be_bytes());
        }
        file.extend([0; 16]);
        file.extend(data);
        file.extend(b"\xab\xcd\xefMaxMind.com");
        file.extend(self.metadata());
        file
    }

    fn metadata(&self) -> Vec<u8> {
        let mut to = vec![7 << 5 | 9];
        let short: BTreeMap<&str, u16> = BTreeMap::from([
            ("binary_format_major_version", 2),
            ("binary_format_minor_version", 0),
            ("ip_version", self.ip_version),
            ("record_size", 32),
        ]);
        for (key, value) in short {
            write(&mut to, &Value::Text(key));
            to.extend([5 << 5 | 2]);
            to.extend(value.to_be_bytes());
        }
        write(&mut to, &Value::Text("build_epoch"));
        to.extend([8, 2]);
        to.extend(self.build_epoch.to_be_bytes());
        for (key, value) in [
            ("database_type", Value::Text("Test")),
            ("description", Value::Map(vec![("en", Value::Text("a test"))])),
            ("languages", Value::List(vec![Value::Text("en")])),
            ("node_count", Value::Number(u32::try_from(self.nodes.len()).unwrap())),
        ] {
            write(&mut to, &Value::Text(key));
            write(&mut to, &value);
        }
        to
    }
}

fn write(to: &mut Vec<u8>, value: &Value) {
    match value {
        Value::Text(text) => {
            header(to, 2, text.len());
            to.extend(text.bytes());
        }
        Value::Number(number) => {
            header(to, 6, 4);
            to.extend(number.to_be_bytes());
        }
        Value::Map(fields) => {
            header(to, 7, fields.len());
            for (key, value) in fields {
                write(to, &Value::Text(key));
                write(to, value);
            }
        }
        Value::List(values) => {
            assert!(values.len() < 29, "short lists only");
            to.extend([u8::try_from(values.len()).unwrap(), 4]);
            for value in values {
                write(to, value);
            }
        }
    }
}

fn header(to: &mut Vec<u8>, kind: u8, length: usize) {
    match u8::try_from(length).unwrap() {
        short @ 0..0x1d => to.push(kind << 5 | short),
        long => to.extend([kind << 5 | 0x1d, long - 0x1d]),
    }
}
