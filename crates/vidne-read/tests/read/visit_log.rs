//! Visit logs of the browser observer: logs written by hand, and what is read out of them.
#![expect(clippy::needless_pass_by_value, reason = "lines are written in place")]

mod bad;
mod cookie;
mod course;
mod page;
mod phase;
mod property;

use serde_json::{Value, json};
use vidne_model::observed::{Observed, Visit};
use vidne_read::Format;

use super::{named, only, reading, reading_pages};

/// A log in the making. What is asked gets its number by itself.
#[derive(Clone, Default)]
struct Log {
    lines: Vec<String>,
    asked: u64,
}

/// The visited site.
const SITE: &str = "https://www.site.se/";

impl Log {
    /// Its first lines: what was set up, and the page's target.
    fn begun() -> Self {
        let start = json!({
            "vidne": "visit", "schema": 1, "at": "2026-11-21T10:00:00Z", "t": 0, "url": SITE, "phase": "before-consent",
            "tool": "vidne 0.1.0", "browser": { "product": "Chrome/156.0.8078.79", "userAgent": "Mozilla/5.0" },
            "command": ["chrome", "--headless"], "sandbox": "on", "third_party_cookies": "allow", "language": "sv",
            "vantage": { "country": "SE", "network": "AS1", "method": "headless" }, "viewport": { "width": 1280 },
        });
        Self::default()
            .with(start)
            .with(json!({ "vidne": "target", "target": "main", "context": "C", "session": "S" }))
            .ask("Target.setAutoAttach", json!({ "autoAttach": true }), json!({}))
            .ask("Runtime.addBinding", json!({ "name": "__vidne" }), json!({}))
    }

    /// The same with the page and its answer.
    fn opened() -> Self {
        Self::begun().document("1", SITE).answer("1", 200, &[])
    }

    fn with(mut self, line: Value) -> Self {
        self.lines.push(line.to_string());
        self
    }

    fn event(self, method: &str, params: Value) -> Self {
        self.with(json!({ "method": method, "params": params, "sessionId": "S" }))
    }

    /// A question and its answer.
    fn ask(mut self, method: &str, params: Value, result: Value) -> Self {
        self.asked += 1;
        let id = self.asked;
        self.with(json!({ "sent": { "id": id, "method": method, "params": params, "sessionId": "S" } }))
            .with(json!({ "id": id, "result": result, "sessionId": "S" }))
    }

    fn document(self, id: &str, url: &str) -> Self {
        self.request(id, url, "Document", "main")
    }

    fn request(self, id: &str, url: &str, kind: &str, frame: &str) -> Self {
        let params = json!({
            "requestId": id, "loaderId": if kind == "Document" { id } else { "1" }, "frameId": frame, "documentURL": SITE,
            "wallTime": 1_795_255_200.0, "type": kind, "initiator": { "type": "other" },
            "request": { "url": url, "method": "GET", "headers": {} },
        });
        self.event("Network.requestWillBeSent", params)
    }

    fn part(self, id: &str, url: &str) -> Self {
        self.request(id, url, "Image", "main").answer(id, 200, &[])
    }

    fn answer(self, id: &str, status: u16, set_cookies: &[&str]) -> Self {
        let headers =
            if set_cookies.is_empty() { json!({}) } else { json!({ "set-cookie": set_cookies.join("\n") }) };
        self.event(
            "Network.responseReceivedExtraInfo",
            json!({ "requestId": id, "statusCode": status, "blockedCookies": [], "headers": headers }),
        )
        .event(
            "Network.responseReceived",
            json!({ "requestId": id, "hasExtraInfo": true, "frameId": "main", "type": "Other",
                    "response": { "status": status, "headers": {}, "remoteIPAddress": "192.0.2.1", "remotePort": 443 } }),
        )
    }

    /// A script of a document wrote a cookie.
    fn wrote(self, value: &str, url: &str) -> Self {
        let stack = format!(
            "Error\n    at <anonymous>:1:1\n    at write (https://cdn.example/t.js:2:3)\n    at {url}:9:9"
        );
        let payload = json!({ "kind": "cookie", "value": value, "stack": stack, "url": url });
        self.event(
            "Runtime.bindingCalled",
            json!({ "name": "__vidne", "payload": payload.to_string(), "executionContextId": 1 }),
        )
    }

    /// The jar, each cookie as name and domain.
    fn jar(self, cookies: &[(&str, &str)]) -> Self {
        let cookies: Vec<_> = cookies.iter().map(|(name, domain)| held(name, domain)).collect();
        self.ask("Storage.getCookies", json!({ "browserContextId": "C" }), json!({ "cookies": cookies }))
    }

    fn turn(self, phase: &str, t: u32) -> Self {
        self.with(json!({ "vidne": "phase", "phase": phase, "t": t }))
    }

    fn consent(self, action: &str, outcome: &str) -> Self {
        self.with(json!({ "vidne": "consent", "action": action, "outcome": outcome, "rule": "Cookiebot", "source": "autoconsent",
                          "clicked": ["#details", "#decline"], "detail": "no button" }))
    }

    fn frame(self, frame: &str, value: Value) -> Self {
        self.with(json!({ "vidne": "frame", "session": "S", "frame": frame, "value": value }))
    }

    fn ended(self, outcome: &str) -> Self {
        self.with(json!({ "vidne": "outcome", "outcome": outcome, "detail": "so it was", "t": 5000 }))
            .with(json!({ "vidne": "closed", "t": 5001 }))
    }

    fn text(&self) -> String {
        self.lines.iter().map(|line| format!("{line}\n")).collect()
    }

    fn read(&self) -> Observed {
        self.read_pages(&[])
    }

    fn read_pages(&self, pages: &[&str]) -> Observed {
        reading_pages(Format::VisitLog, self.text(), pages).expect("facts")
    }
}

/// A cookie as the browser describes it.
fn held(name: &str, domain: &str) -> Value {
    json!({ "name": name, "value": "secret", "domain": domain, "path": "/", "expires": -1, "size": 9, "httpOnly": true,
            "secure": true, "session": true, "sameSite": "Lax" })
}

/// The names of a visit's cookies.
fn names(visit: &Visit) -> Vec<&str> {
    visit.cookies.iter().map(|cookie| cookie.name.as_str()).collect()
}

/// The addresses of a visit's requests.
fn urls(visit: &Visit) -> Vec<&str> {
    visit.requests.iter().map(|request| request.url.as_str()).collect()
}
