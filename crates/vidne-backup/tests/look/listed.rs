//! Plain folders and folders of tar archives.

use std::fs;

use vidne_backup::Tool;
use vidne_read::lines::{FaultWord, ListWord, PartWord, ProofWord, ReachWord};

use crate::lab::{Lab, files, flip, is_all, names, only, picture};

fn list_of(lab: &Lab, folder: &str) {
    let script = format!(
        "cd '{}' && find . -type f ! -name SHA256SUMS | xargs sha256sum > SHA256SUMS",
        lab.path(folder).display()
    );
    lab.run("sh", &["-c", &script]);
}

#[test]
fn a_folder_is_proved_by_the_list_beside_it() {
    let mut lab = Lab::new();
    lab.source("copy/2024-05-01", 5, 10_000);
    lab.source("copy/2024-05-02", 6, 10_000);
    list_of(&lab, "copy/2024-05-01");
    list_of(&lab, "copy/2024-05-02");
    let path = lab.path("copy");
    let at = path.to_str().unwrap();
    let before = picture(&path);
    let line = lab.look(&lab.ask(Tool::Folder, at));
    assert!(line.faults.is_empty() && is_all(&line), "{line:#?}");
    assert_eq!((line.proof, &line.list), (ProofWord::ListedHash, &ListWord::Whole));
    assert_eq!(line.snapshots[1].id, "2024-05-02");
    assert_eq!(line.snapshots[1].time.unwrap().to_string(), "2024-05-02T00:00:00Z");
    assert!(line.contents[0].paths.contains("/d0/f0") && line.contents[0].paths.contains("/d0"));
    assert_eq!(before, picture(&path));
    let file = files(&path, "2024-05-02/d0").remove(0);
    flip(&path.join(&file));
    assert_eq!(
        only(&lab.look(&lab.ask(Tool::Folder, at)), FaultWord::Altered, PartWord::Data).file.as_deref(),
        Some(&*file)
    );
    fs::remove_file(path.join(&file)).unwrap();
    for _ in 0..2 {
        let line = lab.look(&lab.ask(Tool::Folder, at));
        assert_eq!(only(&line, FaultWord::Missing, PartWord::Data).file.as_deref(), Some(&*file));
    }
}

#[test]
fn files_put_in_each_others_place_are_recognised() {
    let lab = Lab::new();
    let path = lab.source("copy", 6, 10_000);
    list_of(&lab, "copy");
    fs::rename(path.join("d0/f0"), path.join("aside")).unwrap();
    fs::rename(path.join("d1/f1"), path.join("d0/f0")).unwrap();
    fs::rename(path.join("aside"), path.join("d1/f1")).unwrap();
    let line = lab.glance(&lab.ask(Tool::Folder, path.to_str().unwrap())).line;
    assert_eq!(line.faults.len(), 2);
    assert!(line.faults.iter().all(|fault| fault.kind == FaultWord::Swapped), "{:#?}", line.faults);
}

#[test]
fn without_a_list_only_sizes_are_known() {
    let mut lab = Lab::new();
    let path = lab.source("copy", 4, 1000);
    let line = lab.look(&lab.ask(Tool::Folder, path.to_str().unwrap()));
    assert!(line.faults.is_empty() && is_all(&line));
    assert_eq!(line.proof, ProofWord::SizeOnly);
    assert_eq!((line.snapshots.len(), &*line.snapshots[0].id), (1, "."));
    assert!(line.snapshots[0].arrived.is_some() && line.snapshots[0].time.is_none());
}

