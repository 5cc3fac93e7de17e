//! Folders that look like `/proc` and are not: what the real one does not show on demand.

use std::{fs, os::unix::fs::symlink, path::Path};

use vidne_observe::host::{OpenFilesAsk, OpenSeen, look};

use super::{Machine, opened};

/// Gives a program an open file and nothing mapped.
fn program(machine: &Machine, number: u32, file: &Path) {
    let folder = machine.path(&format!("proc/{number}"));
    fs::create_dir_all(folder.join("fd")).unwrap();
    symlink(file, folder.join("fd/3")).unwrap();
    fs::write(folder.join("maps"), "").unwrap();
    fs::write(folder.join("stat"), format!("{number} (program) S 1 1 1 0 -1 4194304 0 0\n")).unwrap();
    fs::write(folder.join("comm"), format!("program-{number}\n")).unwrap();
}

fn paths(machine: &Machine) -> (Vec<String>, u32) {
    let mut ask = machine.ask();
    ask.proc = machine.path("proc");
    let (files, hidden, _) = opened(ask, &["/srv"]);
    (files.into_iter().map(|(path, by)| format!("{path} {by}")).collect(), hidden)
}

#[test]
fn each_program_that_cannot_be_looked_at_counts_once_and_one_that_ends_does_not() {
    let machine = Machine::new();
    let file = machine.write("srv/db", "");
    for number in [1, 20, 30, 40] {
        program(&machine, number, &file.canonicalize().unwrap());
    }
    program(&machine, 50, &file);
    // Twenty keeps its files closed, thirty what it has mapped. Forty ends while it is looked at, and fifty has just ended: the
    // kernel refuses its files then as it does those of others.
    fs::remove_dir_all(machine.path("proc/20/fd")).unwrap();
    symlink("fd", machine.path("proc/20/fd")).unwrap();
    fs::remove_file(machine.path("proc/30/maps")).unwrap();
    symlink("maps", machine.path("proc/30/maps")).unwrap();
    fs::remove_dir_all(machine.path("proc/40/fd")).unwrap();
    fs::remove_dir_all(machine.path("proc/50/fd")).unwrap();
    symlink("fd", machine.path("proc/50/fd")).unwrap();
    fs::remove_file(machine.path("proc/50/stat")).unwrap();
    assert_eq!(paths(&machine), (vec!["/srv/db program-1".to_owned(), "/srv/db program-30".to_owned()], 2));
}

#[test]
fn where_the_first_program_is_not_listed_others_are_hidden() {
    let machine = Machine::new();
    let file = machine.write("srv/db", "");
    program(&machine, 20, &file.canonicalize().unwrap());
    assert_eq!(paths(&machine), (vec!["/srv/db program-20".to_owned()], 1));
}

#[test]
fn the_kernels_own_threads_are_no_hidden_programs() {
    let machine = Machine::new();
    program(&machine, 1, Path::new("/gone"));
    fs::create_dir_all(machine.path("proc/2")).unwrap();
    symlink("fd", machine.path("proc/2/fd")).unwrap();
    fs::write(machine.path("proc/2/stat"), "2 (kthreadd) S 0 0 0 0 -1 2129984 0 0\n").unwrap();
    assert_eq!(paths(&machine), (Vec::new(), 0));
}

#[test]
fn without_programs_nobody_looked() {
    let machine = Machine::new();
    let mut ask = machine.ask();
    ask.proc = machine.path("gone");
    ask.open_files = OpenFilesAsk::Look { below: Vec::new() };
    let seen = look(&ask);
    assert_eq!(seen.open, OpenSeen::NotLooked);
    assert!(seen.remarks[0].contains("mount /proc"), "{:?}", seen.remarks);
}

#[test]
fn a_program_that_holds_one_file_a_thousand_times_tells_it_once() {
    let machine = Machine::new();
    let file = machine.write("srv/db", "").canonicalize().unwrap();
    program(&machine, 1, &file);
    for number in 10..1010 {
        symlink(&file, machine.path(&format!("proc/1/fd/{number}"))).unwrap();
    }
    assert_eq!(paths(&machine), (vec!["/srv/db program-1".to_owned()], 0));
}
