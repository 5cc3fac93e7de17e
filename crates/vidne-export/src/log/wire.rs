//! The parts of a log that are exported, as they stand in its lines.
//!
//! It never insists on more than it needs: a line of an older or newer browser stays readable.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{headers::Headers, loose};

/// A request is about to be sent; also each further hop of a redirect.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WillBeSent {
    pub(crate) request_id: String,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) loader_id: String,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) frame_id: String,
    #[serde(default, rename = "documentURL", deserialize_with = "loose::or_default")]
    pub(crate) document_url: String,
    pub(crate) request: Asked,
    #[serde(default, deserialize_with = "loose::maybe")]
    pub(crate) timestamp: Option<f64>,
    #[serde(default, deserialize_with = "loose::maybe")]
    pub(crate) wall_time: Option<f64>,
    #[serde(default)]
    pub(crate) initiator: Option<Box<RawValue>>,
    #[serde(default, deserialize_with = "loose::maybe")]
    pub(crate) redirect_response: Option<Answer>,
    #[serde(default, deserialize_with = "loose::maybe")]
    pub(crate) redirect_has_extra_info: Option<bool>,
    #[serde(default, rename = "type", deserialize_with = "loose::or_default")]
    pub(crate) kind: String,
}

/// A request as the page asked for it.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Asked {
    pub(crate) url: String,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) method: String,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) headers: Headers,
    #[serde(default, deserialize_with = "loose::maybe")]
    pub(crate) post_data: Option<String>,
    #[serde(default, deserialize_with = "loose::list")]
    pub(crate) post_data_entries: Vec<Part>,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) has_post_data: bool,
    #[serde(default, deserialize_with = "loose::maybe")]
    pub(crate) initial_priority: Option<String>,
}

/// A part of what was sent, in base64.
#[derive(Debug, Deserialize)]
pub(crate) struct Part {
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) bytes: String,
}

/// The head of a response came.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Received {
    pub(crate) request_id: String,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) loader_id: String,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) frame_id: String,
    #[serde(default, deserialize_with = "loose::maybe")]
    pub(crate) timestamp: Option<f64>,
    pub(crate) response: Answer,
    #[serde(default, deserialize_with = "loose::maybe")]
    pub(crate) has_extra_info: Option<bool>,
    #[serde(default, rename = "type", deserialize_with = "loose::or_default")]
    pub(crate) kind: String,
}

/// A response as the page saw it.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Answer {
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) url: String,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) status: u16,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) status_text: String,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) headers: Headers,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) request_headers: Headers,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) mime_type: String,
    #[serde(default, deserialize_with = "loose::maybe")]
    pub(crate) connection_id: Option<serde_json::Number>,
    #[serde(default, rename = "remoteIPAddress", deserialize_with = "loose::or_default")]
    pub(crate) remote_address: String,
    #[serde(default, deserialize_with = "loose::maybe")]
    pub(crate) remote_port: Option<u16>,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) from_disk_cache: bool,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) from_service_worker: bool,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) from_prefetch_cache: bool,
    #[serde(default, deserialize_with = "loose::maybe")]
    pub(crate) timing: Option<Timing>,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) protocol: String,
    #[serde(default, deserialize_with = "loose::maybe")]
    pub(crate) security_details: Option<Security>,
}

/// When what happened: seconds of the browser's own clock, then milliseconds since then; below 0 where it did not happen.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Timing {
    pub(crate) request_time: f64,
    pub(crate) dns_start: Option<f64>,
    pub(crate) dns_end: Option<f64>,
    pub(crate) connect_start: Option<f64>,
    pub(crate) connect_end: Option<f64>,
    pub(crate) ssl_start: Option<f64>,
    pub(crate) ssl_end: Option<f64>,
    pub(crate) send_start: Option<f64>,
    pub(crate) send_end: Option<f64>,
    pub(crate) receive_headers_end: Option<f64>,
}

/// The TLS peer, under the names that the browser gives.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Security {
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) protocol: String,
    #[serde(default, deserialize_with = "loose::or_default")]
    cipher: String,
    #[serde(default, deserialize_with = "loose::or_default")]
    subject_name: String,
    #[serde(default, deserialize_with = "loose::list")]
    san_list: Vec<String>,
    #[serde(default, deserialize_with = "loose::or_default")]
    issuer: String,
    #[serde(default, deserialize_with = "loose::maybe")]
    valid_from: Option<serde_json::Number>,
    #[serde(default, deserialize_with = "loose::maybe")]
    valid_to: Option<serde_json::Number>,
}

/// What was really sent.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SentExtra {
    pub(crate) request_id: String,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) headers: Headers,
    #[serde(default, deserialize_with = "loose::list")]
    pub(crate) associated_cookies: Vec<Associated>,
}

