//! Where folders lie.

use std::{fs, os::unix::fs::symlink, path::Path, process::Command, time::Duration};

use rustix::fs::{CWD, FileType, Mode, mknodat};
use vidne_observe::host::{HostSeen, OpenFilesAsk, OpenSeen, look};

use super::{Machine, ask};

#[test]
fn a_folder_lies_where_the_system_says() {
    for folder in ["/", "/dev/shm", "/proc/self/fd", "/etc"] {
        let output = Command::new("stat").args(["-c", "%m", folder]).output().unwrap();
        let seen = on(Path::new("/"), Path::new("/proc"), folder);
        assert_eq!(seen.storages[0].mount.as_deref(), Some(String::from_utf8(output.stdout).unwrap().trim()));
        assert!(seen.storages[0].device.is_some(), "{seen:?}");
    }
}

#[test]
fn a_bind_mount_is_named_and_a_link_is_followed_to_where_the_data_are() {
    let machine = Machine::new();
    fs::create_dir_all(machine.path("data disk/ca/db")).unwrap();
    fs::create_dir_all(machine.path("proc/self")).unwrap();
    symlink("/data disk/ca", machine.path("ca")).unwrap();
    let root = machine.root.path().canonicalize().unwrap();
    let root = root.to_str().unwrap();
    let mounts = format!(
        "27 1 254:0 / / rw - ext4 /dev/vda rw\nnonsense\n\
         30 27 8:1 /srv/ca {root}/data\\040disk/ca rw,relatime shared:1 master:2 - xfs /dev/mapper/vg-ca rw\n"
    );
    machine.write("proc/self/mountinfo", mounts);
    let proc = machine.path("proc");
    let told = |folder| on(machine.root.path(), &proc, folder).storages.remove(0);
    let bound = told("/ca/db");
    assert_eq!(bound.mount.as_deref(), Some("/data disk/ca"));
    assert_eq!(bound.device.as_deref(), Some("/dev/mapper/vg-ca[/srv/ca]"));
    let plain = told("/data disk");
    assert_eq!((plain.mount.as_deref(), plain.device.as_deref()), (Some("/"), Some("/dev/vda")));
}

#[test]
fn a_folder_that_is_not_there_lies_nowhere_and_says_so() {
    let seen = on(Path::new("/"), Path::new("/proc"), "/not/there");
    assert_eq!((&seen.storages[0].mount, &seen.storages[0].device), (&None, &None));
    assert!(seen.remarks[0].starts_with("/not/there: "), "{:?}", seen.remarks);
}

#[test]
fn what_never_answers_costs_itself_alone() {
    let machine = Machine::new();
    fs::create_dir_all(machine.path("proc/self")).unwrap();
    // Whoever opens a pipe that nobody writes to waits for ever, as for a file system whose server is gone.
    let pipe = machine.path("proc/self/mountinfo");
    mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    let mut ask = ask(machine.root.path());
    ask.proc = machine.path("proc");
    ask.storages = vec!["/".to_owned()];
    ask.open_files = OpenFilesAsk::Look { below: Vec::new() };
    ask.patience = Duration::from_millis(20);
    let seen = look(&ask);
    assert_eq!((&seen.storages[0].mount, &seen.open), (&None, &OpenSeen::NotLooked));
    assert_eq!(seen.remarks.len(), 2);
    assert!(seen.remarks.iter().all(|remark| remark.contains("did not answer")), "{:?}", seen.remarks);
}

fn on(root: &Path, proc: &Path, folder: &str) -> HostSeen {
    let mut ask = ask(root);
    proc.clone_into(&mut ask.proc);
    ask.storages = vec![folder.to_owned()];
    look(&ask)
}
