//! Rules about what a service keeps in visitors' browsers.

area!(
    undeclared_cookie,
    cookie_missing_from_page,
    cookie_outlives_declaration,
    cookie_entry_incomplete,
    third_party_cookie_before_consent,
    stored_before_consent,
    refusal_not_respected,
);
