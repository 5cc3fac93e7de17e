//! How a look ended, by the answer to the page itself.
//!
//! It never takes a wall that asks for proof of being human for the page.

use vidne_model::observed::Outcome;

/// Whether headers (by name in lower case) say that the answer is a challenge, not the page. Signs: Cloudflare's `cf-mitigated`, Amazon's
/// `x-amzn-waf-action`.
pub(crate) fn is_challenge<'a>(header: impl Fn(&'static str) -> Option<&'a str>) -> bool {
    header("cf-mitigated").is_some_and(|value| value.eq_ignore_ascii_case("challenge"))
        || header("x-amzn-waf-action")
            .is_some_and(|value| ["challenge", "captcha"].iter().any(|each| value.eq_ignore_ascii_case(each)))
}

/// What the status of the page's own answer says.
pub(crate) fn of_status(status: u16) -> Outcome {
    if status >= 400 { Outcome::Refused(status) } else { Outcome::Completed }
}
