//! Looks at a folder once and writes the name of every file that was read down, before the ledger learns of it.
//!
//! `look_once LEDGER FOLDER LOG LAST`. It never tells the ledger of its look: it is there to be killed.

use std::{
    error::Error,
    fs::{File, OpenOptions},
    io::Write,
    path::Path,
    time::Duration,
};

use vidne_backup::{
    Ask, Contents, Ledger, Limits, Progress, ReadMode, SemanticMode, Stop, Tool, Worker, look,
};

struct Log(File);

impl Progress for Log {
    fn file(&self, name: &str) {
        // One write, so that a line is there whole or not at all; a kill does not lose what the system has.
        (&self.0).write_all(format!("{name}\n").as_bytes()).expect("the log can be written");
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [ledger, folder, log, last] = &*arguments else { return Err("LEDGER FOLDER LOG LAST".into()) };
    let ledger = Ledger::open(Path::new(ledger))?.ledger;
    let log = Log(OpenOptions::new().create(true).append(true).open(log)?);
    let ask = Ask {
        backup: "nightly".into(),
        copy: "first".into(),
        tool: Tool::Folder,
        location: folder.clone(),
        key: None,
        stanza: None,
        byte_budget: None,
        read: ReadMode::Rolling,
        hosts: Vec::new(),
        contents: Contents::LeaveOut,
        semantic: SemanticMode::LeaveOut,
        deadline: Duration::from_mins(10),
        seed: [0; 32],
        last: Some(last.parse()?),
        workers: 2,
        worker: Worker { program: std::env::current_exe()?, arguments: Vec::new() },
        ssh: Vec::new(),
        limits: Limits::default(),
    };
    look(&ask, &ledger, &log, &Stop::default())?;
    Ok(())
}
