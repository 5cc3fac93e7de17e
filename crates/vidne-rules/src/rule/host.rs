//! Rules about machines: what must be on them, and whether what stands in for them is like them.

area!(
    required_item_missing,
    host_check_overdue,
    required_item_changed,
    required_item_permissions,
    required_item_outdated,
    key_does_not_match_certificate,
    certificate_ends,
    stand_in_differs,
    data_classes_share_storage,
    look_at_another_machine,
);

use vidne_law::Citation;
use vidne_model::{
    declared::{Host, RequiredItem},
    finding::Message,
};

use super::Rule;
use crate::{
    answer::{Answer, Found},
    view::{View, item_subject},
};

/// Something is wrong with a required item: as heavy as the rule says for such a machine, and against further texts where they
/// apply.
fn found<'f>(
    view: &View<'_>,
    (item, host): (&RequiredItem, &Host),
    (rule, further): (&Rule, &[Citation]),
    said: Message,
    answer: &'f mut Answer,
) -> &'f mut Found {
    let found = answer.found(item_subject(item, host), said);
    found.weighs(view.weight_on(host, rule.severity)).declared_at(&item.place);
    for law in view.applying(further) {
        found.against(law);
    }
    found
}
