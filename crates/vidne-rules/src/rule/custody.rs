//! Rules about where copies lie: what would destroy all of them at once, who could, and who else holds the key.

area!(
    backup_with_one_copy,
    copies_share_failure_domain,
    copies_share_administration,
    copy_without_protection,
    repository_key_not_in_escrow,
    escrow_key_not_tried,
    escrow_shares_failure_domain,
);

use vidne_law::Citation;
use vidne_model::{
    declared::{Backup, Escrow},
    finding::{Message, Subject, SubjectKind},
};

use super::Rule;
use crate::{
    answer::{Answer, Found},
    view::View,
};

/// The deposits of a backup's key; nothing where its tool needs no key.
fn deposits<'a>(view: &View<'a>, backup: &Backup) -> Option<Vec<&'a Escrow>> {
    backup.tool.needs_key().then(|| view.escrows_of(backup))
}

/// A backup as a subject.
fn subject(backup: &Backup) -> Subject {
    Subject::new(SubjectKind::Backup, &backup.id)
}

/// Something is wrong with a backup: as heavy as the rule says for such a service, and against further texts where they apply.
fn found<'f>(
    view: &View<'_>,
    backup: &Backup,
    (rule, further): (&Rule, &[Citation]),
    said: Message,
    answer: &'f mut Answer,
) -> &'f mut Found {
    let found = answer.found(subject(backup), said);
    found.weighs(view.weight_of(rule.severity)).declared_at(&backup.place);
    for law in view.applying(further) {
        found.against(law);
    }
    found
}
