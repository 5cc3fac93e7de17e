//! Rules about data that leave the EU and the EEA.

area!(
    transfer_without_basis,
    transfer_without_approval,
    transfer_without_assessment,
    transfer_without_supplementary_measures,
    wrong_clause_module,
    importer_not_covered,
    void_instrument_in_agreement,
    template_drift,
);
