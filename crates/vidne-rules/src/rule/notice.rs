//! Rules about what the privacy notice tells the people whose data it is about.

use vidne_model::declared::PageRole;

use crate::{answer::Answer, view::View};

area!(
    recipient_missing_from_notice,
    purpose_missing_from_notice,
    data_missing_from_notice,
    subjects_missing_from_notice,
    transfer_missing_from_notice,
    notice_differs_by_language,
    notice_page_not_found,
);

/// Says why the privacy notice cannot be measured, where it cannot.
fn no_notice(view: &View<'_>, answer: &mut Answer) {
    let notice = view.notice(PageRole::Privacy);
    if let Some(lacks) = notice.lacking() {
        answer.cannot_tell(notice.subject(), lacks);
    }
}
