//! A copy in a bucket: moto stands in for the store, since no real one can be had in a test.
//!
//! `MOTO_SERVER` names its program; without one, `target/tools/moto/bin/moto_server` is taken.

use std::{
    fs,
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use vidne_backup::Tool;
use vidne_read::lines::{FaultWord, ListWord, PartWord, ReachWord};

use crate::lab::{Lab, files, flip, is_all, only};

const AGAIN: &str = "VIDNE_BUCKET_LAB";

struct Store(Child);

impl Drop for Store {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

fn program() -> PathBuf {
    let told = std::env::var_os("MOTO_SERVER").map(PathBuf::from);
    told.unwrap_or_else(|| {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/tools/moto/bin/moto_server")
    })
}

/// Settings of the store are the environment's, so that the test runs itself once more with them.
#[test]
fn a_repository_in_a_bucket_is_read_as_one_in_a_folder() {
    if let Ok(folder) = std::env::var(AGAIN) {
        return look_at_bucket(Path::new(&folder));
    }
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let store = Command::new(program())
        .args(["-H", "127.0.0.1", "-p", &port.to_string()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("`cargo xtask test` sets it up; alone: python3 -m venv target/tools/moto && target/tools/moto/bin/pip install 'moto[server,s3]'");
    let _store = Store(store);
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        thread::sleep(Duration::from_millis(50));
    }
    let lab = Lab::new();
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "s3::a_repository_in_a_bucket_is_read_as_one_in_a_folder", "--nocapture"])
        .env(AGAIN, lab.folder.path())
        .env("AWS_ENDPOINT_URL", format!("http://127.0.0.1:{port}"))
        .env("AWS_ALLOW_HTTP", "true")
        .env("AWS_REGION", "us-east-1")
        .env("AWS_DEFAULT_REGION", "us-east-1")
        .env("AWS_ACCESS_KEY_ID", "test")
        .env("AWS_SECRET_ACCESS_KEY", "test")
        .status()
        .unwrap();
    assert!(status.success());
}

fn look_at_bucket(_folder: &Path) {
    let mut lab = Lab::new();
    let path = lab.path("repo");
    let local = path.to_str().unwrap().to_owned();
    let bucket = format!("s3:{}/keep/nightly", std::env::var("AWS_ENDPOINT_URL").unwrap());
    lab.run("restic", &["init", "-r", &bucket]);
    let source = lab.source("one", 8, 400_000);
    lab.run("restic", &["backup", "-r", &bucket, source.to_str().unwrap()]);
    let line = lab.look(&lab.ask_with_key(Tool::Restic, "s3://keep/nightly"));
    assert!(line.faults.is_empty() && is_all(&line), "{line:#?}");
    assert_eq!((&line.reach, &line.list), (&ReachWord::Reached, &ListWord::Whole));
    // A damaged repository, made in a folder and put into another bucket object by object by restic's own means, cannot be
    // had: so the objects are put there over the store's interface.
    lab.run("restic", &["init", "-r", &local]);
    lab.run("restic", &["backup", "-r", &local, source.to_str().unwrap()]);
    let pack = files(&path, "data").remove(0);
    flip(&path.join(&pack));
    for name in files(&path, "") {
        let to = format!("{}/keep/damaged/{name}", std::env::var("AWS_ENDPOINT_URL").unwrap());
        lab.run("curl", &["-sS", "-f", "-T", path.join(&name).to_str().unwrap(), &to]);
    }
    let fresh = Lab::new();
    let line = fresh.glance(&fresh.ask(Tool::Restic, "s3://keep/damaged")).line;
    assert_eq!(only(&line, FaultWord::Altered, PartWord::Data).file.as_deref(), Some(&*pack));
    let line = fresh.glance(&fresh.ask(Tool::Restic, "s3://keep/nothing-here")).line;
    assert!(matches!(line.reach, ReachWord::NoRepository(_)), "{:?}", line.reach);
    let line = fresh.glance(&fresh.ask(Tool::Restic, "s3://no-such-bucket/x")).line;
    assert!(!matches!(line.reach, ReachWord::Reached), "{:?}", line.reach);
    drop(fs::remove_dir_all(&path));
}
