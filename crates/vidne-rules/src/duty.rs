//! The duties that rules ask clauses for.
//!
//! It never closes the vocabulary: a clause may hold any duty, and a duty that is not here is still handed down a chain.

/// Every duty that a rule asks for, in alphabetical order.
pub const DUTIES: [&str; 15] = [
    "amend-in-writing",
    "approve-sub-processor",
    "copy-to-controller",
    "country-known",
    "flow-down",
    "general-authorisation",
    "liable-for-sub-processor",
    "object",
    "only-agreed-data",
    "only-agreed-purposes",
    "report-sub-processors",
    "sub-processor-agreement",
    "sub-processors-known",
    "transfer-approval",
    "transfer-basis",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    #[test]
    fn every_duty_that_a_rule_asks_for_is_listed_and_no_other() {
        let mut asked = std::collections::BTreeSet::new();
        let sources = rules().map(|rule| rule.source).chain([include_str!("view/chain.rs")]);
        for source in sources {
            let code = source.lines().filter(|line| !line.starts_with("//!"));
            for line in code {
                for call in ["duty_above(", "duty_here_or_above(", "clause_with(", "clause_missing("] {
                    let Some((_, rest)) = line.split_once(call) else { continue };
                    asked.extend(rest.split('"').nth(1));
                }
            }
        }
        assert_eq!(asked.into_iter().collect::<Vec<_>>(), DUTIES);
    }
}
