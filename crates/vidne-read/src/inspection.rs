//! Output of the EDPS Website Evidence Collector to visits.
//!
//! What is trusted, and what is not:
//!
//! - Hosts that were asked: yes, but only by name; the collector keeps no addresses of requests. Workers are missing.
//! - Cookies with the jar's own marks (`size`, `priority`): the browser held them. The jar is read once, after the first page.
//! - Cookies without: a response named them, whether the browser took them or not. The collector lists both alike. Where only one page was
//!   opened, such a cookie was refused, replaced or removed, and is told as not kept.
//! - Who set a cookie: the address of the response, or the innermost script of the stack. The `location` beside it
//!   is the frame that was current when the log was written, and is not used.
//! - Local storage of the page's own frames: yes. That of others, and databases: missing.
//! - Its own party marks: not used; they compare host and path of the address, not the site.
//! - Consent: the collector clicks nothing; without cookies or a profile given to it, nothing was consented to.
//!
//! It never takes the page session file, which holds no fact of a look.

mod cookie;
mod event;
mod visit;
mod wire;

use vidne_model::observed::{Observed, Outcome};

use crate::{Ask, ReadError, Spot, guard};

/// Reads `inspection.json`, or the event log of the same run. One that breaks off is read as far as it goes.
pub(crate) fn read(bytes: &[u8], ask: &Ask<'_>) -> Result<Observed, ReadError> {
    let file = guard::text(bytes, ask)?;
    let (offset, reason) = match (file.cut, facts(file.text, file.start, ask, Extent::Whole)) {
        (Some(cut), _) => cut,
        (None, Ok(observed)) => return Ok(observed),
        (None, Err(Failure::Other(error))) => return Err(error),
        (None, Err(Failure::Json(error))) => {
            let cut = (file.start + guard::offset_of(file.text, &error), guard::reason(&error));
            if error.is_data() {
                return Err(ReadError::new(ask, Spot::Offset(cut.0), cut.1, MEND));
            }
            cut
        }
    };
    beginning(file.text, file.start, offset, ask, &reason)
        .ok_or_else(|| ReadError::new(ask, Spot::Offset(offset), reason, MEND))
}

/// What stands before the place at which a file breaks off.
fn beginning(text: &str, start: u64, offset: u64, ask: &Ask<'_>, reason: &str) -> Option<Observed> {
    let end = usize::try_from(offset - start).unwrap_or(usize::MAX);
    let kept = guard::closed(text, end)?;
    let mut observed = facts(&kept, start, ask, Extent::Beginning).ok()?;
    let reason = format!("{reason}; what stands before is kept");
    observed.damages.insert(0, guard::damage(ask.exhibit, offset, reason));
    for visit in &mut observed.visits {
        // What would have followed is not there: this shows nothing absent.
        visit.outcome = Outcome::Failed("the file ends before its end".to_owned());
    }
    Some(observed)
}

/// How much of a file there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    Whole,
    /// It breaks off.
    Beginning,
}

/// Why a text tells nothing.
enum Failure {
    /// It is not JSON of the right shape.
    Json(serde_json::Error),
    Other(ReadError),
}

fn facts(text: &str, start: u64, ask: &Ask<'_>, extent: Extent) -> Result<Observed, Failure> {
    if text.trim_start().starts_with('[') {
        let events = serde_json::from_str(text).map_err(Failure::Json)?;
        return event::reduce(events, ask).map_err(Failure::Other);
    }
    let named: wire::Named = serde_json::from_str(text).map_err(Failure::Json)?;
    if named.uri_ins.text().is_none() {
        let reason = "it names no inspected address (`uri_ins`); a page session file tells nothing of a look";
        return Err(Failure::Other(ReadError::new(ask, Spot::Whole, reason, MEND)));
    }
    let found: wire::Inspection<'_> = serde_json::from_str(text).map_err(Failure::Json)?;
    visit::reduce(&found, text, start, ask, extent).map_err(Failure::Other)
}

const MEND: &str = "Import the inspection.json of the run.";
