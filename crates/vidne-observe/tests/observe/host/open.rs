//! Files that real programs have open.

use std::{
    ffi::OsStr,
    fs::{self, File, Permissions},
    os::unix::{
        ffi::OsStrExt,
        fs::{PermissionsExt, symlink},
        process::CommandExt,
    },
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use super::{Machine, ask, opened, without_rights};

/// A program that does nothing until it is dropped.
struct Running(Child);

impl Running {
    fn start(command: &mut Command) -> Self {
        Self(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
    }

    /// A program that reads a file and never gets further.
    fn holding(path: &Path) -> Self {
        Self::start(Command::new("sleep").arg("600").stdin(File::open(path).unwrap()))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

fn pair(path: &str, by: &str) -> (String, String) {
    (path.to_owned(), by.to_owned())
}

#[test]
fn a_file_that_a_program_has_open_is_told_with_the_program() {
    let machine = Machine::new();
    let path = machine.write("srv/ca/db", "");
    machine.write("srv/ca/closed", "");
    let _child = Running::holding(&path);
    assert_eq!(opened(machine.ask(), &["/srv/ca"]).0, [pair("/srv/ca/db", "sleep")]);
    // On the machine itself, by its full path.
    let folder = machine.root.path().canonicalize().unwrap();
    let told = opened(ask(Path::new("/")), &[folder.to_str().unwrap()]).0;
    assert_eq!(told, [(folder.join("srv/ca/db").to_str().unwrap().to_owned(), "sleep".to_owned())]);
}

#[test]
fn a_file_that_a_program_has_mapped_is_told() {
    let machine = Machine::new();
    for name in ["bin/holder", "bin/two\nlines"] {
        machine.write(name, fs::read("/bin/sleep").unwrap());
        fs::set_permissions(machine.path(name), Permissions::from_mode(0o755)).unwrap();
    }
    let _one = Running::start(Command::new(machine.path("bin/holder")).arg("600"));
    let _two = Running::start(Command::new(machine.path("bin/two\nlines")).arg("600"));
    let told = opened(machine.ask(), &["/bin"]).0;
    assert_eq!(told, [pair("/bin/holder", "holder"), pair("/bin/two\\x0alines", "two\\x0alines")]);
}

#[test]
fn a_file_that_is_gone_is_left_out_and_one_that_is_only_called_so_is_not() {
    let machine = Machine::new();
    let gone = machine.write("srv/gone", "");
    let named = machine.write("srv/kept (deleted)", "");
    let _children = [Running::holding(&gone), Running::holding(&named)];
    fs::remove_file(gone).unwrap();
    assert_eq!(opened(machine.ask(), &["/srv"]).0, [pair("/srv/kept (deleted)", "sleep")]);
}

#[test]
fn only_files_below_the_folders_that_were_asked_for_are_told() {
    let machine = Machine::new();
    let _children = ["srv/ca/a", "srv/cab/b", "srv/c"].map(|path| Running::holding(&machine.write(path, "")));
    let paths =
        |below: &[&str]| opened(machine.ask(), below).0.into_iter().map(|(path, _)| path).collect::<Vec<_>>();
    assert_eq!(paths(&["/srv/ca/"]), ["/srv/ca/a"]);
    assert_eq!(paths(&["/srv/c", "/srv/cab"]), ["/srv/c", "/srv/cab/b"]);
    assert_eq!(paths(&[]), ["/srv/c", "/srv/ca/a", "/srv/cab/b"]);
}

#[test]
fn a_folder_that_is_a_link_is_followed_to_where_the_files_are() {
    let machine = Machine::new();
    let _child = Running::holding(&machine.write("data/ca/db", ""));
    symlink("/data/ca", machine.path("ca")).unwrap();
    assert_eq!(opened(machine.ask(), &["/ca"]).0, [pair("/data/ca/db", "sleep")]);
}

#[test]
fn a_name_that_is_no_text_is_written_out() {
    let machine = Machine::new();
    let path = machine.path("").join(OsStr::from_bytes(b"n\xff\x1b[2J"));
    fs::write(&path, "").unwrap();
    let _child = Running::holding(&path);
    assert_eq!(opened(machine.ask(), &["/"]).0, [pair("/n\\xff\\x1b[2J", "sleep")]);
}

#[test]
fn our_own_files_and_what_is_no_regular_file_are_left_out() {
    let machine = Machine::new();
    let _ours = File::open(machine.write("srv/ours", "")).unwrap();
    fs::create_dir(machine.path("srv/folder")).unwrap();
    let _child = Running::holding(&machine.path("srv/folder"));
    assert_eq!(opened(machine.ask(), &["/srv"]).0, []);
}

#[test]
fn a_file_in_a_container_is_told_where_the_machine_has_it() {
    let machine = Machine::new();
    machine.write("volumes/pg/base", "");
    machine.write("inside/base", "");
    let script = r#"mount --bind "$1/volumes/pg" "$1/inside" && mount -t tmpfs none "$1/volumes" && cd / && exec sleep 600 < "$1/inside/base""#;
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", script, "sh"]);
    let mut child = Running::start(command.arg(machine.root.path().canonicalize().unwrap()));
    let name = format!("/proc/{}/comm", child.0.id());
    while fs::read_to_string(&name).unwrap() != "sleep\n" {
        let ended = child.0.try_wait().unwrap();
        assert_eq!(
            ended, None,
            "no view of its own: allow user namespaces with `sysctl user.max_user_namespaces=1000`"
        );
        thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(opened(machine.ask(), &["/"]).0, [pair("/volumes/pg/base", "sleep")]);
}

#[test]
fn programs_that_keep_themselves_closed_are_counted() {
    let machine = Machine::new();
    fs::set_permissions(machine.root.path(), Permissions::from_mode(0o755)).unwrap();
    let mut command = Command::new("sleep");
    command.arg("600").stdin(File::open(machine.write("srv/db", "")).unwrap());
    if rustix::process::geteuid().is_root() {
        command.uid(65534);
    }
    let _child = Running::start(&mut command);
    let (files, hidden, seen) = without_rights(|| opened(machine.ask(), &["/srv"]));
    assert!(hidden > 0, "{files:?}");
    assert!(seen.remarks.iter().any(|remark| remark.contains("CAP_SYS_PTRACE")), "{:?}", seen.remarks);
}
