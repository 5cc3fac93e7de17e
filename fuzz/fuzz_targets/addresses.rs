//! Address databases: any bytes are refused or answer, wherever one looks.
//!
//! Seeds: .mmdb
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| vidne_catalogue::fuzz::addresses(data));
