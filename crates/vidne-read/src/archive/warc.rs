//! WARC files (ISO 28500): plain, or packed with gzip as a whole or record by record.
//!
//! It never stops at the first broken record where a later one can be found, and never hides that it went on.

use vidne_model::observed::Observed;

use super::{gather::Gather, stream::Fault, visit};
use crate::{Ask, ReadError, Spot};

/// Reads the records of a WARC file.
///
/// # Errors
/// It is another format, its first record is broken, or it holds no request and no answer.
pub fn read(bytes: &[u8], ask: &Ask<'_>) -> Result<Observed, ReadError> {
    if let Some((reason, mend)) = other_format(bytes) {
        return Err(ReadError::new(ask, Spot::Offset(0), reason, mend));
    }
    let mut gather = Gather::new(ask);
    gather.read(bytes, 0).map_err(|fault| broken(bytes, ask, &fault))?;
    if gather.exchanges.all.is_empty() {
        let first = gather.damages.first().map_or(String::new(), |damage| format!("; {}", damage.reason));
        let reason =
            format!("none of its {} records can be read as a request or an answer{first}", gather.records);
        return Err(ReadError::new(
            ask,
            Spot::Whole,
            reason,
            "Import the file of the same crawl that holds its answers.",
        ));
    }
    Ok(visit::facts(gather, &[], None, &[]))
}

fn broken(bytes: &[u8], ask: &Ask<'_>, fault: &Fault) -> ReadError {
    if fault.reason.contains("filedesc:") || bytes.starts_with(b"filedesc:") {
        return ReadError::new(ask, Spot::Offset(0), ARC.0, ARC.1);
    }
    ReadError::new(ask, Spot::Offset(fault.place.offset), fault.reason.clone(), ANEW)
}

/// What a file is that is no WARC, and what to do with it.
fn other_format(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    if bytes.is_empty() {
        return Some(("it is empty", ANEW));
    }
    if bytes.starts_with(b"filedesc:") {
        return Some(ARC);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(("it is a ZIP archive, not a WARC file", "Import it as wacz."));
    }
    let is_zstd =
        bytes.starts_with(b"\x28\xb5\x2f\xfd") || bytes.get(1..4) == Some(b"\x2a\x4d\x18".as_slice());
    is_zstd.then_some(("it is packed with Zstandard", "Unpack it with `zstd -d` and import the result."))
}

const ANEW: &str = "Fetch the file anew from where it was archived.";

const ARC: (&str, &str) = (
    "it is an ARC file, the form before WARC, which is not read",
    "Turn it into WARC with `warcio recompress` and import that.",
);
