//! The host observer, on the machine that the tests run on: real files, real programs, real mounts.

mod certificate;
mod fake;
mod item;
mod mount;
mod open;
mod storage;

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use rustix::thread::{CapabilitySet, CapabilitySets, capabilities, set_capabilities};
use tempfile::TempDir;
use vidne_model::id::ExhibitId;
use vidne_model::observed::{ItemState, OpenFiles};
use vidne_observe::host::{
    Ask, HostSeen, ItemAsk, OpenFilesAsk, OpenSeen, PresentSeen, StateSeen, line, look,
};
use vidne_read::lines::HostLine;

/// A folder that is a machine's root.
struct Machine {
    root: TempDir,
}

impl Machine {
    fn new() -> Self {
        Self { root: tempfile::tempdir().unwrap() }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(path.trim_start_matches('/'))
    }

    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    fn ask(&self) -> Ask {
        ask(self.root.path())
    }

    fn item(&self, path: &str, certificate: Option<&str>) -> (StateSeen, Vec<String>) {
        item(self.ask(), path, certificate)
    }

    fn present(&self, path: &str, certificate: Option<&str>) -> PresentSeen {
        present(self.item(path, certificate).0)
    }
}

fn ask(root: &Path) -> Ask {
    Ask {
        host: "ica03-prod".to_owned(),
        items: Vec::new(),
        storages: Vec::new(),
        open_files: OpenFilesAsk::LeaveOut,
        root: root.to_owned(),
        proc: PathBuf::from("/proc"),
        patience: Duration::from_mins(1),
    }
}

fn item(mut ask: Ask, path: &str, certificate: Option<&str>) -> (StateSeen, Vec<String>) {
    ask.items = vec![ItemAsk { path: path.to_owned(), certificate: certificate.map(ToOwned::to_owned) }];
    let mut seen = look(&ask);
    assert_eq!(seen.items[0].path, path);
    (seen.items.remove(0).state, seen.remarks)
}

fn present(state: StateSeen) -> PresentSeen {
    match state {
        StateSeen::Present(present) => present,
        other => panic!("{other:?}"),
    }
}

/// The files below a folder that programs have open, with the programs.
fn opened(mut ask: Ask, below: &[&str]) -> (Vec<(String, String)>, u32, HostSeen) {
    let below = below.iter().map(|folder| (*folder).to_owned()).collect();
    ask.open_files = OpenFilesAsk::Look { below };
    let seen = look(&ask);
    let OpenSeen::Seen { files, hidden_programs } = seen.open.clone() else { panic!("{:?}", seen.remarks) };
    (files.into_iter().map(|file| (file.path, file.by)).collect(), hidden_programs, seen)
}

/// Does something as somebody who may not look everywhere, even where the tests run as root.
fn without_rights<T: Send>(act: impl FnOnce() -> T + Send) -> T {
    let drop = || {
        let had = capabilities(None).unwrap();
        let gone = CapabilitySet::DAC_OVERRIDE | CapabilitySet::DAC_READ_SEARCH | CapabilitySet::SYS_PTRACE;
        let left = CapabilitySets { effective: had.effective - gone, ..had };
        set_capabilities(None, left).unwrap();
        act()
    };
    thread::scope(|scope| scope.spawn(drop).join().unwrap())
}

#[test]
fn a_look_is_told_as_a_line_that_reads_back_to_the_same_facts() {
    let machine = Machine::new();
    machine.write("etc/machine-id", "0123456789abcdef0123456789abcdef\n");
    machine.write("etc/hostname", "ica03\n");
    machine.write("etc/ca/key", "secret");
    let mut ask = machine.ask();
    ask.items = ["/etc/ca/key", "/etc/ca/gone"]
        .map(|path| ItemAsk { path: path.to_owned(), certificate: None })
        .to_vec();
    ask.storages = vec!["/etc".to_owned()];
    let seen = look(&ask);
    let text = line(&seen);
    assert!(!text.contains("0123456789abcdef") && !text.contains("\"secret"), "{text}");

    let read = serde_json::from_str::<HostLine>(&text).unwrap().into_look(ExhibitId([7; 32]));
    assert_eq!((read.at, read.host.to_string(), &*read.name), (seen.at, "ica03-prod".to_owned(), "ica03"));
    // printf 'vidne machine0123456789abcdef0123456789abcdef' | sha256sum
    assert_eq!(read.machine.as_deref(), Some(MACHINE));
    assert_eq!(read.machine, seen.machine);
    assert!(read.tool.starts_with("vidne "));
    let ItemState::Present { bytes: 6, sha256, .. } = &read.items[0].state else {
        panic!("{:?}", read.items)
    };
    assert_eq!(sha256.unwrap().to_string(), present(seen.items[0].state.clone()).sha256.unwrap());
    assert_eq!(read.items[1].state, ItemState::Absent);
    assert_eq!(read.storages[0].device, seen.storages[0].device);
    assert_eq!(read.open, OpenFiles::NotLooked);
}

#[test]
fn a_machine_without_an_id_or_a_name_tells_none() {
    let machine = Machine::new();
    assert_eq!((look(&machine.ask()).machine, look(&machine.ask()).name), (None, String::new()));
    machine.write("etc/machine-id", "uninitialized\n");
    assert_eq!(look(&machine.ask()).machine, None);
}

#[test]
fn this_machine_says_its_own_name() {
    let told = fs::read_to_string("/proc/sys/kernel/hostname").unwrap();
    assert_eq!(look(&ask(Path::new("/"))).name, told.trim());
}

const MACHINE: &str = "49137e33fbc5ae94accf1b0e1a77b4666b381da32e7ef2325386c4049136529c";
