//! Redirects: which exchange led to which.
//!
//! It never follows a ring, and never an answer that came long after.

use std::collections::HashMap;

use jiff::SignedDuration;

use super::{
    address::resolve,
    exchange::Exchange,
    group::{MOST_AHEAD, TOLERANCE},
};
use crate::address;

/// Which exchange redirected to which.
pub(super) struct Redirects<'a> {
    all: &'a [Exchange],
    by_target: HashMap<String, Vec<usize>>,
    by_url: HashMap<String, Vec<usize>>,
}

impl<'a> Redirects<'a> {
    /// Looks through all exchanges.
    pub(super) fn new(all: &'a [Exchange], order: &[usize]) -> Self {
        let (mut by_target, mut by_url): (HashMap<String, Vec<usize>>, HashMap<String, Vec<usize>>) =
            Default::default();
        for place in order {
            by_url.entry(key(&all[*place].url)).or_default().push(*place);
            if let Some(target) = target(&all[*place]) {
                by_target.entry(key(&target)).or_default().push(*place);
            }
        }
        Self { all, by_target, by_url }
    }

    /// The redirects that led to an exchange, the first one first.
    pub(super) fn to(&self, place: usize) -> Vec<usize> {
        let mut chain = Vec::new();
        let mut here = place;
        while chain.len() < MOST_HOPS {
            let at = self.all[here].at;
            let known = self.by_target.get(&key(&self.all[here].url)).into_iter().flatten().rev().copied();
            let near = |from: &usize| {
                let apart = at.duration_since(self.all[*from].at);
                apart >= -TOLERANCE
                    && apart <= LONGEST_HOP
                    && *from != here
                    && *from != place
                    && !chain.contains(from)
            };
            let Some(from) = known.take(MOST_AHEAD).find(near) else { break };
            chain.push(from);
            here = from;
        }
        chain.reverse();
        chain
    }

    /// The exchange to which one redirects.
    pub(super) fn from(&self, place: usize) -> Option<usize> {
        let at = self.all[place].at;
        let known = self.by_url.get(&key(&target(&self.all[place])?))?;
        let mut near = known.iter().copied().filter(|next| {
            let apart = self.all[*next].at.duration_since(at);
            *next != place && apart >= -TOLERANCE && apart <= LONGEST_HOP
        });
        near.next()
    }
}

/// Where an answer redirects to.
fn target(exchange: &Exchange) -> Option<String> {
    let is_redirect = matches!(exchange.status(), Some(301 | 302 | 303 | 307 | 308));
    let location = exchange.header("location").filter(|_| is_redirect)?;
    Some(address::bare(&resolve(&exchange.url, location)))
}

/// Spellings of one address that mean the same here. The scheme counts: a redirect to https is a step.
pub(super) fn key(url: &str) -> String {
    address::bare(url).trim_end_matches('/').to_owned()
}

/// A redirect is followed at once.
const LONGEST_HOP: SignedDuration = SignedDuration::from_secs(60);

/// Browsers give up then, too.
pub(super) const MOST_HOPS: usize = 20;
