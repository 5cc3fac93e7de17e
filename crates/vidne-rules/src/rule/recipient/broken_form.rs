//! A form on the site was seen to be broken.
//!
//! ## Why it matters
//! People reach the controller, and their rights, through it. A broken form is silence towards them.
//!
//! ## Put it right
//! Mend the form, and look again. vidne never submits a form: it tells only what shows without that.
//!
//! ## Fires
//! ```toml
//! now = "2022-11-21T21:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-21T20:00:00Z"
//! url = "https://www.example.se/contact"
//! [[observed.visit.forms]]
//! page = "https://www.example.se/contact"
//! action = "https://www.example.se/contact"
//! fields = ["message"]
//! error = "the script that shows its fields fails to load"
//! ```
//! ```text
//! form:https://www.example.se/contact: the form is broken: the script that shows its fields fails to load
//! ```
//!
//! ## Stays silent
//! ```toml
//! now = "2022-11-21T21:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-21T20:00:00Z"
//! url = "https://www.example.se/contact"
//! [[observed.visit.forms]]
//! page = "https://www.example.se/contact"
//! action = "https://www.example.se/contact"
//! fields = ["message"]
//! ```
//!
//! ## Cannot tell
//! A kind of exhibit that holds no forms.
//! ```toml
//! now = "2022-11-21T21:00:00Z"
//! [[observed.visit]]
//! at = "2022-11-21T20:00:00Z"
//! url = "https://www.example.se/contact"
//! blind = ["forms"]
//! ```

use vidne_law::gdpr;
use vidne_model::{
    finding::{Severity, Subject, SubjectKind},
    message,
    observed::Blind,
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::View,
};

pub(super) const RULE: Rule = Rule {
    id: "broken-form",
    severity: Severity::Note,
    law: &[gdpr("12(2)")],
    source: include_str!("broken_form.rs"),
    asks: &[Asks::Service(assess)],
};

fn assess(view: &View<'_>, answer: &mut Answer) {
    if view.is_blind_to(&[Blind::Forms]) {
        answer.cannot_tell(view.service(), message!("no-forms", "the newest looks do not hold forms"));
    }
    for seen in view.forms() {
        if let Some(error) = &seen.form.error {
            let subject = Subject::new(SubjectKind::Form, &seen.form.page);
            answer
                .found(subject, message!("broken", "the form is broken: {error}", error = error))
                .rests_on([&seen.citation]);
        }
    }
}
