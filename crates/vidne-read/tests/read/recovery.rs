//! Observation lines about backups and machines: what they hold, what they refuse, and their schema.

use proptest::prelude::*;
use vidne_model::observed::{
    FaultKind, ItemState, Matching, OpenFiles, Part, Proof, Reach, ReadFiles, SemanticOutcome, SnapshotList,
};
use vidne_read::{
    Format,
    lines::{self, BackupLine, HostLine},
    read_example,
};

use super::reading;

const BACKUP: &str = r#"{"schema":1,"kind":"backup.look","at":"2022-06-21T04:00:00Z","backup":"ca","copy":"first","tool":"vidne 0.1.0","looker":{"host":"dr-1","user":"vidne"},"repository":"sha256:1","list":{"names-only":"no key"},"snapshots":[{"id":"b","time":"2022-06-21T02:00:00Z","host":"ica03","paths":["/etc"]},{"id":"a","arrived":"2022-06-20T02:00:00Z"}],"contents":[{"snapshot":"b","paths":["/etc","/etc/ca"],"cut":"too many"}],"stock":{"since":"sha256:0707070707070707070707070707070707070707070707070707070707070707","files":2,"bytes":30,"added":[["data/aa",20]],"gone":["data/bb"]},"read":"all","proof":"named-by-hash","sample":{"of":10,"drawn":2,"seed":"s"},"faults":[{"kind":"truncated","part":"data","file":"data/aa","detail":"10 of 20 bytes","snapshots":["b"],"paths":["/etc/ca"]}],"semantic":{"outcome":{"could-not-complete":"no time"},"files":1,"by":"restic 0.14"}}"#;

const HOST: &str = r#"{"schema":1,"kind":"host.look","at":"2022-06-21T04:00:00Z","host":"ica03","name":"ica03.example","machine":"m","items":[{"path":"/etc/ca/key","state":{"present":{"kind":"file","bytes":3,"modified":"2022-01-01T00:00:00Z","owner":"ca","mode":"0600","sha256":"0707070707070707070707070707070707070707070707070707070707070707","certificate":{"path":"/etc/ca/pem","not_after":"2023-01-01T00:00:00Z","key":"matches"}}}},{"path":"/etc/gone","state":"absent"},{"path":"/root/x","state":{"unreadable":"run as root"}}],"storages":[{"path":"/var/lib/ca","mount":"/","device":"/dev/sda1"}],"open":{"files":[{"path":"/var/lib/ca/db","by":"signer"}],"hidden_programs":2}}"#;

#[test]
fn every_key_of_a_look_at_a_backup_is_read() {
    let seen = reading(Format::ObservationLines, BACKUP).expect("facts");
    let look = &seen.backups[0];
    assert_eq!((look.backup.as_str(), look.copy.as_str(), &look.reach), ("ca", "first", &Reach::Reached));
    assert_eq!(look.list, SnapshotList::NamesOnly("no key".to_owned()));
    let order: Vec<&str> = look.snapshots.iter().map(|snapshot| snapshot.id.as_str()).collect();
    assert_eq!(order, ["a", "b"], "the oldest first, by whatever day is known of it");
    assert_eq!(look.contents[0].cut.as_deref(), Some("too many"));
    let stock = look.stock.as_ref().expect("a stock");
    assert_eq!((stock.files, stock.added[0].bytes, stock.gone.len()), (2, 20, 1));
    assert!(stock.since.is_some());
    assert_eq!((&look.read, look.proof), (&ReadFiles::All, Proof::NamedByHash));
    assert_eq!((look.faults[0].kind, look.faults[0].part), (FaultKind::Truncated, Part::Data));
    let semantic = look.semantic.as_ref().expect("with the key");
    assert_eq!(semantic.outcome, SemanticOutcome::CouldNotComplete("no time".to_owned()));
}

#[test]
fn every_key_of_a_look_at_a_machine_is_read() {
    let seen = reading(Format::ObservationLines, HOST).expect("facts");
    let look = &seen.hosts[0];
    let ItemState::Present { mode, certificate, .. } = &look.items[0].state else { panic!("it is there") };
    assert_eq!((*mode, certificate.as_ref().map(|seen| &seen.key)), (0o600, Some(&Matching::Matches)));
    assert_eq!(look.items[1].state, ItemState::Absent);
    assert!(matches!(&look.items[2].state, ItemState::Unreadable(why) if why == "run as root"));
    assert!(matches!(&look.open, OpenFiles::Seen { files, hidden_programs: 2 } if files.len() == 1));
}

