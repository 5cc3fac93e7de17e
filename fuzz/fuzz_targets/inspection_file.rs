//! Inspection files: any bytes, no panic, the same facts each time.
//!
//! Seeds: inspection.json eventdata.json page_session.json
#![no_main]

use libfuzzer_sys::fuzz_target;
use vidne_fuzz::exhibit;
use vidne_read::Format;

fuzz_target!(|data: &[u8]| exhibit(Format::InspectionFile, data));
