//! Sentences in parts: an English template and what is put into it, so that other languages can say the same.
//!
//! The English text is the source; a translation that is missing falls back to it.

use std::{borrow::Cow, fmt};

/// One sentence: a name for translators, an English template with `{names}`, and what stands for them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message {
    /// The sentence's name within its rule, such as `contacted`.
    pub id: &'static str,
    /// The English sentence, with `{names}`.
    pub template: Cow<'static, str>,
    /// What stands for each name.
    pub arguments: Vec<(&'static str, String)>,
}

impl Message {
    /// A sentence with nothing put into it.
    pub const fn plain(id: &'static str, template: &'static str) -> Self {
        Self { id, template: Cow::Borrowed(template), arguments: Vec::new() }
    }

    /// The same with one more name filled in: for what several sentences have in common.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.arguments.push((name, value.to_string()));
        self
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = &*self.template;
        while let Some((before, after)) = rest.split_once('{') {
            f.write_str(before)?;
            let (name, tail) = after.split_once('}').unwrap_or((after, ""));
            match self.arguments.iter().find(|(each, _)| *each == name) {
                Some((_, value)) => f.write_str(value)?,
                None => write!(f, "{{{name}}}")?,
            }
            rest = tail;
        }
        f.write_str(rest)
    }
}

/// Writes a [`Message`]: `message!("contacted", "{who} was contacted", who = name)`.
#[macro_export]
macro_rules! message {
    ($id:literal, $template:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::finding::Message {
            id: $id,
            template: ::std::borrow::Cow::Borrowed($template),
            arguments: vec![$((stringify!($name), ($value).to_string())),*],
        }
    };
}

/// How many of something, in English: `1 visit`, `2 visits`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_in_braces_are_replaced() {
        let said = message!("seen", "{who} set {what}", who = "cloudflare", what = "__cf_bm");
        assert_eq!(said.to_string(), "cloudflare set __cf_bm");
    }

    #[test]
    fn what_sentences_share_is_filled_in_afterwards() {
        let said = message!("seen", "{who} set {what}", what = "__cf_bm").with("who", "cloudflare");
        assert_eq!(said.to_string(), "cloudflare set __cf_bm");
    }

    #[test]
    fn braces_inside_an_argument_are_left_alone() {
        assert_eq!(message!("seen", "{who} came", who = "{what}").to_string(), "{what} came");
    }
}