#[test]
fn a_file_in_no_list_is_named_and_never_called_read() {
    let lab = Lab::new();
    let path = lab.source("copy", 4, 1000);
    list_of(&lab, "copy");
    fs::write(path.join("SHA256SUMS.asc"), "a signature").unwrap();
    let line = lab.glance(&lab.ask(Tool::Folder, path.to_str().unwrap())).line;
    assert!(line.faults.is_empty(), "what comes with a list is no stranger: {:#?}", line.faults);
    fs::remove_file(path.join("SHA256SUMS.asc")).unwrap();
    fs::write(path.join("stranger"), "x").unwrap();
    let line = lab.glance(&lab.ask(Tool::Folder, path.to_str().unwrap())).line;
    let fault = only(&line, FaultWord::Unreferenced, PartWord::Data);
    assert_eq!(fault.file.as_deref(), Some("stranger"));
    assert!(!names(&line).contains(&"stranger".to_owned()));
    assert_eq!(line.stock.unwrap().files, 6);
}

#[test]
fn a_list_that_vanished_is_missing_until_another_names_its_files() {
    let mut lab = Lab::new();
    let path = lab.source("copy", 4, 1000);
    let at = path.to_str().unwrap();
    list_of(&lab, "copy");
    lab.look(&lab.ask(Tool::Folder, at));
    fs::rename(path.join("SHA256SUMS"), lab.path("aside")).unwrap();
    for _ in 0..2 {
        let line = lab.look(&lab.ask(Tool::Folder, at));
        assert_eq!(
            only(&line, FaultWord::Missing, PartWord::Index).file.as_deref(),
            Some("SHA256SUMS"),
            "{line:#?}"
        );
    }
    lab.run("sh", &["-c", &format!("cd '{at}' && sha512sum d*/* > SHA512SUMS")]);
    let line = lab.look(&lab.ask(Tool::Folder, at));
    assert!(line.faults.is_empty() && is_all(&line), "{line:#?}");
}

#[test]
fn a_list_goes_with_the_files_that_it_names() {
    let mut lab = Lab::new();
    for day in ["2024-05-01", "2024-05-02"] {
        lab.source(&format!("copy/{day}"), 3, 1000);
        list_of(&lab, &format!("copy/{day}"));
    }
    for name in ["one.tar", "two.tar"] {
        fs::write(lab.path("copy").join(name), name).unwrap();
        let script = format!("cd '{}' && sha256sum {name} > {name}.sha256", lab.path("copy").display());
        lab.run("sh", &["-c", &script]);
    }
    let path = lab.path("copy");
    let at = path.to_str().unwrap();
    lab.look(&lab.ask(Tool::Folder, at));
    fs::remove_dir_all(path.join("2024-05-01")).unwrap();
    fs::remove_file(path.join("one.tar")).unwrap();
    fs::remove_file(path.join("one.tar.sha256")).unwrap();
    for _ in 0..2 {
        let line = lab.look(&lab.ask(Tool::Folder, at));
        assert!(line.faults.is_empty(), "{:#?}", line.faults);
    }
    fs::remove_file(path.join("two.tar.sha256")).unwrap();
    let line = lab.look(&lab.ask(Tool::Folder, at));
    assert_eq!(only(&line, FaultWord::Missing, PartWord::Index).file.as_deref(), Some("two.tar.sha256"));
}

#[test]
fn a_file_that_its_list_names_no_longer_is_proved_by_nothing() {
    let mut lab = Lab::new();
    let path = lab.source("copy", 4, 1000);
    let at = path.to_str().unwrap();
    list_of(&lab, "copy");
    lab.look(&lab.ask(Tool::Folder, at));
    let list = fs::read_to_string(path.join("SHA256SUMS")).unwrap();
    let less: String = list.split_inclusive('\n').filter(|line| !line.contains("d0/f0")).collect();
    fs::write(path.join("SHA256SUMS"), less).unwrap();
    for _ in 0..2 {
        let line = lab.look(&lab.ask(Tool::Folder, at));
        assert_eq!(only(&line, FaultWord::Refused, PartWord::Data).file.as_deref(), Some("d0/f0"));
        assert!(!names(&line).contains(&"d0/f0".to_owned()));
    }
    fs::write(path.join("SHA256SUMS"), list).unwrap();
    let line = lab.look(&lab.ask(Tool::Folder, at));
    assert!(line.faults.is_empty() && is_all(&line), "{line:#?}");
}

