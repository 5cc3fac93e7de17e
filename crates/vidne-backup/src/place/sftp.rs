//! A folder on another machine, over the operator's own OpenSSH (`ssh -s HOST sftp`, SFTP version 3).
//!
//! It never writes: of the protocol, only the requests that list and read are spoken. It never asks for a password.

mod connection;
mod packet;

use std::{
    collections::VecDeque,
    io::{self, Read},
    sync::Mutex,
};

use super::{Entry, Found, LINK, NO_FILE, Place, PlaceError, Tally, location::Host, shown};
use crate::{ask::Limits, progress::Watch};

use connection::Connection;
use packet::{Attributes, Kind};

/// A folder on another machine.
pub(super) struct Server {
    host: Host,
    ssh: Vec<String>,
    /// Connections that nobody uses just now.
    idle: Mutex<Vec<Connection>>,
}

impl Server {
    pub(super) fn new(host: Host, ssh: Vec<String>) -> Self {
        Self { host, ssh, idle: Mutex::default() }
    }

    fn connection(&self) -> io::Result<Connection> {
        let idle = self.idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner).pop();
        idle.map_or_else(|| Connection::open(&self.host, &self.ssh), Ok)
    }

    fn give_back(&self, connection: Connection) {
        if connection.is_sound() {
            self.idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(connection);
        }
    }

    fn path(&self, name: &str) -> String {
        let root = self.host.path.trim_end_matches('/');
        match (root, name) {
            ("", "") => "/".to_owned(),
            (root, "") => root.to_owned(),
            (root, name) => format!("{root}/{name}"),
        }
    }

    fn list_one(
        &self,
        connection: &mut Connection,
        folder: &str,
        tally: &mut Tally<'_>,
        waiting: &mut Vec<String>,
        take: &mut dyn FnMut(Found),
    ) -> Result<(), Ended> {
        let handle = connection.open_folder(&self.path(folder))?;
        while let Some(names) = connection.read_folder(&handle)? {
            for (last, attributes) in names {
                if matches!(&*last, b"." | b"..") {
                    continue;
                }
                tally.count()?;
                let last = str::from_utf8(&last).ok().filter(|last| !last.contains('/'));
                let Some(last) = last else {
                    let why = "its name is not UTF-8, or holds a slash".into();
                    take(Found::Odd { name: format!("{folder}/?"), why });
                    continue;
                };
                let name = if folder.is_empty() { last.to_owned() } else { format!("{folder}/{last}") };
                if let Some(why) = tally.objection(&name) {
                    take(Found::Odd { name: shown(&name), why });
                    continue;
                }
                let attributes = match attributes {
                    Attributes { kind: Kind::Unknown, .. } => connection.ask_about(&self.path(&name))?,
                    known => known,
                };
                sort(name, attributes, waiting, take);
            }
        }
        connection.close(&handle)?;
        Ok(())
    }
}

fn sort(name: String, attributes: Attributes, waiting: &mut Vec<String>, take: &mut dyn FnMut(Found)) {
    match attributes.kind {
        Kind::File => take(Found::File(Entry {
            name: name.into(),
            bytes: attributes.bytes,
            modified: attributes.modified.map(|seconds| i64::from(seconds) * 1000),
        })),
        Kind::Folder => waiting.push(name),
        Kind::Link => take(Found::Odd { name, why: LINK.into() }),
        Kind::Other | Kind::Unknown => {
            take(Found::Odd { name, why: NO_FILE.into() });
        }
    }
}

/// Why listing one folder ended early.
enum Ended {
    Place(PlaceError),
    Failed(io::Error),
}

impl From<PlaceError> for Ended {
    fn from(error: PlaceError) -> Self {
        Self::Place(error)
    }
}

impl From<io::Error> for Ended {
    fn from(error: io::Error) -> Self {
        Self::Failed(error)
    }
}

