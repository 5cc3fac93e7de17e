//! One browser and the looks that it makes, each in a context of its own, several at once if wanted.
//!
//! It never outlives this value: processes, profile and pipes are gone when it is dropped.

use std::{sync::Arc, time::Duration};

use serde_json::{Value, json};
use tokio::time::timeout;

use super::{
    client::{Client, Logged},
    error::LaunchError,
    launch::{self, Process},
    look::{Ending, Look, Looked, Picture},
    names::Names,
    page::Page,
    settings::{Sandbox, Settings},
    stage::{self, Stages},
    watch::{self, Watch},
};

/// A running browser.
pub struct Browser {
    client: Client,
    settings: Arc<Settings>,
    names: Arc<Names>,
    version: Value,
    command: Vec<String>,
    sandbox: String,
    agent: Value,
    _process: Process,
}

impl Browser {
    /// Starts a browser, sandboxed where the system allows it, on the runtime that this is called on.
    ///
    /// # Errors
    /// There is no browser, or it does not come up.
    pub async fn launch(settings: &Arc<Settings>, names: &Arc<Names>) -> Result<Self, LaunchError> {
        let sandbox = match settings.sandbox {
            Sandbox::Off => Err("off: switched off by hand".to_owned()),
            Sandbox::WherePossible if rustix::process::geteuid().is_root() => {
                Err("off: the observer runs as root, for whom the browser has none".to_owned())
            }
            Sandbox::WherePossible => Ok(()),
        };
        match sandbox {
            Err(why) => Self::start(settings, names, false, why).await,
            Ok(()) => match Self::start(settings, names, true, "on".to_owned()).await {
                Err(LaunchError::Silent { said }) if said.contains("sandbox") => {
                    let why = "off: this system gives the browser no user namespaces".to_owned();
                    Self::start(settings, names, false, why).await
                }
                other => other,
            },
        }
    }

    async fn start(
        settings: &Arc<Settings>,
        names: &Arc<Names>,
        sandboxed: bool,
        sandbox: String,
    ) -> Result<Self, LaunchError> {
        let started = launch::start(settings, sandboxed)?;
        let client = Client::new(started.to_browser, started.from_browser).map_err(LaunchError::Profile)?;
        let browser = client.browser();
        let version = browser.call_within::<Value>(UP, "Browser.getVersion", json!({}), Logged::Not).await;
        let Ok(version) = version else {
            // What it wrote last is on its way.
            tokio::time::sleep(Duration::from_millis(200)).await;
            return Err(LaunchError::Silent { said: started.process.said() });
        };
        // Windows that pages open are told of from here on.
        browser.post("Target.setDiscoverTargets", &json!({"discover": true}));
        browser.post("Target.setAutoAttach", &watch::sharing());
        let agent = agent(settings, &version);
        Ok(Self {
            client,
            settings: Arc::clone(settings),
            names: Arc::clone(names),
            version,
            command: started.command,
            sandbox,
            agent,
            _process: started.process,
        })
    }

    /// Whether it died.
    pub fn is_gone(&self) -> bool {
        self.client.gone().is_some()
    }

    /// Its name and version, such as `Chrome/156.0.8078.79`.
    pub fn product(&self) -> &str {
        self.version.get("product").and_then(Value::as_str).unwrap_or("unknown")
    }

    /// Its whole command line.
    pub fn command(&self) -> &[String] {
        &self.command
    }

    /// The sandbox's state, in words.
    pub fn sandbox(&self) -> &str {
        &self.sandbox
    }

    /// Looks at one page. It always comes back, with a log, within a small multiple of the page's deadline.
    pub async fn look(&self, look: &Look) -> Looked {
        self.look_until(look, &|| ()).await
    }

    /// The same; `rests` is called once the page is loaded and pictured, and nothing is left but to wait for quiet.
    pub(super) async fn look_until(&self, look: &Look, rests: &(dyn Fn() + Sync)) -> Looked {
        let watch = Watch::new(&self.settings, &self.names, self.agent.clone());
        watch.own("visit", &self.opening(look));
        let most = self.settings.page_deadline * 4 + Duration::from_mins(1);
        let mut pictures = Vec::new();
        let mut page = None;
        let visit = self.visit(look, &watch, &mut page, &mut pictures, rests);
        let (ending, links) = match timeout(most, visit).await {
            Ok(told) => told,
            Err(_) => (Ending::TimedOut("the whole look took too long".to_owned()), Vec::new()),
        };
        watch.own("outcome", &json!({"outcome": ending.as_str(), "detail": ending.detail()}));
        watch.own("closed", &json!({}));
        let requests = watch.standing().requests;
        let log = watch.finish();
        match page {
            Some(page) => page.close(),
            None => self.client.forget(&watch),
        }
        Looked { log, pictures, ending, links, requests }
    }

    /// The status and the text of a host's `robots.txt`; nothing where it could not be had.
    pub(super) async fn robots(&self, origin: &str) -> Option<(u16, String)> {
        let watch = Watch::new(&self.settings, &self.names, self.agent.clone());
        let asked = async {
            let page = Page::open(&self.client, &watch, &self.settings, &self.agent).await.ok()?;
            let loaded = page.load(&format!("{origin}/robots.txt"), ROBOTS).await;
            let told = if matches!(loaded, Ok(None)) { page.text().await } else { None };
            page.close();
            told
        };
        let told = timeout(ROBOTS * 2, asked).await.ok().flatten();
        self.client.forget(&watch);
        told
    }

    async fn visit(
        &self,
        look: &Look,
        watch: &Arc<Watch>,
        page: &mut Option<Page>,
        taken: &mut Vec<Picture>,
        rests: &(dyn Fn() + Sync),
    ) -> (Ending, Vec<String>) {
        let page = match Page::open(&self.client, watch, &self.settings, &self.agent).await {
            Ok(opened) => page.insert(opened),
            Err(error) => return (stage::ending_of(&error), Vec::new()),
        };
        let told = Stages { settings: &self.settings, look, page, taken, rests }.go().await;
        page.log_names(&self.names).await;
        told
    }

    /// The first line of a log.
    fn opening(&self, look: &Look) -> Value {
        let settings = &self.settings;
        json!({
            "schema": 1,
            "at": jiff::Timestamp::now().to_string(),
            "url": look.url,
            "phase": "before-consent",
            "tool": settings.tool,
            "browser": self.version,
            "command": self.command,
            "sandbox": self.sandbox,
            "third_party_cookies": settings.third_party_cookies.as_str(),
            "language": settings.language,
            "vantage": {"country": settings.place.country, "network": settings.place.network, "method": if settings.rehearsed.is_some() { "rehearsal" } else { "browser" }},
            "viewport": {"width": 1280, "height": 1024},
        })
    }
}

/// The browser's own name, with who looks at the end of it.
fn agent(settings: &Settings, version: &Value) -> Value {
    let own = version.get("userAgent").and_then(Value::as_str);
    match (&settings.who, own) {
        (Some(who), Some(own)) => {
            json!({"userAgent": format!("{own} {who}"), "acceptLanguage": settings.language})
        }
        (None, Some(own)) => json!({"userAgent": own, "acceptLanguage": settings.language}),
        _ => Value::Null,
    }
}

/// How long a host may take to say what crawlers may do.
const ROBOTS: Duration = Duration::from_secs(10);

/// How long a browser may take to come up.
const UP: Duration = Duration::from_secs(30);
