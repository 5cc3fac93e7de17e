//! Web archives made for these tests: sound ones, broken ones and hostile ones.

mod broken;
mod collection;
mod damage;
mod hostile;
mod look;
mod page;

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use sha1::{Digest, Sha1};
use sha2::Sha256;
use vidne_model::observed::Observed;
use vidne_read::{Format, ReadError};

use super::reading;

/// A record with these fields and this block.
fn record(kind: &str, fields: &[(&str, &str)], block: impl AsRef<[u8]>) -> Vec<u8> {
    let block = block.as_ref();
    let mut head = format!("WARC/1.1\r\nWARC-Type: {kind}\r\n");
    for (name, value) in fields {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("Content-Length: {}\r\n\r\n", block.len()));
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// An answer of a web server, seen at that second of one minute.
fn response(url: &str, second: u32, message: impl AsRef<[u8]>) -> Vec<u8> {
    let date = format!("2022-11-07T12:00:{second:02}Z");
    let fields = [
        ("WARC-Record-ID", &*format!("<urn:a:{url}:{second}>")),
        ("WARC-Target-URI", url),
        ("WARC-Date", &date),
        ("WARC-IP-Address", "192.0.2.7"),
        ("Content-Type", "application/http; msgtype=response"),
    ];
    record("response", &fields, message)
}

/// The request that belongs to it.
fn request(url: &str, second: u32, message: &str) -> Vec<u8> {
    let date = format!("2022-11-07T12:00:{second:02}Z");
    let fields = [
        ("WARC-Record-ID", &*format!("<urn:q:{url}:{second}>")),
        ("WARC-Concurrent-To", &format!("<urn:a:{url}:{second}>")),
        ("WARC-Target-URI", url),
        ("WARC-Date", &date),
        ("Content-Type", "application/http; msgtype=request"),
    ];
    record("request", &fields, message)
}

/// A page as a web server sends it.
fn html(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}")
}

/// One gzip member.
fn member(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(bytes.as_ref()).expect("memory takes it");
    packer.finish().expect("memory takes it")
}

fn sha1(bytes: &[u8]) -> String {
    format!("sha1:{}", hex(&Sha1::digest(bytes)))
}

fn sha256(bytes: &[u8]) -> String {
    format!("sha256:{}", hex(&Sha256::digest(bytes)))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn warc(bytes: impl AsRef<[u8]>) -> Observed {
    reading(Format::Warc, bytes).expect("a sound archive")
}

fn refused(bytes: impl AsRef<[u8]>) -> ReadError {
    reading(Format::Warc, bytes).expect_err("no archive")
}

/// The offset and the reason of each damage.
fn damages(observed: &Observed) -> Vec<(Option<u64>, &str)> {
    observed.damages.iter().map(|damage| (damage.offset, damage.reason.as_str())).collect()
}

fn urls(observed: &Observed, visit: usize) -> Vec<&str> {
    observed.visits[visit].requests.iter().map(|request| request.url.as_str()).collect()
}

const SITE: &str = "https://www.exempel.se/";
