//! What every file of a pgBackRest repository must hold, as the manifests say.
//!
//! It never reads a file that no list knows: nothing could be said of its bytes.

use std::{
    collections::BTreeMap,
    io::{self, Read},
};

use vidne_read::lines::{FaultLine, FaultWord, PartWord};
use vidne_repository::{
    Packing,
    pgbackrest::{Archive, Backups, Content, FileFault, Manifest, Stored, WalFile, verify},
};

use super::{LARGEST, Lists};
use crate::{
    course::Course,
    fault::of_file,
    format::Caught,
    reading::{Examine, Verdict},
    stock::{Held, Survey},
};

/// What is in which stored file.
pub(super) struct Expected<'l> {
    lists: &'l Lists,
    /// By path.
    files: BTreeMap<String, Vec<Piece<'l>>>,
}

/// One file of the database within a stored file.
struct Piece<'l> {
    name: &'l str,
    label: &'l str,
    offset: u64,
    stored_bytes: u64,
    is_bundled: bool,
    packing: Packing,
    content: Content,
}

impl<'l> Expected<'l> {
    pub(super) fn new(lists: &'l Lists) -> Self {
        let mut files: BTreeMap<String, Vec<Piece<'l>>> = BTreeMap::new();
        for (label, manifest) in &lists.manifests {
            for entry in &manifest.files {
                let Some(path) = entry.path() else { continue };
                let offset = match entry.stored {
                    Stored::Bundle { offset, .. } => offset,
                    _ => 0,
                };
                let piece = Piece {
                    name: &entry.name,
                    label,
                    offset,
                    stored_bytes: entry.stored_bytes,
                    is_bundled: matches!(entry.stored, Stored::Bundle { .. }),
                    packing: manifest.packing,
                    content: Content { bytes: Some(entry.bytes), sha1: entry.sha1 },
                };
                files.entry(format!("backup/{}/{path}", lists.stanza)).or_default().push(piece);
            }
        }
        for pieces in files.values_mut() {
            pieces.sort_by_key(|piece| (piece.offset, piece.label));
        }
        Self { lists, files }
    }

    /// Whether a list says what the file must hold.
    pub(super) fn is_known(&self, held: &Held) -> bool {
        if self.lists.is_encrypted {
            return false;
        }
        match held.part {
            PartWord::Index | PartWord::Snapshot => true,
            _ => self.files.contains_key(&*held.name) || wal(&held.name).is_some(),
        }
    }

    /// Tells what is listed and not there, or not as long as it must be.
    pub(super) fn judge(&self, course: &mut Course<'_>, survey: &Survey) {
        for (path, pieces) in &self.files {
            let Some(index) = survey.find(path) else {
                let detail = format!("the manifest of {} lists it, and it is not there", pieces[0].label);
                course.fault(affected(of_file(FaultWord::Missing, PartWord::Data, path, detail), pieces));
                continue;
            };
            let (has, must) = (survey.files[index].bytes, needed(pieces));
            if has < must {
                let detail = format!(
                    "it has {has} bytes, and by the manifest it must have {must}: {} are lost",
                    must - has
                );
                course.fault(affected(of_file(FaultWord::Truncated, PartWord::Data, path, detail), pieces));
            }
        }
        self.judge_unlisted(course, survey);
    }

    /// Tells files that no manifest lists: they take up room, and nothing tells what they must hold. Without the manifest of
    /// their own backup that cannot be told.
    fn judge_unlisted(&self, course: &mut Course<'_>, survey: &Survey) {
        let has_manifest = |name: &str| {
            let label = name.strip_prefix("backup/").and_then(|rest| rest.split('/').nth(1));
            label.is_some_and(|label| self.lists.manifests.contains_key(label))
        };
        for held in survey.of(PartWord::Data) {
            if !self.is_known(held) && has_manifest(&held.name) {
                let detail = "no manifest lists it, so that nothing tells what it must hold";
                course.fault(of_file(FaultWord::Unreferenced, held.part, &held.name, detail));
            }
        }
    }

