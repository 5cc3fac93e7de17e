//! A round of looks with a browser: from declarations and arguments to evidence.
//!
//! It never interprets what was seen: that is read from the evidence afterwards.

mod hear;
mod state;

use std::{
    collections::BTreeSet,
    path::{Component, Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, bail};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use url::Url;
use vidne_model::{
    declared::{Bodies, ConsentPhase, Declared, ThirdPartyCookies},
    time::date_of,
};
use vidne_observe::web::{
    self, ConsentRules, Phase, Place, Rehearsed, Round, Sandbox, Settings, Site, Start, Summary,
};
use vidne_rehearsal::Rehearsal;

use crate::{
    cli::{Looking, PhaseArgument},
    terminal,
};
use hear::Ears;
use state::State;

/// A service to be looked at.
pub(crate) struct Service<'a> {
    pub(crate) dir: &'a Path,
    pub(crate) declared: &'a Declared,
}

/// Looks at all services, those that are looked at in the same way in one browser. Evidence is kept as it comes.
pub(crate) fn look(
    services: &[Service<'_>],
    looking: &Looking,
    keys: Option<&Path>,
) -> anyhow::Result<Summary> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let mut summary = Summary::default();
    for group in grouped(services, looking)? {
        let ears = Ears::open(&group, keys, looking.quiet)?;
        let sites: Vec<Site> = group.services.iter().map(|service| site(service, looking, &ears)).collect();
        terminal_says(looking, &sites);
        let done = runtime.block_on(interruptible(&group.settings, &sites, looking, &ears))?;
        ears.close(&done);
        summary.looks += done.looks;
        summary.troubled += done.troubled;
        summary.is_interrupted |= done.is_interrupted;
        summary.browser = done.browser;
        summary.sandbox = done.sandbox;
        if summary.is_interrupted {
            break;
        }
    }
    Ok(summary)
}

/// Services that one browser can look at.
struct Group<'a> {
    settings: Settings,
    services: Vec<&'a Service<'a>>,
    /// The folder of the rehearsal that stands for the world.
    folder: Option<PathBuf>,
    /// Serves as long as this lives, which is as long as the group is looked at.
    #[allow(dead_code, reason = "it is held, not asked")]
    rehearsal: Option<Rehearsal>,
}

/// Services that are looked at in the same way, in the same world.
fn grouped<'a>(services: &'a [Service<'a>], looking: &Looking) -> anyhow::Result<Vec<Group<'a>>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let consent_rules = ConsentRules::find().map_err(|error| {
        let help = error.help();
        anyhow::Error::new(error).context(help)
    })?;
    for service in services {
        let folder = service
            .declared
            .observe
            .rehearsal
            .as_deref()
            .map(|folder| below(service.dir, folder))
            .transpose()?;
        let settings = Settings { consent_rules: consent_rules.clone(), ..settings(service, looking) };
        match groups.iter_mut().find(|group| group.settings == settings && group.folder == folder) {
            Some(group) => group.services.push(service),
            None => groups.push(Group { settings, services: vec![service], folder, rehearsal: None }),
        }
    }
    let served = groups.into_iter().map(|mut group| {
        if let Some(folder) = &group.folder {
            let rehearsal = rehearse(folder)?;
            group.settings.rehearsed = Some(Rehearsed {
                hosts: rehearsal.hosts().clone(),
                https: rehearsal.https(),
                http: rehearsal.http(),
                spki_sha256: rehearsal.spki_sha256().to_owned(),
            });
            group.rehearsal = Some(rehearsal);
        }
        Ok(group)
    });
    served.collect()
}

fn settings(service: &Service<'_>, looking: &Looking) -> Settings {
    let observe = &service.declared.observe;
    let usual = Settings::default();
    let contact = |contact: &String| format!("{} (+{contact})", concat!("vidne/", env!("CARGO_PKG_VERSION")));
    Settings {
        browser: looking.browser.clone(),
        sandbox: if looking.no_sandbox { Sandbox::Off } else { Sandbox::WherePossible },
        third_party_cookies: match observe.third_party_cookies {
            ThirdPartyCookies::Allow => web::ThirdPartyCookies::Allow,
            ThirdPartyCookies::Block => web::ThirdPartyCookies::Block,
        },
        bodies: if looking.bodies || observe.bodies == Bodies::Keep {
            web::Bodies::Keep
        } else {
            web::Bodies::LeaveOut
        },
        page_deadline: Duration::from_secs(looking.deadline),
        language: observe.language.clone().unwrap_or_else(|| usual.language.clone()),
        who: observe.contact.as_ref().map(contact),
        private_hosts: observe.allow_private.iter().map(|host| host.as_str().to_owned()).collect(),
        place: Place {
            country: observe.country.as_ref().map(ToString::to_string),
            network: observe.network.clone(),
        },
        tool: concat!("vidne ", env!("CARGO_PKG_VERSION")).to_owned(),
        ..usual
    }
}

