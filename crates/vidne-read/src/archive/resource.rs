//! What an exchange loaded: by the recorder's or the browser's word, otherwise by what came.
//!
//! It never tells a fetch from a beacon where nobody said so.

use vidne_model::observed::ResourceKind;

use super::exchange::Exchange;

/// What was loaded; `is_own` tells that it is the page itself.
pub(super) fn kind(exchange: &Exchange, is_own: bool) -> ResourceKind {
    if is_own {
        return ResourceKind::Document;
    }
    if let Some(kind) = exchange.resource.as_deref().and_then(by_word) {
        return kind;
    }
    let said = exchange.header("content-type").unwrap_or_default();
    let said = said.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match said.as_str() {
        "text/html" | "application/xhtml+xml" => ResourceKind::Frame,
        "text/css" => ResourceKind::Style,
        _ if said.ends_with("javascript") || said.ends_with("ecmascript") => ResourceKind::Script,
        _ if said.starts_with("image/") => ResourceKind::Image,
        _ if said.starts_with("font/") || said.contains("font") => ResourceKind::Font,
        _ if said.starts_with("audio/") || said.starts_with("video/") => ResourceKind::Media,
        _ => ResourceKind::Other,
    }
}

/// The words of recorders and of `Sec-Fetch-Dest`.
fn by_word(word: &str) -> Option<ResourceKind> {
    match word {
        "document" => Some(ResourceKind::Document),
        "iframe" | "frame" => Some(ResourceKind::Frame),
        "script" | "worker" | "serviceworker" | "sharedworker" => Some(ResourceKind::Script),
        "style" | "stylesheet" => Some(ResourceKind::Style),
        "image" => Some(ResourceKind::Image),
        "font" => Some(ResourceKind::Font),
        "audio" | "video" | "track" | "media" => Some(ResourceKind::Media),
        "empty" | "xhr" | "fetch" | "eventsource" => Some(ResourceKind::Fetch),
        "ping" | "beacon" | "report" | "cspviolationreport" => Some(ResourceKind::Beacon),
        "websocket" => Some(ResourceKind::WebSocket),
        _ => None,
    }
}
