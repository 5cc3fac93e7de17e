//! What each kind of record tells, and what is wrong with it.
//!
//! It never lets a record with a false digest pass in silence, and never drops its facts for it.

use vidne_model::observed::TlsPeer;

use super::{
    digest::{self, Verdict},
    dns,
    exchange::{Answered, Asked, Half},
    gather::{Gather, MOST_KEPT},
    http::{self, Message},
    record::{Extent, Head, Record},
};
use crate::{address, field::Fields};

impl Gather<'_> {
    /// Takes in a record.
    pub(super) fn take(&mut self, record: &Record) {
        self.look(record);
        let head = &record.head;
        match head.kind() {
            "warcinfo" => self.warcinfo(record),
            "request" | "response" | "revisit" if is_dns(head) => self.dns(record),
            "request" => self.request(record),
            "response" | "revisit" => self.response(record),
            "resource" | "conversion" => self.resource(record),
            "continuation" => self.flaw(head, "it goes on from an earlier record; the two were not joined"),
            "metadata" => {}
            "" => self.flaw(head, "it does not tell its kind"),
            _ => self.flaw(head, "its kind is not known and it was left aside"),
        }
        if matches!(record.extent, Extent::Cut(_)) {
            self.tear();
        }
    }

    /// Whether a record is whole and what it says it is.
    fn look(&mut self, record: &Record) {
        if record.is_split {
            let (_, count) = self.split.get_or_insert((record.head.place.offset, 0));
            *count += 1;
        }
        match &record.extent {
            Extent::Whole => self.check(&record.head, "WARC-Block-Digest", &[&record.block]),
            Extent::Cut(reason) => {
                self.flaw(&record.head, reason);
                self.tear();
            }
            Extent::TooLarge => {
                let reason = format!("it has {} bytes; the rest of them was not read", record.head.length);
                self.flaw(&record.head, &reason);
            }
        }
    }

    /// Compares a declared digest with bytes that may be read in several ways.
    fn check(&mut self, head: &Head, field: &str, readings: &[&[u8]]) {
        let name = field.to_ascii_lowercase();
        let Some(declared) = head.first(&name).map(ToOwned::to_owned) else { return };
        let mut first = None;
        for bytes in readings {
            match digest::check(&declared, bytes) {
                Verdict::True => return,
                Verdict::Unchecked => {
                    self.unchecked += 1;
                    return;
                }
                Verdict::False { computed } => first = first.or(Some(computed)),
            }
        }
        if let Some(computed) = first {
            let declared: String = declared.chars().take(200).collect();
            self.flaw(head, &format!("{field} says {declared}, and the bytes have {computed}"));
        }
    }

    fn warcinfo(&mut self, record: &Record) {
        let text = String::from_utf8_lossy(&record.block);
        let software = text.lines().filter_map(|line| line.split_once(':'));
        let software = software.into_iter().find(|(name, _)| name.trim().eq_ignore_ascii_case("software"));
        let software = software.map(|(_, value)| value.trim().chars().take(200).collect::<String>());
        self.software = self.software.take().or(software.filter(|software| !software.is_empty()));
    }

    fn request(&mut self, record: &Record) {
        let message = Message::parse(&record.block);
        if record.extent == Extent::Whole {
            self.check_payload(record, &message);
        }
        let kind = message.headers.first("content-type").unwrap_or_default();
        let mut fields = record.head.url().map(Fields::of_url).unwrap_or_default();
        if !message.body.is_empty() {
            let body =
                http::body(&message, MOST_SENT).map(|body| body.bytes.into_owned()).unwrap_or_default();
            fields.add_body(&String::from_utf8_lossy(&body), kind);
        }
        let asked = Asked {
            method: message.method().map(ToOwned::to_owned),
            fields: fields.names(),
            headers: message.headers,
        };
        self.exchange(&record.head, Half::Asked(asked));
    }

    fn response(&mut self, record: &Record) {
        let message = Message::parse(&record.block);
        let is_revisit = record.head.kind() == "revisit";
        if record.extent == Extent::Whole && !is_revisit && record.head.first("warc-segment-number").is_none()
        {
            self.check_payload(record, &message);
        }
        let status = message.status();
        if status.is_none() && !(is_revisit && record.block.is_empty()) {
            self.flaw(&record.head, "its block holds no answer of a web server");
        }
        let answered = Answered { status, headers: message.headers.clone() };
        let Some(place) = self.exchange(&record.head, Half::Answered(answered)) else { return };
        if let Some(address) = record.head.first("warc-ip-address") {
            self.exchanges.all[place].remote = address::remote(address, None);
        }
        self.body(record, &message, place);
    }

    /// The payload is the body; recorders differ in whether they mean it with or without chunks, packed or not.
    fn check_payload(&mut self, record: &Record, message: &Message<'_>) {
        let Some(declared) = record.head.first("warc-payload-digest") else { return };
        if digest::check(declared, message.body) == Verdict::True {
            return;
        }
        let unchunked = http::unchunked(message);
        let unpacked = http::body(message, self.room.min(MOST_KEPT as u64));
        let unpacked = unpacked.as_ref().map(|body| &*body.bytes).unwrap_or_default();
        self.room = self.room.saturating_sub(unpacked.len() as u64);
        self.check(&record.head, "WARC-Payload-Digest", &[message.body, &unchunked.bytes, unpacked]);
    }

    /// Something that was kept without its answer: a page, a picture of it, a text made of it.
    fn resource(&mut self, record: &Record) {
        if record.extent == Extent::Whole {
            self.check(&record.head, "WARC-Payload-Digest", &[&record.block]);
        }
        let url = record.head.url().unwrap_or_default();
        if let Some(page) = url.strip_prefix("urn:text:").or_else(|| url.strip_prefix("urn:text-final:")) {
            return self.bodies.take_text(record, page);
        }
        if record.head.kind() != "resource" || !address::leaves_the_browser(url) {
            return;
        }
        let mut message = Message::parse(b"");
        message.body = &record.block;
        if let Some(kind) = record.head.first("content-type") {
            message.headers.push("content-type", kind);
        }
        let answered = Answered { status: None, headers: message.headers.clone() };
        let Some(place) = self.exchange(&record.head, Half::Answered(answered)) else { return };
        self.body(record, &message, place);
    }

    fn body(&mut self, record: &Record, message: &Message<'_>, place: usize) {
        let (all, room) = (&mut self.exchanges.all, &mut self.room);
        if let Some(flaw) = self.bodies.take(record, message, &mut all[place], room) {
            self.flaw(&record.head, &flaw);
        }
    }

    fn dns(&mut self, record: &Record) {
        let answer =
            dns::parse(record.head.url().unwrap_or_default(), &String::from_utf8_lossy(&record.block));
        if let (Some(answer), Some(at)) = (answer, record.head.at())
            && self.names.len() < self.ask.limits.requests
        {
            self.names.push((at, answer));
        }
    }

    fn exchange(&mut self, head: &Head, half: Half) -> Option<usize> {
        let Some(url) = head.url().filter(|url| address::leaves_the_browser(url)) else {
            let has_none = head.url().is_none();
            if has_none {
                self.flaw(head, "it names no address and was left aside");
            }
            return None;
        };
        let Some(at) = head.at() else {
            self.flaw(head, "its WARC-Date is missing or no instant; it was left aside");
            return None;
        };
        if self.exchanges.all.len() >= self.ask.limits.requests {
            self.left_out += 1;
            return None;
        }
        let resource = resource(head, &half);
        let place = self.exchanges.add(head, address::bare(url), at, half);
        let exchange = &mut self.exchanges.all[place];
        exchange.page = exchange
            .page
            .take()
            .or_else(|| head.first("warc-page-id").map(|id| id.chars().take(100).collect()));
        exchange.tls = exchange.tls.take().or_else(|| tls(head));
        exchange.resource = exchange.resource.take().or(resource);
        self.last = Some(place);
        Some(place)
    }
}

/// What was loaded: as the recorder says, otherwise as the browser told the server.
fn resource(head: &Head, half: &Half) -> Option<String> {
    let told = head.first("warc-resource-type");
    let asked = match half {
        Half::Asked(asked) => asked.headers.first("sec-fetch-dest"),
        Half::Answered(_) => None,
    };
    told.or(asked).map(|word| word.trim().to_ascii_lowercase().chars().take(40).collect())
}

/// The protocol that `WARC-Protocol: tls/1.3` names.
fn tls(head: &Head) -> Option<TlsPeer> {
    let protocol = head.all("warc-protocol").flat_map(|line| line.split(',')).map(str::trim);
    let version = protocol.into_iter().find_map(|word| word.strip_prefix("tls/"))?;
    let is_version = version.len() <= 5 && version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    is_version.then(|| TlsPeer { protocol: Some(format!("TLS {version}")), ..TlsPeer::default() })
}

fn is_dns(head: &Head) -> bool {
    head.url().is_some_and(|url| url.starts_with("dns:"))
}

/// Bytes of a body that was sent.
const MOST_SENT: u64 = 4 << 20;