#[test]
fn archives_are_snapshots_and_the_newest_of_each_series_is_listed() {
    let mut lab = Lab::new();
    let source = lab.source("source", 5, 10_000);
    fs::create_dir(lab.path("copy")).unwrap();
    for name in ["etc-2024-05-01.tar.gz", "etc-2024-05-02.tar.gz", "srv-20240501T0300.tar"] {
        let to = lab.path(&format!("copy/{name}"));
        let pack = if name.ends_with("gz") { "-czf" } else { "-cf" };
        lab.run("tar", &["-C", source.to_str().unwrap(), pack, to.to_str().unwrap(), "."]);
    }
    list_of(&lab, "copy");
    let path = lab.path("copy");
    let at = path.to_str().unwrap();
    let line = lab.look(&lab.ask(Tool::Tar, at));
    assert!(line.faults.is_empty() && is_all(&line), "{line:#?}");
    let told: Vec<_> = line.snapshots.iter().map(|snapshot| snapshot.time.unwrap().to_string()).collect();
    assert_eq!(told, ["2024-05-01T00:00:00Z", "2024-05-01T03:00:00Z", "2024-05-02T00:00:00Z"]);
    let listed: Vec<_> = line.contents.iter().map(|contents| &*contents.snapshot).collect();
    assert_eq!(listed, ["etc-2024-05-02.tar.gz", "srv-20240501T0300.tar"]);
    assert!(line.contents.iter().all(|contents| contents.paths.contains("/d0/f0") && contents.cut.is_none()));
    let bytes = fs::read(path.join("etc-2024-05-02.tar.gz")).unwrap();
    fs::write(path.join("etc-2024-05-02.tar.gz"), &bytes[..bytes.len() / 2]).unwrap();
    let line = lab.look(&lab.ask(Tool::Tar, at));
    let file = line.faults.iter().map(|fault| fault.file.as_deref());
    assert!(
        file.clone().count() > 0 && file.flatten().all(|file| file == "etc-2024-05-02.tar.gz"),
        "{:#?}",
        line.faults
    );
    assert!(line.contents[0].cut.is_some());
}

#[test]
fn a_packed_archive_is_unpacked_to_its_checksum() {
    let lab = Lab::new();
    let source = lab.source("source", 5, 10_000);
    fs::create_dir(lab.path("copy")).unwrap();
    let archive = lab.path("copy/etc-2024-05-01.tar.gz");
    lab.run("tar", &["-C", source.to_str().unwrap(), "-czf", archive.to_str().unwrap(), "."]);
    let whole = fs::read(&archive).unwrap();
    let look = |bytes: &[u8]| {
        fs::write(&archive, bytes).unwrap();
        lab.glance(&lab.ask(Tool::Tar, lab.path("copy").to_str().unwrap())).line
    };
    assert!(look(&whole).faults.is_empty());
    // `gzip -t` passes over zeros, such as those that fill a block of tape.
    let padded = look(&[&whole[..], &[0; 512]].concat());
    assert!(padded.faults.is_empty() && padded.contents[0].cut.is_none(), "{:#?}", padded.faults);
    let mut broken = whole.clone();
    let checksum = broken.len() - 8;
    broken[checksum] ^= 1;
    let line = look(&broken);
    let fault = only(&line, FaultWord::Inconsistent, PartWord::Data);
    assert_eq!(fault.file.as_deref(), Some("etc-2024-05-01.tar.gz"));
    assert!(fault.detail.contains("checksum"), "{fault:#?}");
}

#[test]
fn an_empty_folder_is_no_copy() {
    let lab = Lab::new();
    fs::create_dir(lab.path("copy")).unwrap();
    for tool in [Tool::Folder, Tool::Tar, Tool::Borg, Tool::PgBackRest] {
        let line = lab.glance(&lab.ask(tool, lab.path("copy").to_str().unwrap())).line;
        assert!(matches!(line.reach, ReachWord::NoRepository(_)), "{:?}", line.reach);
    }
}
