//! Rules about what the privacy notice tells the people whose data it is about.

area!(
    recipient_missing_from_notice,
    purpose_missing_from_notice,
    data_missing_from_notice,
    subjects_missing_from_notice,
    transfer_missing_from_notice,
);
