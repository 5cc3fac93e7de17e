//! How a recorded look changes the ledger: the one way in, for a look just made and for one that is replayed.
//!
//! It never asks a clock or a store: the same looks in the same order give the same ledger.

use std::collections::{BTreeMap, BTreeSet};

use redb::{ReadableTable, Table, WriteTransaction};
use vidne_model::id::ExhibitId;
use vidne_read::lines::{BackupLine, FaultWord, ProofWord, ReadWord, StockLine};

use super::{
    LedgerError, number_of,
    table::{COPIES, Mark, MarkRow, NEVER, Names, PendingRow, Row, exhibit, proof_number},
};

type Files<'t> = Table<'t, &'static str, Row>;
type Marks<'t> = Table<'t, &'static str, MarkRow>;

/// Takes a look in.
pub(super) fn apply(
    write: &WriteTransaction,
    look: &BackupLine,
    is_now: ExhibitId,
) -> Result<(), LedgerError> {
    let Some(stock) = &look.stock else { return Ok(()) };
    let number = number_of(write, &look.backup, &look.copy)?;
    let names = Names::new(number);
    step(write, look, stock, number, is_now)?;
    if stock.since.is_none() {
        write.delete_table(names.files())?;
        write.delete_table(names.marks())?;
    }
    let mut files = write.open_table(names.files())?;
    let mut marks = write.open_table(names.marks())?;
    let at = look.at.as_millisecond();
    let marked = found_broken(look, &files, &marks)?;
    take_stock(stock, at, &mut files)?;
    settle(look, &mut files)?;
    take_reads(look, at, &mut files)?;
    take_marks(look, &marked, &files, &mut marks)?;
    take_pending(look, &mut write.open_table(names.pending())?)
}

/// Empties the ledger, but for what is pending.
pub(super) fn forget(write: &WriteTransaction) -> Result<(), LedgerError> {
    let mut copies = write.open_table(COPIES)?;
    let known: Vec<(String, String, u64)> = copies
        .iter()?
        .map(|row| row.map(|(key, row)| (key.value().0.to_owned(), key.value().1.to_owned(), row.value().0)))
        .collect::<Result<_, _>>()?;
    for (backup, copy, number) in known {
        copies.insert((&*backup, &*copy), (number, &[][..], ""))?;
        let names = Names::new(number);
        write.delete_table(names.files())?;
        write.delete_table(names.marks())?;
    }
    Ok(())
}

fn step(
    write: &WriteTransaction,
    look: &BackupLine,
    stock: &StockLine,
    number: u64,
    is_now: ExhibitId,
) -> Result<(), LedgerError> {
    let mut copies = write.open_table(COPIES)?;
    let key = (&*look.backup, &*look.copy);
    let standing = copies.get(key)?.and_then(|row| exhibit(row.value().1));
    if stock.since.is_some() && stock.since != standing {
        return Err(LedgerError::OutOfStep);
    }
    copies.insert(key, (number, &is_now.0[..], look.repository.as_deref().unwrap_or_default()))?;
    Ok(())
}

/// What the look's faults make of single files, with the sizes that those should have.
fn found_broken(
    look: &BackupLine,
    files: &Files<'_>,
    marks: &Marks<'_>,
) -> Result<BTreeMap<String, Mark>, LedgerError> {
    let mut marked = BTreeMap::new();
    for fault in &look.faults {
        let Some(file) = &fault.file else { continue };
        let before =
            marks.get(&**file)?.map(|row| Mark::of(row.value()).should()).filter(|should| *should > 0);
        let should = match before {
            Some(should) => should,
            None => files.get(&**file)?.map_or(0, |row| row.value().0),
        };
        let mark = match fault.kind {
            FaultWord::Missing => Mark::Missing { should },
            FaultWord::Altered | FaultWord::Truncated | FaultWord::Swapped | FaultWord::Sealed => {
                Mark::Suspect { should }
            }
            FaultWord::Inconsistent | FaultWord::Refused | FaultWord::Unreferenced => continue,
        };
        marked.insert(file.clone(), mark);
    }
    Ok(marked)
}

fn take_stock(stock: &StockLine, at: i64, files: &mut Files<'_>) -> Result<(), LedgerError> {
    for name in &stock.gone {
        files.remove(&**name)?;
    }
    for (name, bytes) in &stock.added {
        let owed = u8::from(name.starts_with("data/"));
        files.insert(&**name, (*bytes, at, NEVER, proof_number(ProofWord::SizeOnly), owed))?;
    }
    Ok(())
}

