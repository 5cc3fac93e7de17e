//! How long each part of a hop took, in milliseconds.
//!
//! It never writes a time that the browser did not tell: what is unknown is -1, or 0 with a comment where the format
//! allows nothing below 0.

use super::form::Timings;
use crate::{log::wire::Timing, record::Hop};

/// The parts of a hop, and their sum.
pub(super) fn timings(hop: &Hop) -> (Timings, f64) {
    let timing = hop.answer.as_ref().and_then(|answer| answer.timing);
    let timing =
        timing.filter(|timing| timing.request_time > 0.0 && timing.send_end.is_some_and(|end| end >= 0.0));
    let parts = match timing {
        Some(timing) => told_by_network(hop, &timing),
        None => told_by_page(hop),
    };
    let (parts, unknown) = parts;
    let comment = (!unknown.is_empty()).then(|| format!("Not told by the browser: {}.", unknown.join(", ")));
    let timings = Timings { comment, ..parts };
    // The time for TLS is a part of that for the connection.
    let all = [timings.blocked, timings.dns, timings.connect, timings.send, timings.wait, timings.receive];
    let sum = rounded(all.into_iter().filter(|part| *part > 0.0).sum());
    (timings, sum)
}

/// A time since the page began; -1 where it is not told.
pub(super) fn told(time: Option<f64>) -> f64 {
    time.and_then(sound).unwrap_or(-1.0)
}

type Parts = (Timings, Vec<&'static str>);

fn told_by_network(hop: &Hop, timing: &Timing) -> Parts {
    let span = |from: Option<f64>, to: Option<f64>| {
        let from = from.filter(|from| *from >= 0.0)?;
        sound(to? - from)
    };
    let dns = span(timing.dns_start, timing.dns_end);
    let connect = span(timing.connect_start, timing.connect_end);
    let send_start = timing.send_start.unwrap_or_default().max(0.0);
    let waited = hop.issued.map_or(0.0, |issued| ((timing.request_time - issued) * 1000.0).max(0.0));
    let blocked = sound((waited + send_start - dns.unwrap_or(0.0) - connect.unwrap_or(0.0)).max(0.0));
    let headers_end = timing.receive_headers_end.filter(|end| *end >= 0.0);
    let wait = headers_end.and_then(|end| sound((end - timing.send_end.unwrap_or(send_start)).max(0.0)));
    let began = headers_end.map(|end| timing.request_time + end / 1000.0);
    let receive = began.zip(hop.ended).and_then(|(from, to)| sound(((to - from) * 1000.0).max(0.0)));
    let unknown = [("wait", wait), ("receive", receive)];
    let parts = Timings {
        blocked: blocked.unwrap_or(-1.0),
        dns: dns.unwrap_or(-1.0),
        connect: connect.unwrap_or(-1.0),
        ssl: span(timing.ssl_start, timing.ssl_end).unwrap_or(-1.0),
        send: span(Some(send_start), timing.send_end).unwrap_or(0.0),
        wait: wait.unwrap_or(0.0),
        receive: receive.unwrap_or(0.0),
        comment: None,
    };
    (parts, missing(&unknown))
}

/// What nothing is known of but when it was asked for, answered and over.
fn told_by_page(hop: &Hop) -> Parts {
    let since = |from: Option<f64>, to: Option<f64>| sound(((to? - from?) * 1000.0).max(0.0));
    let wait = since(hop.issued, hop.answered.or(hop.ended));
    let receive = since(hop.answered, hop.ended);
    let unknown = [("send", None), ("wait", wait), ("receive", receive)];
    let parts = Timings {
        blocked: -1.0,
        dns: -1.0,
        connect: -1.0,
        ssl: -1.0,
        send: 0.0,
        wait: wait.unwrap_or(0.0),
        receive: receive.unwrap_or(0.0),
        comment: None,
    };
    (parts, missing(&unknown))
}

fn missing(parts: &[(&'static str, Option<f64>)]) -> Vec<&'static str> {
    parts.iter().filter(|(_, part)| part.is_none()).map(|(name, _)| *name).collect()
}

/// A time that can be: not below 0, not longer than a year, in whole microseconds.
fn sound(time: f64) -> Option<f64> {
    const YEAR: f64 = 366.0 * 24.0 * 3600.0 * 1000.0;
    (0.0..=YEAR).contains(&time).then(|| rounded(time))
}

fn rounded(time: f64) -> f64 {
    (time * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::wire::Answer;

    fn hop(timing: Option<Timing>, ended: Option<f64>) -> Hop {
        let answer = Answer { timing, ..Answer::default() };
        Hop { issued: Some(100.0), answered: Some(100.3), ended, answer: Some(answer), ..Hop::default() }
    }

    #[test]
    fn the_parts_of_a_new_connection_add_up_to_the_whole() {
        let timing = Timing {
            request_time: 100.1,
            dns_start: Some(5.0),
            dns_end: Some(6.0),
            connect_start: Some(6.0),
            connect_end: Some(30.0),
            ssl_start: Some(10.0),
            ssl_end: Some(30.0),
            send_start: Some(40.0),
            send_end: Some(41.0),
            receive_headers_end: Some(141.0),
        };
        let (timings, sum) = timings(&hop(Some(timing), Some(100.5)));
        let Timings { blocked, dns, connect, ssl, send, wait, receive, comment } = timings;
        assert_eq!((dns, connect, ssl, send, wait), (1.0, 24.0, 20.0, 1.0, 100.0));
        assert!((blocked - 115.0).abs() < 0.01 && (receive - 259.0).abs() < 0.01, "{blocked} {receive}");
        assert!((sum - 500.0).abs() < 0.01, "{sum}");
        assert_eq!(comment, None);
    }

    #[test]
    fn what_is_unknown_is_said_to_be_and_nothing_is_below_its_bound() {
        let reused = Timing {
            request_time: 99.0,
            dns_start: Some(-1.0),
            dns_end: Some(-1.0),
            send_start: Some(0.5),
            send_end: Some(0.2),
            receive_headers_end: Some(0.1),
            ..Timing::default()
        };
        let (timings, _) = super::timings(&hop(Some(reused), None));
        assert_eq!((timings.dns, timings.connect, timings.send, timings.wait), (-1.0, -1.0, 0.0, 0.0));
        assert_eq!(timings.comment.as_deref(), Some("Not told by the browser: receive."));
        let (timings, sum) = super::timings(&hop(None, Some(f64::INFINITY)));
        assert_eq!((timings.blocked, timings.receive, sum), (-1.0, 0.0, 300.0));
        assert!(told(Some(f64::NAN)) < 0.0);
    }
}
