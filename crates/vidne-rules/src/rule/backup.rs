//! Rules about backups: whether they are recent, reachable, complete and intact, and what would destroy all of them at once.

area!(
    backup_late,
    backup_interval_missed,
    backup_unreachable,
    backup_incomplete,
    open_file_outside_backup,
    snapshot_of_another_host,
    snapshot_removed,
    repository_replaced,
    backup_damaged,
    stored_bytes_not_read_again,
    integrity_only_sampled,
    stored_data_unreferenced,
    copy_lags,
    backup_checks_overdue,
);

use vidne_law::Citation;
use vidne_model::{
    declared::{Backup, Copy as BackupCopy},
    finding::Message,
    message,
};

use super::Rule;
use crate::{
    answer::{Answer, Found},
    view::{Blank, View, copy_subject, day_and_hour},
};

/// Something is wrong with a copy: as heavy as the rule says for such a service, and against further texts where they apply.
fn found<'f>(
    view: &View<'_>,
    (backup, copy): (&Backup, &BackupCopy),
    (rule, further): (&Rule, &[Citation]),
    said: Message,
    answer: &'f mut Answer,
) -> &'f mut Found {
    let found = answer.found(copy_subject(backup, copy), said);
    found.weighs(view.weight_of(rule.severity)).declared_at(&copy.place);
    for law in view.applying(further) {
        found.against(law);
    }
    found
}

/// No look tells. The words are the same for each question; they stand among those of each rule that asks.
fn unanswered((backup, copy): (&Backup, &BackupCopy), blank: Blank<'_>, answer: &mut Answer) {
    let lacks = match blank {
        Blank::Never => message!("never-looked", "nobody has looked at this copy"),
        Blank::CouldNotComplete(look, why) => message!(
            "could-not-complete",
            "the look of {looked} could not be brought to an end: {why}",
            looked = day_and_hour(look.at),
            why = why
        ),
        Blank::NotReached(look, why) => message!(
            "not-reached",
            "no look has reached this copy; the newest, of {looked}: {why}",
            looked = day_and_hour(look.at),
            why = why
        ),
        Blank::NotTold(look) => message!(
            "not-told",
            "the newest look that reached this copy, of {looked}, did not look for that",
            looked = day_and_hour(look.at)
        ),
    };
    answer.cannot_tell(copy_subject(backup, copy), lacks);
}
