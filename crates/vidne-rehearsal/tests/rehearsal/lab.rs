//! A laboratory: real repositories of a machine that is nothing but a folder.

use std::{cell::RefCell, fs, process::Command};

use vidne_rehearsal::{Lab, LabError};

const SMALL: &str = r#"
password = "only for practice"
[[file]]
path = "etc/app.conf"
text = "a = 1"
[[file]]
path = "srv/data.bin"
bytes = 100_000
[[restic]]
at = "first/restic"
paths = ["etc", "srv"]
host = "machine"
format = 1
snapshots = 2
[[tar]]
at = "tar"
paths = ["etc"]
host = "machine"
[[mirror]]
of = "first/restic"
at = "second/restic"
"#;

#[test]
fn it_is_built_once_by_the_real_tools_and_then_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("lab.toml"), SMALL).expect("a description");
    let lab = Lab::read(folder.path()).expect("it is described well");
    lab.build(&|_| ()).unwrap_or_else(|error| panic!("{error}"));
    let listed = Command::new("restic")
        .args(["--no-cache", "--no-lock", "--json", "snapshots", "--repo"])
        .arg(lab.work().join("second/restic"))
        .arg("--password-file")
        .arg(lab.work().join("password"))
        .output()
        .expect("apt-get install restic");
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    assert_eq!(listed.matches("\"hostname\":\"machine\"").count(), 2, "{listed}");
    let sums = fs::read_to_string(lab.work().join("tar/SHA256SUMS")).expect("a list of hashes");
    assert!(sums.ends_with("  machine.tar.gz\n"), "{sums}");

    let key =
        fs::read_dir(lab.work().join("first/restic/keys")).expect("keys").flatten().next().expect("a key");
    fs::remove_file(key.path()).expect("a fault is planted");
    let said = RefCell::new(Vec::new());
    lab.build(&|step| said.borrow_mut().push(step.to_owned())).expect("it stands");
    assert!(!key.path().exists(), "a fault that somebody planted stays");
    assert!(said.borrow().iter().any(|step| step.contains("remove that folder")), "{said:?}");
}

#[test]
fn what_an_interrupted_build_left_is_built_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let only_tar = "password = \"p\"\n[[file]]\npath = \"etc/a\"\ntext = \"a\"\n[[tar]]\nat = \"tar\"\npaths = [\"etc\"]\nhost = \"m\"\n";
    fs::write(folder.path().join("lab.toml"), only_tar).expect("a description");
    let lab = Lab::read(folder.path()).expect("it is described well");
    fs::create_dir_all(lab.work().join("tar")).expect("a folder");
    fs::write(lab.work().join("tar/half"), "half").expect("a file");
    lab.build(&|_| ()).unwrap_or_else(|error| panic!("{error}"));
    assert!(!lab.work().join("tar/half").exists());
    assert!(lab.work().join("tar/m.tar.gz").exists());
}

#[test]
fn a_description_that_leads_out_of_the_folder_is_refused_with_its_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = SMALL.replace("second/restic", "../second");
    fs::write(folder.path().join("lab.toml"), out).expect("a description");
    let error = Lab::read(folder.path()).expect_err("it leads out");
    assert!(
        matches!(&error, LabError::Described { path, reason } if path.ends_with("lab.toml") && reason.contains("../second"))
    );
}
