//! A log in the making.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The visited site.
pub(crate) const SITE: &str = "https://www.site.se/";

/// When the first request went out, in seconds since 1970: 2026-11-21T10:00:00Z.
const WALL: f64 = 1_795_255_200.0;

/// A log in the making. Each request goes out a second after the one before.
#[derive(Clone, Default)]
pub(crate) struct Log {
    lines: Vec<String>,
    seconds: f64,
}

impl Log {
    /// Its first lines.
    pub(crate) fn begun() -> Self {
        let start = json!({
            "vidne": "visit", "schema": 1, "at": "2026-11-21T10:00:00Z", "t": 0, "url": SITE, "phase": "before-consent",
            "tool": "vidne 0.1.0", "browser": { "product": "Chrome/156.0.8078.79" }, "sandbox": "on",
            "third_party_cookies": "allow", "language": "sv", "vantage": { "country": "SE", "method": "headless" },
        });
        Self::default()
            .with(&start)
            .with(&json!({ "vidne": "target", "t": 1, "target": "main", "context": "C", "session": "S" }))
    }

    /// A look with all that can be in one: redirects, refused cookies, a body, a failure, a form, a web socket, two phases, a picture.
    pub(crate) fn full(picture: &[u8]) -> Self {
        let own = json!({ "set-cookie": "a=1; Path=/; HttpOnly\nb=2; Domain=other.se", "content-type": "text/html; charset=utf-8",
            "content-encoding": "br", "content-length": "7" });
        let refused = json!([{ "blockedReasons": ["InvalidDomain"], "cookieLine": "b=2; Domain=other.se" }]);
        let held = json!([
            { "cookie": { "name": "a", "value": "1", "domain": "www.site.se", "path": "/", "httpOnly": true }, "blockedReasons": [] },
            { "cookie": { "name": "c", "value": "3", "domain": "www.site.se", "path": "/x" }, "blockedReasons": ["NotOnPath"] },
        ]);
        let sent = json!({ "cookie": "a=1", ":authority": "www.site.se", ":method": "POST", ":path": "/form", ":scheme": "https",
            "content-type": "application/x-www-form-urlencoded" });
        Self::begun()
            .request("1", SITE, "Document", &json!({}))
            .sent("1", &json!({ "host": "www.site.se" }), &json!([]))
            .received("1", 200, &own, &refused)
            .answer("1", SITE, 200)
            .finished("1")
            .said("Page.domContentEventFired", &json!({ "timestamp": 101.5 }))
            .said("Page.loadEventFired", &json!({ "timestamp": 102.5 }))
            .body("1", "<p>Hallå</p>".as_bytes())
            .request("2", "https://a.example/c.gif?x=1", "Image", &json!({}))
            .received("2", 302, &json!({ "location": "https://b.example/", "set-cookie": "d=4; Max-Age=60" }), &json!([]))
            .redirect("2", "https://a.example/c.gif?x=1", "https://b.example/")
            .received("2", 200, &json!({ "set-cookie": "e=5" }), &json!([]))
            .answer("2", "https://b.example/", 200)
            .body("2", &[0xff, 0xd8, 0x00])
            .with(&json!({ "vidne": "frame", "t": 3000, "session": "S", "frame": "main", "value": { "title": "Början" } }))
            .picture(picture)
            .with(&json!({ "vidne": "phase", "t": 4000, "phase": "after-reject" }))
            .request("3", "https://www.site.se/form", "XHR", &json!({ "method": "POST", "hasPostData": true, "postData": "q=1&r=%C3%A5" }))
            .sent("3", &sent, &held)
            .received("3", 204, &json!({}), &json!([]))
            .answer("3", "https://www.site.se/form", 204)
            .request("4", "https://gone.example/", "Script", &json!({}))
            .said("Network.loadingFailed", &json!({ "requestId": "4", "timestamp": 105.0, "errorText": "net::ERR_CONNECTION_REFUSED" }))
            .said("Network.webSocketCreated", &json!({ "requestId": "5", "url": "wss://live.example/s" }))
            .said("Network.webSocketWillSendHandshakeRequest", &json!({ "requestId": "5", "timestamp": 105.0, "wallTime": WALL + 9.0,
                "request": { "headers": { "Upgrade": "websocket" } } }))
            .said("Network.webSocketHandshakeResponseReceived", &json!({ "requestId": "5", "timestamp": 105.5,
                "response": { "status": 101, "statusText": "Switching Protocols", "headers": { "Upgrade": "websocket" } } }))
            .request("6", "data:text/plain,x", "Image", &json!({}))
            .with(&json!({ "vidne": "outcome", "t": 9000, "outcome": "completed" }))
            .with(&json!({ "vidne": "closed", "t": 9001 }))
    }

