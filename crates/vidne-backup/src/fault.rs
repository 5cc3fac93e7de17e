//! What is broken, gathered within bounds and joined by file.
//!
//! It never tells a million faults one by one: what is over the bound is told as a number.

use std::collections::BTreeMap;

use vidne_read::lines::{FaultLine, FaultWord, PartWord};

/// A fault of one file.
pub(crate) fn of_file(kind: FaultWord, part: PartWord, file: &str, detail: impl Into<String>) -> FaultLine {
    FaultLine { file: Some(file.to_owned()), ..of_all(kind, part, detail) }
}

/// A fault of the repository as a whole.
pub(crate) fn of_all(kind: FaultWord, part: PartWord, detail: impl Into<String>) -> FaultLine {
    let detail = detail.into();
    FaultLine { kind, part, file: None, unnamed: 0, detail, snapshots: [].into(), paths: [].into() }
}

/// A fault of many files that are not named.
pub(crate) fn of_many(kind: FaultWord, part: PartWord, files: u64) -> FaultLine {
    let detail = format!("{files} more files are {} in the same way and are not told one by one", word(kind));
    FaultLine { unnamed: files, ..of_all(kind, part, detail) }
}

/// Faults of one kind.
#[derive(Debug, Default)]
struct Number {
    told: usize,
    untold: u64,
}

/// The faults of one look.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    told: Vec<FaultLine>,
    /// Where the fault of a file stands in `told`.
    by_file: BTreeMap<String, usize>,
    numbers: BTreeMap<(FaultWord, PartWord), Number>,
    most: usize,
}

impl Faults {
    pub(crate) fn new(most: usize) -> Self {
        Self { most, ..Self::default() }
    }

    /// Takes a fault in. A second one of the same file adds what it affects; the first one's words stand.
    pub(crate) fn take(&mut self, fault: FaultLine) {
        if let Some(known) = fault.file.as_ref().and_then(|file| self.by_file.get(file)) {
            let known = &mut self.told[*known];
            if known.kind == FaultWord::Unreferenced {
                // That nothing needs a file must not hide that it is broken.
                let before = (known.kind, known.part);
                (known.kind, known.part, known.detail) = (fault.kind, fault.part, fault.detail);
                self.numbers.entry((known.kind, known.part)).or_default().told += 1;
                self.numbers.entry(before).or_default().told -= 1;
            }
            known.snapshots.extend(fault.snapshots);
            known.paths.extend(fault.paths);
            return;
        }
        let number = self.numbers.entry((fault.kind, fault.part)).or_default();
        if fault.unnamed > 0 || number.told >= self.most {
            number.untold += fault.unnamed.max(1);
            return;
        }
        number.told += 1;
        if let Some(file) = &fault.file {
            self.by_file.insert(file.clone(), self.told.len());
        }
        self.told.push(fault);
    }

    /// Whether a fault names that file as broken.
    pub(crate) fn name(&self, file: &str) -> bool {
        let told = self.by_file.get(file).map(|at| &self.told[*at]);
        told.is_some_and(|fault| fault.kind != FaultWord::Unreferenced)
    }

    /// Those told so far.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &FaultLine> {
        self.told.iter()
    }

    /// All of them, the ones over the bound as a number.
    pub(crate) fn into_lines(mut self) -> Vec<FaultLine> {
        let over = self.numbers.into_iter().filter(|(_, number)| number.untold > 0);
        self.told.extend(over.map(|((kind, part), number)| of_many(kind, part, number.untold)));
        self.told
    }
}

fn word(kind: FaultWord) -> &'static str {
    match kind {
        FaultWord::Altered => "altered",
        FaultWord::Truncated => "too short",
        FaultWord::Missing => "missing",
        FaultWord::Swapped => "under a wrong name",
        FaultWord::Inconsistent => "inconsistent",
        FaultWord::Sealed => "sealed",
        FaultWord::Refused => "refused",
        FaultWord::Unreferenced => "unreferenced",
    }
}
