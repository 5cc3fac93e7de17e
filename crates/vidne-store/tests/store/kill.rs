//! A few of the thousand kills of the example `kill_test`.

use tempfile::TempDir;

use crate::{fixture::program, killing};

#[test]
fn nothing_acknowledged_is_lost_when_the_writer_is_killed() {
    let folder = TempDir::new().unwrap();
    let outcome = killing::kill_repeatedly(&program(), 25, folder.path()).unwrap();
    assert_eq!(outcome.kills, 25);
    assert!(outcome.acknowledged > 0, "{outcome:?}");
}
