//! Logs of the browser observer, packed or not: any bytes, no panic, the same facts each time.
//!
//! Seeds: .visit .visit.zst
#![no_main]

use libfuzzer_sys::fuzz_target;
use vidne_fuzz::exhibit;
use vidne_read::Format;

fuzz_target!(|data: &[u8]| exhibit(Format::VisitLog, data));