#[test]
fn looks_are_written_as_they_are_read_and_keep_to_the_schema() {
    let backup: BackupLine = serde_json::from_str(BACKUP).expect("a look");
    let host: HostLine = serde_json::from_str(HOST).expect("a look");
    let schema = jsonschema::validator_for(&lines::schema()).expect("a schema");
    for (first, written) in [(BACKUP, lines::write_backup(&backup)), (HOST, lines::write_host(&host))] {
        assert_eq!(reading(Format::ObservationLines, first), reading(Format::ObservationLines, &written));
        for text in [first, written.as_str()] {
            let value = serde_json::from_str(text).expect("JSON");
            let errors: Vec<_> = schema.iter_errors(&value).map(|error| error.to_string()).collect();
            assert!(schema.is_valid(&value), "{text}: {errors:?}");
        }
    }
    assert!(
        !schema.is_valid(
            &serde_json::json!({ "schema": 1, "kind": "backup.look", "at": "2022-06-21T04:00:00Z" })
        )
    );
}

#[test]
fn what_is_left_out_of_a_look_is_not_known() {
    let bare =
        r#"{"schema":1,"kind":"backup.look","at":"2022-06-21T04:00:00Z","backup":"ca","copy":"first"}"#;
    let seen = reading(Format::ObservationLines, bare).expect("facts");
    let look = &seen.backups[0];
    assert_eq!((look.stock.is_some(), look.proof), (false, Proof::SizeOnly));
    assert_eq!(look.read, ReadFiles::default());
}

#[test]
fn a_word_that_nobody_knows_costs_its_line_and_no_other() {
    let bad = BACKUP.replace("truncated", "squashed");
    let seen = reading(Format::ObservationLines, format!("{bad}\n{HOST}")).expect("facts");
    assert_eq!((seen.backups.len(), seen.hosts.len(), seen.damages.len()), (0, 1, 1));
    assert!(seen.damages[0].reason.contains("squashed"), "{:?}", seen.damages);
    let mode = HOST.replace("\"0600\"", "\"rw\"");
    let seen = reading(Format::ObservationLines, format!("{mode}\n{BACKUP}")).expect("facts");
    assert!(seen.damages[0].reason.contains("octal"), "{:?}", seen.damages);
}

#[test]
fn a_rule_example_may_hold_looks_at_backups_and_machines() {
    let text = "[[observed.backup]]\nexhibit = \"e\"\nat = \"2022-06-21T04:00:00Z\"\nbackup = \"ca\"\ncopy = \"first\"\n\
                reach = { unreachable = \"no route\" }\nread = [\"data/aa\"]\n\
                [[observed.host]]\nat = \"2022-06-21T04:00:00Z\"\nhost = \"ica03\"\nitems = [{ path = \"/etc/ca/key\" }]\n";
    let seen = read_example(text).expect("an example");
    assert_eq!(seen.backups[0].reach, Reach::Unreachable("no route".to_owned()));
    assert_eq!(
        seen.hosts[0].items[0].state,
        ItemState::Absent,
        "what is said of nothing is that it is not there"
    );
}

proptest! {
    #[test]
    fn no_line_about_a_backup_breaks_the_reader(at in 0..BACKUP.len(), byte in any::<u8>()) {
        let mut bytes = BACKUP.as_bytes().to_vec();
        bytes[at] = byte;
        let _ = reading(Format::ObservationLines, &bytes);
    }

    #[test]
    fn stocks_and_reads_are_written_as_they_are_read(
        files in proptest::collection::btree_map("[a-z/]{1,12}", any::<u32>(), 0..20),
    ) {
        let line = BackupLine {
            backup: "b".to_owned(),
            copy: "c".to_owned(),
            read: lines::ReadWord::Files(files.keys().cloned().collect()),
            stock: Some(lines::StockLine {
                files: files.len() as u64,
                added: files.iter().map(|(name, bytes)| (name.clone(), u64::from(*bytes))).collect(),
                ..lines::StockLine::default()
            }),
            ..BackupLine::default()
        };
        let seen = reading(Format::ObservationLines, lines::write_backup(&line)).expect("it was just written");
        let stock = seen.backups[0].stock.as_ref().expect("a stock");
        prop_assert_eq!(stock.added.len(), files.len());
        prop_assert_eq!(&seen.backups[0].read, &ReadFiles::Files(files.keys().cloned().collect()));
    }
}
