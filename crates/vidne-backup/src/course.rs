//! What every kind of copy has in common on the way from its listing to its line.
//!
//! It never knows a format: those say what belongs to a copy and what makes a file right.

use std::collections::BTreeSet;

use vidne_read::lines::{
    AllWord, BackupLine, FaultLine, FaultWord, PartWord, ProofWord, ReachWord, ReadWord, SampleLine,
};

use crate::{
    ask::{Ask, ReadMode},
    fault::{Faults, of_all, of_file},
    ledger::CopyLedger,
    look::{Look, LookError},
    place::{Found, Place, PlaceError},
    progress::{Cut, Progress, Watch},
    reading::{Examine, Reading},
    schedule,
    stock::{self, Held, Known, Survey},
};

/// One look under way.
pub(crate) struct Course<'a> {
    pub(crate) ask: &'a Ask,
    pub(crate) ledger: CopyLedger<'a>,
    /// Milliseconds of Unix time.
    began: i64,
    pub(crate) watch: Watch<'a>,
    pub(crate) progress: &'a dyn Progress,
    pub(crate) faults: Faults,
    pub(crate) line: BackupLine,
    pub(crate) cut: Option<Cut>,
}

/// Why a look ends before its end.
pub(crate) enum End {
    /// The line tells why.
    Told,
    /// It is ours.
    Failed(LookError),
}

impl<E: Into<LookError>> From<E> for End {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl<'a> Course<'a> {
    pub(crate) fn new(
        ask: &'a Ask,
        ledger: CopyLedger<'a>,
        watch: Watch<'a>,
        progress: &'a dyn Progress,
        line: BackupLine,
    ) -> Self {
        let began = jiff::Timestamp::now().as_millisecond();
        Self { ask, ledger, began, watch, progress, faults: Faults::new(ask.limits.faults), line, cut: None }
    }

    /// Everything that lies in the place.
    pub(crate) fn list(&mut self, place: &dyn Place) -> Result<Vec<Found>, End> {
        self.progress.stage("listing");
        let mut found = Vec::new();
        match place.list("", &self.ask.limits, &self.watch, &mut |one| found.push(one)) {
            Ok(()) => Ok(found),
            Err(PlaceError::TooMuch(why)) => {
                self.fault(of_all(FaultWord::Refused, PartWord::Other, why.clone()));
                self.end(PlaceError::TooMuch(why)).map(|()| Vec::new())
            }
            Err(error) => self.end(error).map(|()| Vec::new()),
        }
    }

    /// Says that no such repository stands there.
    pub(crate) fn no_repository<T>(&mut self, why: String) -> Result<T, End> {
        match self.end(PlaceError::NotThere(why)) {
            Err(end) => Err(end),
            Ok(()) => Err(End::Told),
        }
    }

    /// Takes a fault in, and tells whoever watches at once.
    pub(crate) fn fault(&mut self, fault: FaultLine) {
        self.progress.fault(fault.file.as_deref(), &fault.detail);
        self.faults.take(fault);
    }

    /// Lays the files beside the ledger.
    pub(crate) fn survey(&mut self, files: Vec<Held>, proof: ProofWord) -> Result<Survey, End> {
        let remembered = self.ledger.repository()?;
        let is_another = match (&remembered, &self.line.repository) {
            (Some(before), Some(now)) => before != now,
            _ => false,
        };
        self.line.proof = proof;
        let refused = self.faults.iter().filter(|fault| fault.kind == FaultWord::Refused);
        let odd: Vec<String> = refused.filter_map(|fault| fault.file.clone()).collect();
        Ok(stock::survey(files, &self.ledger, proof, &odd, is_another)?)
    }

    /// Tells files that are shorter than they were, without reading them.
    pub(crate) fn judge_sizes(&mut self, survey: &Survey) {
        for held in &survey.files {
            if let Some(from) = held.shrunk_from() {
                let detail = format!(
                    "it has {} bytes and had {from} before: {} are lost",
                    held.bytes,
                    from - held.bytes
                );
                self.fault(of_file(FaultWord::Truncated, held.part, &held.name, detail));
            }
        }
    }

