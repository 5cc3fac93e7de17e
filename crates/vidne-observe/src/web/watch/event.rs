//! Each event as it comes: into the log, and whatever must be answered at once.

use std::{
    borrow::Cow,
    sync::Arc,
    time::{Duration, Instant},
};

use serde::Deserialize;
use serde_json::json;
use url::Url;

use super::{Over, Pending, Watch, body, gate, target};
use crate::web::{address::is_private, client::Client};

impl Watch {
    /// Takes one event.
    pub(in crate::web) fn event(
        self: &Arc<Self>,
        client: &Client,
        method: &str,
        session: Option<&str>,
        params: &str,
        text: &str,
    ) {
        if is_progress(method) {
            return;
        }
        {
            let mut state = self.state();
            if method == "Runtime.consoleAPICalled" {
                state.talk += text.len();
                if state.talk > MOST_TALK {
                    let reason = format!("more than {} MiB of console messages", MOST_TALK >> 20);
                    state.over.get_or_insert(Over::Flood(reason));
                    return;
                }
            }
            if let Some(log) = &mut state.log {
                log.said(text);
            }
            if state.log.as_ref().is_some_and(crate::web::log::Log::is_cut) {
                state.over.get_or_insert(Over::Flood("the log is full".to_owned()));
            }
        }
        match method {
            "Network.requestWillBeSent" => self.asked(session, params),
            "Network.responseReceived" => self.responded(params),
            "Network.loadingFailed" | "Network.requestServedFromCache" => self.settled(params),
            "Network.loadingFinished" => {
                self.settled(params);
                body::fetch(self, client, session, params);
            }
            "Page.loadEventFired" => self.loaded(session),
            "Page.downloadWillBegin" => self.downloads(params),
            "Page.frameNavigated" => self.navigated(session, params),
            "Page.frameScheduledNavigation" => self.scheduled(params),
            "Page.frameClearedScheduledNavigation" => self.stays(params),
            "Page.javascriptDialogOpening" => self.dialog(client, session, params),
            "Target.attachedToTarget" => target::attached(self, client, session, params),
            "Target.detachedFromTarget" => target::detached(self, params),
            "Target.targetCreated" => target::window(self, client, params),
            "Page.windowOpen" => target::count_window(&mut self.state()),
            "Inspector.targetCrashed" if self.state().root.as_deref() == session => {
                self.end(Over::Crashed("the page's process died".to_owned()));
            }
            "Fetch.requestPaused" => gate::paused(self, client, session, params),
            _ => return,
        }
        self.changed.notify_waiters();
    }

    fn asked(&self, session: Option<&str>, params: &str) {
        let Ok(event) = serde_json::from_str::<Asked<'_>>(params) else { return };
        let mut state = self.state();
        let now = Instant::now();
        let is_remote = event.request.url.starts_with("http");
        if is_remote {
            state.last = now;
            state.last_request = now;
            state.requests += 1;
            let session = session.unwrap_or_default().to_owned();
            let pending = Pending { begun: now, loader: event.loader_id.into_owned(), session };
            state.unanswered.insert(event.request_id.into_owned(), pending);
        }
        if state.requests > self.settings.most_requests {
            let reason = format!("more than {} requests", self.settings.most_requests);
            state.over.get_or_insert(Over::Flood(reason));
        }
        let host = Url::parse(&event.request.url).ok().and_then(|url| url.host_str().map(ToOwned::to_owned));
        if let Some(host) =
            host.filter(|host| is_remote && state.hosts.len() < MOST_HOSTS && !state.hosts.contains(host))
        {
            state.hosts.insert(host.clone());
            drop(state);
            // Asked for now, so that the answer is there when the page has settled.
            let names = Arc::clone(&self.names);
            tokio::spawn(async move { names.answer(&host).await });
        }
    }

    fn responded(&self, params: &str) {
        let Ok(event) = serde_json::from_str::<Responded<'_>>(params) else { return };
        {
            let mut state = self.state();
            if state.unanswered.remove(event.request_id.as_ref()).is_some() {
                state.last = Instant::now();
            }
        }
        let address = event
            .response
            .remote_ip_address
            .as_deref()
            .and_then(|text| text.trim_matches(['[', ']']).parse().ok());
        let Some(address) = address.filter(|address| is_private(*address)) else { return };
        let host = Url::parse(&event.response.url).ok().and_then(|url| url.host_str().map(ToOwned::to_owned));
        let Some(host) = host.filter(|host| !self.may_be_private(host)) else { return };
        let reason =
            format!("{host} answered from {address}, which is not an address of the public internet");
        self.own(
            "refused",
            &json!({"url": event.response.url, "host": host, "addresses": [address], "reason": reason}),
        );
        self.end(Over::Refused(reason));
    }

    fn may_be_private(&self, host: &str) -> bool {
        let rehearsed = self.settings.rehearsed.as_ref();
        self.settings.private_hosts.contains(host)
            || rehearsed.is_some_and(|rehearsed| rehearsed.hosts.contains(host))
    }

