//! tmp
#![allow(clippy::all, clippy::pedantic, clippy::print_stdout, clippy::unwrap_used)]
use vidne_backup::*;
fn main() {
    let a: Vec<String> = std::env::args().skip(1).collect();
    if a[0] == "backup-worker" { std::process::exit(worker_main(std::env::args_os().skip(2))); }
    for loc in &a {
        for keyed in [false, true] {
            let led = format!("/tmp/real/l{}.redb", std::process::id());
            let _ = std::fs::remove_file(&led);
            let ledger = Ledger::open(led.as_ref()).unwrap().ledger;
            let ask = Ask { backup: "b".into(), copy: "c".into(), tool: Tool::Restic, location: loc.clone(), key: keyed.then(|| Secret::File("/tmp/real/pw".into())), stanza: None, byte_budget: None, read: ReadMode::All, contents: Contents::Newest, semantic: SemanticMode::Owed, deadline: std::time::Duration::from_secs(60), seed: [0;32], last: None, workers: 0, worker: Worker { program: std::env::current_exe().unwrap(), arguments: vec!["backup-worker".into()] }, ssh: vec![], limits: Limits::default() };
            let t = std::time::Instant::now();
            let l = look(&ask, &ledger, &Unwatched, &Stop::default()).unwrap().line;
            println!("{loc} keyed={keyed} {:?} reach={:?} list={:?} snaps={} semantic={:?}", t.elapsed(), l.reach, l.list, l.snapshots.len(), l.semantic);
            for f in &l.faults { println!("   {:?} {:?} {:?}: {} | snapshots {} paths {}", f.kind, f.part, f.file.as_ref().map(|f| &f[..f.len().min(24)]), f.detail, f.snapshots.len(), f.paths.len()); }
        }
    }
}
