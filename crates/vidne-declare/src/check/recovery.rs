//! Machines, backups and keys: whether what is declared of them can be meant.
//!
//! It never says whether it is enough: that is for rules.

use std::collections::HashMap;

use vidne_model::declared::BackupTool;

use crate::{
    gather::Tables,
    mistake::{Draft, MistakeKind, quoted},
    source::Mark,
    table::Backup,
    wire::{At, Log, Text},
};

pub(super) fn check(tables: &Tables, log: &mut Log) {
    for backup in &tables.backups {
        copies(&backup.value, log);
        scope(&backup.value, log);
        relative_to(&backup.value, log);
        if backup.value.copy.is_none() {
            let name = backup.value.id.as_ref().map(|id| quoted(&id.value.0)).unwrap_or_default();
            log.remark(backup.mark, format!("backup {name} has no [[backup.copy]]: nobody can look at it"));
        }
    }
    for escrow in &tables.escrows {
        for opened in escrow.value.opened.iter().flat_map(|list| &list.value.0) {
            let (Some(copy), Some(backup)) = (&opened.value.copy, &escrow.value.backup) else { continue };
            let of = tables
                .backups
                .iter()
                .filter(|each| each.value.id.as_ref().is_some_and(|id| id.value.0 == backup.value.id));
            let mut ids = of.flat_map(|each| each.value.copy.iter().flat_map(|list| &list.value.0));
            let found = ids.any(|each| each.value.id.as_ref().is_some_and(|id| id.value.0 == copy.value.0));
            if !found && !log.lost {
                let message = format!(
                    "backup {} has no copy called {}",
                    quoted(&backup.value.id),
                    quoted(&copy.value.0)
                );
                log.add(
                    Draft::new(MistakeKind::DanglingId, copy.mark, message)
                        .expected("expected the id of one of its copies")
                        .mend("name the copy as its own `id` does"),
                );
            }
        }
    }
}

/// Each copy has a name of its own, and one key at most.
fn copies(backup: &Backup, log: &mut Log) {
    let mut first: HashMap<&str, Mark> = HashMap::new();
    for copy in backup.copy.iter().flat_map(|list| &list.value.0) {
        if let Some(id) = &copy.value.id
            && let Some(earlier) = first.insert(&id.value.0, id.mark)
        {
            log.add(
                Draft::new(MistakeKind::DuplicateId, id.mark, format!("two copies {}", quoted(&id.value.0)))
                    .expected("expected an id of its own")
                    .related(earlier, "the first one")
                    .mend("rename one of them"),
            );
        }
        if let (Some(_), Some(command)) = (&copy.value.password_file, &copy.value.password_command) {
            log.add(
                Draft::new(MistakeKind::BadValue, command.mark, "two ways to the same password")
                    .expected("expected `password_file` or `password_command`")
                    .mend("keep one of them"),
            );
        }
    }
}

/// What must be in a backup is written as its tool knows it.
fn scope(backup: &Backup, log: &mut Log) {
    let (Some(scope), Some(tool)) = (&backup.scope, &backup.tool) else { return };
    if scope.value.is_empty() {
        log.add(
            Draft::new(MistakeKind::BadValue, scope.mark, "nothing need be in this backup")
                .expected("expected paths, or `database:NAME` for pgbackrest")
                .mend("list everything without which the machine cannot be brought back"),
        );
    }
    for entry in scope.value.iter().filter(|entry| !fits(entry, tool.value)) {
        let (expected, mend) = match tool.value {
            BackupTool::PgBackRest => ("expected `database:NAME`", "write for example \"database:register\""),
            _ => ("expected an absolute path", "begin with `/`"),
        };
        let message = format!("{} cannot be in a backup by {}", quoted(&entry.value.0), tool.value.as_str());
        log.add(Draft::new(MistakeKind::BadValue, entry.mark, message).expected(expected).mend(mend));
    }
}

/// Some tools tell whole names by themselves.
fn relative_to(backup: &Backup, log: &mut Log) {
    let (Some(folder), Some(tool)) = (&backup.relative_to, &backup.tool) else { return };
    let why = match tool.value {
        BackupTool::Borg | BackupTool::Folder | BackupTool::Tar => return,
        BackupTool::Restic => "restic tells the whole names of what it was told to take in",
        BackupTool::PgBackRest => "pgbackrest takes in databases, and no paths",
    };
    log.add(
        Draft::new(MistakeKind::BadValue, folder.mark, why)
            .expected("expected `relative_to` for borg, folder and tar alone")
            .mend("remove it"),
    );
}

fn fits(entry: &At<Text>, tool: BackupTool) -> bool {
    let text = entry.value.0.as_str();
    match tool {
        BackupTool::PgBackRest => text.strip_prefix("database:").is_some_and(|name| !name.is_empty()),
        _ => text.starts_with('/') && !text.split('/').any(|part| matches!(part, "." | "..")),
    }
}
