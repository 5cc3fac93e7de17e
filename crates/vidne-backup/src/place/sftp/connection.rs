//! One connection: a child `ssh`, and requests and answers over its pipes.
//!
//! It never waits for ever: an answer that does not come within a minute ends the connection.

use std::{
    io::{self, Read, Write},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::{
    super::location::Host,
    packet::{
        ATTRS, Attributes, CLOSE, DATA, Field, HANDLE, INIT, LSTAT, NAME, OPEN, OPENDIR, READ, READDIR,
        Reader, STATUS, VERSION, bad, packet,
    },
};

/// Names of a folder, with what the server says of each.
type Names = Vec<(Vec<u8>, Attributes)>;

/// One connection.
pub(super) struct Connection {
    child: Child,
    input: ChildStdin,
    output: ChildStdout,
    number: u32,
    is_sound: bool,
}

/// How long an answer may take, in seconds.
const PATIENCE: i64 = 60;
/// More than any server sends in one packet.
const LARGEST: usize = 1 << 20;

impl Connection {
    pub(super) fn open(host: &Host, extra: &[String]) -> io::Result<Self> {
        let mut command = Command::new("ssh");
        // The operator's own settings come after ours: in ssh the first value holds.
        for option in
            ["BatchMode=yes", "ConnectTimeout=20", "ServerAliveInterval=15", "ServerAliveCountMax=2"]
        {
            command.args(["-o", option]);
        }
        for option in ["ForwardAgent=no", "ForwardX11=no", "ClearAllForwardings=yes", "PermitLocalCommand=no"]
        {
            command.args(["-o", option]);
        }
        command.args(extra);
        if let Some(port) = host.port {
            command.args(["-p", &port.to_string()]);
        }
        if let Some(user) = &host.user {
            command.args(["-l", user]);
        }
        command.args(["-s", "--", &host.name, "sftp"]);
        let spawned = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = spawned.map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => {
                io::Error::other("ssh is not installed (Debian: apt-get install openssh-client)")
            }
            _ => error,
        })?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::Error::other("ssh has no pipes"));
        };
        let mut connection = Self { child, input, output, number: 0, is_sound: true };
        connection.greet().map_err(|error| connection.explained(&error))?;
        Ok(connection)
    }

    /// Whether it can be used again.
    pub(super) fn is_sound(&self) -> bool {
        self.is_sound
    }

    pub(super) fn open_folder(&mut self, path: &str) -> io::Result<Vec<u8>> {
        let number = self.send(OPENDIR, &[Field::Text(path.as_bytes())])?;
        self.handle(number)
    }

    pub(super) fn open_file(&mut self, path: &str) -> io::Result<Vec<u8>> {
        const FOR_READING: u32 = 1;
        let fields = [Field::Text(path.as_bytes()), Field::Word(FOR_READING), Field::Word(0)];
        let number = self.send(OPEN, &fields)?;
        self.handle(number)
    }

    pub(super) fn close(&mut self, handle: &[u8]) -> io::Result<()> {
        let number = self.send(CLOSE, &[Field::Text(handle)])?;
        self.answer(number).map(drop)
    }

    /// The next names of a folder; nothing at its end.
    pub(super) fn read_folder(&mut self, handle: &[u8]) -> io::Result<Option<Names>> {
        let number = self.send(READDIR, &[Field::Text(handle)])?;
        let (kind, body) = self.answer(number)?;
        match kind {
            NAME => names(&body).map(Some),
            STATUS => status(&body).map(|()| None),
            _ => Err(bad("a folder is answered with something else")),
        }
    }

    /// What stands at a path, links not followed.
    pub(super) fn ask_about(&mut self, path: &str) -> io::Result<Attributes> {
        let number = self.send(LSTAT, &[Field::Text(path.as_bytes())])?;
        let (kind, body) = self.answer(number)?;
        match kind {
            ATTRS => Reader(&body).attributes(),
            STATUS => status(&body).and(Err(bad("a question is answered with an end"))),
            _ => Err(bad("a question is answered with something else")),
        }
    }

    /// Asks for bytes; the number is to be given to [`Self::bytes`], in the order of asking.
    pub(super) fn ask_bytes(&mut self, handle: &[u8], offset: u64, count: usize) -> io::Result<u32> {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        self.send(READ, &[Field::Text(handle), Field::Long(offset), Field::Word(count)])
    }

    /// The bytes asked for; nothing at the end of the file.
    pub(super) fn bytes(&mut self, number: u32) -> io::Result<Option<Vec<u8>>> {
        let (kind, body) = self.answer(number)?;
        match kind {
            DATA => match Reader(&body).text()? {
                [] => Err(bad("it answers with no bytes")),
                bytes => Ok(Some(bytes.to_vec())),
            },
            STATUS => status(&body).map(|()| None),
            _ => Err(bad("a read is answered with something else")),
        }
    }

    fn greet(&mut self) -> io::Result<()> {
        const OURS: u32 = 3;
        self.write(&packet(INIT, OURS, &[]))?;
        let greeting = self.receive()?;
        let mut reader = Reader(&greeting);
        if reader.byte()? != VERSION || reader.word()? < OURS {
            return Err(bad("it greets in another way"));
        }
        Ok(())
    }

    fn handle(&mut self, number: u32) -> io::Result<Vec<u8>> {
        let (kind, body) = self.answer(number)?;
        match kind {
            HANDLE => Ok(Reader(&body).text()?.to_vec()),
            STATUS => status(&body).and(Err(bad("opening is answered with an end"))),
            _ => Err(bad("opening is answered with something else")),
        }
    }

    fn send(&mut self, kind: u8, fields: &[Field<'_>]) -> io::Result<u32> {
        self.number = self.number.wrapping_add(1);
        self.write(&packet(kind, self.number, fields))?;
        Ok(self.number)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let written = self.input.write_all(bytes);
        self.is_sound &= written.is_ok();
        written
    }

    /// The answer to that request: its kind, and what follows the number.
    fn answer(&mut self, number: u32) -> io::Result<(u8, Vec<u8>)> {
        let packet = self.receive()?;
        let mut reader = Reader(&packet);
        let kind = reader.byte()?;
        if reader.word()? != number {
            self.is_sound = false;
            return Err(bad("it answers out of turn"));
        }
        Ok((kind, reader.0.to_vec()))
    }

    fn receive(&mut self) -> io::Result<Vec<u8>> {
        let received = self.receive_packet();
        self.is_sound &= received.is_ok();
        received
    }

    fn receive_packet(&mut self) -> io::Result<Vec<u8>> {
        let mut length = [0; 4];
        self.fill(&mut length)?;
        let length = u32::from_be_bytes(length) as usize;
        if length == 0 || length > LARGEST {
            return Err(bad("a packet has an impossible length"));
        }
        let mut packet = vec![0; length];
        self.fill(&mut packet)?;
        Ok(packet)
    }

    fn fill(&mut self, mut into: &mut [u8]) -> io::Result<()> {
        let patience = Timespec { tv_sec: PATIENCE, tv_nsec: 0 };
        while !into.is_empty() {
            let mut waiting = [PollFd::new(&self.output, PollFlags::IN)];
            if poll(&mut waiting, Some(&patience))? == 0 {
                return Err(io::Error::new(
                    io::ErrorKind::TimedOut,
                    format!("no answer came within {PATIENCE} s"),
                ));
            }
            match self.output.read(into)? {
                0 => {
                    return Err(io::Error::new(
                        io::ErrorKind::ConnectionAborted,
                        "the connection was closed",
                    ));
                }
                read => into = &mut into[read..],
            }
        }
        Ok(())
    }

    /// Adds what ssh complained of.
    fn explained(&mut self, error: &io::Error) -> io::Error {
        drop(self.child.kill());
        let mut said = Vec::new();
        if let Some(errors) = self.child.stderr.take() {
            // Whatever could be read explains more than nothing.
            drop(errors.take(4096).read_to_end(&mut said));
        }
        let said = String::from_utf8_lossy(&said);
        let said: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        match said.last() {
            Some(last) => io::Error::new(io::ErrorKind::NotConnected, format!("ssh says: {last}")),
            None => io::Error::new(io::ErrorKind::NotConnected, error.to_string()),
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn names(body: &[u8]) -> io::Result<Names> {
    let mut reader = Reader(body);
    let mut names = Vec::new();
    for _ in 0..reader.word()? {
        let name = reader.text()?.to_vec();
        reader.text()?;
        names.push((name, reader.attributes()?));
    }
    Ok(names)
}

/// An end is no error; everything else is.
fn status(body: &[u8]) -> io::Result<()> {
    let mut reader = Reader(body);
    let code = reader.word()?;
    let said = reader.text().unwrap_or_default();
    let said: String = String::from_utf8_lossy(said).chars().take(200).collect();
    match code {
        0 | 1 => Ok(()),
        2 => Err(io::Error::new(io::ErrorKind::NotFound, "it is not there")),
        3 => Err(io::Error::new(io::ErrorKind::PermissionDenied, "this user may not read it")),
        4 => Err(io::Error::new(io::ErrorKind::InvalidData, format!("the server failed: {said}"))),
        _ => Err(io::Error::other(format!("the server answers with code {code}: {said}"))),
    }
}
