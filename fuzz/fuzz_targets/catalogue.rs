//! Recipients' files: any bytes are read or refused, and what was read is found again.
//!
//! Seeds: .toml
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| vidne_catalogue::fuzz::catalogue(data));
