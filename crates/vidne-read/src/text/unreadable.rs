//! Why a page holds no text to read, though something came: a challenge, a login, a frame for scripts, a picture, another format.
//!
//! It never calls a page unreadable for a word in it: signs count only where the page says next to nothing.

use vidne_model::observed::{Block, BlockKind, Visibility};

use super::walk::Walked;

/// What the first bytes say, where they are no text.
pub(super) fn by_magic(bytes: &[u8]) -> Option<&'static str> {
    let start = bytes.trim_ascii_start();
    let known = MAGIC.iter().find(|(magic, _)| start.starts_with(magic)).map(|(_, reason)| *reason);
    let is_webp = || (start.starts_with(b"RIFF") && start.get(8..12) == Some(b"WEBP")).then_some(PICTURE);
    known.or_else(is_webp)
}

/// What an answer's content type says, where it promises no text.
pub(super) fn by_content_type(kind: &str) -> Option<&'static str> {
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match kind.split_once('/') {
        Some(("application", "pdf" | "x-pdf")) => Some(PDF),
        Some(("image", _)) if kind != "image/svg+xml" => Some(PICTURE),
        Some(("audio" | "video" | "font", _)) => Some("it is sound, moving pictures or a font, not a text"),
        Some(("application", "msword")) => Some(DOCUMENT),
        Some(("application", rest))
            if rest.starts_with("vnd.openxmlformats") || rest.starts_with("vnd.ms-") =>
        {
            Some(DOCUMENT)
        }
        Some(("application", "zip" | "gzip" | "octet-stream")) => Some("it is a file to save, not a page"),
        _ => None,
    }
}

/// Why an HTML page has no text to read.
pub(super) fn of_html(html: &str, walked: &Walked) -> Option<String> {
    if let Some(owner) = challenge(html, walked) {
        return Some(format!("a page of {owner} came instead, which keeps robots out"));
    }
    let said = Said::of(&walked.blocks);
    let reason = if said.letters == 0 {
        Some(empty(walked))
    } else if is_login(walked, &said) {
        Some("it is a login form".to_owned())
    } else if said.letters < FEW && embeds_pdf(walked) {
        Some("its text is an embedded PDF document, which is not read".to_owned())
    } else if said.letters < FEW && is_shell(walked) {
        Some("it is an empty page that a script would fill".to_owned())
    } else {
        None
    };
    reason.or_else(|| vendor_list(walked))
}

/// Whose challenge a page is, where it is one.
pub(super) fn challenge(html: &str, walked: &Walked) -> Option<&'static str> {
    if Said::of(&walked.blocks).letters > SHORT {
        return None;
    }
    let by_title =
        TITLES.iter().find(|(title, _, sign)| walked.signs.title.starts_with(title) && html.contains(sign));
    let by_sign = || SIGNS.iter().find(|(sign, _)| html.contains(sign)).map(|(_, owner)| *owner);
    by_title.map(|(_, owner, _)| *owner).or_else(by_sign)
}

/// How much a page says.
struct Said {
    /// Letters in its body; foot, head and layers aside.
    letters: usize,
    /// Letters anywhere.
    all: usize,
    first: String,
}

impl Said {
    fn of(blocks: &[Block]) -> Self {
        let letters = |block: &Block| block.text.chars().filter(|each| each.is_alphabetic()).count();
        let is_body = |block: &&Block| matches!(block.visibility, Visibility::Shown | Visibility::Hidden);
        let first = blocks.iter().find(|block| block.kind == BlockKind::Heading).or(blocks.first());
        Self {
            letters: blocks.iter().filter(is_body).map(letters).sum(),
            all: blocks.iter().map(letters).sum(),
            first: first.map(|block| block.text.to_lowercase()).unwrap_or_default(),
        }
    }
}

fn empty(walked: &Walked) -> String {
    let said = Said::of(&walked.blocks);
    let reason = if embeds_pdf(walked) {
        "its text is an embedded PDF document, which is not read"
    } else if walked.signs.scripts > 0 {
        "it is an empty page that a script would fill"
    } else if walked.signs.pictures > 0 {
        "it shows a picture and no text"
    } else if said.all > 0 {
        "it has a head and a foot, and nothing between them"
    } else {
        "the page is empty"
    };
    reason.to_owned()
}

fn is_login(walked: &Walked, said: &Said) -> bool {
    let titled = |text: &str| LOGIN.iter().any(|word| text.starts_with(word));
    let named = titled(&said.first) || titled(&walked.signs.title.to_lowercase());
    walked.signs.passwords > 0 && said.letters < 400 || named && said.letters < 200
}

