//! What a number was measured on: without these facts a measurement cannot be compared with another.
//!
//! It reads the kernel's pages and states what it cannot read as unknown.

use std::fmt;
use std::fs;
use std::path::Path;
use std::thread;

/// The facts of this machine at this moment.
pub(crate) struct Machine {
    processor: String,
    cores: usize,
    load: String,
    memory: String,
    kernel: String,
    file_system: String,
}

impl Machine {
    /// Looks at the machine; `folder` is where the measured files will lie.
    pub(crate) fn look(folder: &Path) -> Self {
        let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
        let memory = read("/proc/meminfo");
        let gibibytes = |name| field(&memory, name).and_then(in_gibibytes).unwrap_or_else(unknown);
        let load = read("/proc/loadavg").split(' ').take(3).collect::<Vec<_>>().join(" ");
        let kernel = read("/proc/sys/kernel/osrelease").trim().to_owned();
        Self {
            processor: field(&read("/proc/cpuinfo"), "model name").map_or_else(unknown, str::to_owned),
            cores: thread::available_parallelism().map_or(0, usize::from),
            load: if load.is_empty() { unknown() } else { load },
            memory: format!("{}, of which {} available", gibibytes("MemTotal"), gibibytes("MemAvailable")),
            kernel: if kernel.is_empty() { unknown() } else { kernel },
            file_system: file_system(&read("/proc/mounts"), folder).unwrap_or_else(unknown),
        }
    }
}

impl fmt::Display for Machine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "processor    {} ({} cores)", self.processor, self.cores)?;
        writeln!(formatter, "load         {} (1, 5, 15 minutes)", self.load)?;
        writeln!(formatter, "memory       {}", self.memory)?;
        writeln!(formatter, "kernel       {}", self.kernel)?;
        write!(formatter, "file system  {}", self.file_system)
    }
}

fn unknown() -> String {
    "unknown".to_owned()
}

/// The value after `name` and a colon.
fn field<'a>(page: &'a str, name: &str) -> Option<&'a str> {
    page.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        (key.trim() == name).then(|| value.trim())
    })
}

/// `24576000 kB` in whole tenths of a gibibyte.
fn in_gibibytes(value: &str) -> Option<String> {
    let tenths = value.strip_suffix(" kB")?.parse::<u64>().ok()? * 10 / (1024 * 1024);
    Some(format!("{}.{} GiB", tenths / 10, tenths % 10))
}

/// The kind of the file system that is mounted nearest above the folder.
fn file_system(mounts: &str, folder: &Path) -> Option<String> {
    let mounted = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        Some((Path::new(words.next()?), words.next()?))
    });
    let above = mounted.filter(|(place, _)| folder.starts_with(place));
    above.max_by_key(|(place, _)| place.components().count()).map(|(_, kind)| kind.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_told_in_gibibytes() {
        let page = "MemTotal:       25165824 kB\nMemFree: 1 kB\n";
        assert_eq!(field(page, "MemTotal").and_then(in_gibibytes).as_deref(), Some("24.0 GiB"));
    }

    #[test]
    fn the_nearest_mount_above_the_folder_counts() {
        let mounts = "/dev/a / ext4 rw 0 0\ntmpfs /tmp tmpfs rw 0 0\n/dev/b /tmpfiles xfs rw 0 0\n";
        assert_eq!(file_system(mounts, Path::new("/tmp/bench")).as_deref(), Some("tmpfs"));
        assert_eq!(file_system(mounts, Path::new("/srv/bench")).as_deref(), Some("ext4"));
    }
}
