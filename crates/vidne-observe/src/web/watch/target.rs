//! Frames, workers and windows as they come and go: each gets a session of its own before it runs, or is closed.
//!
//! It never lets one run that is not watched, and never waits for one that is gone.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::json;

use super::{Child, Over, State, Watch, adopt};
use crate::web::client::Client;

/// A frame or a worker came up. Of those that the browser tells without a session, only workers that pages share are not our own doing.
pub(super) fn attached(watch: &Arc<Watch>, client: &Client, session: Option<&str>, params: &str) {
    let Ok(event) = serde_json::from_str::<Attached>(params) else { return };
    let kind = event.target_info.kind;
    if session.is_none() && kind != SHARED_WORKER {
        return;
    }
    {
        let mut state = watch.state();
        if state.children.len() >= MOST_CHILDREN {
            state.over.get_or_insert(Over::Flood(format!("more than {MOST_CHILDREN} frames and workers")));
        }
        state.children.push(Child { session: event.session_id.clone(), kind: kind.clone() });
    }
    adopt(client, watch, &event.session_id, &kind);
}

/// A frame or a worker is gone. What a worker had asked for is answered to nobody.
pub(super) fn detached(watch: &Watch, params: &str) {
    let Ok(Detached { session_id }) = serde_json::from_str(params) else { return };
    let mut state = watch.state();
    let is_worker = state.children.iter().any(|child| child.session == session_id && child.kind != "iframe");
    state.children.retain(|child| child.session != session_id);
    if is_worker {
        state.unanswered.retain(|_, pending| pending.session != session_id);
    }
}

/// A window that the page opened. It is noted and closed: nobody asked for it.
pub(super) fn window(watch: &Arc<Watch>, client: &Client, params: &str) {
    let Ok(Created { target_info }) = serde_json::from_str(params) else { return };
    if target_info.kind != "page" || target_info.opener_id.is_none() {
        return;
    }
    count_window(&mut watch.state());
    client.browser_for(watch).post("Target.closeTarget", &json!({"targetId": target_info.id}));
}

pub(super) fn count_window(state: &mut State) {
    state.windows += 1;
    if state.windows > MOST_WINDOWS {
        state.over.get_or_insert(Over::Flood(format!("more than {MOST_WINDOWS} windows")));
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Attached {
    session_id: String,
    target_info: Target,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Detached {
    session_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Created {
    target_info: Target,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Target {
    #[serde(rename = "targetId")]
    id: String,
    #[serde(rename = "type")]
    kind: String,
    opener_id: Option<String>,
}

/// A worker that belongs to no page alone: only the browser itself tells of it.
pub(in crate::web) const SHARED_WORKER: &str = "shared_worker";

const MOST_CHILDREN: usize = 200;
const MOST_WINDOWS: usize = 20;
