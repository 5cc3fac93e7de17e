//! Reading files to their end, on all processors, with a few buffers that are used again and again.
//!
//! It never holds a file in memory, never tries again what is not there, and calls no file read that was not read to its end.

use std::{
    io::{self, Read},
    sync::{
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

use ring::digest::{Context, Digest, SHA256};
use vidne_read::lines::{FaultLine, FaultWord};

use crate::{
    fault::of_file,
    place::{Place, is_about_one_file},
    progress::{Cut, Progress, Watch},
    stock::Held,
};

/// What an examination of a file came to.
pub(crate) enum Verdict {
    /// It is as it should be.
    Sound,
    /// It is not.
    Broken(FaultLine),
}

/// Says whether a file is as it should be.
pub(crate) trait Examine: Sync {
    /// Reads `file`, which is `held` among `all`, to its end through `buffer`.
    fn examine(
        &self,
        held: &Held,
        all: &[Held],
        file: &mut dyn Read,
        buffer: &mut [u8],
    ) -> io::Result<Verdict>;
}

/// What reading came to. Numbers are places in the list of files.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) sound: Vec<usize>,
    pub(crate) broken: Vec<FaultLine>,
    pub(crate) vanished: Vec<usize>,
    pub(crate) cut: Option<Cut>,
}

/// What is read, and how.
pub(crate) struct Reading<'a> {
    pub(crate) place: &'a dyn Place,
    pub(crate) files: &'a [Held],
    /// Which of them, in which order.
    pub(crate) order: &'a [usize],
    pub(crate) examine: &'a dyn Examine,
    pub(crate) workers: usize,
    pub(crate) watch: &'a Watch<'a>,
}

/// How often at the latest `keep` is called with what was read since.
const KEEP_EVERY: Duration = Duration::from_secs(2);
/// After how many files `keep` is called at the latest.
const KEEP_FILES: usize = 2000;
/// How much is read at a time: large enough for a network, small enough for a processor's cache.
const BUFFER: usize = 1 << 20;

impl Reading<'_> {
    /// Reads every file of the order, unless it is cut short. `keep` is given what was found sound, every few seconds.
    pub(crate) fn run<E>(
        &self,
        progress: &dyn Progress,
        keep: &mut dyn FnMut(&[usize]) -> Result<(), E>,
    ) -> Result<Outcome, E> {
        let shared = Shared::default();
        let (send, receive) = channel();
        thread::scope(|scope| {
            for _ in 0..self.workers.clamp(1, self.order.len().max(1)) {
                let (send, shared) = (send.clone(), &shared);
                scope.spawn(move || self.work(shared, &send));
            }
            drop(send);
            let gathered = self.gather(&shared, &receive, progress, keep);
            // Whatever ended gathering ends the workers.
            shared.is_over.store(true, Ordering::Relaxed);
            gathered
        })
    }

    fn work(&self, shared: &Shared, send: &Sender<(usize, Done)>) {
        let mut buffer = vec![0; BUFFER];
        while let Some(index) = self.order.get(shared.next.fetch_add(1, Ordering::Relaxed)) {
            let done = match self.cut(shared) {
                Some(cut) => Done::Cut(cut),
                None => self.one(&self.files[*index], shared, &mut buffer),
            };
            let is_last = matches!(done, Done::Cut(_));
            if send.send((*index, done)).is_err() || is_last {
                return;
            }
        }
    }

    fn one(&self, held: &Held, shared: &Shared, buffer: &mut [u8]) -> Done {
        let examined = self.place.open(&held.name).and_then(|file| {
            let mut file = Metered { file, shared, reading: self };
            self.examine.examine(held, self.files, &mut file, buffer)
        });
        match examined {
            Ok(Verdict::Sound) => Done::Sound,
            Ok(Verdict::Broken(fault)) => Done::Broken(fault),
            Err(error) => match self.cut(shared) {
                Some(cut) => Done::Cut(cut),
                None => failed(held, &error),
            },
        }
    }

    fn cut(&self, shared: &Shared) -> Option<Cut> {
        shared.is_over.load(Ordering::Relaxed).then_some(Cut::Stopped).or_else(|| self.watch.cut())
    }

    fn gather<E>(
        &self,
        shared: &Shared,
        receive: &Receiver<(usize, Done)>,
        progress: &dyn Progress,
        keep: &mut dyn FnMut(&[usize]) -> Result<(), E>,
    ) -> Result<Outcome, E> {
        let of = self.order.iter().map(|index| self.files[*index].bytes).sum();
        let mut outcome = Outcome::default();
        let (mut kept, mut since) = (0, Instant::now());
        loop {
            match receive.recv_timeout(Duration::from_millis(100)) {
                Ok((index, done)) => {
                    if matches!(done, Done::Sound) {
                        progress.file(&self.files[index].name);
                    }
                    if let Some(cut) = outcome.take(index, done) {
                        shared.is_over.store(true, Ordering::Relaxed);
                        outcome.cut.get_or_insert(cut);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            progress.read(shared.bytes.load(Ordering::Relaxed), of);
            if since.elapsed() >= KEEP_EVERY || outcome.sound.len() - kept >= KEEP_FILES {
                keep(&outcome.sound[kept..])?;
                (kept, since) = (outcome.sound.len(), Instant::now());
            }
        }
        keep(&outcome.sound[kept..])?;
        Ok(outcome)
    }
}

/// SHA-256 of all that is left in a file, and how many bytes that was.
pub(crate) fn hash(file: &mut dyn Read, buffer: &mut [u8]) -> io::Result<(Digest, u64)> {
    let (mut context, mut bytes) = (Context::new(&SHA256), 0);
    loop {
        match file.read(buffer) {
            Ok(0) => return Ok((context.finish(), bytes)),
            Ok(read) => {
                context.update(&buffer[..read]);
                bytes += read as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

#[derive(Default)]
struct Shared {
    next: AtomicUsize,
    bytes: AtomicU64,
    is_over: AtomicBool,
}

enum Done {
    Sound,
    Broken(FaultLine),
    Vanished,
    Cut(Cut),
}

impl Outcome {
    fn take(&mut self, index: usize, done: Done) -> Option<Cut> {
        match done {
            Done::Sound => self.sound.push(index),
            Done::Broken(fault) => self.broken.push(fault),
            Done::Vanished => self.vanished.push(index),
            Done::Cut(cut) => return Some(cut),
        }
        None
    }
}

fn failed(held: &Held, error: &io::Error) -> Done {
    if error.kind() == io::ErrorKind::NotFound {
        return Done::Vanished;
    }
    if !is_about_one_file(error) {
        return Done::Cut(Cut::Store(format!("the store gave up while {} was read: {error}", held.name)));
    }
    let (kind, what) = match error.kind() {
        io::ErrorKind::PermissionDenied => (FaultWord::Refused, "this user may not read it"),
        _ => (FaultWord::Altered, "it cannot be read to its end"),
    };
    Done::Broken(of_file(kind, held.part, &held.name, format!("{what}: {error}")))
}

/// Counts what is read, and ends it when it is time.
struct Metered<'a> {
    file: Box<dyn Read + Send + 'a>,
    shared: &'a Shared,
    reading: &'a Reading<'a>,
}

impl Read for Metered<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.reading.cut(self.shared).is_some() {
            return Err(io::Error::other("cut short"));
        }
        let read = self.file.read(buffer)?;
        self.shared.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
