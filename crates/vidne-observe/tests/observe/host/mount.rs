//! The lines of `/proc/PID/mountinfo` and `/proc/PID/maps`.

use proptest::prelude::*;
use vidne_observe::host::{
    maps::{Mapped, mapped, readings},
    mount::{Mount, elsewhere, holding, parse},
};

const HOST: &[u8] = b"\
27 1 254:0 / / rw - ext4 /dev/vda rw
40 27 8:1 / /srv rw - ext4 /dev/sda1 rw
41 40 8:2 / /srv/ca rw - ext4 /dev/sdb1 rw
42 27 8:3 / /mnt/a/b rw - ext4 /dev/sdc1 rw
43 27 8:4 / /mnt/a rw - ext4 /dev/sdd1 rw
44 43 8:5 / /mnt/a rw - ext4 /dev/sde1 rw
";

#[test]
fn the_deepest_mount_that_is_not_hidden_holds_a_path() {
    let mounts = parse(HOST);
    let device = |path: &str| holding(&mounts, path.as_bytes()).map(Mount::device_told);
    assert_eq!(device("/srv/ca/key").unwrap(), b"/dev/sdb1");
    assert_eq!(device("/srv/cab").unwrap(), b"/dev/sda1");
    assert_eq!(device("/home").unwrap(), b"/dev/vda");
    // The last one mounted there hides both the one below it and what stood within.
    assert_eq!(device("/mnt/a/b/c").unwrap(), b"/dev/sde1");
}

#[test]
fn a_containers_path_is_found_where_the_machine_has_it() {
    let container = parse(
        b"500 400 0:57 / / rw - overlay overlay rw\n\
          501 500 8:1 /volumes/pg /var/lib/postgresql/data rw - ext4 /dev/sda1 rw\n\
          502 500 0:99 / /tmp rw - tmpfs tmpfs rw\n",
    );
    let found = |path: &str| elsewhere(&container, &parse(HOST), path.as_bytes());
    assert_eq!(found("/var/lib/postgresql/data/base/1"), [b"/srv/volumes/pg/base/1"]);
    assert!(found("/etc/passwd").is_empty());
    assert!(found("/tmp/x").is_empty());
}

#[test]
fn mounts_that_stand_on_each_other_end() {
    let mounts = parse(b"1 2 0:1 / / rw - a a rw\n2 1 0:2 / / rw - b b rw\n3 3 0:3 / /x rw - c c rw\n");
    assert_eq!(holding(&mounts, b"/x/y").unwrap().id, 3);
    assert_eq!(holding(&mounts[..2], b"/x"), None);
}

#[test]
fn a_mapped_file_is_told_and_memory_is_not() {
    let line = b"7f2c1000-7f2c2000 r-xp 00000000 fe:00 131105                     /usr/lib/x y.so";
    assert_eq!(mapped(line), Some(Mapped { inode: 131_105, path: b"/usr/lib/x y.so" }));
    for line in [
        "7f2c1000-7f2c2000 rw-p 00000000 00:00 0 ",
        "7f-7f rw-p 0 00:00 0      [heap]",
        "",
        "   ",
        "a b c d 7",
    ] {
        assert_eq!(mapped(line.as_bytes()), None, "{line}");
    }
    assert_eq!(readings(b"/a\\012b"), [&b"/a\\012b"[..], b"/a\nb"]);
    assert_eq!(readings(b"/a"), [b"/a"]);
}

fn escaped(path: &[u8]) -> Vec<u8> {
    let one = |byte: &u8| match byte {
        b' ' | b'\t' | b'\n' | b'\\' | b'#' => format!("\\{byte:03o}").into_bytes(),
        other => vec![*other],
    };
    path.iter().flat_map(one).collect()
}

proptest! {
    #[test]
    fn any_name_is_read_back(name in prop::collection::vec(1_u8.., 0..40), within in prop::collection::vec(1_u8.., 0..40)) {
        let point = [b"/", &name[..]].concat();
        let root = [b"/", &within[..]].concat();
        let line = [b"27 1 8:1 ", &escaped(&root)[..], b" ", &escaped(&point), b" rw shared:3 - ext4 /dev/sda1 rw"].concat();
        let mounts = parse(&line);
        prop_assert_eq!(&mounts[0].point, &point);
        prop_assert_eq!(&mounts[0].root, &root);
        prop_assert_eq!(holding(&mounts, &point), Some(&mounts[0]));
    }

    #[test]
    fn any_bytes_are_read_or_left(text in prop::collection::vec(any::<u8>(), 0..400)) {
        let mounts = parse(&text);
        prop_assert!(mounts.len() <= text.len());
        if let Some(mapped) = mapped(&text) {
            prop_assert!(readings(mapped.path).iter().all(|path| path.starts_with(b"/")));
        }
    }

    #[test]
    fn any_forest_of_mounts_is_walked_to_its_end(
        parents in prop::collection::vec((0_u64..8, 0_u64..8, "(/[ab]){0,3}", "(/[ab]){0,2}", 0_u8..3), 0..12),
        path in "(/[ab]){1,4}",
    ) {
        let lines = parents.iter().map(|(id, parent, point, root, device)| {
            format!("{id} {parent} 8:{device} /{} /{} rw - ext4 /dev/x rw\n", &root.get(1..).unwrap_or(""), &point.get(1..).unwrap_or(""))
        });
        let mounts = parse(lines.collect::<String>().as_bytes());
        prop_assert_eq!(mounts.len(), parents.len());
        if let Some(held) = holding(&mounts, path.as_bytes()) {
            let point = if held.point == b"/" { &b""[..] } else { &held.point };
            prop_assert!(path.as_bytes().starts_with(point));
        }
        prop_assert!(elsewhere(&mounts, &mounts, path.as_bytes()).len() <= 8);
    }
}
