//! The bytes of a copy from look to look: what counts as damaged, and what clears it.

use vidne_model::finding::Reply;
use vidne_rules::Horizon;

use super::{DECLARED, after_healthy, answers, exhibit, healthy, opened, told};

/// A look at the first copy that read its files, while its key or its tool failed.
fn half(text: &str) -> String {
    format!(
        "[[observed.backup]]\nexhibit = \"{}\"\nat = \"2022-06-03T13:00:00Z\"\nbackup = \"ca\"\ncopy = \"dc1\"\nrepository = \"0d12\"\n\
         reach = {{ could-not-complete = \"the key cannot be read\" }}\nlist = {{ names-only = \"the key cannot be read\" }}\n\
         proof = \"named-by-hash\"\n{text}\n",
        exhibit("dc1", 99)
    )
}

#[test]
fn damage_counts_even_if_the_key_failed_in_the_same_look() {
    let since = exhibit("dc1", 2);
    let altered = half(&format!(
        "stock = {{ since = \"{since}\", files = 3, bytes = 3000 }}\nread = \"all\"\n\
         faults = [{{ kind = \"altered\", file = \"data/01\", detail = \"it hashes to 77\" }}]"
    ));
    let assessment = told(&format!("{}{altered}", healthy(3)), "2022-06-03T13:30:00Z", Horizon::Now);
    let half_told = [Reply::CouldNotComplete, Reply::Yes, Reply::CouldNotComplete, Reply::No];
    assert_eq!(answers(&assessment.standings[0]), half_told);
    assert_eq!(answers(&assessment.standings[1]), [Reply::Yes; 4]);
    assert_eq!(opened(&assessment), ["2022-06-03T13:00:00Z backup-damaged copy:ca/dc1"]);
}

#[test]
fn files_that_came_while_the_key_was_away_are_known_by_the_next_look() {
    let since = exhibit("dc1", 2);
    let arrived = half(&format!(
        "stock = {{ since = \"{since}\", files = 4, bytes = 4000, added = [[\"data/09\", 1000]] }}\nread = \"all\""
    ));
    let after = format!(
        "[[observed.backup]]\nat = \"2022-06-03T14:00:00Z\"\nbackup = \"ca\"\ncopy = \"dc1\"\nrepository = \"0d12\"\n\
         snapshots = [{{ id = \"s2\", time = \"2022-06-03T02:00:00Z\" }}]\ncontents = [{{ snapshot = \"s2\", paths = [\"/srv/ca/index.db\"] }}]\n\
         proof = \"named-by-hash\"\nstock = {{ since = \"{}\", files = 4, bytes = 4000 }}\n",
        exhibit("dc1", 99)
    );
    let text = format!("{}{arrived}{after}", healthy(3));
    let assessment = told(&text, "2022-06-03T14:30:00Z", Horizon::Now);
    assert_eq!(answers(&assessment.standings[0]), [Reply::Yes; 4]);
    // That a snapshot is late is no less true because the key is away now.
    let late = after.replace("06-03T14", "06-05T14");
    let half_told = arrived.replace("06-03T13", "06-05T15").replace(&since, &exhibit("dc1", 98));
    let text = format!("{}{}{late}{half_told}", healthy(3), arrived.replace(&since, &exhibit("dc1", 2)));
    let assessment = told(&text, "2022-06-05T15:30:00Z", Horizon::Now);
    assert_eq!(answers(&assessment.standings[0])[0], Reply::No);
}

fn intact(looks: &[&str]) -> Reply {
    let assessment = told(&after_healthy(looks), "2022-06-03T20:30:00Z", Horizon::Now);
    answers(&assessment.standings[0])[3]
}

#[test]
fn what_only_the_key_shows_is_cleared_by_the_key_alone() {
    let faulty = "stock = { since = \"SINCE\", files = 3, bytes = 3000 }\nread = \"all\"\n\
                  faults = [{ kind = \"sealed\", part = \"data\", file = \"data/01\", detail = \"x\" }]\n\
                  semantic = { outcome = \"faulty\", files = 3 }";
    let sound = |files: u64| {
        format!(
            "stock = {{ since = \"SINCE\", files = 3, bytes = 3000 }}\nread = \"all\"\nsemantic = {{ outcome = \"sound\", files = {files} }}"
        )
    };
    let by_name = "stock = { since = \"SINCE\", files = 3, bytes = 3000 }\nread = [\"data/01\"]";
    assert_eq!(intact(&[faulty]), Reply::No);
    assert_eq!(intact(&[faulty, &sound(0), by_name, &sound(0)]), Reply::No);
    assert_eq!(intact(&[faulty, by_name, &sound(1)]), Reply::Yes);
    // Another pack came, and one was put together: it may have been that one.
    let grown =
        sound(1).replace("files = 3, bytes = 3000", "files = 4, bytes = 4000, added = [[\"data/09\", 1000]]");
    assert_eq!(intact(&[faulty, &grown]), Reply::No);
    assert_eq!(intact(&[faulty, &grown.replace("files = 1 }", "files = 2 }")]), Reply::Yes);
}

