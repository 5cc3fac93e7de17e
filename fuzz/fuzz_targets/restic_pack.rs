//! Headers of restic packs, trees and snapshots behind the key: any bytes are refused or stay within their bounds.
//!
//! Seeds: .tree .snapshot
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    vidne_repository::restic::fuzz::pack(data);
    vidne_repository::restic::fuzz::tree(data);
    vidne_repository::restic::fuzz::snapshot(data);
});
