//! What is mounted where, as `/proc/PID/mountinfo` tells it (proc(5)).
//!
//! It touches no file: bytes in, mounts out. It never follows a mount that another one hides.

use super::below;

/// One mount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mount {
    /// Its number.
    pub id: u64,
    /// The number of the mount on which it stands.
    pub parent: u64,
    /// The number of its file system, as `major:minor`.
    pub device: Vec<u8>,
    /// Which folder of its file system is mounted: `/`, or another one for a bind mount.
    pub root: Vec<u8>,
    /// At which folder it is mounted.
    pub point: Vec<u8>,
    /// The kind of its file system, such as `ext4`.
    pub kind: Vec<u8>,
    /// What is mounted, such as `/dev/sda1`.
    pub source: Vec<u8>,
}

impl Mount {
    /// What is mounted, with the folder in brackets where it is not the whole file system.
    pub fn device_told(&self) -> Vec<u8> {
        let source = if matches!(&self.source[..], b"" | b"none") { &self.kind } else { &self.source };
        let mut told = source.clone();
        if self.root != b"/" {
            told.extend_from_slice(&[b"[", &self.root[..], b"]"].concat());
        }
        told
    }

    /// Whether its files are no data but the kernel's own answers.
    pub fn is_kernel(&self) -> bool {
        KERNEL_KINDS.contains(&&self.kind[..])
    }
}

/// The mounts that these lines tell of. A line that tells of none is left out.
pub fn parse(text: &[u8]) -> Vec<Mount> {
    text.split(|byte| *byte == b'\n').filter_map(mount).collect()
}

/// The mount on which a full path lies: the way down to it is walked mount by mount, so that what a later mount hides does not
/// count.
pub fn holding<'a>(mounts: &'a [Mount], path: &[u8]) -> Option<&'a Mount> {
    let holds = |mount: &&Mount| below::rest(path, &mount.point).is_some();
    let stands = |id: u64| mounts.iter().any(|mount| mount.id == id);
    let first = mounts.iter().filter(holds).filter(|mount| mount.parent == mount.id || !stands(mount.parent));
    let mut current = first.max_by_key(|mount| mount.point.len())?;
    // As many steps as there are mounts: lines that name each other as parents end, too.
    for _ in 0..mounts.len() {
        let above =
            mounts.iter().filter(holds).filter(|mount| mount.parent == current.id && mount.id != current.id);
        match above.min_by_key(|mount| mount.point.len()) {
            Some(next) => current = next,
            None => break,
        }
    }
    Some(current)
}

/// Where a path of one view of the machine (that of a container, say) lies in another: all paths that lead to the same place
/// of the same file system, at most eight.
pub fn elsewhere(theirs: &[Mount], ours: &[Mount], path: &[u8]) -> Vec<Vec<u8>> {
    let Some(mount) = holding(theirs, path) else { return Vec::new() };
    let Some(rest) = below::rest(path, &mount.point) else { return Vec::new() };
    let within = below::joined(&mount.root, rest);
    let same = ours.iter().filter(|one| one.device == mount.device);
    let found = same.filter_map(|one| {
        let path = below::joined(&one.point, below::rest(&within, &one.root)?);
        holding(ours, &path).is_some_and(|holds| holds.id == one.id).then_some(path)
    });
    found.take(8).collect()
}

fn mount(line: &[u8]) -> Option<Mount> {
    let mut fields = line.split(|byte| *byte == b' ');
    let id = number(fields.next()?)?;
    let parent = number(fields.next()?)?;
    let device = fields.next()?.to_vec();
    let root = unescaped(fields.next()?);
    let point = unescaped(fields.next()?);
    // Options, then fields that may be there or not, then a dash.
    fields.find(|field| *field == b"-")?;
    let kind = unescaped(fields.next()?);
    let source = unescaped(fields.next()?);
    (point.starts_with(b"/")).then_some(Mount { id, parent, device, root, point, kind, source })
}

fn number(digits: &[u8]) -> Option<u64> {
    str::from_utf8(digits).ok()?.parse().ok()
}

/// A backslash and three octal digits stand for one byte.
fn unescaped(field: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(field.len());
    let mut rest = field;
    while let Some((&first, more)) = rest.split_first() {
        if let [b'\\', high @ b'0'..=b'3', middle @ b'0'..=b'7', low @ b'0'..=b'7', more @ ..] = rest {
            bytes.push((high - b'0') << 6 | (middle - b'0') << 3 | (low - b'0'));
            rest = more;
        } else {
            bytes.push(first);
            rest = more;
        }
    }
    bytes
}

const KERNEL_KINDS: &[&[u8]] = &[
    b"proc",
    b"sysfs",
    b"cgroup",
    b"cgroup2",
    b"debugfs",
    b"tracefs",
    b"securityfs",
    b"configfs",
    b"fusectl",
    b"pstore",
    b"bpf",
    b"efivarfs",
    b"binfmt_misc",
    b"mqueue",
    b"devpts",
    b"nsfs",
    b"selinuxfs",
    b"rpc_pipefs",
];
