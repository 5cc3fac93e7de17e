//! Which snapshots answer for what must be in a backup: of which machine, of which job, in which copy.

use vidne_model::finding::Reply;
use vidne_rules::Horizon;

use super::{after_healthy, answers, first_two, healthy, opened, told};

#[test]
fn what_another_copy_once_told_of_a_snapshot_stays_true_of_it() {
    let text = healthy(3);
    let looks = text.split_inclusive("[[observed.backup]]\n").map(|look| {
        let lines = look.split_inclusive('\n');
        // Nobody has the key at the second place.
        let is_sealed = look.contains("copy = \"dc2\"");
        lines.filter(|line| !is_sealed || !line.starts_with("contents")).collect::<String>()
    });
    let mut text: String = looks.collect();
    assert!(text.contains("contents") && text.len() < healthy(3).len());
    text.push_str(
        "[[observed.backup]]\nat = \"2022-06-03T13:00:00Z\"\nbackup = \"ca\"\ncopy = \"dc1\"\nrepository = \"0d12\"\n\
         snapshots = [{ id = \"s2\", time = \"2022-06-03T02:00:00Z\" }, { id = \"s3\", time = \"2022-06-03T12:55:00Z\" }]\n\
         contents = [{ snapshot = \"s3\", paths = [\"/srv/ca/index.db\"] }]\n",
    );
    // The new snapshot has not come to the second place yet: what the one that lies there holds is known all the same.
    let assessment = told(&text, "2022-06-03T13:30:00Z", Horizon::Now);
    assert_eq!(answers(&assessment.standings[1]), [Reply::Yes; 4]);
    assert_eq!(opened(&assessment), Vec::<String>::new());
}

#[test]
fn nothing_is_complete_by_a_snapshot_that_is_gone() {
    let now = "2022-06-03T13:30:00Z";
    let gone =
        "list = \"whole\"\nsnapshots = [{ id = \"s1\", time = \"2022-06-02T02:00:00Z\", host = \"ca01\" }]";
    assert_eq!(first_two(gone, now)[1], Reply::Yes, "the other copy told what is in the one that is left");
    let other = format!("{gone}\ncontents = [{{ snapshot = \"s1\", paths = [\"/srv/other\"] }}]");
    assert_eq!(first_two(&other, now)[1], Reply::No);
    let all = "list = \"whole\"\nsnapshots = []";
    assert_eq!(first_two(all, now), [Reply::No, Reply::NotKnown]);
}

#[test]
fn a_snapshot_of_another_machine_answers_for_none() {
    let foreign = "snapshots = [{ id = \"f1\", time = \"2022-06-03T12:30:00Z\", host = \"web\" }]\n\
                   contents = [{ snapshot = \"f1\", paths = [\"/srv/ca/index.db\"] }]";
    let now = "2022-06-03T13:30:00Z";
    assert_eq!(first_two(foreign, now), [Reply::No, Reply::NotKnown]);
    let own = foreign.replace(
        "host = \"web\" }]",
        "host = \"web\" }, { id = \"s2\", time = \"2022-06-03T02:00:00Z\", host = \"ca01\" }]",
    );
    assert_eq!(first_two(&own, now), [Reply::Yes; 2], "what is in its own was told earlier");
}

#[test]
fn several_jobs_feed_one_repository_and_each_is_asked_for_its_paths() {
    let two = |etc: &str, srv: &str| {
        format!(
            "snapshots = [{{ id = \"e1\", time = \"{etc}\", host = \"ca01\", paths = [\"/etc\"] }}, \
             {{ id = \"v1\", time = \"{srv}\", host = \"ca01\", paths = [\"/srv\"] }}]\n\
             contents = [{{ snapshot = \"e1\", paths = [\"/etc/hosts\"] }}, {{ snapshot = \"v1\", paths = [\"/srv/ca/index.db\"] }}]"
        )
    };
    let both = |look: &str| {
        let text =
            after_healthy(&[look]).replace("scope = [\"/srv/ca\"]", "scope = [\"/srv/ca\", \"/etc/hosts\"]");
        let assessment = told(&text, "2022-06-03T13:30:00Z", Horizon::Now);
        let late = assessment.findings.iter().find(|finding| finding.rule.as_str() == "backup-late");
        let standing = answers(&assessment.standings[0]);
        ([standing[0], standing[2]], late.map(|finding| finding.message.to_string()))
    };
    let fresh = both(&two("2022-06-03T02:00:00Z", "2022-06-03T03:00:00Z"));
    assert_eq!(fresh, ([Reply::Yes; 2], None));
    let (answered, late) = both(&two("2022-06-03T02:00:00Z", "2022-05-22T03:00:00Z"));
    assert_eq!(answered, [Reply::No; 2]);
    let said = "the newest snapshot that holds /srv/ca (v1) is of 2022-05-22 03:00 UTC; the next was due by 2022-05-23 05:00 UTC";
    assert_eq!(late.as_deref(), Some(said));
}

#[test]
fn a_job_that_leaves_a_path_out_lacks_it_from_then_on() {
    let look = "snapshots = [{ id = \"b1\", time = \"2022-06-03T02:00:00Z\", host = \"ca01\", paths = [\"/etc\", \"/srv\"] }, \
                { id = \"v1\", time = \"2022-06-03T03:00:00Z\", host = \"ca01\", paths = [\"/srv\"] }]\n\
                contents = [{ snapshot = \"b1\", paths = [\"/etc/hosts\", \"/srv/ca/index.db\"] }, { snapshot = \"v1\", paths = [\"/srv/ca/index.db\"] }]";
    let text =
        after_healthy(&[look]).replace("scope = [\"/srv/ca\"]", "scope = [\"/srv/ca\", \"/etc/hosts\"]");
    let standing = answers(&told(&text, "2022-06-03T13:30:00Z", Horizon::Now).standings[0]);
    assert_eq!([standing[0], standing[2]], [Reply::Yes, Reply::No]);
    // Started from elsewhere, it takes in the same files.
    let text = text.replace("paths = [\"/srv\"] }]", "paths = [\"/mnt/new/srv\"] }]");
    let standing = answers(&told(&text, "2022-06-03T13:30:00Z", Horizon::Now).standings[0]);
    assert_eq!([standing[0], standing[2]], [Reply::Yes, Reply::No]);
}
