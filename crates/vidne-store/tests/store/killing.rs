//! Kills a process that appends, opens what it left, and looks for what it had acknowledged.
//!
//! Shared by the tests and the example `kill_test`, which is also the process that is killed.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use vidne_evidence::Leaf;
use vidne_store::{Remembered, Store, verify};

/// The name of the logs here.
pub(crate) const ORIGIN: &str = "vidne.example/log";

/// Kills on one folder before a new one is begun.
const KILLS_PER_FOLDER: u32 = 50;

/// What was seen over all kills.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) kills: u32,
    /// Leaves that were acknowledged and were all found again.
    pub(crate) acknowledged: u64,
    /// Kills after which tiles of an unfinished append had to be cleared.
    pub(crate) cleared: u32,
    /// Kills after which a signed checkpoint had to be put in place.
    pub(crate) completed: u32,
    /// Kills after which temporary files had to be cleared.
    pub(crate) temporaries: u32,
}

/// What a process said it had appended: index and name of each leaf.
#[derive(Debug, Default, Clone)]
pub(crate) struct Acknowledged(BTreeMap<u64, String>);

impl Acknowledged {
    /// Reads `ack <first index> <count> <name>` lines; a last line that is not whole was not said.
    pub(crate) fn read(said: &str) -> Self {
        let whole = said.split_inclusive('\n').filter(|line| line.ends_with('\n'));
        let mut leaves = BTreeMap::new();
        for line in whole {
            let words: Vec<&str> = line.split_whitespace().collect();
            if let ["ack", first, count, name] = words[..] {
                let (first, count): (u64, u64) =
                    (first.parse().expect("a number"), count.parse().expect("a number"));
                leaves.extend((0..count).map(|number| (first + number, format!("{name}-{number}"))));
            }
        }
        Self(leaves)
    }

    pub(crate) fn leaves(&self) -> u64 {
        self.0.len() as u64
    }

    /// Those that are not in the log, or not where they were said to be.
    pub(crate) fn missing(&self, dir: &Path) -> Result<Vec<String>, String> {
        let evidence = Store::read(dir).map_err(|error| error.to_string())?;
        let mut missing = self.0.clone();
        for read in evidence.leaves() {
            let read = read.map_err(|error| error.to_string())?;
            let Leaf::Observation(observation) = read.leaf else { continue };
            if missing.get(&read.index) == observation.name.as_ref() {
                missing.remove(&read.index);
            }
        }
        Ok(missing.into_values().collect())
    }
}

/// Kills `program` at random moments, and checks after each kill that nothing acknowledged is missing.
pub(crate) fn kill_repeatedly(program: &Path, kills: u32, folder: &Path) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    let mut acknowledged = Acknowledged::default();
    for kill in 0..kills {
        let dir = folder.join((kill / KILLS_PER_FOLDER).to_string());
        if kill % KILLS_PER_FOLDER == 0 {
            outcome.acknowledged += acknowledged.leaves();
            acknowledged = Acknowledged::default();
            std::fs::create_dir_all(&dir).map_err(|error| error.to_string())?;
        }
        acknowledged.0.extend(append_until_killed(program, &dir)?.0);
        check(&dir, &acknowledged, &mut outcome).map_err(|reason| format!("after kill {kill}: {reason}"))?;
        outcome.kills += 1;
    }
    outcome.acknowledged += acknowledged.leaves();
    Ok(outcome)
}

fn append_until_killed(program: &Path, dir: &Path) -> Result<Acknowledged, String> {
    let mut child = Command::new(program)
        .arg("append")
        .arg(dir)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{}: {error}", program.display()))?;
    let mut out = BufReader::new(child.stdout.take().expect("it was asked for"));
    let moment = Moment::draw();
    let mut said = Vec::new();
    for _ in 0..moment.after_lines {
        out.read_until(b'\n', &mut said).map_err(|error| error.to_string())?;
    }
    thread::sleep(moment.wait);
    child.kill().and_then(|()| child.wait()).map_err(|error| error.to_string())?;
    out.read_to_end(&mut said).map_err(|error| error.to_string())?;
    Ok(Acknowledged::read(&String::from_utf8_lossy(&said)))
}

fn check(dir: &Path, acknowledged: &Acknowledged, outcome: &mut Outcome) -> Result<(), String> {
    let store = Store::open(dir, &dir.join("keys/log.key"), ORIGIN).map_err(|error| format!("{error:?}"))?;
    let recovered = store.recovered();
    drop(store);
    outcome.cleared += u32::from(recovered.cleared_tiles > 0);
    outcome.completed += u32::from(recovered.completed_leaves > 0);
    outcome.temporaries += u32::from(recovered.cleared_temporaries > 0);
    let report = verify(dir, &Remembered::default()).map_err(|error| error.to_string())?;
    if !report.is_intact() {
        return Err(format!("the log does not verify: {:#?}", report.problems));
    }
    let missing = acknowledged.missing(dir)?;
    if missing.is_empty() { Ok(()) } else { Err(format!("acknowledged and missing: {missing:?}")) }
}

/// When to kill.
struct Moment {
    /// Counted from this line on: the first says that the log is open, the others acknowledge. Time alone would mean something else
    /// on every machine.
    after_lines: u32,
    wait: Duration,
}

impl Moment {
    /// After up to seven lines up to 20 ms; after none, the kill hits the start and the opening itself.
    fn draw() -> Self {
        let mut bytes = [0; 8];
        getrandom::fill(&mut bytes).expect("the system has random numbers");
        let [low, high] =
            [0, 4].map(|at| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]));
        Self { after_lines: low % 8, wait: Duration::from_micros(u64::from(high % 20_000)) }
    }
}
