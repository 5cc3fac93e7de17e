//! Lists of hashes: any bytes are refused or give names that stay in their folder.
//!
//! Seeds: .sha256
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| vidne_repository::listed::fuzz(data));
