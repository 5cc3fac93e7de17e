//! Logs of the Chrome DevTools Protocol to visits.
//!
//! The reduction is over the whole log: what a request was, which headers it really sent and which cookies the browser
//! refused come in events of their own, before or after each other. Everything is joined by request, never by what
//! frame happened to be current. Unknown events are passed over; a log is never refused for one.
//!
//! What a plain log cannot tell: who set a cookie that no response set, what else is stored, forms, consent.

mod entry;
mod event;
mod exchange;
mod extra;
mod frame;
mod ledger;
mod load;
mod peer;
mod stream;
mod visit;
pub(crate) mod visit_log;
mod wire;

use vidne_model::observed::{Damage, Observed};

use crate::{Ask, ReadError, Spot, guard};
use event::Event;
use ledger::Ledger;

/// Reads a log.
pub(crate) fn read(bytes: &[u8], ask: &Ask<'_>) -> Result<Observed, ReadError> {
    // The parser passes over what is not used without a stack, and bounds the depth of what is.
    let log = guard::utf8(bytes, ask)?;
    let mut observed = Observed::default();
    let mut ledger = Ledger::new(ask.limits);
    let (mut events, mut broken) = (0_usize, 0_usize);
    let stop =
        stream::each(log.text, &mut |entry, offset| match entry.and_then(|entry| event::decode(&entry)) {
            Ok(event) => {
                events += usize::from(!matches!(event, Event::Nothing));
                ledger.take(event);
            }
            Err(reason) => {
                broken += 1;
                if broken <= MOST_DAMAGES {
                    observed.damages.push(guard::damage(ask.exhibit, log.start + offset, reason));
                }
            }
        });
    if let Some((offset, reason)) = log.cut.or_else(|| stop.map(|(at, why)| (log.start + at, why))) {
        if events == 0 {
            return Err(ReadError::new(ask, Spot::Offset(offset), reason, MEND));
        }
        let reason = format!("{reason}; the events before are kept");
        observed.damages.push(guard::damage(ask.exhibit, offset, reason));
    }
    if broken > MOST_DAMAGES {
        let reason = format!("{} more events could not be read", broken - MOST_DAMAGES);
        observed.damages.push(Damage { exhibit: ask.exhibit, offset: None, reason });
    }
    if events == 0 {
        return Err(ReadError::new(ask, Spot::Whole, "it holds no event of the DevTools protocol", MEND));
    }
    visit::reduce(ledger, ask, &mut observed)?;
    Ok(observed)
}

const MOST_DAMAGES: usize = 100;
const MEND: &str = "Record a JSON array, or one line each, of objects with `method` and `params`.";