/// A cookie that the browser held for a request, and why it kept it back, if it did.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Associated {
    #[serde(default, deserialize_with = "loose::list")]
    pub(crate) blocked_reasons: Vec<String>,
    pub(crate) cookie: HeldCookie,
}

/// A cookie as the browser holds it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct HeldCookie {
    pub(crate) name: String,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) value: String,
    #[serde(default, deserialize_with = "loose::maybe")]
    pub(crate) domain: Option<String>,
    #[serde(default, deserialize_with = "loose::maybe")]
    pub(crate) path: Option<String>,
    #[serde(default, deserialize_with = "loose::maybe")]
    pub(crate) expires: Option<f64>,
    #[serde(default, deserialize_with = "loose::maybe")]
    pub(crate) http_only: Option<bool>,
    #[serde(default, deserialize_with = "loose::maybe")]
    pub(crate) secure: Option<bool>,
    #[serde(default, deserialize_with = "loose::maybe")]
    pub(crate) same_site: Option<String>,
}

/// What was really received.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReceivedExtra {
    pub(crate) request_id: String,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) headers: Headers,
    #[serde(default, deserialize_with = "loose::list")]
    pub(crate) blocked_cookies: Vec<Refused>,
    #[serde(default, deserialize_with = "loose::maybe")]
    pub(crate) status_code: Option<u16>,
    #[serde(default, deserialize_with = "loose::maybe")]
    pub(crate) headers_text: Option<String>,
}

/// A cookie of a response that the browser refused.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Refused {
    #[serde(default, deserialize_with = "loose::list")]
    pub(crate) blocked_reasons: Vec<String>,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) cookie_line: String,
}

/// A part of a body came.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Data {
    pub(crate) request_id: String,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) data_length: u64,
}

/// A request came to its end.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Finished {
    pub(crate) request_id: String,
    #[serde(default, deserialize_with = "loose::maybe")]
    pub(crate) timestamp: Option<f64>,
    #[serde(default, deserialize_with = "loose::maybe")]
    pub(crate) encoded_data_length: Option<f64>,
}

/// A request failed.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Failed {
    pub(crate) request_id: String,
    #[serde(default, deserialize_with = "loose::maybe")]
    pub(crate) timestamp: Option<f64>,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) error_text: String,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) blocked_reason: String,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) canceled: bool,
}

/// Something that names a request only.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OfRequest {
    pub(crate) request_id: String,
}

/// A web socket is opened.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SocketCreated {
    pub(crate) request_id: String,
    pub(crate) url: String,
    #[serde(default)]
    pub(crate) initiator: Option<Box<RawValue>>,
}

/// Its handshake is sent.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SocketAsks {
    pub(crate) request_id: String,
    #[serde(default, deserialize_with = "loose::maybe")]
    pub(crate) timestamp: Option<f64>,
    #[serde(default, deserialize_with = "loose::maybe")]
    pub(crate) wall_time: Option<f64>,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) request: SocketRequest,
}

/// The head of a handshake.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct SocketRequest {
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) headers: Headers,
}

/// Something happened to a page, by the browser's own clock in seconds.
#[derive(Debug, Deserialize)]
pub(crate) struct AtTime {
    pub(crate) timestamp: f64,
}

/// The first line.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Start {
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) at: String,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) url: String,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) phase: String,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) tool: String,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) browser: Browser,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) sandbox: String,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) third_party_cookies: String,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) language: String,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) vantage: Vantage,
}

/// The browser that looked.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Browser {
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) product: String,
}

/// From where it looked.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
pub(crate) struct Vantage {
    #[serde(default, deserialize_with = "loose::maybe")]
    country: Option<String>,
    #[serde(default, deserialize_with = "loose::maybe")]
    network: Option<String>,
    #[serde(default, deserialize_with = "loose::maybe")]
    method: Option<String>,
}

/// The target that is looked at.
#[derive(Debug, Deserialize)]
pub(crate) struct Target {
    pub(crate) target: String,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) session: String,
}

/// Another phase begins.
#[derive(Debug, Deserialize)]
pub(crate) struct Phase {
    pub(crate) phase: String,
}

/// What the collector found in a frame.
#[derive(Debug, Deserialize)]
pub(crate) struct FrameLine {
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) frame: String,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) value: Collected,
}

/// The part of it that is exported.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Collected {
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) title: String,
}

/// A picture was taken.
#[derive(Debug, Deserialize)]
pub(crate) struct Screenshot {
    pub(crate) sha256: String,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) whole: bool,
}

/// The body of a response.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Body {
    pub(crate) request_id: String,
    #[serde(default)]
    pub(crate) sha256: Option<String>,
    pub(crate) base64: String,
}

/// How the look ended.
#[derive(Debug, Deserialize)]
pub(crate) struct End {
    pub(crate) outcome: String,
    #[serde(default, deserialize_with = "loose::or_default")]
    pub(crate) detail: String,
}
