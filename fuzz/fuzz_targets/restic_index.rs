//! Index files of restic behind the key: any bytes are refused or give an index that finds its blobs again.
//!
//! Seeds: .index
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| vidne_repository::restic::fuzz::index(data));
