//! HTTP Archives (HAR 1.2) to visits: one for each page of the archive.
//!
//! An archive tells who set a cookie as far as a response did, and no more: cookies of scripts, refused cookies, what else was
//! stored, workers and consent are not in it, and of forms only those that the server sent. Browsers leave cookies out of an archive
//! unless asked; one without a trace of any is blind to them. It never loses the sound entries of a broken archive.

mod body;
mod entry;
mod group;
mod parts;
mod visit;
mod wire;

use vidne_model::observed::{Damage, Observed, Outcome};

use crate::{Ask, ReadError, Spot, guard};
use entry::Entry;
use parts::Parts;

/// Reads an archive.
pub(crate) fn read(bytes: &[u8], ask: &Ask<'_>) -> Result<Observed, ReadError> {
    let file = guard::text(bytes, ask)?;
    let mut observed = Observed::default();
    let mut parts = Parts::default();
    let stop = parts.fill(file.text);
    let is_cut = stop.is_some() || file.cut.is_some();
    if let Some((offset, reason)) = file.cut.or_else(|| stop.map(|(at, why)| (file.start + at, why))) {
        if parts.entries.is_empty() {
            return Err(ReadError::new(ask, Spot::Offset(offset), reason, MEND));
        }
        let reason = format!("{reason}; the entries before are kept");
        observed.damages.push(guard::damage(ask.exhibit, offset, reason));
    }
    if parts.entries.is_empty() {
        return Err(ReadError::new(ask, Spot::Whole, "it holds no entries under `log`", MEND));
    }
    let entries = entries(&parts, file.text, file.start, ask, &mut observed.damages);
    visit::reduce(&parts, entries, ask, &mut observed);
    if is_cut
        && let Some(last) = observed.visits.last_mut()
        && last.outcome == Outcome::Completed
    {
        // What would have followed is not there: this shows nothing absent.
        last.outcome = Outcome::Failed("the archive ends before its end".to_owned());
    }
    if observed.visits.is_empty() {
        let reason = observed
            .damages
            .first()
            .map_or("none of its entries went over the network", |damage| damage.reason.as_str());
        return Err(ReadError::new(ask, Spot::Whole, reason, MEND));
    }
    Ok(observed)
}

fn entries(
    parts: &Parts<'_>,
    text: &str,
    start: u64,
    ask: &Ask<'_>,
    damages: &mut Vec<Damage>,
) -> Vec<Entry> {
    let mut entries = Vec::with_capacity(parts.entries.len().min(ask.limits.requests));
    for (count, raw) in parts.entries.iter().take(ask.limits.requests).enumerate() {
        match serde_json::from_str(raw.get()) {
            Ok(wire) => entries.push(Entry::new(wire)),
            Err(error) if damages.len() < MOST_DAMAGES => {
                let offset = start + guard::offset_in(text, raw.get()) + guard::offset_of(raw.get(), &error);
                let reason = format!("entry {}: {}", count + 1, guard::reason(&error));
                damages.push(guard::damage(ask.exhibit, offset, reason));
            }
            Err(_) => {}
        }
    }
    let left_out = parts.entries.len().saturating_sub(ask.limits.requests);
    if left_out > 0 {
        let reason = format!("{left_out} entries were left out, because there are too many");
        damages.push(Damage { exhibit: ask.exhibit, offset: None, reason });
    }
    entries
}

const MOST_DAMAGES: usize = 100;
const MEND: &str = "Export the recording anew as HAR 1.2, with content and cookies.";
