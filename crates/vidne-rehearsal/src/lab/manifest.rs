//! What a laboratory is made of, as its `lab.toml` says.
//!
//! It never takes a place outside the working folder.

use serde::Deserialize;

/// Everything in a `lab.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    pub(super) password: String,
    #[serde(default)]
    pub(super) file: Vec<File>,
    #[serde(default)]
    pub(super) restic: Vec<Restic>,
    #[serde(default)]
    pub(super) borg: Vec<Borg>,
    #[serde(default)]
    pub(super) tar: Vec<Listed>,
    #[serde(default)]
    pub(super) pgbackrest: Vec<PgBackRest>,
    #[serde(default)]
    pub(super) mirror: Vec<Mirror>,
}

/// A file on the machine.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) path: String,
    pub(super) text: Option<String>,
    #[serde(default)]
    pub(super) bytes: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Restic {
    pub(super) at: String,
    pub(super) paths: Vec<String>,
    pub(super) host: String,
    #[serde(default = "two")]
    pub(super) format: u32,
    #[serde(default = "one")]
    pub(super) snapshots: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Borg {
    pub(super) at: String,
    pub(super) paths: Vec<String>,
    pub(super) host: String,
    #[serde(default = "repokey")]
    pub(super) encryption: String,
    #[serde(default = "one")]
    pub(super) snapshots: u32,
}

/// Archives with a list of hashes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Listed {
    pub(super) at: String,
    pub(super) paths: Vec<String>,
    pub(super) host: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PgBackRest {
    pub(super) at: String,
    pub(super) stanza: String,
    pub(super) database: String,
    #[serde(default = "one")]
    pub(super) rows: u32,
    /// A second repository of the same database, which lacks the last backup.
    pub(super) lagging: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mirror {
    pub(super) of: String,
    pub(super) at: String,
}

impl Manifest {
    /// Reads it; the reason says what is wrong.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let read: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        let all = (read.file.iter().map(|each| &each.path))
            .chain(read.restic.iter().flat_map(|each| each.paths.iter().chain([&each.at])))
            .chain(read.borg.iter().flat_map(|each| each.paths.iter().chain([&each.at])))
            .chain(read.tar.iter().flat_map(|each| each.paths.iter().chain([&each.at])))
            .chain(read.pgbackrest.iter().flat_map(|each| std::iter::once(&each.at).chain(&each.lagging)))
            .chain(read.mirror.iter().flat_map(|each| [&each.of, &each.at]));
        for place in all {
            if !is_below(place) {
                return Err(format!("`{place}` must lie below the working folder: no `/` first, no `..`"));
            }
        }
        let mut paths =
            read.restic.iter().map(|each| &each.paths).chain(read.borg.iter().map(|each| &each.paths));
        if paths.any(Vec::is_empty) {
            return Err("`paths` names at least one folder of the machine".to_owned());
        }
        let plain = |name: &str| {
            !name.is_empty()
                && name.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '_' || sign == '-')
        };
        let names = read.pgbackrest.iter().flat_map(|each| [&each.stanza, &each.database]);
        if let Some(name) = names.into_iter().find(|name| !plain(name)) {
            return Err(format!("`{name}` cannot be a stanza or a database: letters, digits, `-` and `_`"));
        }
        Ok(read)
    }
}

fn is_below(place: &str) -> bool {
    let mut parts = std::path::Path::new(place).components();
    !place.is_empty() && parts.all(|part| matches!(part, std::path::Component::Normal(_)))
}

fn one() -> u32 {
    1
}

fn two() -> u32 {
    2
}

fn repokey() -> String {
    "repokey-blake2".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_stay_below_the_working_folder() {
        let with = |at: &str| {
            Manifest::parse(&format!(
                "password = \"p\"\n[[restic]]\nat = \"{at}\"\npaths = [\"etc\"]\nhost = \"h\"\n"
            ))
        };
        assert!(with("first/restic").is_ok());
        for bad in ["/srv/restic", "../restic", "", "a/../../b"] {
            assert!(with(bad).is_err_and(|reason| reason.contains("below")), "{bad}");
        }
    }

    #[test]
    fn a_name_that_a_database_would_take_for_a_command_is_refused() {
        let text = "password = \"p\"\n[[pgbackrest]]\nat = \"a\"\nstanza = \"s\"\ndatabase = \"x'; drop\"\n";
        assert!(Manifest::parse(text).is_err());
    }
}
