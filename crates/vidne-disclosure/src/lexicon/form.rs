//! The notation of forms: marks before a form, endings behind bars.
//!
//! It never makes a form that is not written: endings are listed, one by one.

use crate::fold::Folded;

/// One form of a word or phrase, as it is searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    /// In lower case, a space for every hyphen.
    pub(crate) low: String,
    /// Counts in exactly this case, a space for every hyphen.
    pub(crate) exact: Option<String>,
    /// Counts only with a cue beside it.
    pub(crate) weak: bool,
    /// Also counts as the last part of a compound.
    pub(crate) joins_left: bool,
    /// Also counts as the first part of a compound.
    pub(crate) joins_right: bool,
}

impl Form {
    /// A form as somebody wrote it, without any notation.
    pub(crate) fn literal(text: &str) -> Option<Self> {
        let low = Folded::new(text).low.trim().to_owned();
        let form = Self { low, exact: None, weak: false, joins_left: false, joins_right: false };
        form.low.contains(char::is_alphanumeric).then_some(form)
    }

    /// The forms that an entry lists; none where it holds no letter.
    pub(crate) fn parse(entry: &str) -> Vec<Self> {
        let (weak, rest) = strip(entry, '?');
        let (exact, rest) = strip(rest, '=');
        let (joins_left, rest) = strip(rest, '-');
        let (rest, joins_right) = rest.strip_suffix('-').map_or((rest, false), |rest| (rest, true));
        let mut parts = rest.split('|');
        let stem = parts.next().unwrap_or_default();
        let mut endings: Vec<&str> = parts.collect();
        if endings.is_empty() {
            endings.push("");
        }
        let forms = endings.into_iter().filter_map(|ending| {
            let written = format!("{stem}{ending}");
            let form = Self::literal(&written)?;
            let exact = exact.then(|| written.replace('-', " "));
            Some(Self { exact, weak, joins_left, joins_right, ..form })
        });
        forms.collect()
    }
}

fn strip(text: &str, mark: char) -> (bool, &str) {
    text.strip_prefix(mark).map_or((false, text), |rest| (true, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lows(entry: &str) -> Vec<String> {
        Form::parse(entry).into_iter().map(|form| form.low).collect()
    }

    #[test]
    fn endings_are_listed_one_by_one() {
        assert_eq!(lows("kak|a|an|or"), ["kaka", "kakan", "kakor"]);
        assert_eq!(lows("IP-adress||en"), ["ip adress", "ip adressen"]);
        assert_eq!(lows("kunder"), ["kunder"]);
        assert!(lows("?-|").is_empty());
    }

    #[test]
    fn marks_say_where_a_form_counts() {
        let forms = Form::parse("?-besökar|e|en");
        assert!(forms.iter().all(|form| form.weak && form.joins_left && !form.joins_right));
        assert_eq!(Form::parse("=US")[0].exact.as_deref(), Some("US"));
        assert!(Form::parse("ip-adress-")[0].joins_right);
    }
}
