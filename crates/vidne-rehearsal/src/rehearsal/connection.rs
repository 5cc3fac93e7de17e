//! Connections: accepted, unwrapped from TLS, and given to HTTP.
//!
//! What a client does wrong ends its own connection and nothing else.

use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use rustls::ServerConfig;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use super::body::Body;
use super::record::{Record, Scheme};
use super::{answer, body, record};
use crate::Site;

/// What all connections share.
pub(super) struct Serving {
    pub(super) site: Site,
    pub(super) record: Record,
    tls: TlsAcceptor,
}

impl Serving {
    pub(super) fn new(site: Site, tls: Arc<ServerConfig>) -> Self {
        Self { site, record: Record::default(), tls: TlsAcceptor::from(tls) }
    }
}

impl std::fmt::Debug for Serving {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Serving").field("record", &self.record).finish_non_exhaustive()
    }
}

/// Takes connections that speak TLS.
pub(super) async fn accept_secure(serving: Arc<Serving>, listener: TcpListener) {
    loop {
        let Some(stream) = accepted(&listener).await else { continue };
        let serving = Arc::clone(&serving);
        tokio::spawn(async move {
            if let Ok(stream) = serving.tls.accept(stream).await {
                speak(serving, stream, Scheme::Https).await;
            }
        });
    }
}

/// Takes connections that do not.
pub(super) async fn accept_plain(serving: Arc<Serving>, listener: TcpListener) {
    loop {
        let Some(stream) = accepted(&listener).await else { continue };
        tokio::spawn(speak(Arc::clone(&serving), stream, Scheme::Http));
    }
}

async fn accepted(listener: &TcpListener) -> Option<TcpStream> {
    if let Ok((stream, _)) = listener.accept().await {
        // Without it small answers wait; where it fails they only come later.
        let _ = stream.set_nodelay(true);
        return Some(stream);
    }
    // No file handle is left, most likely: others must close first.
    tokio::time::sleep(Duration::from_millis(10)).await;
    None
}

async fn speak<S>(serving: Arc<Serving>, stream: S, scheme: Scheme)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = service_fn(move |request| respond(Arc::clone(&serving), request, scheme));
    let builder = auto::Builder::new(TokioExecutor::new());
    // An error here is a client that left.
    let _ = builder.serve_connection(TokioIo::new(stream), service).await;
}

async fn respond(
    serving: Arc<Serving>,
    request: Request<Incoming>,
    scheme: Scheme,
) -> Result<Response<Body>, std::convert::Infallible> {
    let (head, body) = request.into_parts();
    let host = record::host(&head);
    serving.record.add(record::served(&head, &host, scheme));
    body::drain(body).await;
    Ok(answer::answer(&serving.site, &head, &host, scheme).await)
}
