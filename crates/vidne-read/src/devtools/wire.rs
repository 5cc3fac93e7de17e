//! The parts of DevTools events that are used, as they stand on the wire.
//!
//! Anything else is passed over. It never names what is not read, so that a new browser's events stay readable.

use serde::Deserialize;

use crate::{header::Headers, initiator::Initiator, loose::Loose};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WillBeSent {
    pub(super) request_id: String,
    #[serde(default)]
    pub(super) loader_id: Loose,
    #[serde(default)]
    pub(super) frame_id: Loose,
    #[serde(default, rename = "documentURL")]
    pub(super) document_url: Loose,
    pub(super) request: Sent,
    #[serde(default)]
    pub(super) wall_time: Option<f64>,
    #[serde(default)]
    pub(super) initiator: Option<Initiator>,
    #[serde(default)]
    pub(super) redirect_response: Option<Answer>,
    #[serde(default)]
    pub(super) redirect_has_extra_info: Option<bool>,
    #[serde(default, rename = "type")]
    pub(super) kind: Loose,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Sent {
    pub(super) url: String,
    #[serde(default)]
    pub(super) method: Loose,
    #[serde(default)]
    pub(super) headers: Headers,
    #[serde(default)]
    pub(super) post_data: Loose,
    #[serde(default)]
    pub(super) post_data_entries: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Entry {
    #[serde(default)]
    pub(super) bytes: Loose,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Received {
    pub(super) request_id: String,
    #[serde(default)]
    pub(super) loader_id: Loose,
    #[serde(default)]
    pub(super) frame_id: Loose,
    pub(super) response: Answer,
    #[serde(default)]
    pub(super) has_extra_info: Option<bool>,
    #[serde(default, rename = "type")]
    pub(super) kind: Loose,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Answer {
    #[serde(default)]
    pub(super) url: Loose,
    #[serde(default)]
    pub(super) status: Loose,
    #[serde(default)]
    pub(super) headers: Headers,
    #[serde(default)]
    pub(super) request_headers: Headers,
    #[serde(default, rename = "remoteIPAddress")]
    pub(super) remote_address: Loose,
    #[serde(default)]
    pub(super) remote_port: Loose,
    /// Which connection it came over; 0 where it came over none.
    #[serde(default)]
    pub(super) connection_id: Loose,
    #[serde(default)]
    pub(super) from_disk_cache: Option<bool>,
    #[serde(default)]
    pub(super) security_details: Option<Security>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Security {
    #[serde(default)]
    pub(super) protocol: Loose,
    #[serde(default)]
    pub(super) subject_name: Loose,
    #[serde(default)]
    pub(super) issuer: Loose,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SentExtra {
    pub(super) request_id: String,
    #[serde(default)]
    pub(super) headers: Headers,
    /// Cookies that the browser held for the request, with the reasons where it did not send them.
    #[serde(default)]
    pub(super) associated_cookies: Vec<Associated>,
    /// The same, only those not sent, in browsers before Chrome 83.
    #[serde(default)]
    pub(super) blocked_cookies: Vec<Associated>,
    /// In which phase of the log it came.
    #[serde(skip)]
    pub(super) phase: usize,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Associated {
    #[serde(default)]
    pub(super) blocked_reasons: Vec<String>,
    pub(super) cookie: HeldCookie,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct HeldCookie {
    pub(super) name: String,
    #[serde(default)]
    pub(super) domain: Loose,
    #[serde(default)]
    pub(super) path: Loose,
    #[serde(default)]
    pub(super) expires: Option<f64>,
    #[serde(default)]
    pub(super) http_only: Option<bool>,
    #[serde(default)]
    pub(super) secure: Option<bool>,
    #[serde(default)]
    pub(super) same_site: Loose,
    #[serde(default)]
    pub(super) partition_key: Option<PartitionKey>,
}

/// A text in older browsers, a table in newer ones.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum PartitionKey {
    Site(String),
    Key {
        #[serde(rename = "topLevelSite")]
        top_level_site: String,
    },
}

impl PartitionKey {
    pub(super) fn site(&self) -> Option<&str> {
        let (Self::Site(site) | Self::Key { top_level_site: site }) = self;
        Some(site.as_str()).filter(|site| !site.is_empty())
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ReceivedExtra {
    pub(super) request_id: String,
    #[serde(default)]
    pub(super) headers: Headers,
    #[serde(default)]
    pub(super) blocked_cookies: Vec<Refused>,
    #[serde(default)]
    pub(super) status_code: Loose,
    #[serde(default)]
    pub(super) cookie_partition_key: Option<PartitionKey>,
    /// In which line of the log it stands.
    #[serde(skip)]
    pub(super) line: usize,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Refused {
    #[serde(default)]
    pub(super) blocked_reasons: Vec<String>,
    #[serde(default)]
    pub(super) cookie_line: Loose,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Failed {
    pub(super) request_id: String,
    #[serde(default)]
    pub(super) error_text: Loose,
    #[serde(default)]
    pub(super) blocked_reason: Loose,
    #[serde(default)]
    pub(super) canceled: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OfRequest {
    pub(super) request_id: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SocketCreated {
    pub(super) request_id: String,
    pub(super) url: String,
    #[serde(default)]
    pub(super) initiator: Option<Initiator>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SocketAsks {
    pub(super) request_id: String,
    #[serde(default)]
    pub(super) wall_time: Option<f64>,
    pub(super) request: SocketRequest,
}

#[derive(Debug, Deserialize)]
pub(super) struct SocketRequest {
    #[serde(default)]
    pub(super) headers: Headers,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FrameAttached {
    pub(super) frame_id: String,
    pub(super) parent_frame_id: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct FrameNavigated {
    pub(super) frame: Frame,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Frame {
    pub(super) id: String,
    #[serde(default)]
    pub(super) parent_id: Loose,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TargetAttached {
    pub(super) session_id: String,
    pub(super) target_info: Target,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Target {
    #[serde(rename = "targetId")]
    pub(super) id: String,
    #[serde(default, rename = "type")]
    pub(super) kind: Loose,
    #[serde(default)]
    pub(super) url: Loose,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ItemStored {
    pub(super) storage_id: StorageId,
    pub(super) key: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct StorageId {
    #[serde(default)]
    pub(super) security_origin: Loose,
    #[serde(default)]
    pub(super) storage_key: Loose,
    #[serde(default)]
    pub(super) is_local_storage: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ContentStored {
    #[serde(default)]
    pub(super) origin: Loose,
    #[serde(default)]
    pub(super) storage_key: Loose,
    #[serde(default)]
    pub(super) database_name: Loose,
    #[serde(default)]
    pub(super) cache_name: Loose,
}
