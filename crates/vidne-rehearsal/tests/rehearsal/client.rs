//! A small HTTP client that trusts the rehearsal's authority and nobody else.

use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt as _, Empty};
use hyper::body::{Bytes, Incoming};
use hyper::{Request, Response};
use hyper_util::rt::{TokioExecutor, TokioIo};
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use vidne_rehearsal::{Rehearsal, Site};

/// Long enough for a loaded machine; only a hang ever reaches it.
const DEADLINE: Duration = Duration::from_mins(1);

/// Writes `manifest` and `files` into a folder and serves it.
pub(crate) fn serve(manifest: &str, files: &[(&str, &str)]) -> Rehearsal {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("site.toml"), manifest).expect("site.toml");
    for (name, content) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, content).expect("a file");
    }
    Rehearsal::start(Site::read(folder.path()).expect("the site")).expect("a rehearsal")
}

/// Runs one test, and ends it if it hangs.
pub(crate) fn run(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime
        .block_on(async { tokio::time::timeout(DEADLINE, test).await })
        .expect("an end before the deadline");
}

/// One GET over TLS, by HTTP/1.1.
pub(crate) async fn get(rehearsal: &Rehearsal, url: &str) -> Response<Incoming> {
    send(rehearsal, Request::get(url)).await
}

/// One request over TLS, by HTTP/1.1, with an empty body.
pub(crate) async fn send(
    rehearsal: &Rehearsal,
    request: hyper::http::request::Builder,
) -> Response<Incoming> {
    let request = request.body(Empty::<Bytes>::new()).expect("a request");
    let host = request.uri().host().expect("a host").to_owned();
    let stream = tls(rehearsal, &host, b"http/1.1").await;
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.expect("HTTP/1.1");
    tokio::spawn(connection);
    sender.send_request(origin_form(request, &host)).await.expect("an answer")
}

/// One GET over TLS, by HTTP/2.
pub(crate) async fn get_h2(rehearsal: &Rehearsal, url: &str) -> Response<Incoming> {
    send_h2(rehearsal, Request::get(url)).await
}

/// One request over TLS, by HTTP/2, with an empty body.
pub(crate) async fn send_h2(
    rehearsal: &Rehearsal,
    request: hyper::http::request::Builder,
) -> Response<Incoming> {
    let request = request.body(Empty::<Bytes>::new()).expect("a request");
    let stream = tls(rehearsal, request.uri().host().expect("a host"), b"h2").await;
    let (mut sender, connection) =
        hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(stream))
            .await
            .expect("HTTP/2");
    tokio::spawn(connection);
    sender.send_request(request).await.expect("an answer")
}

/// Bytes as they are, over plain HTTP; everything that comes back.
pub(crate) async fn raw(rehearsal: &Rehearsal, request: &str) -> String {
    let mut stream = TcpStream::connect(rehearsal.http()).await.expect("a connection");
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("an answer");
    answer
}

/// The whole body as text.
pub(crate) async fn text(response: Response<Incoming>) -> String {
    let bytes = response.into_body().collect().await.expect("a whole body").to_bytes();
    String::from_utf8(bytes.to_vec()).expect("text")
}

/// The values of a header, in order.
pub(crate) fn headers<'a>(response: &'a Response<Incoming>, name: &str) -> Vec<&'a str> {
    response.headers().get_all(name).iter().map(|value| value.to_str().expect("ASCII")).collect()
}

pub(crate) async fn tls(rehearsal: &Rehearsal, host: &str, protocol: &[u8]) -> TlsStream<TcpStream> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(rehearsal.authority().to_vec())).expect("the authority");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![protocol.to_vec()];
    let stream = TcpStream::connect(rehearsal.https()).await.expect("a connection");
    let name = ServerName::try_from(host.to_owned()).expect("a name");
    TlsConnector::from(Arc::new(config)).connect(name, stream).await.expect("TLS")
}

fn origin_form(request: Request<Empty<Bytes>>, host: &str) -> Request<Empty<Bytes>> {
    let (mut head, body) = request.into_parts();
    head.headers.insert(hyper::header::HOST, host.parse().expect("a host"));
    head.uri = head.uri.path_and_query().expect("a path").as_str().parse().expect("a path");
    Request::from_parts(head, body)
}
