//! Machines, backups and keys.

use vidne_model::declared::{BackupTool, Environment, OpenedResult, Protection, Secret};
use vidne_model::time::later;

use super::{beside_service, kinds, read_one, told};

const LAB: &str = r#"
[[host]]
id = "ica03"
environment = "production"
name = "ica03.example"
[[host.storage]]
data = "ca-data"
path = "/var/lib/ca/"
volume = "vg0/ca"
[[host]]
id = "ica03-test"
environment = "pre-production"
stands_in_for = "ica03"
[[required_item]]
id = "signer-key"
hosts = ["ica03", "ica03-test"]
path = "/etc/ca/signer.key"
owner = "ca"
mode = "0600"
certificate = "/etc/ca/signer.pem"
renew_before = "P30D"
check_every = "PT1H"
needed_by = ["restore-ica03"]
[[store]]
id = "dc1"
failure_domain = "hall-1"
administration = "operations"
protected_against = ["deletion", "reading"]
[[store]]
id = "dc2"
protected_against = []
[[backup]]
id = "ca"
of = "ica03"
tool = "restic"
scope = ["/etc/ca", "/var/lib/ca"]
leaves_out = ["/var/lib/ca/tmp"]
every = "P1D"
tolerance = "PT2H"
read_every = "P30D"
read_budget = "50 GiB"
[[backup.copy]]
id = "first"
store = "dc1"
location = "/srv/backup/ca"
password_file = "keys/ca.password"
[[backup.copy]]
id = "second"
store = "dc2"
location = "sftp://vidne@dc2.example:2222/backup/ca"
max_lag = "PT1H"
restored_from = "ica03-test"
password_command = ["pass", "show", "ca"]
[[escrow]]
id = "envelope"
backup = "ca"
held_by = "two sealed envelopes"
open_every = "P1Y"
[[escrow.opened]]
on = 2022-05-02
result = "listed"
copy = "second"
[[escrow.opened]]
on = 2021-05-02
result = "failed"
"#;

#[test]
fn machines_backups_and_keys_are_read_as_they_are_written() {
    let declared = beside_service(LAB).unwrap_or_else(|mistakes| panic!("{mistakes}")).declared;
    let [production, test] = &declared.hosts[..] else { panic!("two hosts") };
    assert_eq!(
        (production.environment, production.name.as_str()),
        (Environment::Production, "ica03.example")
    );
    assert_eq!(production.storages[0].path, "/var/lib/ca", "a slash at the end says nothing");
    assert_eq!(test.name, "ica03-test", "a host is called as its id says, where nothing else is declared");
    assert_eq!(test.stands_in_for.as_ref(), Some(&production.id));

    let item = &declared.required_items[0];
    assert_eq!((item.hosts.len(), item.mode, item.owner.as_deref()), (2, Some(0o600), Some("ca")));

    let [first, second] = &declared.stores[..] else { panic!("two stores") };
    let protected = first.protected_against.as_ref().expect("declared");
    assert!(protected.contains(&Protection::Deletion) && !protected.contains(&Protection::Alteration));
    assert!(
        second.protected_against.as_ref().is_some_and(std::collections::BTreeSet::is_empty),
        "[] is an answer, too"
    );

    let backup = &declared.backups[0];
    assert_eq!((backup.tool, backup.read_budget), (BackupTool::Restic, Some(50 << 30)));
    let made = "2022-06-20T22:00:00Z".parse().expect("an instant");
    assert_eq!(backup.due_after(made).to_string(), "2022-06-22T00:00:00Z");
    assert_eq!(backup.copies[0].key, Some(Secret::File("keys/ca.password".to_owned())));
    assert!(matches!(&backup.copies[1].key, Some(Secret::Command(words)) if words.len() == 3));
    let lag = backup.copies[1].max_lag.expect("declared");
    assert_eq!(later(made, lag).to_string(), "2022-06-20T23:00:00Z");

    let opened = &declared.escrows[0].opened;
    assert_eq!(opened.last().map(|last| last.result), Some(OpenedResult::Listed), "the newest comes last");
}

#[test]
fn a_service_without_an_address_has_a_machine_or_a_backup() {
    let service =
        "[service]\nid = \"s\"\ncontroller = \"us\"\n[[organisation]]\nid = \"us\"\nname = \"Us\"\n";
    let alone = read_one(service).expect_err("nothing is to be watched");
    assert!(alone.iter().any(|mistake| mistake.message.contains("`urls` is missing")), "{alone}");
    let with_host = format!("{service}[[host]]\nid = \"h\"\nenvironment = \"production\"\n");
    assert!(read_one(&with_host).is_ok_and(|reading| reading.declared.service.urls.is_empty()));
}

