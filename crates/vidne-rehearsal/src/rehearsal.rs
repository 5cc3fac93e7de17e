//! A running rehearsal: two ports on loopback, and a record of every request.
//!
//! It listens on 127.0.0.1 only. When it is dropped, its ports and all its connections are closed before `drop` returns.

mod answer;
mod body;
mod connection;
mod record;

use std::collections::BTreeSet;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;

use tokio::net::TcpListener as AsyncListener;
use tokio::runtime::Builder;
use tokio::sync::oneshot;

use crate::Site;
use crate::authority::Authority;

use connection::Serving;
pub use record::{Scheme, Served};

/// A rehearsal that runs until it is dropped.
#[derive(Debug)]
pub struct Rehearsal {
    hosts: BTreeSet<String>,
    https: SocketAddr,
    http: SocketAddr,
    spki_sha256: String,
    authority: Vec<u8>,
    serving: Arc<Serving>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Why a rehearsal did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// No port on loopback, or no thread, could be had.
    #[error("the rehearsal cannot listen on loopback")]
    Listen(#[from] io::Error),
    /// The certificates could not be made.
    #[error("the rehearsal cannot make its certificates")]
    Certificate(#[from] rcgen::Error),
    /// TLS could not be set up with them.
    #[error("the rehearsal cannot set up TLS")]
    Tls(#[from] rustls::Error),
}

impl Rehearsal {
    /// Serves `site` on two free ports of 127.0.0.1, on a thread of its own.
    ///
    /// # Errors
    /// Where loopback, a thread or certificates cannot be had.
    pub fn start(site: Site) -> Result<Self, StartError> {
        let hosts: BTreeSet<String> = site.hosts.keys().cloned().collect();
        let authority = Authority::for_hosts(hosts.iter().cloned())?;
        let (secure, plain) = (listen()?, listen()?);
        let (https, http) = (secure.local_addr()?, plain.local_addr()?);
        let serving = Arc::new(Serving::new(site, authority.server));
        let (stop, stopped) = oneshot::channel();
        let thread = run(Arc::clone(&serving), secure, plain, stopped)?;
        Ok(Self {
            hosts,
            https,
            http,
            spki_sha256: authority.spki_sha256,
            authority: authority.certificate,
            serving,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// The port for HTTPS (HTTP/1.1 and HTTP/2).
    pub fn https(&self) -> SocketAddr {
        self.https
    }

    /// The port for plain HTTP.
    pub fn http(&self) -> SocketAddr {
        self.http
    }

    /// SHA-256 of the certificate's public key in base64, as Chromium's `--ignore-certificate-errors-spki-list` takes it.
    pub fn spki_sha256(&self) -> &str {
        &self.spki_sha256
    }

    /// The certificate of the authority that signed for all hosts, DER.
    pub fn authority(&self) -> &[u8] {
        &self.authority
    }

    /// The value for Chromium's `--host-resolver-rules`: each host leads here, and no other name leads anywhere.
    pub fn host_rules(&self) -> String {
        let mut rules: Vec<String> = Vec::new();
        for host in &self.hosts {
            rules.push(format!("MAP {host}:443 {}", self.https));
            rules.push(format!("MAP {host}:80 {}", self.http));
        }
        rules.push("MAP * ~NOTFOUND".to_owned());
        rules.join(",")
    }

    /// The names of all hosts.
    pub fn hosts(&self) -> &BTreeSet<String> {
        &self.hosts
    }

    /// Every request so far, in the order of arrival; of a flood, the first 100,000.
    pub fn served(&self) -> Vec<Served> {
        self.serving.record.served()
    }
}

impl Drop for Rehearsal {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic over there was told on standard error, and there is nothing left to stop.
            let _ = thread.join();
        }
    }
}

fn listen() -> io::Result<TcpListener> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Serves on a thread with a runtime of its own, so that callers may have one, too.
///
/// Dropping that runtime, at the end, drops every connection, hanging ones included.
fn run(
    serving: Arc<Serving>,
    secure: TcpListener,
    plain: TcpListener,
    stopped: oneshot::Receiver<()>,
) -> io::Result<JoinHandle<()>> {
    let (ready, started) = mpsc::channel();
    let work = move || match Builder::new_current_thread().enable_io().enable_time().build() {
        Ok(runtime) => runtime.block_on(async {
            // Whoever started this waits for the word; if nobody does, the sender is gone, too.
            let _ = ready.send(spawn(serving, secure, plain));
            let _ = stopped.await;
        }),
        Err(error) => drop(ready.send(Err(error))),
    };
    let thread = std::thread::Builder::new().name("rehearsal".to_owned()).spawn(work)?;
    started.recv().map_err(io::Error::other)??;
    Ok(thread)
}

fn spawn(serving: Arc<Serving>, secure: TcpListener, plain: TcpListener) -> io::Result<()> {
    let (secure, plain) = (AsyncListener::from_std(secure)?, AsyncListener::from_std(plain)?);
    tokio::spawn(connection::accept_secure(Arc::clone(&serving), secure));
    tokio::spawn(connection::accept_plain(serving, plain));
    Ok(())
}
