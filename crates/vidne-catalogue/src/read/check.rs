//! What no file can know by itself: that nothing is claimed twice.
//!
//! It never decides who is right: both places are named.

use std::collections::BTreeMap;

use super::ReadFile;
use crate::{
    mistake::{Mistake, Mistakes, place},
    range::IpRange,
    recipient::SignTest,
};

/// Hosts, cookie entries, ids and address ranges that two entries claim.
pub(super) fn across(files: &[ReadFile<'_>]) -> Vec<Mistake> {
    let mut mistakes = same_ids(files);
    mistakes.extend(same_hosts(files));
    mistakes.extend(same_cookies(files));
    mistakes.extend(overlapping_ranges(files));
    mistakes
}

fn same_ids(files: &[ReadFile<'_>]) -> Vec<Mistake> {
    let same = |pair: &&[ReadFile<'_>]| pair[0].recipient.id == pair[1].recipient.id;
    let report = |pair: &[ReadFile<'_>]| {
        let what = format!("the id `{}` is also that of {}", pair[1].recipient.id, pair[0].name);
        mistake(&pair[1], 0, what, "give one of them another id and file name")
    };
    files.windows(2).filter(same).map(report).collect()
}

fn same_hosts(files: &[ReadFile<'_>]) -> Vec<Mistake> {
    let mut first: BTreeMap<&str, (&ReadFile<'_>, usize)> = BTreeMap::new();
    let mut mistakes = Vec::new();
    for file in files {
        for (host, &at) in file.recipient.hosts.iter().zip(&file.places.hosts) {
            if let Some(other) = first.insert(host.name.as_str(), (file, at)) {
                let what = format!("the host `{}` is also claimed at {}", host.name, shown(other));
                mistakes.push(mistake(file, at, what, "leave it to the one whose service answers there"));
            }
        }
    }
    mistakes
}

/// One name may belong to several recipients, but a recipient tells about it once per store and party.
fn same_cookies(files: &[ReadFile<'_>]) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for file in files {
        let mut first = BTreeMap::new();
        for (cookie, &at) in file.recipient.cookies.iter().zip(&file.places.cookies) {
            if let Some(other) = first.insert((&cookie.name, cookie.store, cookie.party), at) {
                let what =
                    format!("the cookie `{}` is also described at {}", cookie.name, shown((file, other)));
                mistakes.push(mistake(
                    file,
                    at,
                    what,
                    "leave one out, or tell their `party` or `store` apart",
                ));
            }
        }
    }
    mistakes
}

/// Sorted by their first address, ranges overlap exactly where one starts before the widest so far has ended.
fn overlapping_ranges(files: &[ReadFile<'_>]) -> Vec<Mistake> {
    let mut ranges: Vec<(IpRange, &ReadFile<'_>, usize)> = Vec::new();
    for file in files {
        for (sign, &at) in file.recipient.signs.iter().zip(&file.places.signs) {
            if let SignTest::Address { range } = sign.test {
                ranges.push((range, file, at));
            }
        }
    }
    ranges.sort_by_key(|&(range, _, _)| (range, range.last()));
    let mut mistakes = Vec::new();
    let mut widest: Option<(IpRange, &ReadFile<'_>, usize)> = None;
    for (range, file, at) in ranges {
        match widest {
            Some((other, in_file, other_at)) if other.contains(range.first()) => {
                let what =
                    format!("the range {range} lies in {other}, claimed at {}", shown((in_file, other_at)));
                mistakes.push(mistake(file, at, what, "leave it out, or split the wider one"));
            }
            _ => widest = Some((range, file, at)),
        }
    }
    mistakes
}

fn mistake(file: &ReadFile<'_>, at: usize, what: String, mend: &str) -> Mistake {
    let mut mistakes = Mistakes::new(file.name, file.text);
    mistakes.add(at, what, mend);
    mistakes.into_found().pop().expect("one was just added")
}

fn shown((file, at): (&ReadFile<'_>, usize)) -> String {
    let (line, column) = place(file.text, at);
    format!("{}:{line}:{column}", file.name)
}
