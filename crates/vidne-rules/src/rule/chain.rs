//! Rules about the chain of processors: agreements, approvals, copies, reports, duties that flow down.

area!(
    edge_without_agreement,
    edge_without_approval,
    agreement_copy_not_held,
    agreement_not_shown_to_bind,
    agreement_contents_missing,
    annexes_not_held,
    document_not_held,
    statement_contradicted,
    sub_processor_without_amendment,
    sub_processor_not_reported,
    report_overdue,
    country_of_processing_unknown,
    objection_right_missing,
    liability_clause_missing,
    flow_down_incomplete,
    data_beyond_parent_agreement,
    purposes_beyond_parent_agreement,
    observed_data_beyond_agreement,
    processor_tier_undeclared,
    assessment_missing,
);

use vidne_model::{
    declared::Edge,
    finding::{Message, Subject, SubjectKind},
};

use crate::{answer::Answer, view::View};

/// Says that the agreement above an edge lacks a clause, or asks where its clauses are not on record. The name of the agreement is
/// filled in here.
fn clause_missing<'a>(
    view: &View<'a>,
    edge: &'a Edge,
    kind: &str,
    [unread, missing]: [Message; 2],
    answer: &mut Answer,
) {
    let Some(document) = view.parent_agreement(edge).filter(|document| view.is_made(document)) else {
        return;
    };
    let subject = Subject::new(SubjectKind::Document, &document.id);
    if document.clauses.is_empty() {
        answer.cannot_tell(subject, unread.with("document", &document.id));
    } else if document.clause_with(kind).is_none() {
        answer.found(subject, missing.with("document", &document.id)).declared_at(&document.place);
    }
}
