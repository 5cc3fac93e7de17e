//! The form of an archive: HAR 1.2, its names in its order, and after them our own, which begin with `_`.
//!
//! It never borrows a type from what is read: the form is published, the log's own is another.

use serde::Serialize;
use serde_json::value::RawValue;

use crate::{
    instant::Written,
    log::wire::{Security, Vantage},
};

#[derive(Debug, Serialize)]
pub(super) struct Archive<'a> {
    pub(super) log: Log<'a>,
}

#[derive(Debug, Serialize)]
pub(super) struct Log<'a> {
    pub(super) version: &'static str,
    pub(super) creator: Program,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) browser: Option<Program>,
    pub(super) pages: Vec<Page<'a>>,
    pub(super) entries: Vec<Entry<'a>>,
    pub(super) comment: String,
    /// How the look was made.
    #[serde(rename = "_visit")]
    pub(super) visit: Visit<'a>,
}

#[derive(Debug, Serialize)]
pub(super) struct Program {
    pub(super) name: String,
    pub(super) version: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Visit<'a> {
    pub(super) url: &'a str,
    pub(super) at: Written,
    pub(super) tool: &'a str,
    pub(super) language: &'a str,
    pub(super) vantage: &'a Vantage,
    pub(super) third_party_cookies: &'a str,
    pub(super) sandbox: &'a str,
    pub(super) outcome: Option<&'a str>,
    pub(super) detail: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Page<'a> {
    pub(super) started_date_time: Written,
    pub(super) id: String,
    pub(super) title: String,
    #[serde(rename = "pageTimings")]
    pub(super) timings: PageTimings,
    #[serde(rename = "_url")]
    pub(super) url: &'a str,
    /// What had been consented to.
    #[serde(rename = "_phase")]
    pub(super) phase: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PageTimings {
    pub(super) on_content_load: f64,
    pub(super) on_load: f64,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Entry<'a> {
    pub(super) pageref: String,
    pub(super) started_date_time: Written,
    pub(super) time: f64,
    pub(super) request: Request<'a>,
    pub(super) response: Response<'a>,
    pub(super) cache: Cache,
    pub(super) timings: Timings,
    #[serde(rename = "serverIPAddress", skip_serializing_if = "Option::is_none")]
    pub(super) server_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) connection: Option<String>,
    #[serde(rename = "_initiator", skip_serializing_if = "Option::is_none")]
    pub(super) initiator: Option<&'a RawValue>,
    #[serde(rename = "_priority", skip_serializing_if = "Option::is_none")]
    pub(super) priority: Option<&'a str>,
    #[serde(rename = "_resourceType")]
    pub(super) resource_type: String,
    /// The address of the document that asked.
    #[serde(rename = "_documentURL", skip_serializing_if = "Option::is_none")]
    pub(super) document: Option<&'a str>,
    #[serde(rename = "_remotePort", skip_serializing_if = "Option::is_none")]
    pub(super) port: Option<u16>,
    #[serde(rename = "_securityDetails", skip_serializing_if = "Option::is_none")]
    pub(super) security: Option<&'a Security>,
    #[serde(rename = "_fromCache", skip_serializing_if = "Option::is_none")]
    pub(super) from_cache: Option<&'static str>,
    #[serde(rename = "_fromServiceWorker", skip_serializing_if = "Option::is_none")]
    pub(super) from_worker: Option<bool>,
    /// Whether headers and cookies are those really sent and received, not only those that the page saw.
    #[serde(rename = "_headersAreComplete")]
    pub(super) is_complete: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct Cache {}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Request<'a> {
    pub(super) method: &'a str,
    pub(super) url: &'a str,
    pub(super) http_version: &'static str,
    pub(super) cookies: Vec<Cookie>,
    pub(super) headers: Vec<Pair<'a>>,
    pub(super) query_string: Vec<Query>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) post_data: Option<PostData>,
    pub(super) headers_size: i64,
    pub(super) body_size: i64,
    /// Cookies that the browser held for this request and kept back.
    #[serde(rename = "_blockedCookies", skip_serializing_if = "Vec::is_empty")]
    pub(super) blocked: Vec<Cookie>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Response<'a> {
    pub(super) status: u16,
    pub(super) status_text: String,
    pub(super) http_version: &'static str,
    pub(super) cookies: Vec<Cookie>,
    pub(super) headers: Vec<Pair<'a>>,
    pub(super) content: Content,
    #[serde(rename = "redirectURL")]
    pub(super) redirect: String,
    pub(super) headers_size: i64,
    pub(super) body_size: i64,
    #[serde(rename = "_transferSize", skip_serializing_if = "Option::is_none")]
    pub(super) transferred: Option<i64>,
    /// Why no answer came, or not all of it.
    #[serde(rename = "_error", skip_serializing_if = "Option::is_none")]
    pub(super) error: Option<&'a str>,
    /// Cookies of this response that the browser refused.
    #[serde(rename = "_blockedCookies", skip_serializing_if = "Vec::is_empty")]
    pub(super) blocked: Vec<Cookie>,
}

#[derive(Debug, Serialize)]
pub(super) struct Pair<'a> {
    pub(super) name: &'a str,
    pub(super) value: &'a str,
}

#[derive(Debug, Serialize)]
pub(super) struct Query {
    pub(super) name: String,
    pub(super) value: String,
}

#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Cookie {
    pub(super) name: String,
    pub(super) value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) domain: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) expires: Option<Written>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) http_only: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) secure: Option<bool>,
    /// Not of HAR 1.2, but written so by every browser.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) same_site: Option<String>,
    /// Why the browser kept it back or refused it, in the browser's words.
    #[serde(rename = "_reasons", skip_serializing_if = "Vec::is_empty")]
    pub(super) reasons: Vec<String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PostData {
    pub(super) mime_type: String,
    pub(super) text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) comment: Option<&'static str>,
    /// `base64`, where the text is not the bytes themselves.
    #[serde(rename = "_encoding", skip_serializing_if = "Option::is_none")]
    pub(super) encoding: Option<&'static str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Content {
    pub(super) size: i64,
    pub(super) mime_type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) encoding: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) comment: Option<&'static str>,
}

/// Milliseconds; -1 for what did not happen or is not known. `send`, `wait` and `receive` are never below 0.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub(super) struct Timings {
    pub(super) blocked: f64,
    pub(super) dns: f64,
    pub(super) connect: f64,
    pub(super) ssl: f64,
    pub(super) send: f64,
    pub(super) wait: f64,
    pub(super) receive: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) comment: Option<String>,
}
