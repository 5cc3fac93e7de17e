//! Plain folders and folders of tar archives, by the lists of hashes beside them (`SHA256SUMS` and its kin, `BagIt`).
//!
//! It never says more of a file that no list names than that it can be read and has the size that it had.

mod dated;
mod expected;
mod snapshot;

use vidne_read::lines::{ListWord, PartWord, ProofWord};
use vidne_repository::listed::Format;

use self::expected::Expected;
use crate::{
    ask::{Contents, Tool},
    course::{Course, End},
    place::Place,
    stock::{self, Held},
};

/// Looks at a folder, or at a folder of tar archives.
pub(crate) fn look(course: &mut Course<'_>, place: &dyn Place) -> Result<(), End> {
    let found = course.list(place)?;
    let tool = course.ask.tool;
    let part = |name: &str| part(tool, name);
    let is_ours = |name: &str| !name.split('/').any(is_of_the_system);
    let files = stock::sort(found, &part, &is_ours, &mut course.faults);
    if !files.iter().any(|held| held.part == PartWord::Data) && course.faults.iter().next().is_none() {
        let what = if tool == Tool::Tar { "no tar archive" } else { "no file" };
        return course.no_repository(format!("there is {what} at {}", course.ask.location));
    }
    let expected = Expected::read(course, place, &files);
    let proof = if expected.is_nothing() { ProofWord::SizeOnly } else { ProofWord::ListedHash };
    let mut survey = course.survey(files, proof)?;
    expected.judge(course, &survey);
    let groups = snapshot::groups(tool, &survey);
    course.line.snapshots = groups.iter().map(snapshot::Group::line).collect();
    course.line.list = ListWord::Whole;
    if course.ask.contents == Contents::Newest {
        snapshot::tell_contents(course, place, &groups);
    }
    drop(groups);
    course.read(place, &mut survey, &expected, &|held: &Held| expected.is_known(held))?;
    course.tell_stock(survey);
    Ok(())
}

fn part(tool: Tool, name: &str) -> Option<PartWord> {
    let last = name.rsplit('/').next().unwrap_or_default();
    if name.split('/').any(is_of_the_system) {
        return None;
    }
    if Format::of_name(last).is_some() {
        return Some(PartWord::Index);
    }
    (tool == Tool::Folder || is_tar(last)).then_some(PartWord::Data)
}

/// What file systems put everywhere.
fn is_of_the_system(part: &str) -> bool {
    matches!(part, "lost+found" | ".snapshot" | ".zfs" | ".Trash-0")
}

fn is_tar(name: &str) -> bool {
    const ENDS: [&str; 12] = [
        ".tar", ".tar.gz", ".tgz", ".tar.zst", ".tzst", ".tar.bz2", ".tbz2", ".tbz", ".tar.lz4", ".tar.xz",
        ".txz", ".tar.gpg",
    ];
    ENDS.iter().any(|end| name.ends_with(end))
}
