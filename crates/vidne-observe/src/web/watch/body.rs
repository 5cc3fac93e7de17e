//! Bodies of responses, where they were asked for: fetched from the browser as soon as each is whole.
//!
//! A body that cannot be had is no mistake: redirects have none, and what a page never reads may never be whole.

use std::{sync::Arc, time::Duration};

use base64::{Engine, prelude::BASE64_STANDARD};
use serde::Deserialize;
use serde_json::json;

use super::Watch;
use crate::web::{
    client::{Client, Logged},
    digest,
    settings::Bodies,
};

/// Fetches the body of the request that just ended.
pub(super) fn fetch(watch: &Arc<Watch>, client: &Client, session: Option<&str>, params: &str) {
    if watch.settings.bodies == Bodies::LeaveOut {
        return;
    }
    let (Some(session), Ok(event)) = (session, serde_json::from_str::<Finished>(params)) else { return };
    {
        let mut state = watch.state();
        if state.body_bytes > MOST {
            return;
        }
        state.bodies += 1;
    }
    let (session, watch) = (client.session(session, watch), Arc::clone(watch));
    tokio::spawn(async move {
        let request = json!({"requestId": event.request_id});
        let told =
            session.call_within::<Body>(PATIENCE, "Network.getResponseBody", request, Logged::Not).await;
        if let Some(bytes) = told.ok().and_then(Body::bytes) {
            let sha256 = digest::sha256(&bytes);
            watch.state().body_bytes += bytes.len();
            watch.own(
                "body",
                &json!({
                    "requestId": event.request_id, "session": session.id(), "sha256": sha256, "size": bytes.len(),
                    "base64": BASE64_STANDARD.encode(&bytes),
                }),
            );
        }
        watch.state().bodies -= 1;
        watch.changed.notify_waiters();
    });
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Finished {
    request_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    body: String,
    base64_encoded: bool,
}

impl Body {
    fn bytes(self) -> Option<Vec<u8>> {
        if self.base64_encoded {
            BASE64_STANDARD.decode(self.body).ok()
        } else {
            Some(self.body.into_bytes())
        }
    }
}

/// Bytes of all bodies of one look.
const MOST: usize = 200 << 20;
const PATIENCE: Duration = Duration::from_secs(10);
