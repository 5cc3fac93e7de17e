//! Files that are refused, with the reason that is right for each.

use vidne_read::{Format, Spot};

use super::{super::reading, SITE, html, member, record, refused, response};

#[test]
fn other_formats_are_named() {
    for (bytes, reason) in [
        (Vec::new(), "empty"),
        (b"filedesc://x.arc 0.0.0.0 2011 text/plain 75\n1 0 Alexa\n".to_vec(), "ARC file"),
        (member("filedesc://x.arc 0.0.0.0 2011 text/plain 75\n"), "ARC file"),
        (b"PK\x03\x04...".to_vec(), "ZIP archive"),
        (b"\x28\xb5\x2f\xfd....".to_vec(), "Zstandard"),
        (b"<html>".to_vec(), "`<html>`"),
        (b"\x1f\x8b\x08".to_vec(), "gzip member is cut off"),
        (b"\x1f\x8b\x09\0\0\0\0\0\0\0\0".to_vec(), "gzip member is broken"),
    ] {
        let error = refused(&bytes);
        assert!(error.reason.contains(reason), "{reason}: {error}");
        assert!(!error.help().is_empty());
    }
}

#[test]
fn a_file_whose_first_record_is_broken_is_refused_at_its_place() {
    let sound = response(SITE, 1, html("x"));
    for (bytes, offset, reason) in [
        (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n".to_vec(), 0, "no Content-Length"),
        (b"WARC/1.0\r\nContent-Length: -1\r\n\r\n".to_vec(), 0, "no number"),
        (b"WARC/2.0\r\nContent-Length: 1\r\n\r\n".to_vec(), 0, "version `2.0`"),
        (b"WARC/1.0\r\nContent-Length".to_vec(), 0, "no field"),
        (b"WARC/1.0\r\nContent-Length: 1\r\n".to_vec(), 0, "cut off"),
        ([b"\r\n\r\nskrap\r\n".to_vec(), sound].concat(), 4, "`skrap`"),
    ] {
        let error = refused(&bytes);
        assert_eq!(error.spot, Spot::Offset(offset), "{error}");
        assert!(error.reason.contains(reason), "{error}");
    }
}

#[test]
fn a_file_without_requests_and_answers_is_refused() {
    let error = refused(record("warcinfo", &[("WARC-Date", "2022-11-07T12:00:00Z")], "software: x\r\n"));
    assert!(error.reason.contains("none of its 1 records"), "{error}");
}

#[test]
fn a_zip_that_is_no_collection_is_refused() {
    for (bytes, reason) in [
        (b"".to_vec(), "empty"),
        (b"hello".to_vec(), "no ZIP archive"),
        (b"PK\x03\x04 cut".to_vec(), "directory"),
    ] {
        let error = reading(Format::Wacz, &bytes).expect_err("no collection");
        assert!(error.reason.contains(reason), "{error}");
    }
}
