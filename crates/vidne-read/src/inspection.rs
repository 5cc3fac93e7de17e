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

use vidne_model::observed::Observed;

use crate::{Ask, ReadError, Spot, guard};

/// Reads `inspection.json`, or the event log of the same run.
pub(crate) fn read(bytes: &[u8], ask: &Ask<'_>) -> Result<Observed, ReadError> {
    let file = guard::text(bytes, ask)?;
    if let Some((offset, reason)) = file.cut {
        return Err(ReadError::new(ask, Spot::Offset(offset), reason, MEND));
    }
    let placed = |error: serde_json::Error| {
        let offset = file.start + guard::offset_of(file.text, &error);
        ReadError::new(ask, Spot::Offset(offset), guard::reason(&error), MEND)
    };
    if file.text.trim_start().starts_with('[') {
        return event::reduce(serde_json::from_str(file.text).map_err(placed)?, ask);
    }
    let named: wire::Named = serde_json::from_str(file.text).map_err(placed)?;
    if named.uri_ins.text().is_none() {
        let reason = "it names no inspected address (`uri_ins`); a page session file tells nothing of a look";
        return Err(ReadError::new(ask, Spot::Whole, reason, MEND));
    }
    let found: wire::Inspection<'_> = serde_json::from_str(file.text).map_err(placed)?;
    visit::reduce(&found, file.text, file.start, ask)
}

const MEND: &str = "Import the inspection.json of the run.";
