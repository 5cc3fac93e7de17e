//! Tar files, plain and packed: any bytes are listed to an end, within small limits.
//!
//! Seeds: .tar .tar.gz
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| vidne_repository::tar::fuzz(data));
