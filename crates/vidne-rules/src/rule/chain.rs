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
