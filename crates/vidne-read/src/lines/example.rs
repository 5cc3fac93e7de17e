//! Observations in TOML, as rule examples write them: `[[observed.visit]]`, `[[observed.page]]`, `[[observed.backup]]`,
//! `[[observed.host]]`, `[[observed.damage]]`.
//!
//! It never reads anything but the table `observed`; what else an example holds is for others.

use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use toml::Value;
use vidne_model::{
    id::ExhibitId,
    observed::{Damage, Observed},
};

use super::{backup::BackupLine, host::HostLine, page::PageLine, serialised, visit::VisitLine};
use crate::{Format, ReadError, Spot};

/// Reads the observations of an example, in order of time. An entry's exhibit is the hash of its name in `exhibit`, or of the
/// entry itself.
///
/// # Errors
/// The text is not TOML, or an entry under `observed` is not understood.
pub fn read_example(text: &str) -> Result<Observed, ReadError> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let offset = error.span().map_or(0, |span| span.start as u64);
        mistake(Spot::Offset(offset), error.message())
    })?;
    let mut observed = Observed::default();
    for (kind, entries) in tables(table.get("observed"))? {
        let Value::Array(entries) = entries else {
            return Err(mistake(entry(kind, 1), format!("write it as [[observed.{kind}]]")));
        };
        for (count, value) in entries.iter().enumerate() {
            take(kind, value, &mut observed).map_err(|reason| mistake(entry(kind, count + 1), reason))?;
        }
    }
    observed.sort();
    Ok(observed)
}

fn tables(observed: Option<&Value>) -> Result<Vec<(&str, &Value)>, ReadError> {
    match observed {
        None => Ok(Vec::new()),
        Some(Value::Table(table)) => Ok(table.iter().map(|(kind, value)| (kind.as_str(), value)).collect()),
        Some(_) => Err(mistake(Spot::Entry("observed".to_owned()), "it is not a table")),
    }
}

fn take(kind: &str, value: &Value, observed: &mut Observed) -> Result<(), String> {
    match kind {
        "visit" => {
            let line: VisitLine = line(value)?;
            let exhibit = exhibit(line.exhibit.as_deref(), &serialised(&line));
            observed.visits.push(line.into_visit(exhibit));
        }
        "page" => {
            let line: PageLine = line(value)?;
            let exhibit = exhibit(line.exhibit.as_deref(), &serialised(&line));
            observed.pages.push(line.into_page(exhibit));
        }
        "backup" => {
            let line: BackupLine = line(value)?;
            let exhibit = exhibit(line.exhibit.as_deref(), &serialised(&line));
            observed.backups.push(line.into_look(exhibit));
        }
        "host" => {
            let line: HostLine = line(value)?;
            let exhibit = exhibit(line.exhibit.as_deref(), &serialised(&line));
            observed.hosts.push(line.into_look(exhibit));
        }
        "damage" => {
            let line: DamageLine = line(value)?;
            let exhibit = exhibit(Some(&line.exhibit), "");
            observed.damages.push(Damage { exhibit, offset: line.offset, reason: line.reason });
        }
        _ => return Err("only visit, page, backup, host and damage are understood here".to_owned()),
    }
    Ok(())
}

/// A part of an exhibit that could not be read. No exhibit says so of itself: readers find it out.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct DamageLine {
    exhibit: String,
    offset: Option<u64>,
    reason: String,
}

fn line<T: DeserializeOwned>(value: &Value) -> Result<T, String> {
    value.clone().try_into().map_err(|error: toml::de::Error| error.message().to_owned())
}

/// A name that is a hash already stands for itself.
fn exhibit(name: Option<&str>, entry: &str) -> ExhibitId {
    let hash = |text: &str| ExhibitId(Sha256::digest(text.as_bytes()).into());
    name.map_or_else(|| hash(entry), |name| name.parse().unwrap_or_else(|_| hash(name)))
}

fn entry(kind: &str, count: usize) -> Spot {
    Spot::Entry(format!("observed.{kind} {count}"))
}

fn mistake(spot: Spot, reason: impl Into<String>) -> ReadError {
    ReadError {
        name: "the example".to_owned(),
        format: Format::ObservationLines,
        spot,
        reason: reason.into(),
        mend: "Write it as in the schema of observation lines, with the same keys.".to_owned(),
    }
}
