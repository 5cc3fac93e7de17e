//! Copies on another machine: a real sshd on a port of its own, with keys of its own.

use std::{
    fs,
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use vidne_backup::{Ask, Tool};
use vidne_read::lines::{FaultWord, ListWord, PartWord, ReachWord};

use crate::lab::{Lab, files, flip, is_all, only, picture};

struct Server {
    child: Child,
    ssh: Vec<String>,
    port: u16,
    user: String,
}

impl Server {
    fn start(lab: &Lab) -> Self {
        let at = |name: &str| lab.path(name).to_str().unwrap().to_owned();
        for key in ["host", "user"] {
            lab.run("ssh-keygen", &["-q", "-t", "ed25519", "-N", "", "-f", &at(key)]);
        }
        fs::copy(lab.path("user.pub"), lab.path("authorized")).unwrap();
        fs::set_permissions(lab.path("authorized"), fs::Permissions::from_mode(0o600)).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let config = format!(
            "ListenAddress 127.0.0.1\nPort {port}\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\nStrictModes no\n\
             UsePAM no\nPasswordAuthentication no\nPermitRootLogin prohibit-password\nSubsystem sftp internal-sftp\n",
            at("host"),
            at("authorized")
        );
        fs::write(lab.path("sshd.conf"), config).unwrap();
        let client = format!(
            "IdentityFile {}\nIdentitiesOnly yes\nStrictHostKeyChecking no\nUserKnownHostsFile {}\nLogLevel ERROR\n",
            at("user"),
            at("known")
        );
        fs::write(lab.path("ssh.conf"), client).unwrap();
        // Where sshd wants its empty folder; a fresh machine has it only once the service was started.
        if lab.run("id", &["-u"]).trim() == "0" {
            fs::create_dir_all("/run/sshd").unwrap();
        }
        let child = Command::new("/usr/sbin/sshd")
            .args(["-D", "-e", "-f", &at("sshd.conf")])
            .stderr(Stdio::null())
            .spawn()
            .expect("install it with: apt-get install openssh-server");
        let server = Self {
            child,
            ssh: vec!["-F".into(), at("ssh.conf")],
            port,
            user: lab.run("id", &["-un"]).trim().to_owned(),
        };
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            thread::sleep(Duration::from_millis(20));
        }
        server
    }

    fn location(&self, path: &std::path::Path) -> String {
        format!("sftp://{}@127.0.0.1:{}{}", self.user, self.port, path.display())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[test]
fn a_repository_on_another_machine_is_read_as_one_on_this() {
    let mut lab = Lab::new();
    let server = Server::start(&lab);
    let path = lab.path("repo");
    let local = path.to_str().unwrap().to_owned();
    lab.run("restic", &["init", "-r", &local]);
    let source = lab.source("one", 8, 400_000);
    lab.run("restic", &["backup", "-r", &local, source.to_str().unwrap()]);
    let before = picture(&path);
    let at = server.location(&path);
    let ask = Ask { ssh: server.ssh.clone(), ..lab.ask_with_key(Tool::Restic, &at) };
    let line = lab.look(&ask);
    assert!(line.faults.is_empty() && is_all(&line), "{line:#?}");
    assert_eq!((&line.reach, &line.list), (&ReachWord::Reached, &ListWord::Whole));
    assert_eq!(before, picture(&path));
    let pack = files(&path, "data").remove(0);
    flip(&path.join(&pack));
    std::os::unix::fs::symlink("/etc", path.join("data/link")).unwrap();
    let ask = Ask { ssh: server.ssh.clone(), ..lab.ask(Tool::Restic, &at) };
    let line = lab.look(&ask);
    let kinds: Vec<_> =
        line.faults.iter().map(|fault| (fault.kind, fault.file.as_deref().unwrap())).collect();
    assert!(
        kinds.contains(&(FaultWord::Altered, &*pack)) && kinds.contains(&(FaultWord::Refused, "data/link")),
        "{kinds:?}"
    );
    let nowhere =
        Ask { ssh: server.ssh.clone(), ..lab.ask(Tool::Restic, &server.location(&lab.path("nowhere"))) };
    assert!(matches!(lab.glance(&nowhere).line.reach, ReachWord::NoRepository(_)));
    let stranger =
        Ask { ssh: server.ssh.clone(), ..lab.ask(Tool::Restic, &at.replace(&server.user, "nobody-here")) };
    let line = lab.glance(&stranger).line;
    assert!(
        matches!(&line.reach, ReachWord::Unreachable(why) if why.contains("Permission denied")),
        "{:?}",
        line.reach
    );
}

#[test]
fn borg_on_another_machine_is_listed_there() {
    let mut lab = Lab::new();
    let server = Server::start(&lab);
    let path = lab.path("repo");
    let local = path.to_str().unwrap().to_owned();
    lab.run("borg", &["init", "-e", "repokey", &local]);
    let source = lab.source("one", 8, 40_000);
    lab.run("borg", &["create", &format!("{local}::first"), source.to_str().unwrap()]);
    let before = picture(&path);
    let ask = Ask { ssh: server.ssh.clone(), ..lab.ask_with_key(Tool::Borg, &server.location(&path)) };
    let line = lab.look(&ask);
    assert!(line.faults.is_empty() && is_all(&line), "{line:#?}");
    assert_eq!(line.snapshots[0].id, "first");
    assert_eq!(before, picture(&path));
    flip(&path.join(files(&path, "data").remove(0)));
    let ask = Ask { ssh: server.ssh.clone(), ..lab.ask(Tool::Borg, &server.location(&path)) };
    only(&lab.look(&ask), FaultWord::Altered, PartWord::Data);
}