/// Files of data were put together with the key, those first that were seen first: what fits is owed no longer. What does
/// not, or was refused, is owed until it does.
fn settle(look: &BackupLine, files: &mut Files<'_>) -> Result<(), LedgerError> {
    let Some(semantic) = &look.semantic else { return Ok(()) };
    let named: BTreeMap<&str, FaultWord> =
        look.faults.iter().filter_map(|fault| Some((fault.file.as_deref()?, fault.kind))).collect();
    let mut owed = Vec::new();
    for row in files.iter()? {
        let (name, row) = row?;
        // What no index lists is put together with nothing.
        if row.value().4 != 0 && named.get(name.value()) != Some(&FaultWord::Unreferenced) {
            owed.push((row.value().1, name.value().to_owned()));
        }
    }
    owed.sort_unstable();
    for (_, name) in owed.iter().take(usize::try_from(semantic.files).unwrap_or(usize::MAX)) {
        if !named.contains_key(&**name) {
            owe(name, 0, files)?;
        }
    }
    for (name, kind) in named {
        if name.starts_with("data/") && matches!(kind, FaultWord::Sealed | FaultWord::Inconsistent) {
            owe(name, 1, files)?;
        }
    }
    Ok(())
}

fn owe(name: &str, owed: u8, files: &mut Files<'_>) -> Result<(), LedgerError> {
    let row = files.get(name)?.map(|row| row.value());
    if let Some((bytes, first_seen, last_read, proof, _)) = row {
        files.insert(name, (bytes, first_seen, last_read, proof, owed))?;
    }
    Ok(())
}

fn take_reads(look: &BackupLine, at: i64, files: &mut Files<'_>) -> Result<(), LedgerError> {
    let proof = proof_number(look.proof);
    let names: Vec<String> = match &look.read {
        ReadWord::Files(names) => names.iter().cloned().collect(),
        ReadWord::All(_) => {
            let broken = unread(look);
            let names = files.iter()?.map(|row| row.map(|(name, _)| name.value().to_owned()));
            let names = names.collect::<Result<Vec<_>, _>>()?;
            names.into_iter().filter(|name| !broken.contains(&**name)).collect()
        }
    };
    for name in names {
        let Some((bytes, first_seen, _, _, owed)) = files.get(&*name)?.map(|row| row.value()) else {
            continue;
        };
        files.insert(&*name, (bytes, first_seen, at, proof, owed))?;
    }
    Ok(())
}

/// Files that faults name, and that were not read to their end and found right: all but those that nothing refers to.
fn unread(look: &BackupLine) -> BTreeSet<&str> {
    let faults = look.faults.iter().filter(|fault| fault.kind != FaultWord::Unreferenced);
    faults.filter_map(|fault| fault.file.as_deref()).collect()
}

/// A file stays marked until it is read and found right, or is told as gone and no longer missed.
fn take_marks(
    look: &BackupLine,
    found: &BTreeMap<String, Mark>,
    files: &Files<'_>,
    marks: &mut Marks<'_>,
) -> Result<(), LedgerError> {
    let broken = unread(look);
    let is_read = |name: &str| match &look.read {
        ReadWord::All(_) => !broken.contains(name),
        ReadWord::Files(names) => names.contains(name),
    };
    let mut is_here = BTreeSet::new();
    for row in marks.iter()? {
        let name = row?.0.value().to_owned();
        if files.get(&*name)?.is_some() {
            is_here.insert(name);
        }
    }
    marks.retain(|name, row| match Mark::of(row) {
        Mark::Suspect { .. } => is_here.contains(name) && !is_read(name),
        Mark::Missing { .. } => false,
    })?;
    for (name, mark) in found {
        marks.insert(&**name, mark.row())?;
    }
    Ok(())
}

fn take_pending(
    look: &BackupLine,
    pending: &mut Table<'_, &'static str, PendingRow>,
) -> Result<(), LedgerError> {
    match &look.read {
        ReadWord::All(_) => pending.retain(|_, _| false)?,
        ReadWord::Files(names) => {
            for name in names {
                pending.remove(&**name)?;
            }
        }
    }
    Ok(())
}
