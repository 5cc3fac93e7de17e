//! What the domain name system says about a host, asked by ourselves: aliases and addresses.
//!
//! It never asks for a host of a rehearsal, which exists nowhere else, and asks for each host once in a run.

use std::{
    collections::{BTreeSet, HashMap},
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use hickory_resolver::{TokioResolver, proto::rr::RData};
use serde::Serialize;
use tokio::{sync::OnceCell, time::timeout};

use super::{
    address::is_private,
    settings::{Rehearsed, Settings},
};

/// Asks for names, and remembers the answers.
pub struct Names {
    resolver: Option<TokioResolver>,
    rehearsed: Option<Rehearsed>,
    allowed: BTreeSet<String>,
    known: Mutex<HashMap<String, Arc<OnceCell<Answer>>>>,
}

/// One answer.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Answer {
    pub(super) host: String,
    pub(super) aliases: Vec<String>,
    pub(super) addresses: Vec<IpAddr>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) error: Option<String>,
    pub(super) resolver: &'static str,
}

/// Why a host must not be asked.
#[derive(Debug, Clone)]
pub(super) struct Barred {
    pub(super) addresses: Vec<IpAddr>,
    pub(super) reason: String,
}

impl Names {
    /// Asks as this system does, or, in a rehearsal, nobody.
    pub fn new(settings: &Settings) -> Self {
        let system = || TokioResolver::builder_tokio().ok()?.build().ok();
        let resolver = if settings.rehearsed.is_none() { system() } else { None };
        Self {
            resolver,
            rehearsed: settings.rehearsed.clone(),
            allowed: settings.private_hosts.clone(),
            known: Mutex::default(),
        }
    }

    /// The answer for a host.
    pub(super) async fn answer(&self, host: &str) -> Answer {
        let cell = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry(host.to_owned()).or_default())
        };
        cell.get_or_init(|| self.ask(host)).await.clone()
    }

    /// Why that host must not be asked, where it must not. A name that does not resolve is the browser's to fail on.
    pub(super) async fn barred(&self, host: &str) -> Option<Barred> {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        if self.allowed.contains(bare) || self.is_rehearsed(bare) {
            return None;
        }
        let bar = |addresses, reason: &str| Some(Barred { addresses, reason: reason.to_owned() });
        if let Ok(address) = bare.parse::<IpAddr>() {
            return if is_private(address) { bar(vec![address], PRIVATE) } else { None };
        }
        if bare == "localhost" || bare.ends_with(".localhost") {
            return bar(Vec::new(), PRIVATE);
        }
        let addresses = self.answer(bare).await.addresses;
        if addresses.iter().any(|address| is_private(*address)) { bar(addresses, PRIVATE) } else { None }
    }

    fn is_rehearsed(&self, host: &str) -> bool {
        self.rehearsed.as_ref().is_some_and(|rehearsed| rehearsed.hosts.contains(host))
    }

    async fn ask(&self, host: &str) -> Answer {
        let answer = |aliases, addresses, error: Option<String>, resolver| Answer {
            host: host.to_owned(),
            aliases,
            addresses,
            error,
            resolver,
        };
        if let Ok(address) = host.parse() {
            return answer(Vec::new(), vec![address], None, "none: it is an address");
        }
        if let Some(rehearsed) = &self.rehearsed {
            let addresses = if self.is_rehearsed(host) { vec![rehearsed.https.ip()] } else { Vec::new() };
            return answer(Vec::new(), addresses, None, "rehearsal");
        }
        let Some(resolver) = &self.resolver else {
            return answer(
                Vec::new(),
                Vec::new(),
                Some("this system names no resolver".to_owned()),
                "system",
            );
        };
        match timeout(PATIENCE, resolver.lookup_ip(format!("{host}."))).await {
            Err(_) => answer(Vec::new(), Vec::new(), Some("no answer in time".to_owned()), "system"),
            Ok(Err(error)) => answer(Vec::new(), Vec::new(), Some(error.to_string()), "system"),
            Ok(Ok(told)) => {
                let aliases = told.as_lookup().answers().iter().filter_map(|record| match &record.data {
                    RData::CNAME(name) => Some(name.0.to_utf8().trim_end_matches('.').to_ascii_lowercase()),
                    _ => None,
                });
                answer(aliases.collect(), told.iter().collect(), None, "system")
            }
        }
    }
}

const PATIENCE: Duration = Duration::from_secs(5);
const PRIVATE: &str =
    "it stands at an address that is not one of the public internet; a declaration may allow it by name";
