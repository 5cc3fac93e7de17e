//! WARC files, packed or not: any bytes, no panic, bounded memory, the same facts each time.
//!
//! Seeds: .warc .warc.gz
#![no_main]

use libfuzzer_sys::fuzz_target;
use vidne_fuzz::exhibit;
use vidne_read::Format;

fuzz_target!(|data: &[u8]| exhibit(Format::Warc, data));
