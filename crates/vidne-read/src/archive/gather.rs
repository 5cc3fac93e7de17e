//! One record after the other: what they tell together, and where they are broken.
//!
//! It never stops at a broken record where a later one can be found, and never goes beyond what may be unpacked.

use std::collections::BTreeSet;

use jiff::Timestamp;
use vidne_model::{
    id::Host,
    observed::{Damage, NameAnswer},
};

use super::{
    body::Bodies,
    exchange::Exchanges,
    record::{self, Extent, Head},
    stream::{Fault, Place, Stream},
};
use crate::{Ask, address};

/// What the records of an exhibit tell.
pub(super) struct Gather<'a> {
    pub(super) ask: &'a Ask<'a>,
    pub(super) exchanges: Exchanges,
    pub(super) bodies: Bodies<'a>,
    pub(super) names: Vec<(Timestamp, NameAnswer)>,
    pub(super) software: Option<String>,
    pub(super) damages: Vec<Damage>,
    /// Exchanges beside which something is lost.
    pub(super) torn: BTreeSet<usize>,
    /// Digests whose algorithm is not known here.
    pub(super) unchecked: usize,
    /// Records read, of any kind.
    pub(super) records: usize,
    /// What may still be unpacked.
    pub(super) room: u64,
    /// The member of a collection that is being read.
    pub(super) member: Option<Member>,
    pub(super) left_out: usize,
    pub(super) split: Option<(u64, usize)>,
    pub(super) last: Option<usize>,
}

/// A member of a collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Member {
    pub(super) name: String,
    /// Where it begins, if it is packed and places in it are none of the exhibit.
    pub(super) packed_at: Option<u64>,
}

impl<'a> Gather<'a> {
    /// Nothing yet.
    pub(super) fn new(ask: &'a Ask<'a>) -> Self {
        Self {
            ask,
            exchanges: Exchanges::default(),
            bodies: Bodies::new(ask),
            names: Vec::new(),
            software: None,
            damages: Vec::new(),
            torn: BTreeSet::new(),
            unchecked: 0,
            records: 0,
            room: ask.limits.unpacked,
            member: None,
            left_out: 0,
            split: None,
            last: None,
        }
    }

    /// Reads a WARC file that begins at `base` in the exhibit.
    ///
    /// # Errors
    /// Not even its first record can be read.
    pub(super) fn read(&mut self, bytes: &[u8], base: u64) -> Result<(), Fault> {
        let before = self.records;
        let mut stream = Stream::new(bytes, base, self.room);
        loop {
            let goes_on = match self.next(&mut stream, before)? {
                Next::Record => true,
                Next::Broken(place) => stream.resume_after(place),
                Next::End => false,
            };
            if !goes_on {
                break;
            }
        }
        self.room = self.room.min(stream.room());
        self.close();
        Ok(())
    }

    fn next(&mut self, stream: &mut Stream<'_>, before: usize) -> Result<Next, Fault> {
        let keep = usize::try_from(self.ask.limits.unpacked).unwrap_or(usize::MAX).min(MOST_KEPT);
        match record::next(stream, keep) {
            Ok(None) => Ok(Next::End),
            Ok(Some(record)) => {
                self.records += 1;
                self.room = self.room.min(stream.room());
                self.take(&record);
                let is_cut = matches!(record.extent, Extent::Cut(_));
                Ok(if is_cut { Next::Broken(record.head.place) } else { Next::Record })
            }
            Err(fault) if self.records == before => Err(fault),
            Err(fault) => {
                self.tear();
                self.damage_at(fault.place, &fault.reason);
                Ok(if fault.is_final { Next::End } else { Next::Broken(fault.place) })
            }
        }
    }

    /// A part of the exhibit is broken.
    pub(super) fn damage(&mut self, offset: Option<u64>, reason: &str) {
        let (offset, reason) = match (&self.member, offset) {
            (None, _) => (offset, reason.to_owned()),
            (Some(Member { name, packed_at: Some(at) }), Some(offset)) => {
                (Some(*at), format!("{name}: {reason} (byte {offset} of it)"))
            }
            (Some(Member { name, .. }), _) => (offset, format!("{name}: {reason}")),
        };
        if self.damages.len() < MOST_DAMAGES {
            self.damages.push(Damage { exhibit: self.ask.exhibit, offset, reason });
        }
    }

    fn close(&mut self) {
        if let Some((offset, count)) = self.split.take() {
            let reason = format!("{count} of its records go on from one gzip member into another");
            self.damage(Some(offset), &reason);
        }
        if self.left_out > 0 {
            let reason = format!("{} requests were left out, because there are too many", self.left_out);
            self.left_out = 0;
            self.damage(None, &reason);
        }
        if self.damages.len() == MOST_DAMAGES {
            let reason = "there are more damages than are told".to_owned();
            self.damages.push(Damage { exhibit: self.ask.exhibit, offset: None, reason });
        }
    }

    /// What was being recorded is not complete.
    pub(super) fn tear(&mut self) {
        self.torn.extend(self.last);
    }

    fn damage_at(&mut self, place: Place, reason: &str) {
        match place.unpacked {
            Some(unpacked) => {
                self.damage(Some(place.offset), &format!("{reason} (byte {unpacked} after unpacking)"));
            }
            None => self.damage(Some(place.offset), reason),
        }
    }

    pub(super) fn flaw(&mut self, head: &Head, reason: &str) {
        self.damage_at(head.place, &format!("{}: {reason}", head.name()));
    }
}

/// How reading goes on.
enum Next {
    /// A record was read.
    Record,
    /// The bytes are broken there.
    Broken(Place),
    /// Nothing more can be read.
    End,
}

/// The host of an address, empty where it has none.
pub(super) fn host(url: &str) -> Host {
    address::host(url).unwrap_or_else(|| Host::new(""))
}

/// Bytes of one block that are held at a time.
pub(super) const MOST_KEPT: usize = 64 << 20;

const MOST_DAMAGES: usize = 1_000;