#[test]
fn ids_that_lead_nowhere_are_mistakes() {
    assert_eq!(
        kinds(
            "[[host]]\nid = \"a\"\nenvironment = \"test\"\nstands_in_for = \"b\"\n\
             [[backup]]\nid = \"x\"\nof = \"c\"\ntool = \"borg\"\nscope = [\"/etc\"]\nevery = \"P1D\"\n\
             [[backup.copy]]\nid = \"first\"\nstore = \"d\"\n\
             [[escrow]]\nid = \"e\"\nbackup = \"y\"\nheld_by = \"us\"\n\
             [[escrow.opened]]\non = 2022-01-01\nresult = \"listed\"\ncopy = \"third\"\n"
        ),
        [
            ("dangling-id", 4),
            ("dangling-id", 7),
            ("dangling-id", 13),
            ("dangling-id", 16),
            ("dangling-id", 21)
        ]
    );
}

#[test]
fn two_copies_or_two_keys_that_could_be_taken_for_each_other_are_mistakes() {
    let text = told(
        "[[host]]\nid = \"h\"\nenvironment = \"production\"\n\
         [[backup]]\nid = \"x\"\nof = \"h\"\ntool = \"restic\"\nscope = [\"/etc\"]\nevery = \"P1D\"\n\
         [[backup.copy]]\nid = \"first\"\npassword_file = \"a\"\npassword_command = [\"b\"]\n\
         [[backup.copy]]\nid = \"first\"\n",
    );
    assert!(text.contains("two copies `first`"), "{text}");
    assert!(text.contains("two ways to the same password"), "{text}");
}

#[test]
fn a_place_with_a_password_in_it_is_refused_and_not_repeated() {
    let text = told(
        "[[host]]\nid = \"h\"\nenvironment = \"production\"\n\
         [[backup]]\nid = \"x\"\nof = \"h\"\ntool = \"restic\"\nscope = [\"/etc\"]\nevery = \"P1D\"\n\
         [[backup.copy]]\nid = \"first\"\nlocation = \"sftp://me:hunter2@host/path\"\n",
    );
    assert!(text.contains("leave the password out"), "{text}");
    let message = text.lines().next().unwrap_or_default();
    assert!(!message.contains("hunter2"), "{message}");
}

#[test]
fn a_scope_is_written_as_its_tool_knows_it() {
    let with = |tool: &str, scope: &str| {
        kinds(&format!(
            "[[host]]\nid = \"h\"\nenvironment = \"production\"\n\
             [[backup]]\nid = \"x\"\nof = \"h\"\ntool = \"{tool}\"\nscope = [{scope}]\nevery = \"P1D\"\n"
        ))
    };
    assert_eq!(with("restic", "\"/etc\""), []);
    assert_eq!(with("pgbackrest", "\"database:register\""), []);
    assert_eq!(with("restic", "\"etc\""), [("bad-value", 8)]);
    assert_eq!(with("restic", "\"/etc/../root\""), [("bad-value", 8)]);
    assert_eq!(with("pgbackrest", "\"/var/lib/postgresql\""), [("bad-value", 8)]);
    assert_eq!(with("borg", ""), [("bad-value", 8)]);
}

#[test]
fn names_begin_elsewhere_only_with_tools_that_do_not_tell_where() {
    let with = |tool: &str, scope: &str, folder: &str| {
        kinds(&format!(
            "[[host]]\nid = \"h\"\nenvironment = \"production\"\n\
             [[backup]]\nid = \"x\"\nof = \"h\"\ntool = \"{tool}\"\nscope = [{scope}]\nrelative_to = \"{folder}\"\n\
             every = \"P1D\"\n"
        ))
    };
    for tool in ["borg", "folder", "tar"] {
        assert_eq!(with(tool, "\"/srv/data\"", "/srv/data"), [], "{tool}");
        assert_eq!(with(tool, "\"/srv/data\"", "data"), [("bad-value", 9)], "{tool}");
    }
    assert_eq!(with("restic", "\"/srv/data\"", "/srv/data"), [("bad-value", 9)]);
    assert_eq!(with("pgbackrest", "\"database:register\"", "/srv/data"), [("bad-value", 9)]);
}

#[test]
fn a_machine_cannot_stand_in_for_itself() {
    let text = told(
        "[[host]]\nid = \"a\"\nenvironment = \"standby\"\nstands_in_for = \"b\"\n\
         [[host]]\nid = \"b\"\nenvironment = \"standby\"\nstands_in_for = \"a\"\n",
    );
    assert!(text.contains("goes round in a circle"), "{text}");
}

#[test]
fn amounts_and_permissions_have_their_own_spelling() {
    let text = told(
        "[[host]]\nid = \"h\"\nenvironment = \"production\"\n\
         [[required_item]]\nid = \"i\"\nhosts = [\"h\"]\npath = \"etc/key\"\nmode = \"rw\"\nsha256 = \"abc\"\n\
         [[backup]]\nid = \"x\"\nof = \"h\"\ntool = \"restic\"\nscope = [\"/etc\"]\nevery = \"P1D\"\nread_budget = \"50\"\n",
    );
    for said in ["not an absolute path", "is not a mode", "is not a SHA-256", "is not an amount of bytes"] {
        assert!(text.contains(said), "{said}:\n{text}");
    }
}
