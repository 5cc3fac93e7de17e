//! What stands for a snapshot where files lie open: a folder with a date in its name, a tar archive, or the whole.
//!
//! It never unpacks an archive anywhere: only its names are read.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use vidne_read::lines::{ContentsLine, FaultWord, PartWord, SnapshotLine};
use vidne_repository::{Packing, tar};

use super::super::{Timed, dated, instant};
use crate::{
    ask::Tool,
    course::Course,
    fault::of_file,
    place::Place,
    stock::{Held, Survey},
};

/// The files of one snapshot.
pub(super) struct Group {
    id: String,
    time: Option<Timestamp>,
    arrived: Option<i64>,
    files: Vec<(String, u64)>,
    kind: Kind,
}

enum Kind {
    Folder,
    Archive,
}

impl Group {
    pub(super) fn line(&self) -> SnapshotLine {
        let arrived = self.arrived.and_then(instant);
        SnapshotLine { id: self.id.clone(), time: self.time, arrived, ..SnapshotLine::default() }
    }
}

/// The snapshots, the oldest first.
pub(super) fn groups(tool: Tool, survey: &Survey) -> Vec<Group> {
    let mut groups = match tool {
        Tool::Tar => survey.of(PartWord::Data).map(archive).collect(),
        _ => folders(survey),
    };
    groups.sort_by(|one, other| (one.when(), &one.id).cmp(&(other.when(), &other.id)));
    groups
}

impl Group {
    fn when(&self) -> Option<i64> {
        self.time.map(Timestamp::as_millisecond).or(self.arrived)
    }
}

fn archive(held: &Held) -> Group {
    let name = held.name.to_string();
    Group {
        time: dated::instant(&name),
        arrived: held.modified,
        files: vec![(name.clone(), held.bytes)],
        kind: Kind::Archive,
        id: name,
    }
}

/// Folders with a date in their name, or each with a list of its own, are snapshots; otherwise the whole is one.
fn folders(survey: &Survey) -> Vec<Group> {
    let first = |held: &Held| held.name.split_once('/').map(|(first, _)| first.to_owned());
    let names: BTreeSet<String> = survey.files.iter().filter_map(first).collect();
    let dated: BTreeSet<&String> = names.iter().filter(|name| dated::instant(name).is_some()).collect();
    let lists: BTreeSet<Option<String>> = survey.of(PartWord::Index).map(first).collect();
    let is_listed_each = !lists.is_empty()
        && !lists.contains(&None)
        && names.iter().all(|name| lists.contains(&Some(name.clone())));
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for held in survey.of(PartWord::Data) {
        let folder = first(held).filter(|name| dated.contains(name) || (dated.is_empty() && is_listed_each));
        if folder.is_none() && (!dated.is_empty() || is_listed_each) {
            continue;
        }
        let id = folder.unwrap_or_else(|| ".".to_owned());
        let group = groups.entry(id.clone()).or_insert_with(|| Group {
            time: dated::instant(&id),
            arrived: None,
            files: Vec::new(),
            kind: Kind::Folder,
            id,
        });
        group.arrived = group.arrived.max(held.modified);
        group.files.push((held.name.to_string(), held.bytes));
    }
    groups.into_values().collect()
}

/// Tells what is in the newest of each series.
pub(super) fn tell_contents(course: &mut Course<'_>, place: &dyn Place, groups: &[Group]) {
    const MOST: usize = 16;
    let newest: BTreeMap<String, &Group> =
        groups.iter().map(|group| (dated::series(&group.id), group)).collect();
    for group in newest.into_values().take(MOST) {
        let contents = match group.kind {
            Kind::Folder => folder(group, course.ask.limits.paths),
            Kind::Archive => listing(course, place, group),
        };
        course.line.contents.push(contents);
    }
}

fn folder(group: &Group, most: u64) -> ContentsLine {
    let mut contents = ContentsLine { snapshot: group.id.clone(), paths: BTreeSet::new(), cut: None };
    let start = if group.id == "." { String::new() } else { format!("{}/", group.id) };
    for (name, _) in &group.files {
        let within = name.strip_prefix(&start).unwrap_or(name);
        add(&mut contents, within, most);
    }
    contents
}

/// A path and the folders above it.
fn add(contents: &mut ContentsLine, path: &str, most: u64) {
    let path = path.trim_start_matches("./").trim_matches('/');
    let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
    for end in ends.filter(|end| *end > 0) {
        if contents.paths.len() as u64 >= most {
            contents.cut = Some(format!("it holds more than {most} paths"));
            return;
        }
        contents.paths.insert(format!("/{}", &path[..end]));
    }
}

fn listing(course: &mut Course<'_>, place: &dyn Place, group: &Group) -> ContentsLine {
    let mut contents = ContentsLine { snapshot: group.id.clone(), paths: BTreeSet::new(), cut: None };
    let (name, bytes) = &group.files[0];
    if [".xz", ".txz", ".gpg"].iter().any(|end| name.ends_with(end)) {
        contents.cut = Some("this packing is not read: only whether the file is whole can be told".into());
        return contents;
    }
    let file = match place.open(name) {
        Ok(file) => Timed { file, watch: course.watch },
        Err(error) => {
            contents.cut = Some(format!("it cannot be opened: {error}"));
            return contents;
        }
    };
    // Nothing that people back up packs a thousand to one; what claims to would never end.
    let most = bytes.saturating_mul(1100).saturating_add(1 << 30);
    let limits = tar::Limits { entries: course.ask.limits.paths, bytes: most, ..tar::Limits::default() };
    let listed = tar::list(name, file, Packing::of_name(name), limits);
    for entry in &listed.entries {
        add(&mut contents, &entry.path, course.ask.limits.paths);
    }
    let leaving = listed.entries.iter().filter(|entry| entry.leaves == Some(tar::Leaves::Path)).count();
    if leaving > 0 {
        // An absolute path is what tar -P writes: it is told, and no alarm.
        contents.cut.get_or_insert_with(|| {
            format!("{leaving} names are absolute or lead out of the archive's folder")
        });
    }
    match listed.end {
        tar::End::Marked { .. } => {}
        tar::End::Unmarked { .. } => {
            contents.cut = Some("it has no mark at its end: more may have been in it".into());
        }
        tar::End::Broken(_) if course.watch.cut().is_some() => {
            contents.cut = Some("listing it was cut short".into());
        }
        tar::End::Broken(error) => {
            contents.cut = Some(error.to_string());
            let detail = format!("the archive cannot be read on: {}{}", error.reason, error.place);
            course.fault(of_file(FaultWord::Inconsistent, PartWord::Data, name, detail));
        }
    }
    contents
}
