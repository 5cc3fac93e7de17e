//! Serves a rehearsal until it is interrupted, and prints how to look at it in a browser.
//!
//! `cargo run -p vidne-rehearsal --example serve -- examples/rehearsal/site https://www.nordhamn.example/`
#![allow(clippy::print_stdout, reason = "an example talks to people")]

use std::error::Error;
use std::path::PathBuf;

use vidne_rehearsal::{Rehearsal, Site, SiteError};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("name the folder that holds site.toml")?);
    let site = Site::read(&folder).map_err(|error| told(&error))?;
    let rehearsal = Rehearsal::start(site)?;
    println!("HTTPS on {}, HTTP on {}. Ctrl-C ends it. In a browser:\n", rehearsal.https(), rehearsal.http());
    println!("chromium --user-data-dir=\"$(mktemp -d)\" \\");
    println!("  --ignore-certificate-errors-spki-list='{}' \\", rehearsal.spki_sha256());
    println!("  --host-resolver-rules='{}' \\", rehearsal.host_rules());
    println!("  {}\n", arguments.next().unwrap_or_default());
    print_requests(&rehearsal)
}

fn told(error: &SiteError) -> String {
    format!("{error}\nhelp: {}", error.help())
}

/// Prints each request as it comes.
fn print_requests(rehearsal: &Rehearsal) -> ! {
    let mut printed = 0;
    loop {
        std::thread::sleep(std::time::Duration::from_millis(200));
        for served in rehearsal.served().iter().skip(printed) {
            println!("{} {}", served.method, served.url());
            printed += 1;
        }
    }
}
