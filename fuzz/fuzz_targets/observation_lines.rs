//! Observation lines: any bytes, no panic, the same facts each time.
//!
//! Seeds: .jsonl
#![no_main]

use libfuzzer_sys::fuzz_target;
use vidne_fuzz::exhibit;
use vidne_read::Format;

fuzz_target!(|data: &[u8]| exhibit(Format::ObservationLines, data));
