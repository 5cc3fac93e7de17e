//! Mounts and mapped files as the kernel tells them: any lines are read or left, and every walk over them ends.
//!
//! Seeds: .mountinfo
#![no_main]

use libfuzzer_sys::fuzz_target;

// The observer's crate brings a browser's driver and a resolver along; these three files need none of it.
#[allow(dead_code, reason = "the observer uses what this target does not")]
#[path = "../../crates/vidne-observe/src/host/below.rs"]
mod below;
#[allow(dead_code, reason = "the observer uses what this target does not")]
#[path = "../../crates/vidne-observe/src/host/maps.rs"]
mod maps;
#[allow(dead_code, reason = "the observer uses what this target does not")]
#[path = "../../crates/vidne-observe/src/host/mount.rs"]
mod mount;

fuzz_target!(|data: &[u8]| {
    let mounts = mount::parse(data);
    for place in mounts.iter().take(20) {
        if let Some(held) = mount::holding(&mounts, &place.point) {
            assert!(below::rest(&place.point, &held.point).is_some());
        }
        assert!(mount::elsewhere(&mounts, &mounts, &place.point).len() <= 8);
        assert!(place.device_told().len() <= data.len() + 2);
    }
    for line in data.split(|byte| *byte == b'\n') {
        if let Some(mapped) = maps::mapped(line) {
            assert!(maps::readings(mapped.path).iter().all(|path| path.starts_with(b"/")));
        }
    }
});
