//! HTTP messages as archives hold them: head, headers, and a body with its packing undone.
//!
//! It never keeps more of a body than it is allowed to, and tells where a body was not what its headers promise.

use std::{borrow::Cow, io::Read};

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use crate::header::Headers;

/// A request or a response.
#[derive(Debug, Clone)]
pub(super) struct Message<'a> {
    /// Its first line.
    pub(super) first: String,
    pub(super) headers: Headers,
    /// What follows the head, as it stands.
    pub(super) body: &'a [u8],
}

impl<'a> Message<'a> {
    /// Takes a block apart. A head without an end is all there is.
    pub(super) fn parse(block: &'a [u8]) -> Self {
        let (head, body) = split(block);
        let mut lines =
            head.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
        let first = text(lines.next().unwrap_or_default()).into_owned();
        let mut headers = Headers::default();
        let mut open: Option<(String, String)> = None;
        for line in lines.take(MOST_HEADERS) {
            let line = text(line);
            match (&mut open, line.split_once(':')) {
                (Some((_, value)), _) if line.starts_with([' ', '\t']) => {
                    value.push(' ');
                    value.push_str(line.trim());
                }
                (_, Some((name, value))) => {
                    let next = (name.to_owned(), value.trim().to_owned());
                    close(open.replace(next), &mut headers);
                }
                (_, None) => {}
            }
        }
        close(open, &mut headers);
        Self { first, headers, body }
    }

    /// The status of a response.
    pub(super) fn status(&self) -> Option<u16> {
        let rest = self.first.strip_prefix("HTTP/")?;
        rest.split_ascii_whitespace().nth(1)?.parse().ok().filter(|status| (100..1000).contains(status))
    }

    /// The method of a request.
    pub(super) fn method(&self) -> Option<&str> {
        let word = self.first.split_ascii_whitespace().next()?;
        (word.len() <= 20 && word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-'))
            .then_some(word)
    }
}

/// A body with its packing undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Body<'a> {
    pub(super) bytes: Cow<'a, [u8]>,
    /// Why it is not all that was sent, or not what its headers promise.
    pub(super) flaw: Option<String>,
    /// Whether nothing of it is missing.
    pub(super) is_whole: bool,
}

impl<'a> Body<'a> {
    fn whole(bytes: Cow<'a, [u8]>) -> Self {
        Self { bytes, flaw: None, is_whole: true }
    }

    fn cut(bytes: Cow<'a, [u8]>, flaw: String) -> Self {
        Self { bytes, flaw: Some(flaw), is_whole: false }
    }
}

/// Undoes chunks and compression; unpacks at most `room` bytes.
///
/// # Errors
/// The body is packed in a way that is not known here.
pub(super) fn body<'a>(message: &Message<'a>, room: u64) -> Result<Body<'a>, String> {
    let mut body = unchunked(message);
    let listed: Vec<String> = message.headers.all("content-encoding").map(str::to_ascii_lowercase).collect();
    for coding in listed.iter().flat_map(|line| line.split(',')).rev().map(str::trim).take(MOST_CODINGS) {
        let unpacked = match coding {
            "" | "identity" | "none" | "utf-8" => continue,
            "gzip" | "x-gzip" if !body.bytes.starts_with(b"\x1f\x8b") => continue,
            "gzip" | "x-gzip" => unpack(MultiGzDecoder::new(&*body.bytes), room),
            "deflate" if is_zlib(&body.bytes) => unpack(ZlibDecoder::new(&*body.bytes), room),
            "deflate" => unpack(DeflateDecoder::new(&*body.bytes), room),
            "br" => unpack(brotli_decompressor::Decompressor::new(&*body.bytes, 4096), room),
            other => {
                return Err(format!(
                    "its body is packed with `{}`, which is not read",
                    other.escape_default()
                ));
            }
        };
        let (bytes, flaw) = unpacked;
        // Recorders that unpack a body leave its header.
        if bytes.is_empty() && flaw.is_some() && str::from_utf8(&body.bytes).is_ok() {
            continue;
        }
        let is_whole = body.is_whole && flaw.is_none();
        let flaw = flaw.map(|flaw| format!("{flaw} ({coding})")).or(body.flaw);
        body = Body { bytes: Cow::Owned(bytes), flaw, is_whole };
    }
    Ok(body)
}

