//! Segments, configurations and indexes of borg: any bytes are read to an end, within one buffer.
//!
//! Seeds: .segment .ini .hashindex
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| vidne_repository::borg::fuzz(data));
