//! Consent layers: what asks a visitor about cookies, and lies over the page.
//!
//! It never takes the page itself for a layer: an element that holds the main part is none, whatever its name says.

use ego_tree::NodeRef;
use scraper::{Node, node::Element};

use super::element;

/// Whether an element is a consent layer. `around_main` tells that it holds or belongs to the main part of the page.
pub(super) fn is_layer(node: NodeRef<'_, Node>, element: &Element, around_main: bool) -> bool {
    if is_known(element) {
        return true;
    }
    if around_main {
        return false;
    }
    has_words(element) || is_dialog(element) && asks(node)
}

/// A tool by the name that it gives its layer.
fn is_known(element: &Element) -> bool {
    let id = element.attr("id").unwrap_or_default();
    let starts = |name: &str| STARTS.iter().any(|start| starts_with(name, start));
    KNOWN.iter().any(|known| id.eq_ignore_ascii_case(known))
        || starts(id)
        || element
            .classes()
            .any(|class| KNOWN.iter().any(|known| class.eq_ignore_ascii_case(known)) || starts(class))
}

/// A name that speaks of cookies and of a layer, such as `cookie-banner`.
fn has_words(element: &Element) -> bool {
    let names =
        ["id", "class", "aria-label", "data-nosnippet"].into_iter().filter_map(|name| element.attr(name));
    names.flat_map(str::split_whitespace).filter(|name| name.len() <= 200).any(|name| {
        let name = name.to_ascii_lowercase();
        let about = ABOUT.iter().find(|word| name.contains(**word));
        about.is_some_and(|about| {
            let rest = name.replacen(about, "", 1);
            LAYER.iter().any(|word| rest.contains(word))
        })
    })
}

fn is_dialog(element: &Element) -> bool {
    element.name() == "dialog" || matches!(element::role(element), Some("dialog" | "alertdialog"))
}

/// Whether the first words of a dialog speak of cookies or consent.
fn asks(node: NodeRef<'_, Node>) -> bool {
    let mut room = 4096_usize;
    for each in node.descendants().take(2000) {
        let Node::Text(text) = each.value() else { continue };
        let text = text.to_lowercase();
        if ASKS.iter().any(|word| text.contains(word)) {
            return true;
        }
        room = room.saturating_sub(text.len());
        if room == 0 {
            break;
        }
    }
    false
}

fn starts_with(name: &str, start: &str) -> bool {
    name.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

/// Ids and classes that consent tools give their layers.
const KNOWN: [&str; 44] = [
    "onetrust-consent-sdk",
    "onetrust-banner-sdk",
    "onetrust-pc-sdk",
    "optanon",
    "CybotCookiebotDialog",
    "CybotCookiebotDialogBodyUnderlay",
    "usercentrics-root",
    "usercentrics-cmp-ui",
    "uc-banner-modal",
    "cookiehub",
    "ch2-container",
    "coiOverlay",
    "coi-banner-wrapper",
    "cookie-information-template-wrapper",
    "didomi-host",
    "didomi-popup",
    "didomi-notice",
    "qc-cmp2-container",
    "truste-consent-track",
    "trustarc-banner-container",
    "klaro",
    "cc-window",
    "cc--main",
    "cc-main",
    "cm-wrapper",
    "cmplz-cookiebanner-container",
    "iubenda-cs-banner",
    "osano-cm-window",
    "termly-code-snippet-support",
    "cky-consent-container",
    "cookie-law-info-bar",
    "tarteaucitronRoot",
    "axeptio_overlay",
    "fc-consent-root",
    "BorlabsCookieBox",
    "moove_gdpr_cookie_info_bar",
    "cookiefirst-root",
    "cookiescript_injected",
    "ccc",
    "CookieTractor",
    "cookietractor-banner",
    "sliding-popup",
    "ppms_cm_consent_popup",
    "cmpbox",
];

/// Beginnings of such names.
const STARTS: [&str; 7] = [
    "sp_message_container",
    "CybotCookiebotDialog",
    "coiPage-",
    "cookietractor-",
    "ppms_cm_popup",
    "cmplz-cookiebanner",
    "sv-cookie-consent",
];

const ABOUT: [&str; 8] =
    ["cookie", "kakor", "consent", "samtyck", "samtykk", "gdpr", "evaste", "informasjonskapsl"];

const LAYER: [&str; 14] = [
    "banner",
    "consent",
    "notice",
    "popup",
    "pop-up",
    "modal",
    "overlay",
    "dialog",
    "layer",
    "samtyck",
    "samtykk",
    "-bar",
    "_bar",
    "disclaimer",
];

const ASKS: [&str; 7] = ["cookie", "kakor", "samtyck", "samtykk", "consent", "evästee", "informasjonskapsl"];