/// The body without chunks. Recorders that undo them leave the header, too.
pub(super) fn unchunked<'a>(message: &Message<'a>) -> Body<'a> {
    let mut codings = message.headers.all("transfer-encoding");
    if !codings.any(|coding| coding.to_ascii_lowercase().contains("chunked")) {
        return Body::whole(Cow::Borrowed(message.body));
    }
    let (mut bytes, mut rest) = (Vec::new(), message.body);
    loop {
        let Some((size, data)) = chunk_head(rest) else {
            let at = message.body.len() - rest.len();
            if at == 0 {
                let flaw = "it is said to be chunked, and is not; it was taken as it stands".to_owned();
                return Body { flaw: Some(flaw), ..Body::whole(Cow::Borrowed(message.body)) };
            }
            return Body::cut(Cow::Owned(bytes), format!("at byte {at} of its body stands no chunk"));
        };
        if size == 0 {
            return Body::whole(Cow::Owned(bytes));
        }
        bytes.extend_from_slice(&data[..size.min(data.len())]);
        if size > data.len() {
            let flaw = format!("its last chunk is cut off after {} of {size} bytes", data.len());
            return Body::cut(Cow::Owned(bytes), flaw);
        }
        rest = &data[size..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

/// The size that a chunk declares, and what follows its first line.
fn chunk_head(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = bytes.iter().take(1024).position(|byte| *byte == b'\n')?;
    let line = str::from_utf8(&bytes[..end]).ok()?;
    let digits = line.split(';').next()?.trim();
    let is_size = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let size = usize::from_str_radix(digits, 16).ok().filter(|_| is_size)?;
    Some((size, &bytes[end + 1..]))
}

fn unpack(reader: impl Read, room: u64) -> (Vec<u8>, Option<String>) {
    let mut bytes = Vec::new();
    let mut reader = reader.take(room.saturating_add(1));
    let flaw = reader
        .read_to_end(&mut bytes)
        .err()
        .map(|_| "its body is cut off or broken within its packing".to_owned());
    if bytes.len() as u64 > room {
        bytes.truncate(usize::try_from(room).unwrap_or(usize::MAX));
        return (bytes, Some(format!("its body unpacks to more than {room} bytes; the rest was not read")));
    }
    (bytes, flaw)
}

fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [first, second, ..] if first & 15 == 8 && (u16::from(*first) << 8 | u16::from(*second)).is_multiple_of(31))
}

fn split(block: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    while let Some(end) = block[at..].iter().position(|byte| *byte == b'\n') {
        at += end + 1;
        let rest = &block[at..];
        if let Some(body) = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")) {
            return (&block[..at], body);
        }
        if at > LONGEST_HEAD {
            break;
        }
    }
    (&block[..block.len().min(LONGEST_HEAD)], &[])
}

fn close(open: Option<(String, String)>, headers: &mut Headers) {
    if let Some((name, value)) = open {
        headers.push(&name, &value);
    }
}

/// Headers are ASCII by rule and Latin-1 by habit.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    match str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().map(|byte| char::from(*byte)).collect()),
    }
}

const MOST_HEADERS: usize = 2_000;

const MOST_CODINGS: usize = 4;

const LONGEST_HEAD: usize = 1 << 20;

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn read(head: &str, body: &[u8]) -> Result<(Vec<u8>, Option<String>), String> {
        let block = [format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n").as_bytes(), body].concat();
        super::body(&Message::parse(&block), 1000).map(|body| (body.bytes.into_owned(), body.flaw))
    }

    #[test]
    fn chunks_are_joined_and_broken_ones_told() {
        let head = "Transfer-Encoding: chunked";
        assert_eq!(read(head, b"3;x=y\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"), Ok((b"abcde".to_vec(), None)));
        let (bytes, flaw) = read(head, b"3\r\nabc\r\nzz\r\n").unwrap();
        assert_eq!(
            (bytes.as_slice(), flaw.as_deref()),
            (b"abc".as_slice(), Some("at byte 8 of its body stands no chunk"))
        );
        let (bytes, flaw) = read(head, b"<html>").unwrap();
        assert!(bytes == b"<html>" && flaw.is_some_and(|flaw| flaw.contains("is not")));
        let (bytes, flaw) = read(head, b"ffffffffffff\r\nabc").unwrap();
        assert!(bytes == b"abc" && flaw.is_some_and(|flaw| flaw.contains("cut off")));
    }

    #[test]
    fn every_packing_is_undone_within_its_bounds() {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gzip.write_all(&[b'a'; 5000]).unwrap();
        let packed = gzip.finish().unwrap();
        let (bytes, flaw) = read("Content-Encoding: gzip", &packed).unwrap();
        assert!(bytes.len() == 1000 && flaw.is_some_and(|flaw| flaw.contains("more than 1000")));
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        zlib.write_all(b"hej").unwrap();
        assert_eq!(read("Content-Encoding: deflate", &zlib.finish().unwrap()), Ok((b"hej".to_vec(), None)));
        // "hej" as one uncompressed brotli block.
        assert_eq!(read("Content-Encoding: br", b"\x0b\x01\x80hej\x03"), Ok((b"hej".to_vec(), None)));
        assert_eq!(read("Content-Encoding: gzip", b"hej"), Ok((b"hej".to_vec(), None)));
        assert_eq!(read("Content-Encoding: br", b"<p>hej, hej</p>"), Ok((b"<p>hej, hej</p>".to_vec(), None)));
        assert!(read("Content-Encoding: zstd", b"x").is_err());
    }

    #[test]
    fn heads_are_read_whatever_their_line_ends() {
        let message = Message::parse(b"HTTP/2 204\nA: 1\n b\nSet-Cookie: x=1\nSet-Cookie: y=2\n\nrest");
        assert_eq!((message.status(), message.body), (Some(204), b"rest".as_slice()));
        assert_eq!(message.headers.first("a"), Some("1 b"));
        assert_eq!(message.headers.all("set-cookie").collect::<Vec<_>>(), ["x=1", "y=2"]);
        assert_eq!(Message::parse(b"GET /").method(), Some("GET"));
        assert_eq!(Message::parse(b"").status(), None);
    }
}
