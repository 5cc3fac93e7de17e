//! A real database, filled, backed up with pgBackRest, and stopped.
//!
//! It never listens on anything but a socket in its own folder, and is gone when this is done, also where something failed.

use std::{
    fs,
    os::unix::fs::{PermissionsExt, chown},
    path::{Path, PathBuf},
};

use super::{LabError, copy, make_folder, manifest::PgBackRest, tool::Tool, write};

/// Makes the repository, or two, below that folder.
pub(super) fn build(asked: &PgBackRest, below: &Path) -> Result<(), LabError> {
    let to = &below.join(&asked.at);
    let cluster = Cluster::new(asked)?;
    let made = cluster.fill_and_back_up();
    cluster.stop();
    made?;
    let mut places = vec![("repository", to.to_owned())];
    places.extend(asked.lagging.as_ref().map(|at| ("lagging", below.join(at))));
    for (from, to) in places {
        make_folder(to.parent().unwrap_or(&to))?;
        copy(&cluster.folder.join(from), &to).map_err(|error| LabError::file(&to, error))?;
    }
    Ok(())
}

/// A database in a folder of its own.
struct Cluster<'a> {
    asked: &'a PgBackRest,
    folder: PathBuf,
    programs: PathBuf,
}

impl<'a> Cluster<'a> {
    fn new(asked: &'a PgBackRest) -> Result<Self, LabError> {
        let folder = std::env::temp_dir().join(format!("vidne-lab-{}", std::process::id()));
        for part in ["", "repository", "lagging", "log", "lock", "spool"] {
            make_folder(&folder.join(part))?;
        }
        let programs = programs().ok_or_else(|| LabError::Missing {
            tool: "initdb".to_owned(),
            package: "postgresql".to_owned(),
        })?;
        let cluster = Self { asked, folder, programs };
        cluster.configure()?;
        cluster.give_away()?;
        Ok(cluster)
    }

    /// Where we are root, everything belongs to the user that runs the database.
    fn give_away(&self) -> Result<(), LabError> {
        if !rustix::process::geteuid().is_root() {
            return Ok(());
        }
        let (user, group) = owner_of_postgres().ok_or_else(|| LabError::Missing {
            tool: "the user postgres".to_owned(),
            package: "postgresql".to_owned(),
        })?;
        let parts = ["", "repository", "lagging", "log", "lock", "spool", "pgbackrest.conf"];
        for path in parts.map(|part| self.folder.join(part)) {
            chown(&path, Some(user), Some(group)).map_err(|error| LabError::file(&path, error))?;
        }
        Ok(())
    }

    fn configure(&self) -> Result<(), LabError> {
        let at = self.folder.display();
        let text = format!(
            "[global]\nrepo1-path={at}/repository\nlog-path={at}/log\nlock-path={at}/lock\nspool-path={at}/spool\n\
             log-level-console=warn\nstart-fast=y\nrepo1-retention-full=4\n{}\n\
             [{}]\npg1-path={at}/data\npg1-socket-path={at}\npg1-port={PORT}\npg1-user={}\n",
            self.asked.lagging.as_ref().map_or_else(String::new, |_| {
                format!("repo2-path={at}/lagging\nrepo2-retention-full=4\n")
            }),
            self.asked.stanza,
            user(),
        );
        let path = self.folder.join("pgbackrest.conf");
        write(&path, text.as_bytes())?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644))
            .map_err(|error| LabError::file(&path, error))
    }

    fn fill_and_back_up(&self) -> Result<(), LabError> {
        let at = self.folder.to_string_lossy();
        let data = format!("{at}/data");
        self.server("initdb").run(&[
            "--pgdata",
            &data,
            "--auth",
            "trust",
            "--encoding",
            "UTF8",
            "--no-sync",
        ])?;
        let options = format!(
            "-c port={PORT} -c listen_addresses='' -c unix_socket_directories={at} -c archive_mode=on -c fsync=off \
             -c wal_level=replica -c archive_command='pgbackrest --config={at}/pgbackrest.conf --stanza={} archive-push %p'",
            self.asked.stanza
        );
        let log = format!("{at}/log/postgres.log");
        self.server("pg_ctl").run(&[
            "start",
            "--wait",
            "--pgdata",
            &data,
            "--log",
            &log,
            "--options",
            &options,
        ])?;
        self.sql("postgres", &format!("create database \"{}\"", self.asked.database))?;
        self.sql(
            &self.asked.database,
            &format!(
                "create table entry as select n, md5(n::text) as word from generate_series(1, {}) as n",
                self.asked.rows
            ),
        )?;
        self.pgbackrest("stanza-create", &[])?;
        self.pgbackrest("backup", &["--type=full", "--repo=1"])?;
        if self.asked.lagging.is_none() {
            return Ok(());
        }
        self.pgbackrest("backup", &["--type=full", "--repo=2"])?;
        self.sql(&self.asked.database, "insert into entry values (0, 'late')")?;
        self.pgbackrest("backup", &["--type=incr", "--repo=1"])
    }

    fn sql(&self, database: &str, text: &str) -> Result<(), LabError> {
        let at = self.folder.to_string_lossy();
        let port = PORT.to_string();
        let arguments = ["--host", &at, "--port", &port, "--dbname", database, "--quiet", "--command", text];
        self.server("psql").run(&arguments)
    }

    fn pgbackrest(&self, verb: &str, further: &[&str]) -> Result<(), LabError> {
        let config = format!("--config={}/pgbackrest.conf", self.folder.display());
        let stanza = format!("--stanza={}", self.asked.stanza);
        let mut arguments = vec![config.as_str(), stanza.as_str()];
        arguments.extend(further);
        arguments.push(verb);
        Tool::new("pgbackrest", "pgbackrest").not_as_root().folder(&self.folder).run(&arguments)
    }

    fn server(&self, program: &str) -> Tool {
        Tool::new(self.programs.join(program), "postgresql").not_as_root().folder(&self.folder)
    }

    /// It may never have come up: that is no failure of its own.
    fn stop(&self) {
        let data = self.folder.join("data");
        let _ = self.server("pg_ctl").run(&[
            "stop".as_ref(),
            "--mode=immediate".as_ref(),
            "--pgdata".as_ref(),
            data.as_os_str(),
        ]);
    }
}

impl Drop for Cluster<'_> {
    fn drop(&mut self) {
        // The system clears its folder for temporary files in any case.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The folder of the newest server that is installed.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(_, path): &(u32, PathBuf)| path.join("initdb").is_file())
        .collect();
    found.sort();
    found.pop().map(|(_, path)| path)
}

/// The ids of the user `postgres` and of its group.
fn owner_of_postgres() -> Option<(u32, u32)> {
    let users = fs::read_to_string("/etc/passwd").ok()?;
    let line = users.lines().find(|line| line.starts_with("postgres:"))?;
    let mut fields = line.split(':').skip(2);
    Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
}

/// Under which name the database knows whoever runs it.
fn user() -> String {
    if rustix::process::geteuid().is_root() {
        "postgres".to_owned()
    } else {
        std::env::var("USER").unwrap_or_else(|_| "postgres".to_owned())
    }
}

/// Only part of the socket's name: nothing listens on it.
const PORT: u16 = 54321;