    fn examine_pieces(held: &Held, pieces: &[Piece<'_>], file: &mut dyn Read) -> io::Result<Verdict> {
        let mut at = 0;
        let mut broken = Vec::new();
        let mut before: Option<(u64, bool)> = None;
        let mut why = None;
        for piece in pieces {
            if let Some((offset, is_broken)) = before
                && offset == piece.offset
            {
                // Another backup refers to the same bytes.
                if is_broken {
                    broken.push(piece);
                }
                continue;
            }
            if piece.offset > at {
                at += io::copy(&mut (&mut *file).take(piece.offset - at), &mut io::sink())?;
            }
            let most = if piece.is_bundled { piece.stored_bytes } else { u64::MAX };
            let mut part = (&mut *file).take(most);
            let verified = one(&mut part, piece.packing, piece.content)?;
            io::copy(&mut part, &mut io::sink())?;
            at += most - part.limit();
            before = Some((piece.offset, verified.is_err()));
            if let Err(fault) = verified {
                broken.push(piece);
                why.get_or_insert_with(|| format!("{}: {fault}", piece.name));
            }
        }
        io::copy(file, &mut io::sink())?;
        Ok(match why {
            None => Verdict::Sound,
            Some(why) => {
                let fault = of_file(FaultWord::Altered, PartWord::Data, &held.name, why);
                Verdict::Broken(affected(fault, broken))
            }
        })
    }
}

impl Examine for Expected<'_> {
    fn examine(
        &self,
        held: &Held,
        _all: &[Held],
        file: &mut dyn Read,
        _buffer: &mut [u8],
    ) -> io::Result<Verdict> {
        if let Some(pieces) = self.files.get(&*held.name) {
            return Self::examine_pieces(held, pieces, file);
        }
        let altered = |why: String| Verdict::Broken(of_file(FaultWord::Altered, held.part, &held.name, why));
        if let Some(wal) = wal(&held.name) {
            let verified = one(file, wal.packing, Content { bytes: None, sha1: Some(wal.sha1) })?;
            io::copy(file, &mut io::sink())?;
            return Ok(verified.map_or_else(|fault| altered(fault.to_string()), |()| Verdict::Sound));
        }
        let mut bytes = Vec::new();
        file.take(LARGEST).read_to_end(&mut bytes)?;
        let read = match held.name.rsplit('/').next().unwrap_or_default() {
            name if name.starts_with("backup.info") => Backups::read(&held.name, &bytes).map(drop),
            name if name.starts_with("archive.info") => Archive::read(&held.name, &bytes).map(drop),
            _ => Manifest::read(&held.name, &bytes).map(drop),
        };
        Ok(read.map_or_else(|error| altered(error.reason), |()| Verdict::Sound))
    }
}

/// One stored piece: an error of the place is passed on, a wrong content is a finding.
fn one(mut file: &mut dyn Read, packing: Packing, content: Content) -> io::Result<Result<(), FileFault>> {
    let mut caught = Caught::new(&mut file);
    let verified = verify(&mut caught, packing, content).map(drop);
    caught.end()?;
    Ok(verified)
}

fn needed(pieces: &[Piece<'_>]) -> u64 {
    pieces.iter().map(|piece| piece.offset.saturating_add(piece.stored_bytes)).max().unwrap_or(0)
}

fn affected<'p, 'l: 'p>(mut fault: FaultLine, pieces: impl IntoIterator<Item = &'p Piece<'l>>) -> FaultLine {
    const SHOWN: usize = 1000;
    for piece in pieces.into_iter().take(SHOWN) {
        fault.snapshots.insert(piece.label.to_owned());
        fault.paths.insert(piece.name.to_owned());
    }
    fault
}

fn wal(name: &str) -> Option<WalFile> {
    name.starts_with("archive/")
        .then(|| WalFile::of_name(name.rsplit('/').next().unwrap_or_default()))
        .flatten()
}
