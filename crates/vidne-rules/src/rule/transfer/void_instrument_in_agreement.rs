//! An agreement names a transfer instrument that is void.
//!
//! ## Why it matters
//! A clause that allows transfers on an annulled instrument allows them on nothing. Where the instrument was void already
//! when the agreement was signed, nobody read the clause.
//!
//! ## Put it right
//! Amend the clause, and look for transfers that relied on it.
//!
//! ## Fires
//! Void already when it was signed.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! signed = 2020-10-20
//! precision = "month"
//! instruments = ["eu-us-privacy-shield"]
//! ```
//! ```text
//! document:main: main, signed 2020-10, names eu-us-privacy-shield, which was void already at signing: annulled on 2020-07-16 (Schrems II, C-311/18)
//! ```
//! Void since.
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! signed = 2018-05-25
//! instruments = ["eu-us-privacy-shield"]
//! ```
//! ```text
//! document:main: main names eu-us-privacy-shield, which is void: annulled on 2020-07-16 (Schrems II, C-311/18)
//! ```
//!
//! ## Stays silent
//! ```toml
//! now = "2022-11-21T12:00:00Z"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! signed = 2021-10-20
//! instruments = ["scc-2021-914"]
//! ```
//!
//! ## Cannot tell
//! The instrument was annulled within the month of the signature.
//! ```toml
//! now = "2020-07-10T12:00:00Z"
//! [[declared.document]]
//! id = "main"
//! kind = "processor-agreement"
//! signed = 2020-07-01
//! precision = "month"
//! instruments = ["eu-us-privacy-shield"]
//! ```

use jiff::civil::Date;
use vidne_law::{Instrument, Standing, Use, gdpr};
use vidne_model::{
    declared::{Document, DocumentKind},
    finding::{Severity, Subject, SubjectKind},
    message,
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::View,
};

pub(super) const RULE: Rule = Rule {
    id: "void-instrument-in-agreement",
    severity: Severity::Warning,
    law: &[gdpr("46(1)"), gdpr("28(3)(a)")],
    source: include_str!("void_instrument_in_agreement.rs"),
    asks: &[Asks::Documents(assess)],
};

fn assess(view: &View<'_>, document: &Document, answer: &mut Answer) {
    // A template binds nobody; what was made from it does.
    if document.kind == DocumentKind::Template || !view.is_made(document) || view.has_ended(&document.period)
    {
        return;
    }
    for instrument in document.instruments.iter().filter_map(|id| view.law.instrument(id)) {
        judge(view, document, instrument, answer);
    }
}

fn judge(view: &View<'_>, document: &Document, instrument: &Instrument, answer: &mut Answer) {
    let subject = Subject::new(SubjectKind::Document, &document.id);
    let at_signing = |day: Date| ended(instrument.standing(day, Use::NewContract)).is_some();
    let concluded = document.signed.map_or(view.law_day(), |day| day.date);
    let now = ended(instrument.standing(view.law_day(), Use::ExistingContract { concluded }));
    let said = match document.signed {
        Some(signed) if at_signing(signed.earliest()) => message!(
            "at-signing",
            "{document}, signed {signed}, names {instrument}, which was void already at signing: {why}",
            document = document.id,
            signed = signed,
            instrument = instrument.id,
            why = ended(instrument.standing(signed.earliest(), Use::NewContract)).unwrap_or_default(),
        ),
        Some(signed) if now.is_none() && at_signing(signed.latest()) => {
            let lacks = message!(
                "unclear",
                "{document} was signed {signed}; whether {instrument} was void by then depends on the day",
                document = document.id,
                signed = signed,
                instrument = instrument.id
            );
            return answer.cannot_tell(subject, lacks);
        }
        _ => match now {
            Some(why) => message!(
                "now",
                "{document} names {instrument}, which is void: {why}",
                document = document.id,
                instrument = instrument.id,
                why = why
            ),
            None => return,
        },
    };
    let found = answer.found(subject, said).declared_at(&document.place);
    found.with_caveats(&instrument.caveats(view.law_day()));
    if let Some(clause) = document.clause_with("transfer-basis") {
        found.against_clause(document, clause);
    }
}

/// Why an instrument no longer carries anything.
fn ended(standing: Standing<'_>) -> Option<String> {
    matches!(standing, Standing::Annulled { .. } | Standing::Repealed { .. }).then(|| standing.to_string())
}
