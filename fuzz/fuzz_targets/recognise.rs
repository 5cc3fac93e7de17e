//! Questions to the compiled-in catalogue: hosts, cookies, names and headers that a stranger chose.
//!
//! Seeds: .observed
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| vidne_catalogue::fuzz::recognise(data));