#[test]
fn what_was_refused_was_not_read() {
    let refused = "stock = { since = \"SINCE\", files = 4, bytes = 4000, added = [[\"data/09\", 1000]] }\nread = \"all\"\n\
                   faults = [{ kind = \"refused\", part = \"data\", file = \"data/09\", detail = \"this user may not read it\" }]";
    let nothing = "stock = { since = \"SINCE\", files = 4, bytes = 4000 }";
    let read = format!("{nothing}\nread = [\"data/09\"]");
    assert_eq!(intact(&[refused]), Reply::InPart);
    assert_eq!(intact(&[refused, nothing]), Reply::InPart);
    assert_eq!(intact(&[refused, &read]), Reply::Yes);
}

#[test]
fn what_was_missing_and_came_back_is_missed_until_it_was_read() {
    let missing = "stock = { since = \"SINCE\", files = 3, bytes = 3000 }\n\
                   faults = [{ kind = \"missing\", part = \"data\", file = \"archive/0001\", detail = \"x\" }]";
    let back =
        "stock = { since = \"SINCE\", files = 4, bytes = 4000, added = [[\"archive/0001-77aa.gz\", 1000]] }";
    let other = back.replace("0001-77aa", "00010-77aa");
    let read = |name: &str| {
        format!(
            "stock = {{ since = \"SINCE\", files = 4, bytes = 4000 }}\nread = [\"archive/{name}-77aa.gz\"]"
        )
    };
    assert_eq!(intact(&[missing]), Reply::No);
    assert_eq!(intact(&[missing, back]), Reply::No);
    assert_eq!(intact(&[missing, back, &read("0001")]), Reply::Yes);
    assert_eq!(intact(&[missing, &other, &read("00010")]), Reply::No);
}

#[test]
fn a_copy_without_a_pack_that_its_own_index_names_is_broken_whatever_the_lag() {
    let copy = |copy: &str, minute: u8, files: &[&str], rest: &str| {
        let added: Vec<_> = files.iter().map(|name| format!("[\"{name}\", 10]")).collect();
        format!(
            "[[observed.backup]]\nat = \"2022-06-03T13:0{minute}:00Z\"\nbackup = \"ca\"\ncopy = \"{copy}\"\nrepository = \"0d12\"\n\
             snapshots = [{{ id = \"s2\", time = \"2022-06-03T02:00:00Z\" }}]\nproof = \"named-by-hash\"\n\
             stock = {{ files = {}, bytes = {}, added = [{}] }}\nread = \"all\"\n{rest}\n",
            files.len(),
            files.len() * 10,
            added.join(", ")
        )
    };
    let second = |files: &[&str], rest: &str| {
        let first = copy("dc1", 0, &["data/a", "data/b", "index/i"], rest);
        let sealed =
            copy("dc2", 1, files, "").replace("snapshots", "list = { names-only = \"no key\" }\nsnapshots");
        let assessment = told(&format!("{DECLARED}{first}{sealed}"), "2022-06-03T13:02:00Z", Horizon::Now);
        (
            answers(&assessment.standings[1])[3],
            opened(&assessment).iter().any(|each| each.contains("copy-lags")),
        )
    };
    let sound = "semantic = { outcome = \"sound\", files = 2 }";
    assert_eq!(second(&["data/a", "index/i"], sound), (Reply::No, true));
    assert_eq!(second(&["data/a", "data/b", "index/i"], sound), (Reply::Yes, false));
    assert_eq!(second(&["data/a"], sound), (Reply::Yes, false), "the index is still on its way");
    assert_eq!(second(&["data/a", "index/i"], ""), (Reply::Yes, false), "nobody has opened it");
    let fault = |fault: &str| format!("{sound}\nfaults = [{{ {fault}, part = \"data\", detail = \"x\" }}]");
    for doubtful in [
        "kind = \"unreferenced\", file = \"data/b\"",
        "kind = \"altered\", file = \"data/b\"",
        "kind = \"altered\", unnamed = 1",
    ] {
        assert_eq!(second(&["data/a", "index/i"], &fault(doubtful)), (Reply::Yes, false), "{doubtful}");
    }
    let elsewhere = fault("kind = \"altered\", file = \"data/a\"");
    assert_eq!(second(&["data/a", "index/i"], &elsewhere), (Reply::No, true));
}
