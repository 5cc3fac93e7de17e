//! Starts a browser in a process group and a profile of its own, and ends both whatever happens.
//!
//! It never goes through a distribution's wrapper script where the program itself can be found: wrappers add arguments that
//! would change what is seen.

use std::{
    fs,
    io::{self, Read},
    os::{fd::OwnedFd, unix::process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread,
};

use command_fds::{CommandFdExt, FdMapping};
use tempfile::TempDir;

use super::{
    error::LaunchError,
    settings::{Settings, ThirdPartyCookies},
};

/// The browser on this machine: the program itself, not a script around it.
pub fn find() -> Option<PathBuf> {
    let known = KNOWN.iter().map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let named =
        std::env::split_paths(&path).flat_map(|dir| NAMES.map(|name| dir.join(name))).collect::<Vec<_>>();
    known.chain(named).find(|program| program.is_file())
}

/// A running browser process. Dropping it ends the whole group and removes the profile.
pub(super) struct Process {
    child: Child,
    group: Option<rustix::process::Pid>,
    said: Arc<Mutex<Vec<u8>>>,
    _profile: TempDir,
}

/// A browser that was just started, with the ends of its pipe.
pub(super) struct Started {
    pub(super) process: Process,
    pub(super) command: Vec<String>,
    pub(super) to_browser: OwnedFd,
    pub(super) from_browser: OwnedFd,
}

/// Starts a browser. Whether it came up is known only once it answers.
pub(super) fn start(settings: &Settings, sandboxed: bool) -> Result<Started, LaunchError> {
    let program = settings.browser.clone().or_else(find).ok_or(LaunchError::Missing)?;
    let profile = profile(settings.third_party_cookies).map_err(LaunchError::Profile)?;
    let arguments = arguments(settings, profile.path(), sandboxed);
    let (commands, to_browser) = io::pipe().map_err(LaunchError::Profile)?;
    let (from_browser, events) = io::pipe().map_err(LaunchError::Profile)?;
    let mappings = vec![
        FdMapping { parent_fd: commands.into(), child_fd: 3 },
        FdMapping { parent_fd: events.into(), child_fd: 4 },
    ];
    let mut command = Command::new(&program);
    command
        .args(&arguments)
        .process_group(0)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    command.env("TMPDIR", profile.path()).current_dir(profile.path());
    let start = |error: io::Error| LaunchError::Start { program: program.clone(), source: error };
    command.fd_mappings(mappings).map_err(|error| start(io::Error::other(error.to_string())))?;
    let mut child = command.spawn().map_err(start)?;
    let said = listen(&mut child);
    let group = rustix::process::Pid::from_raw(child.id().cast_signed());
    let mut told = vec![program.display().to_string()];
    told.extend(arguments);
    let process = Process { child, group, said, _profile: profile };
    Ok(Started { process, command: told, to_browser: to_browser.into(), from_browser: from_browser.into() })
}

impl Process {
    /// The last lines that the browser wrote to its standard error.
    pub(super) fn said(&self) -> String {
        let said = self.said.lock().map(|said| said.clone()).unwrap_or_default();
        let text = String::from_utf8_lossy(&said).into_owned();
        // A browser that dies tells why, and then its stack.
        let told = text.lines().filter(|line| !line.trim_start().starts_with('#') && !line.trim().is_empty());
        let lines: Vec<&str> = told.collect::<Vec<_>>().into_iter().rev().take(3).collect();
        if lines.is_empty() {
            "it said nothing".to_owned()
        } else {
            lines.into_iter().rev().collect::<Vec<_>>().join("; ")
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // The whole group: renderers and helpers outlive a browser that is killed alone.
        if let Some(group) = self.group {
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Keeps the end of what the browser writes to its standard error, on a thread that ends with it.
fn listen(child: &mut Child) -> Arc<Mutex<Vec<u8>>> {
    let said = Arc::new(Mutex::new(Vec::new()));
    if let Some(mut errors) = child.stderr.take() {
        let said = Arc::clone(&said);
        thread::spawn(move || {
            let mut part = [0; 4096];
            while let Ok(count @ 1..) = errors.read(&mut part) {
                let Ok(mut said) = said.lock() else { return };
                said.extend_from_slice(&part[..count]);
                let surplus = said.len().saturating_sub(MOST_SAID);
                said.drain(..surplus);
            }
        });
    }
    said
}

/// A fresh profile. Third-party cookies are decided by a preference: no argument of the browser does it.
fn profile(third_party_cookies: ThirdPartyCookies) -> io::Result<TempDir> {
    sweep();
    let profile = tempfile::Builder::new().prefix(&format!("{PREFIX}{}-", std::process::id())).tempdir()?;
    let folder = profile.path().join("Default");
    fs::create_dir_all(&folder)?;
    let mode = match third_party_cookies {
        ThirdPartyCookies::Allow => 0,
        ThirdPartyCookies::Block => 1,
    };
    let preferences = serde_json::json!({"profile": {"cookie_controls_mode": mode}, "net": {"network_prediction_options": 2}});
    fs::write(folder.join("Preferences"), preferences.to_string())?;
    Ok(profile)
}

/// Removes profiles of observers that were killed: nobody else can.
fn sweep() {
    let Ok(entries) = fs::read_dir(std::env::temp_dir()) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let owner =
            name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.split('-').next()?.parse::<i32>().ok());
        let Some(owner) = owner.and_then(rustix::process::Pid::from_raw) else { continue };
        let is_dead = matches!(rustix::process::test_kill_process(owner), Err(rustix::io::Errno::SRCH));
        // Only a folder, and only our own: the name alone proves nothing in a place where everybody may write.
        let is_ours = entry.metadata().is_ok_and(|about| {
            use std::os::unix::fs::MetadataExt;
            about.is_dir() && about.uid() == rustix::process::geteuid().as_raw()
        });
        if is_dead && is_ours {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn arguments(settings: &Settings, profile: &Path, sandboxed: bool) -> Vec<String> {
    let mut arguments: Vec<String> = ALWAYS.iter().map(|&each| each.to_owned()).collect();
    arguments.push(format!("--user-data-dir={}", profile.display()));
    arguments.push(format!("--lang={}", settings.language.split(',').next().unwrap_or("en")));
    if !sandboxed {
        arguments.push("--no-sandbox".to_owned());
    }
    if let Some(rehearsed) = &settings.rehearsed {
        arguments.push(format!("--host-resolver-rules={}", rehearsed.rules()));
        arguments.push(format!("--ignore-certificate-errors-spki-list={}", rehearsed.spki_sha256));
    }
    arguments
}

/// Nothing of this changes what a page may do, except where it says so.
const ALWAYS: &[&str] = &[
    "--headless=new",
    "--remote-debugging-pipe",
    // A window that nobody looks through, and the popups of an address bar that nobody types in, cost two thirds of the work.
    "--no-startup-window",
    "--no-first-run",
    "--no-default-browser-check",
    // What the browser itself would fetch is not what the site makes it fetch.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--disable-domain-reliability",
    "--disable-client-side-phishing-detection",
    // And the process that is kept ready for each context's next page would never be used.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,Translate,OptimizationHints,MediaRouter,InterestFeedContentSuggestions,CertificateTransparencyComponentUpdater,AutofillServerCommunication,SpareRendererForSitePerProcess",
    "--metrics-recording-only",
    "--password-store=basic",
    "--use-mock-keychain",
    // Some consent tools hide their banner from whatever says that it is driven; a visitor's browser does not say so.
    "--disable-blink-features=AutomationControlled",
    // Windows that nobody asked for stay closed, as in every visitor's browser.
    "--block-new-web-contents",
    "--mute-audio",
    "--hide-scrollbars",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-breakpad",
    "--disable-crash-reporter",
    "--noerrdialogs",
    "--window-size=1280,1024",
    // A page that grows without end loses its own process, not the machine.
    "--js-flags=--max-old-space-size=768",
];

/// How the folders of profiles begin, before the number of the process that made them.
const PREFIX: &str = "vidne-browser-";

const KNOWN: &[&str] = &[
    "/usr/lib/chromium/chromium",
    "/usr/lib64/chromium-browser/chromium-browser",
    "/opt/google/chrome/chrome",
];
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Bytes of the browser's own talk that are kept.
const MOST_SAID: usize = 16 << 10;
