//! Address ranges in order, for a search by halves.
//!
//! Ranges never overlap (the reader refuses that), so an address lies in the last range that starts at or below it,
//! or in none.

use std::net::IpAddr;

use super::At;
use crate::range::IpRange;

#[derive(Debug, Default)]
pub(crate) struct RangeIndex {
    ranges: Vec<(IpRange, At)>,
}

impl RangeIndex {
    pub(super) fn add(&mut self, range: IpRange, at: At) {
        self.ranges.push((range, at));
    }

    pub(super) fn finish(&mut self) {
        self.ranges.sort_unstable();
    }

    pub(crate) fn find(&self, address: IpAddr) -> Option<(IpRange, At)> {
        let address = address.to_canonical();
        let after = self.ranges.partition_point(|(range, _)| range.first() <= address);
        let &(range, at) = self.ranges.get(after.checked_sub(1)?)?;
        range.contains(address).then_some((range, at))
    }
}
