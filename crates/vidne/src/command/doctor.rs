//! `vidne doctor`: which tools are here, in which version, what for, and how to install what is missing.
//!
//! It never installs anything. The work that needs nothing but this binary is named as such.

use std::process::Command;

use vidne_observe::web::ConsentRules;

use crate::{exit::Exit, terminal};

/// A tool beside this binary.
struct Tool {
    name: &'static str,
    /// Commands that print its version; the first that runs counts.
    commands: &'static [&'static [&'static str]],
    purpose: &'static str,
    package: &'static str,
}

const TOOLS: [Tool; 7] = [
    Tool {
        name: "browser",
        commands: &[
            &["chromium", "--version"],
            &["google-chrome", "--version"],
            &["chromium-browser", "--version"],
        ],
        purpose: "look at sites: observe, audit (not needed to import captures)",
        package: "chromium",
    },
    Tool {
        name: "restic",
        commands: &[&["restic", "version"]],
        purpose: "practise with restic backups (looking at them needs nothing)",
        package: "restic",
    },
    Tool {
        name: "borg",
        commands: &[&["borg", "--version"]],
        purpose: "list the archives of borg backups",
        package: "borgbackup",
    },
    Tool {
        name: "pgBackRest",
        commands: &[&["pgbackrest", "version"]],
        purpose: "practise with pgBackRest backups (looking at them needs nothing)",
        package: "pgbackrest",
    },
    Tool {
        name: "sandbox",
        commands: &[&["bwrap", "--version"]],
        purpose: "run restores apart from the machine",
        package: "bubblewrap",
    },
    Tool {
        name: "database",
        commands: &[&["postgres", "--version"], &["psql", "--version"]],
        purpose: "share one index between machines",
        package: "postgresql",
    },
    Tool {
        name: "ssh",
        commands: &[&["ssh", "-V"]],
        purpose: "look at copies over SFTP",
        package: "openssh-client",
    },
];

pub(super) fn run() -> anyhow::Result<Exit> {
    let mut text = format!(
        "{:<11} {:<44} {}\n",
        "vidne",
        env!("CARGO_PKG_VERSION"),
        "declare, import, assess, forecast, verify: needs nothing else"
    );
    let mut missing = Vec::new();
    for tool in &TOOLS {
        let version = version(tool);
        text +=
            &format!("{:<11} {:<44} {}\n", tool.name, version.as_deref().unwrap_or("missing"), tool.purpose);
        if version.is_none() {
            missing.push(tool.package);
        }
    }
    text += &format!(
        "{:<11} {:<44} {}\n",
        "banners",
        rules(),
        "refuse and accept consent (without them: by vidne's own rules)"
    );
    if !missing.is_empty() {
        text +=
            &format!("\nTo install what is missing, on Debian:\n  apt-get install {}\n", missing.join(" "));
    }
    terminal::print(&text)?;
    Ok(Exit::Clean)
}

/// The consent rule sets beside vidne's own, and how to get them.
fn rules() -> String {
    match ConsentRules::find() {
        Ok(Some(_)) => format!("autoconsent {}", ConsentRules::VERSION),
        Ok(None) => format!("missing: npm pack @duckduckgo/autoconsent@{}", ConsentRules::VERSION),
        Err(error) => error.to_string(),
    }
}

/// The first line that the tool prints about itself.
fn version(tool: &Tool) -> Option<String> {
    tool.commands.iter().find_map(|command| {
        let (program, arguments) = command.split_first()?;
        let output =
            Command::new(program).args(arguments).stdin(std::process::Stdio::null()).output().ok()?;
        // ssh prints its version on the standard error.
        let told = if output.stdout.is_empty() { output.stderr } else { output.stdout };
        let line = String::from_utf8_lossy(&told).lines().next()?.trim().chars().take(44).collect::<String>();
        output.status.success().then_some(line)
    })
}
