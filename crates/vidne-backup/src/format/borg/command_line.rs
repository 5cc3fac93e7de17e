//! What a `borg create` was told to take in, by the command line that the archive keeps.
//!
//! It never takes the value of an option for a path, and tells nothing where the paths came from elsewhere.

use serde::Deserialize;

/// borg 1.2 prints it as one text, quoted for a shell; others as a list.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum CommandLine {
    One(String),
    Many(Vec<String>),
}

impl Default for CommandLine {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl CommandLine {
    /// The paths as they were written, without what is the folder itself; sorted, each once.
    pub(super) fn paths(&self) -> Vec<String> {
        let words = match self {
            Self::One(text) => shlex::split(text).unwrap_or_default(),
            Self::Many(words) => words.clone(),
        };
        // With a command or a list that tells paths, what stands there are none.
        let is_told_elsewhere = words.iter().any(|word| word.starts_with("--paths-from-"));
        let mut named = positional(words).into_iter();
        if is_told_elsewhere || !named.next().is_some_and(|archive| archive.contains("::")) {
            return Vec::new();
        }
        let mut paths: Vec<String> = named.map(|path| plain(&path)).collect();
        paths.retain(|path| !matches!(path.as_str(), "" | "." | "-"));
        paths.sort();
        paths.dedup();
        paths
    }
}

/// What stands behind `create` and is no option and no value of one: the archive, then the paths.
fn positional(words: Vec<String>) -> Vec<String> {
    let mut after = words.into_iter().skip(1).skip_while(|word| word != "create").skip(1);
    let mut named = Vec::new();
    while let Some(word) = after.next() {
        if word == "--" {
            named.extend(after.by_ref());
        } else if takes_value(&word) {
            after.next();
        } else if !word.starts_with('-') || word == "-" {
            named.push(word);
        }
    }
    named
}

/// As it stands in an archive: without `./` before it and `/` behind.
fn plain(path: &str) -> String {
    let path = path.trim_start_matches("./");
    let path = if path.len() > 1 { path.trim_end_matches('/') } else { path };
    path.to_owned()
}

/// Whether the next word is this option's value.
fn takes_value(word: &str) -> bool {
    const LONG: [&str; 26] = [
        "--exclude",
        "--exclude-from",
        "--exclude-if-present",
        "--pattern",
        "--patterns-from",
        "--compression",
        "--chunker-params",
        "--checkpoint-interval",
        "--comment",
        "--timestamp",
        "--files-cache",
        "--filter",
        "--stdin-name",
        "--stdin-user",
        "--stdin-group",
        "--stdin-mode",
        "--lock-wait",
        "--umask",
        "--remote-path",
        "--remote-ratelimit",
        "--remote-buffer",
        "--upload-ratelimit",
        "--upload-buffer",
        "--rsh",
        "--debug-topic",
        "--debug-profile",
    ];
    // `-x` and the like stand alone; a value may stand right behind its letter.
    LONG.contains(&word) || matches!(word, "-e" | "-C" | "-c")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str) -> Vec<String> {
        CommandLine::One(text.to_owned()).paths()
    }

    #[test]
    fn paths_stand_behind_the_archive_relative_or_not() {
        assert_eq!(paths("borg create r::a /srv/b /etc/a"), ["/etc/a", "/srv/b"]);
        assert_eq!(
            paths("/usr/bin/borg create r::a ./etc/register/ srv/register"),
            ["etc/register", "srv/register"]
        );
        assert_eq!(
            paths("borg create '/my repo::{now}' -- '/srv/it'\"'\"'s here' -odd"),
            ["-odd", "/srv/it's here"]
        );
        assert_eq!(paths("borg create r::a /"), ["/"]);
    }

    #[test]
    fn values_of_options_are_no_paths() {
        assert_eq!(
            paths("borg --lock-wait 5 create -e /srv/x --stats --exclude=/srv/y -C zstd,3 r::a /srv"),
            ["/srv"]
        );
        assert_eq!(paths("borg create r::a /srv --exclude-from /etc/left-out --list"), ["/srv"]);
    }

    #[test]
    fn where_it_names_no_place_nothing_is_told() {
        for text in
            ["borg create r::a .", "borg create r::a -", "borg import-tar r::a /x.tar", "", "borg create"]
        {
            assert!(paths(text).is_empty(), "{text}");
        }
        assert!(paths("borg create --paths-from-command r::a -- find /srv").is_empty());
    }
}