impl Place for Server {
    fn list(
        &self,
        under: &str,
        limits: &Limits,
        watch: &Watch<'_>,
        take: &mut dyn FnMut(Found),
    ) -> Result<(), PlaceError> {
        let away = |error: &io::Error| {
            PlaceError::Unreachable(format!("{} cannot be reached: {error}", self.host.name))
        };
        let mut connection = self.connection().map_err(|error| away(&error))?;
        let mut tally = Tally::new(limits, watch);
        let mut waiting = vec![under.to_owned()];
        while let Some(folder) = waiting.pop() {
            match self.list_one(&mut connection, &folder, &mut tally, &mut waiting, take) {
                Ok(()) => {}
                Err(Ended::Place(error)) => return Err(error),
                Err(Ended::Failed(error)) if !super::is_about_one_file(&error) => return Err(away(&error)),
                Err(Ended::Failed(error)) if folder.is_empty() => {
                    let what = format!("{} on {}: {error}", self.host.path, self.host.name);
                    return Err(match error.kind() {
                        io::ErrorKind::NotFound => PlaceError::NotThere(what),
                        _ => PlaceError::Unreachable(what),
                    });
                }
                Err(Ended::Failed(error)) if error.kind() == io::ErrorKind::NotFound => {}
                Err(Ended::Failed(error)) => {
                    take(Found::Odd { name: folder, why: format!("it cannot be listed: {error}") });
                }
            }
        }
        self.give_back(connection);
        Ok(())
    }

    fn open<'a>(&'a self, name: &str) -> io::Result<Box<dyn Read + Send + 'a>> {
        Ok(Box::new(self.file(name, 0, READS_AHEAD)?))
    }

    fn read_at(&self, name: &str, offset: u64, into: &mut [u8]) -> io::Result<()> {
        let ahead = into.len().div_ceil(READ_BYTES).clamp(1, READS_AHEAD);
        self.file(name, offset, ahead)?.read_exact(into)
    }
}

/// How many bytes are asked for at once: what every server gives.
const READ_BYTES: usize = 32 << 10;
/// How many requests are under way for one file, so that a distant server is not waited for each time.
const READS_AHEAD: usize = 64;

impl Server {
    fn file(&self, name: &str, offset: u64, ahead: usize) -> io::Result<Remote<'_>> {
        let mut connection = self.connection()?;
        let path = self.path(name);
        let opened = connection.ask_about(&path).and_then(|attributes| match attributes.kind {
            Kind::File => connection.open_file(&path),
            _ => Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a file")),
        });
        match opened {
            Ok(handle) => Ok(Remote {
                server: self,
                connection: Some(connection),
                handle,
                asked: VecDeque::new(),
                next: offset,
                ahead,
                buffer: VecDeque::new(),
                is_over: false,
            }),
            Err(error) => {
                self.give_back(connection);
                Err(error)
            }
        }
    }
}

/// A file that is being read from another machine.
struct Remote<'s> {
    server: &'s Server,
    connection: Option<Connection>,
    handle: Vec<u8>,
    /// Offsets asked for, in order.
    asked: VecDeque<(u32, u64)>,
    next: u64,
    ahead: usize,
    buffer: VecDeque<u8>,
    is_over: bool,
}

impl Remote<'_> {
    fn more(&mut self) -> io::Result<()> {
        let Some(connection) = self.connection.as_mut() else {
            return Err(io::ErrorKind::NotConnected.into());
        };
        while self.asked.len() < self.ahead {
            let request = connection.ask_bytes(&self.handle, self.next, READ_BYTES)?;
            self.asked.push_back((request, self.next));
            self.next += READ_BYTES as u64;
        }
        let Some((request, offset)) = self.asked.pop_front() else { return Ok(()) };
        match connection.bytes(request)? {
            None => {
                self.is_over = true;
                self.forget()?;
            }
            Some(bytes) => {
                if bytes.len() < READ_BYTES {
                    // What was asked for behind it does not follow on it.
                    self.forget()?;
                    self.next = offset + bytes.len() as u64;
                }
                self.buffer.extend(bytes);
            }
        }
        Ok(())
    }

    fn forget(&mut self) -> io::Result<()> {
        let Some(connection) = self.connection.as_mut() else { return Ok(()) };
        for (request, _) in self.asked.drain(..) {
            connection.bytes(request)?;
        }
        Ok(())
    }
}

impl Read for Remote<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.buffer.is_empty() && !self.is_over {
            self.more()?;
        }
        self.buffer.read(into)
    }
}

impl Drop for Remote<'_> {
    fn drop(&mut self) {
        // A connection that cannot even close a file is not given back.
        let closed = self.forget().is_ok();
        if let Some(mut connection) = self.connection.take()
            && closed
            && connection.close(&self.handle).is_ok()
        {
            self.server.give_back(connection);
        }
    }
}
