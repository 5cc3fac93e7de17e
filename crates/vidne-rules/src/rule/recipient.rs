//! Rules about who takes part in a service, as looks at it show.

area!(
    undeclared_recipient,
    supplier_receives_personal_data,
    observed_data_beyond_declared,
    undeclared_third_country,
    undeclared_foreign_parent,
    broken_form,
    unencrypted_form,
);
