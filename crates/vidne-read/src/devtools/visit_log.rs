//! Visit logs of the browser observer (`docs/visit-log.md`) to visits, one for each phase of consent, and to page texts.
//!
//! What the browser said is reduced by the same ledger as any DevTools log; what is added here is what such a log cannot have:
//! answers to the observer's questions, what scripts wrote, what the observer knows. It never takes a page's word for
//! what the browser kept, and never drops what stands before a cut.

mod answer;
mod course;
mod frame;
mod jar;
mod known;
mod line;
mod part;
mod record;
mod script;
mod told;
mod unpack;
mod visit;

use vidne_model::observed::{Damage, Observed};

use crate::{Ask, ReadError, Spot, guard};
use record::Record;

/// Reads a log.
///
/// # Errors
/// It cannot be unpacked, or no line of it is one of a visit log, or nothing in it tells when the look began.
pub(crate) fn read(bytes: &[u8], ask: &Ask<'_>) -> Result<Observed, ReadError> {
    let mut record = Record::new(ask);
    let mut damages = Damages { ask, found: Vec::new(), more: 0 };
    let stop = unpack::each(bytes, ask, &mut |text, place| {
        let taken = text.and_then(|text| record.take(text));
        taken.unwrap_or_else(|reason| damages.add(place, &reason));
        !record.is_over
    });
    if record.lines == 0 {
        let first = damages.found.first().map(|damage| damage.reason.clone());
        let reason = stop.map(|(_, reason)| reason).or(first).unwrap_or_else(|| "it is empty".to_owned());
        return Err(ReadError::new(ask, Spot::Whole, reason, MEND));
    }
    if let Some((place, reason)) = stop {
        damages.add(place, &format!("{reason}; what stands before is kept"));
    }
    let mut observed = Observed { damages: damages.finish(), ..Observed::default() };
    visit::reduce(record, ask, &mut observed)?;
    Ok(observed)
}

/// Where in a log something stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// The line, from 1.
    line: usize,
    /// Bytes from the beginning of the exhibit, where it is not packed.
    offset: Option<u64>,
}

/// Lines that could not be read, the first of them each with its place.
struct Damages<'a> {
    ask: &'a Ask<'a>,
    found: Vec<Damage>,
    more: usize,
}

impl Damages<'_> {
    fn add(&mut self, place: Place, reason: &str) {
        if self.found.len() >= MOST_DAMAGES {
            self.more += 1;
            return;
        }
        let reason = format!("line {}: {reason}", place.line);
        self.found.push(Damage { exhibit: self.ask.exhibit, offset: place.offset, reason });
    }

    fn finish(mut self) -> Vec<Damage> {
        if self.more > 0 {
            let reason = format!("{} more lines could not be read", self.more);
            self.found.push(Damage { exhibit: self.ask.exhibit, offset: None, reason });
        }
        self.found
    }
}

/// What a JSON parser says of a line.
fn why(error: &serde_json::Error) -> String {
    guard::reason(error)
}

const MOST_DAMAGES: usize = 100;
const MEND: &str = "Look at the page anew with `vidne observe`; docs/visit-log.md tells what a log holds.";