    /// Reads what is to be read. `is_readable`: what this kind of copy can prove by reading.
    pub(crate) fn read(
        &mut self,
        place: &dyn Place,
        survey: &mut Survey,
        examine: &dyn Examine,
        is_readable: &dyn Fn(&Held) -> bool,
    ) -> Result<(), End> {
        let order = self.order(survey, is_readable);
        self.progress.stage("reading");
        let (files, proof) = (&survey.files, self.line.proof);
        let workers = self.workers();
        let reading = Reading { place, files, order: &order, examine, workers, watch: &self.watch };
        let (ledger, began) = (&self.ledger, self.began);
        let mut keep = |sound: &[usize]| match sound {
            [] => Ok(()),
            sound => ledger.note(sound.iter().map(|index| &files[*index]), proof, began),
        };
        let outcome = reading.run(self.progress, &mut keep)?;
        for fault in outcome.broken {
            self.fault(fault);
        }
        if let Some(cut) = outcome.cut {
            // The largest are read first: what was read of a sample until then is no uniform draw.
            self.line.sample = None;
            self.cut.get_or_insert(cut);
        }
        self.tell_reads(survey, &outcome.sound);
        forget_vanished(survey, &outcome.vanished);
        Ok(())
    }

    /// How many files are read at once.
    pub(crate) fn workers(&self) -> usize {
        match self.ask.workers {
            0 => std::thread::available_parallelism().map_or(1, usize::from),
            some => some,
        }
    }

    /// Says that the look could not be brought to its end, unless something worse was said before.
    pub(crate) fn could_not_complete(&mut self, why: String) {
        if self.line.reach == ReachWord::Reached {
            self.line.reach = ReachWord::CouldNotComplete(why);
        }
    }

    fn order(&mut self, survey: &Survey, is_readable: &dyn Fn(&Held) -> bool) -> Vec<usize> {
        let is_taken =
            |held: &Held| is_readable(held) && held.is_to_be_read() && !self.faults.name(&held.name);
        let files = &survey.files;
        match self.ask.read {
            ReadMode::Nothing => Vec::new(),
            ReadMode::Rolling => schedule::plan(files, self.ask.byte_budget, &is_taken),
            ReadMode::All => schedule::plan(files, None, &is_taken),
            ReadMode::Sample { files: draw } => {
                let (mut order, of) = schedule::sampled(files, draw, &self.ask.seed);
                let seed = self.ask.seed.iter().map(|byte| format!("{byte:02x}")).collect();
                self.line.sample = Some(SampleLine { of, drawn: draw.min(of), seed });
                order.retain(|index| is_taken(&files[*index]));
                order
            }
        }
    }

    fn tell_reads(&mut self, survey: &Survey, sound: &[usize]) {
        let pending = survey.files.iter().filter(|held| held.is_pending && !self.faults.name(&held.name));
        let mut read: BTreeSet<&str> = pending.map(|held| &*held.name).collect();
        read.extend(sound.iter().map(|index| &*survey.files[*index].name));
        let is_all =
            survey.files.iter().all(|held| read.contains(&*held.name) || self.faults.name(&held.name));
        // "All" is all that is remembered, too.
        self.line.read = if is_all && survey.unseen.is_empty() && !read.is_empty() {
            ReadWord::All(AllWord::All)
        } else {
            ReadWord::Files(read.into_iter().map(str::to_owned).collect())
        };
    }

    /// Puts the stock into the line.
    pub(crate) fn tell_stock(&mut self, survey: Survey) {
        let mut stock = survey.stock;
        stock.files = (survey.files.len() + survey.unseen.len()) as u64;
        stock.bytes = survey.files.iter().map(|held| held.bytes).chain(survey.unseen.into_values()).sum();
        let added = survey.files.into_iter().filter(|held| held.is_added);
        stock.added = added.map(|held| (held.name.into_string(), held.bytes)).collect();
        self.line.stock = Some(stock);
    }

    /// Adds a tool to those that looked.
    pub(crate) fn with(&mut self, tool: &str) {
        if !self.line.tool.contains(tool) {
            self.line.tool = format!("{} with {tool}", self.line.tool);
        }
    }

    pub(crate) fn into_look(self) -> Look {
        let mut line = self.line;
        line.faults = self.faults.into_lines();
        Look { line, cut: self.cut }
    }
}

/// What went away while it was to be read was pruned just then: it is not in stock.
fn forget_vanished(survey: &mut Survey, vanished: &[usize]) {
    if vanished.is_empty() {
        return;
    }
    let mut index = 0;
    let (files, stock) = (&mut survey.files, &mut survey.stock);
    files.retain(|held| {
        index += 1;
        let is_here = !vanished.contains(&(index - 1));
        let was_told = held.known != Known::New;
        if !is_here && was_told {
            stock.gone.insert(held.name.to_string());
        }
        is_here
    });
}
