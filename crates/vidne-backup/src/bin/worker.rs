//! The worker as a program of its own, for whoever uses the observer without the `vidne` command.
//!
//! It never does anything that the hidden subcommand of `vidne` does not.

use std::process::exit;

fn main() {
    exit(vidne_backup::worker_main(std::env::args_os().skip(1)));
}