    /// Any line.
    pub(crate) fn with(mut self, line: &Value) -> Self {
        self.lines.push(line.to_string());
        self
    }

    /// An event in the session of the page.
    pub(crate) fn said(self, method: &str, params: &Value) -> Self {
        self.with(&json!({ "method": method, "params": params, "sessionId": "S" }))
    }

    /// A request; `more` is added to what it says of itself.
    pub(crate) fn request(mut self, id: &str, url: &str, kind: &str, more: &Value) -> Self {
        let mut request = json!({ "url": url, "method": "GET", "headers": {} });
        for (key, value) in more.as_object().into_iter().flatten() {
            request[key] = value.clone();
        }
        let params = self.announced(id, kind, &request);
        self.seconds += 1.0;
        self.said("Network.requestWillBeSent", &params)
    }

    /// The next hop of a request.
    pub(crate) fn redirect(mut self, id: &str, from: &str, to: &str) -> Self {
        let mut params = self.announced(id, "Image", &json!({ "url": to, "method": "GET", "headers": {} }));
        params["redirectResponse"] = answered(from, 302);
        params["redirectHasExtraInfo"] = json!(true);
        self.seconds += 1.0;
        self.said("Network.requestWillBeSent", &params)
    }

    fn announced(&self, id: &str, kind: &str, request: &Value) -> Value {
        json!({
            "requestId": id, "loaderId": if kind == "Document" { id } else { "1" }, "frameId": "main", "documentURL": SITE,
            "timestamp": 100.0 + self.seconds, "wallTime": WALL + self.seconds, "type": kind,
            "initiator": { "type": "other" }, "request": request,
        })
    }

    /// What was really sent.
    pub(crate) fn sent(self, id: &str, headers: &Value, cookies: &Value) -> Self {
        let params = json!({ "requestId": id, "headers": headers, "associatedCookies": cookies });
        self.said("Network.requestWillBeSentExtraInfo", &params)
    }

    /// What was really received.
    pub(crate) fn received(self, id: &str, status: u16, headers: &Value, refused: &Value) -> Self {
        let params =
            json!({ "requestId": id, "statusCode": status, "headers": headers, "blockedCookies": refused });
        self.said("Network.responseReceivedExtraInfo", &params)
    }

    /// The answer, as the page sees it.
    pub(crate) fn answer(self, id: &str, url: &str, status: u16) -> Self {
        let params = json!({ "requestId": id, "timestamp": 100.9, "type": "Other", "hasExtraInfo": true, "response": answered(url, status) });
        self.said("Network.responseReceived", &params)
    }

    /// The end of a request.
    pub(crate) fn finished(self, id: &str) -> Self {
        self.said(
            "Network.loadingFinished",
            &json!({ "requestId": id, "timestamp": 101.0, "encodedDataLength": 321 }),
        )
    }

    /// A kept body.
    pub(crate) fn body(self, id: &str, bytes: &[u8]) -> Self {
        let line = json!({ "vidne": "body", "t": 2500, "requestId": id, "session": "S", "sha256": hex(bytes), "size": bytes.len(),
            "base64": STANDARD.encode(bytes) });
        self.with(&line)
    }

    /// A picture of the whole page.
    pub(crate) fn picture(self, bytes: &[u8]) -> Self {
        self.with(&json!({ "vidne": "screenshot", "t": 3500, "sha256": hex(bytes), "format": "image/png", "when": "end", "whole": true }))
    }

    /// As it stands in an exhibit that is not packed.
    pub(crate) fn text(&self) -> String {
        self.lines.iter().map(|line| format!("{line}\n")).collect()
    }

    /// As an exhibit.
    pub(crate) fn packed(&self) -> Vec<u8> {
        zstd::encode_all(self.text().as_bytes(), 3).expect("it can be packed")
    }
}

fn answered(url: &str, status: u16) -> Value {
    json!({
        "url": url, "status": status, "statusText": "", "headers": {}, "mimeType": "text/html", "protocol": "h2",
        "connectionId": 7, "remoteIPAddress": "[2001:db8::1]", "remotePort": 443, "securityDetails": { "protocol": "TLS 1.3", "issuer": "R3" },
        "timing": { "requestTime": 100.1, "dnsStart": 1, "dnsEnd": 2, "connectStart": 2, "connectEnd": 10, "sslStart": 4, "sslEnd": 10,
            "sendStart": 11, "sendEnd": 12, "receiveHeadersEnd": 50 },
    })
}

/// A digest in lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