/// A folder of the declaration, by its one true name.
fn below(dir: &Path, folder: &str) -> anyhow::Result<PathBuf> {
    let path = Path::new(folder);
    if !path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir)) {
        bail!("the rehearsal `{folder}` must be a folder below the declaration");
    }
    let path = dir.join(path);
    path.canonicalize().with_context(|| format!("there is no rehearsal in {}", path.display()))
}

/// Serves the rehearsal in a folder.
fn rehearse(folder: &Path) -> anyhow::Result<Rehearsal> {
    let site = vidne_rehearsal::Site::read(folder)
        .with_context(|| format!("the rehearsal in {} cannot be read", folder.display()))?;
    Ok(Rehearsal::start(site)?)
}

/// What is looked at of a service.
fn site(service: &Service<'_>, looking: &Looking, ears: &Ears<'_>) -> Site {
    let declared = service.declared;
    let mut starts: Vec<Start> = Vec::new();
    for url in &declared.service.urls {
        starts.push(Start { url: url.clone(), is_declared: false, phases: phases(declared, looking) });
    }
    let today = date_of(Timestamp::now());
    for page in declared.service.pages.iter().filter(|page| page.period.holds(today)) {
        match starts.iter_mut().find(|start| start.url == page.url) {
            Some(start) => start.is_declared = true,
            None => {
                starts.push(Start { url: page.url.clone(), is_declared: true, phases: vec![Phase::Before] });
            }
        }
    }
    let of_urls = declared
        .service
        .urls
        .iter()
        .filter_map(|url| Url::parse(url).ok()?.host_str().map(ToOwned::to_owned));
    let further = declared.service.hosts.iter().map(|host| host.as_str().to_owned());
    let id = declared.service.id.as_str();
    let lot: [u8; 32] = Sha256::digest(id.as_bytes()).into();
    let drawn = u64::from_be_bytes([lot[0], lot[1], lot[2], lot[3], lot[4], lot[5], lot[6], lot[7]]);
    Site {
        id: id.to_owned(),
        starts,
        hosts: of_urls.chain(further).collect::<BTreeSet<_>>(),
        crawl: looking.crawl.unwrap_or(declared.observe.crawl) as usize,
        seed: looking.seed.unwrap_or(drawn),
        done: if looking.fresh { BTreeSet::new() } else { ears.done(id) },
    }
}

fn phases(declared: &Declared, looking: &Looking) -> Vec<Phase> {
    if looking.phases.is_empty() {
        let declared = declared.observe.phases.iter().map(|phase| match phase {
            ConsentPhase::BeforeConsent => Phase::Before,
            ConsentPhase::Reject => Phase::Reject,
            ConsentPhase::Accept => Phase::Accept,
        });
        return declared.collect();
    }
    let asked = looking.phases.iter().map(|phase| match phase {
        PhaseArgument::BeforeConsent => Phase::Before,
        PhaseArgument::Reject => Phase::Reject,
        PhaseArgument::Accept => Phase::Accept,
    });
    asked.collect()
}

fn terminal_says(looking: &Looking, sites: &[Site]) {
    for site in sites.iter().filter(|_| !looking.quiet) {
        let looks: usize = site.starts.iter().map(|start| start.phases.len()).sum();
        let resumed = if site.done.is_empty() {
            String::new()
        } else {
            format!("; going on after {} earlier looks", site.done.len())
        };
        terminal::say(&format!(
            "{}: {looks} looks at {} pages, then at most {} further pages{resumed}",
            site.id,
            site.starts.len(),
            site.crawl
        ));
    }
}

/// Looks, and ends in good order when interrupted; a second interruption ends at once.
async fn interruptible(
    settings: &Settings,
    sites: &[Site],
    looking: &Looking,
    ears: &Ears<'_>,
) -> anyhow::Result<Summary> {
    let (interrupt, interrupted) = tokio::sync::watch::channel(false);
    let round = Round {
        at_once: usize::from(looking.at_once),
        pause: Duration::from_millis(looking.pause),
        interrupted,
    };
    let twice = async {
        signalled().await?;
        terminal::say("interrupted: what is being looked at is finished and kept; once more ends at once");
        let _ = interrupt.send(true);
        signalled().await
    };
    // Whatever happens here, the browser is dropped with the round, and with it every process and file of its own.
    tokio::select! {
        summary = web::run(settings.clone(), sites, &round, ears) => summary.map_err(explained),
        ended = twice => {
            ended?;
            bail!("interrupted; what was kept until then stays, and the next round goes on from there")
        }
    }
}

/// Comes back when somebody wants the program to end.
pub(crate) async fn signalled() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate, mut hang_up) =
        (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?, signal(SignalKind::hangup())?);
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
        _ = hang_up.recv() => {}
    }
    Ok(())
}

/// An error with how to mend it, where that is known.
fn explained(error: web::RoundError) -> anyhow::Error {
    let help = match &error {
        web::RoundError::Launch(launch) => launch.help(),
        _ => None,
    };
    let error = anyhow::Error::new(error);
    match help {
        Some(help) => error.context(help),
        None => error,
    }
}
