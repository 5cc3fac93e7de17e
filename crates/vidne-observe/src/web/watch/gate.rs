//! The gate: documents, and whatever names a private address outright, are let through only after a look at where they lead.
//!
//! Everything else passes untouched, so that the gate changes as little as may be of what is seen. A host that turns out to
//! answer from a private address all the same ends the look (`event`).

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use super::Watch;
use crate::web::client::Client;

/// What stops at the gate.
pub(super) fn patterns() -> Value {
    let mut patterns = vec![json!({"urlPattern": "*", "resourceType": "Document"})];
    patterns.extend(LITERAL.iter().map(|start| json!({"urlPattern": format!("*://{start}*")})));
    Value::Array(patterns)
}

/// Decides about a request that waits at the gate.
pub(super) fn paused(watch: &Arc<Watch>, client: &Client, session: Option<&str>, params: &str) {
    let (Some(session), Ok(event)) = (session, serde_json::from_str::<Paused>(params)) else { return };
    let session = client.session(session, watch);
    let watch = Arc::clone(watch);
    tokio::spawn(async move {
        let request = json!({"requestId": event.request_id});
        let url = Url::parse(&event.request.url).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        let host = url.as_ref().and_then(Url::host_str);
        let barred = match host {
            Some(host) => watch.names.barred(host).await,
            None => None,
        };
        let Some(barred) = barred else { return session.post("Fetch.continueRequest", &request) };
        watch.own(
            "refused",
            &json!({"url": event.request.url, "host": host, "addresses": barred.addresses, "reason": barred.reason}),
        );
        session.post(
            "Fetch.failRequest",
            &json!({"requestId": event.request_id, "errorReason": "BlockedByClient"}),
        );
    });
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Paused {
    request_id: String,
    request: Request,
}

#[derive(Deserialize)]
struct Request {
    url: String,
}

/// How the hosts begin that may be private addresses. Public ones among them are let through.
const LITERAL: &[&str] = &["0.", "10.", "100.", "127.", "169.254.", "172.", "192.", "198.", "[", "localhost"];
