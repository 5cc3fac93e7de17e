//! Logs written by hand, what is made of them, and what vidne's own readers find in it.

mod har;
mod log;
mod property;
mod wacz;

use std::collections::BTreeMap;

use vidne_export::About;
use vidne_model::{
    id::ExhibitId,
    observed::{Observed, Setter},
};
use vidne_read::{Ask, Format, Limits, read};

fn about() -> About {
    About { name: "vidne".to_owned(), version: "0.1.0".to_owned() }
}

fn reading(format: Format, bytes: &[u8]) -> Observed {
    let ask =
        Ask { exhibit: ExhibitId([7; 32]), name: "exhibit", format, pages: &[], limits: Limits::default() };
    read(bytes, &ask).expect("it can be read")
}

/// What was asked for and answered, each with how often.
fn requests(seen: &Observed) -> BTreeMap<(String, String, Option<u16>), usize> {
    let mut requests = BTreeMap::new();
    for request in seen.visits.iter().flat_map(|visit| &visit.requests) {
        *requests.entry((request.method.clone(), request.url.clone(), request.status)).or_default() += 1;
    }
    requests
}

/// Cookies that responses set, each with its setter.
fn cookies(seen: &Observed) -> BTreeMap<(String, String), Option<String>> {
    let all = seen.visits.iter().flat_map(|visit| &visit.cookies);
    let set = all.filter_map(|cookie| match &cookie.setter {
        Setter::Response { url } => Some(((cookie.name.clone(), url.clone()), cookie.path.clone())),
        _ => None,
    });
    set.collect()
}
