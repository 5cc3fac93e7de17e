//! Lists and manifests of pgBackRest, their checksum put right: any bytes are refused or name files inside the repository.
//!
//! Seeds: .manifest .info
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| vidne_repository::pgbackrest::fuzz(data));