    fn settled(&self, params: &str) {
        if let Ok(event) = serde_json::from_str::<OfRequest<'_>>(params) {
            let mut state = self.state();
            if state.unanswered.remove(event.request_id.as_ref()).is_some() {
                state.last = Instant::now();
            }
        }
    }

    fn loaded(&self, session: Option<&str>) {
        let mut state = self.state();
        if state.root.as_deref() == session {
            state.is_loaded = true;
            state.loads += 1;
            (state.last, state.loaded_at) = (Instant::now(), Instant::now());
        }
    }

    /// A page that leads to a file stays, and is told of no load any more.
    fn downloads(&self, params: &str) {
        let mut state = self.state();
        let frame = serde_json::from_str::<OfFrame<'_>>(params).map(|event| event.frame_id);
        if frame.is_ok_and(|frame| state.root_frame.as_deref() == Some(frame.as_ref())) {
            (state.is_loaded, state.last) = (true, Instant::now());
        }
    }

    /// Another document in the page's own frame: it is loaded anew. A page that does so for ever is stopped.
    fn navigated(&self, session: Option<&str>, params: &str) {
        let Ok(event) = serde_json::from_str::<Navigated>(params) else { return };
        let mut state = self.state();
        if state.root.as_deref() != session || event.frame.parent_id.is_some() {
            return;
        }
        state.documents += 1;
        state.is_loaded = false;
        state.leads_on = None;
        state.last = Instant::now();
        // What the document before had asked for is answered to nobody. Of what belongs to no document, nobody knows.
        let Frame { id, loader_id, .. } = event.frame;
        state.unanswered.retain(|_, pending| {
            pending.loader == loader_id || pending.loader.is_empty() && pending.begun.elapsed() < KEPT_OVER
        });
        state.root_frame = Some(id);
        if state.documents > MOST_DOCUMENTS {
            state
                .over
                .get_or_insert(Over::Flood(format!("the page led on more than {MOST_DOCUMENTS} times")));
        }
    }

    /// The page told the browser that it will lead elsewhere after a while, as with `<meta http-equiv="refresh">`. A short while is waited for.
    fn scheduled(&self, params: &str) {
        let Ok(event) = serde_json::from_str::<Scheduled<'_>>(params) else { return };
        let mut state = self.state();
        if state.root_frame.as_deref() == Some(event.frame_id.as_ref())
            && (0.0..=LONGEST_PAUSE.as_secs_f64()).contains(&event.delay)
        {
            state.leads_on = Some(Instant::now() + Duration::from_secs_f64(event.delay) + LEEWAY);
        }
    }

    fn stays(&self, params: &str) {
        let mut state = self.state();
        let frame = serde_json::from_str::<OfFrame<'_>>(params).map(|event| event.frame_id);
        if frame.is_ok_and(|frame| state.root_frame.as_deref() == Some(frame.as_ref())) {
            state.leads_on = None;
        }
    }

    /// A dialog holds up the whole page. It is refused, except one that would keep the page from being left.
    fn dialog(self: &Arc<Self>, client: &Client, session: Option<&str>, params: &str) {
        let Some(session) = session else { return };
        let is_leaving =
            serde_json::from_str::<Dialog<'_>>(params).is_ok_and(|dialog| dialog.kind == "beforeunload");
        {
            let mut state = self.state();
            state.dialogs += 1;
            state.last = Instant::now();
            if state.dialogs > MOST_DIALOGS {
                state.over.get_or_insert(Over::Flood(format!("more than {MOST_DIALOGS} dialogs")));
            }
        }
        client.session(session, self).post("Page.handleJavaScriptDialog", &json!({"accept": is_leaving}));
    }
}

/// Events that tell of nothing but that something goes on, by the thousand.
fn is_progress(method: &str) -> bool {
    matches!(
        method,
        "Network.dataReceived"
            | "Debugger.scriptParsed"
            | "Debugger.scriptFailedToParse"
            | "Network.resourceChangedPriority"
    )
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked<'a> {
    #[serde(borrow)]
    request_id: Cow<'a, str>,
    #[serde(borrow, default)]
    loader_id: Cow<'a, str>,
    #[serde(borrow)]
    request: Request<'a>,
}

#[derive(Deserialize)]
struct Request<'a> {
    #[serde(borrow)]
    url: Cow<'a, str>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Responded<'a> {
    #[serde(borrow)]
    request_id: Cow<'a, str>,
    #[serde(borrow)]
    response: Response<'a>,
}

#[derive(Deserialize)]
struct Response<'a> {
    #[serde(borrow)]
    url: Cow<'a, str>,
    #[serde(borrow, default, rename = "remoteIPAddress")]
    remote_ip_address: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OfRequest<'a> {
    #[serde(borrow)]
    request_id: Cow<'a, str>,
}

#[derive(Deserialize)]
struct Navigated {
    frame: Frame,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Frame {
    id: String,
    parent_id: Option<String>,
    #[serde(default)]
    loader_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Scheduled<'a> {
    #[serde(borrow)]
    frame_id: Cow<'a, str>,
    /// In seconds.
    delay: f64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OfFrame<'a> {
    #[serde(borrow)]
    frame_id: Cow<'a, str>,
}

#[derive(Deserialize)]
struct Dialog<'a> {
    #[serde(rename = "type", borrow)]
    kind: Cow<'a, str>,
}

const MOST_HOSTS: usize = 2_000;
const MOST_DOCUMENTS: usize = 20;
const MOST_DIALOGS: usize = 20;

/// Bytes of console messages in one look: beyond them one page would keep the connection from all others.
const MOST_TALK: usize = 4 << 20;

/// A page that leads elsewhere after so long has been read until then.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// How late the browser may be with leading elsewhere.
const LEEWAY: Duration = Duration::from_secs(1);

/// A request that began this shortly before the next document may belong to it.
const KEPT_OVER: Duration = Duration::from_secs(1);