/// An application's root that holds nothing, or a word that scripts are needed, and little else.
fn is_shell(walked: &Walked) -> bool {
    let asks = |block: &Block| {
        let text = block.text.to_lowercase();
        text.contains("javascript") && block.visibility == Visibility::Hidden || text.starts_with("loading")
    };
    walked.signs.scripts > 0
        && (ROOTS.iter().any(|root| walked.signs.empty.contains(*root)) || walked.blocks.iter().any(asks))
}

fn embeds_pdf(walked: &Walked) -> bool {
    walked.signs.sources.iter().any(|source| {
        let path = source.split(['?', '#']).next().unwrap_or_default();
        path.len() > 4 && path.get(path.len() - 4..).is_some_and(|end| end.eq_ignore_ascii_case(".pdf"))
    })
}

/// A list of cookies that the consent tool's script writes into the page, and did not.
fn vendor_list(walked: &Walked) -> Option<String> {
    let is_written = walked.blocks.iter().any(|block| block.kind == BlockKind::Cell);
    let mut waiting = LISTS.iter().filter(|(id, _)| !is_written && walked.signs.empty.contains(*id));
    let (_, owner) = waiting.next()?;
    Some(format!("its list of cookies is written by a script of {owner}, which had not run"))
}

const PICTURE: &str = "it is a picture, not a text";
const PDF: &str = "it is a PDF document, which is not read";
const DOCUMENT: &str = "it is an office document, which is not read";

const MAGIC: [(&[u8], &str); 7] = [
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF87a", PICTURE),
    (b"GIF89a", PICTURE),
    (b"PK\x03\x04", DOCUMENT),
    (b"\xd0\xcf\x11\xe0", DOCUMENT),
];

/// Beginnings of titles, whose they are, and a sign that must stand in the page, too.
const TITLES: [(&str, &str, &str); 6] = [
    ("Just a moment", "Cloudflare", "cf"),
    ("Attention Required! | Cloudflare", "Cloudflare", "cf-"),
    ("Access denied | ", "Cloudflare", "cf-"),
    ("Access Denied", "Akamai", "Reference&#32;&#35;"),
    ("Pardon Our Interruption", "Imperva", "<"),
    ("Human Verification", "AWS WAF", "aws"),
];

/// Signs of challenges. `challenge-platform` alone is none: Cloudflare puts that script into ordinary pages.
const SIGNS: [(&str, &str); 17] = [
    ("_cf_chl_opt", "Cloudflare"),
    ("cf-chl-", "Cloudflare"),
    ("cf_chl_", "Cloudflare"),
    ("cf-challenge-", "Cloudflare"),
    ("id=\"challenge-error-text\"", "Cloudflare"),
    ("/_sec/cp_challenge", "Akamai"),
    ("sec-if-cpt-container", "Akamai"),
    ("ak-challenge", "Akamai"),
    ("_Incapsula_Resource?SWUDNSAI", "Imperva"),
    ("Incapsula incident ID", "Imperva"),
    ("captcha-delivery.com", "DataDome"),
    ("px-captcha", "HUMAN"),
    ("AwsWafIntegration", "AWS WAF"),
    ("challenge.js\" defer=\"\"></script></head><body><div id=\"challenge-container\"", "AWS WAF"),
    ("sucuri_cloudproxy_js", "Sucuri"),
    ("/.well-known/ddos-guard/", "DDoS-Guard"),
    ("/TSPD/", "F5"),
];

const LOGIN: [&str; 10] = [
    "logga in",
    "inloggning",
    "log ind",
    "log på",
    "logg inn",
    "innlogging",
    "log in",
    "sign in",
    "login",
    "kirjaudu",
];

/// Ids of elements into which applications write themselves.
const ROOTS: [&str; 9] =
    ["root", "app", "__next", "__nuxt", "___gatsby", "app-root", "svelte", "main-app", "application"];

/// Ids of elements into which consent tools write a list of cookies. The page may still say something without it, but not which
/// cookies there are.
const LISTS: [(&str, &str); 2] = [("ot-sdk-cookie-policy", "OneTrust"), ("CookieDeclaration", "Cookiebot")];

/// Letters below which a page says next to nothing.
const FEW: usize = 120;

/// Bytes above which a page is no challenge.
pub(super) const LONGEST_CHALLENGE: usize = 256 * 1024;

/// Letters above which a page is no challenge.
const SHORT: usize = 1_500;
