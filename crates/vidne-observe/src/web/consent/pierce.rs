//! Closed shadow roots: what no script of a page can look into, and every visitor sees.
//!
//! The browser's own tools tell of them; each is handed over to our world in the frame, and to nobody else.

use futures_util::future::join_all;
use serde_json::Value;

use super::place::Place;
use crate::web::error::CallError;

/// Hands over the closed shadow roots of whatever lies open to the eye, and those in them.
pub(super) async fn open(place: &Place) {
    for _ in 0..MOST_NESTED {
        let Ok(hosts) = place.objects("__vidne_consent.hosts()").await else { return };
        let opened = join_all(hosts.iter().map(|host| open_one(place, host))).await;
        place.release().await;
        if !opened.into_iter().any(|opened| opened.unwrap_or(false)) {
            return;
        }
    }
}

/// Whether it has one.
async fn open_one(place: &Place, host: &str) -> Result<bool, CallError> {
    let Some(root) = place.closed_root(host).await? else { return Ok(false) };
    let inner = place.resolve(root).await?;
    place.tell::<Value>("function (inner) { __vidne_consent.open(this, inner); }", host, &inner).await?;
    Ok(true)
}

const MOST_NESTED: usize = 4;
