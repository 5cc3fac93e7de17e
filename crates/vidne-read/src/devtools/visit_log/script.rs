//! What a page's scripts wrote to the cookie jar, as the observer's ear in the page heard it.
//!
//! It never takes what was heard for what was kept: a hostile page can say anything here.

use serde::Deserialize;

use crate::{address, cookie::SetCookie, loose::Loose};

/// The name of the function through which the page is heard.
pub(super) const BINDING: &str = "__vidne";

/// `Runtime.bindingCalled`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Called {
    #[serde(default)]
    pub(super) name: Loose,
    #[serde(default)]
    pub(super) payload: Loose,
    #[serde(default)]
    pub(super) execution_context_id: Loose,
}

/// `Runtime.executionContextCreated`.
#[derive(Debug, Deserialize)]
pub(super) struct ContextCreated {
    pub(super) context: Context,
}

#[derive(Debug, Deserialize)]
pub(super) struct Context {
    #[serde(default)]
    pub(super) id: Loose,
    #[serde(default)]
    pub(super) origin: Loose,
}

/// A cookie that a script wrote, or deleted.
#[derive(Debug)]
pub(super) struct Write {
    /// What it wrote.
    pub(super) cookie: SetCookie,
    /// The document in whose name it wrote.
    pub(super) url: String,
    /// The script, or the document where the stack names none.
    pub(super) script: String,
    /// The part of the log.
    pub(super) part: usize,
    /// The line.
    pub(super) line: usize,
}

impl Write {
    /// Reads what was heard. `origin` is that of the frame which spoke, where the browser told it: a frame has no say for another one.
    /// Nothing where it is no cookie.
    pub(super) fn heard(payload: &str, origin: Option<&str>, part: usize, line: usize) -> Option<Self> {
        let heard: Heard = serde_json::from_str(payload).ok()?;
        if heard.kind.text() != Some("cookie") {
            return None;
        }
        let mut cookie = SetCookie::parse(heard.value.text()?)?;
        if heard.api.text() == Some("cookieStore") {
            // The defaults of that interface, which hold where nothing else was said.
            cookie.path.get_or_insert_with(|| "/".to_owned());
            cookie.secure = true;
        }
        let told = address::bare(heard.url.text().unwrap_or_default());
        let origin = origin.filter(|origin| address::host(origin).is_some());
        let url = match origin {
            Some(origin) if address::host(origin) != address::host(&told) => address::bare(origin),
            _ => told,
        };
        address::host(&url)?;
        let script = first_script(heard.stack.text().unwrap_or_default()).unwrap_or_else(|| url.clone());
        Some(Self { cookie, url, script, part, line })
    }
}

#[derive(Deserialize)]
struct Heard {
    #[serde(default)]
    kind: Loose,
    #[serde(default)]
    value: Loose,
    #[serde(default)]
    stack: Loose,
    #[serde(default)]
    url: Loose,
    #[serde(default)]
    api: Loose,
}

/// The first address in a stack as the browser writes it: `at name (ADDRESS:LINE:COLUMN)`, innermost first.
fn first_script(stack: &str) -> Option<String> {
    let mut frames = stack.lines().map(str::trim).filter(|line| line.starts_with("at ")).take(MOST_FRAMES);
    frames.find_map(script)
}

fn script(frame: &str) -> Option<String> {
    let start = [frame.find("https://"), frame.find("http://")].into_iter().flatten().min()?;
    let url = frame[start..].split_whitespace().next()?.trim_end_matches([')', ',']);
    Some(address::bare(without_number(without_number(url))))
}

/// Without `:12` at its end.
fn without_number(url: &str) -> &str {
    match url.rsplit_once(':') {
        Some((before, number)) if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => {
            before
        }
        _ => url,
    }
}

/// More than browsers keep.
const MOST_FRAMES: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_frame_with_an_address_is_the_script() {
        let stack = "Error: https://said.example/\n    at set (<anonymous>:3:1)\n    at Object.f [as x] (https://cdn.se/a(1).js?v=2:10:20)\n    at https://www.site.se/:1:2";
        assert_eq!(first_script(stack).as_deref(), Some("https://cdn.se/a(1).js?v=2"));
        let of_eval = "Error\n at eval (eval at f (https://x.se:8443/y.js:1:1), <anonymous>:1:9)";
        assert_eq!(first_script(of_eval).as_deref(), Some("https://x.se:8443/y.js"));
        assert_eq!(
            first_script("Error\n    at https://www.site.se/:1:2").as_deref(),
            Some("https://www.site.se/")
        );
        assert_eq!(first_script("Error\n at <anonymous>:1:1"), None);
    }
}
