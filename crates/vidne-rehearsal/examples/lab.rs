//! Builds a laboratory of backups: `cargo run -p vidne-rehearsal --example lab -- FOLDER`, where `FOLDER` holds a `lab.toml`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it talks to whoever starts it")]

use std::{path::Path, process::ExitCode};

use vidne_rehearsal::Lab;

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("name the folder that holds lab.toml");
        return ExitCode::from(2);
    };
    let built = Lab::read(Path::new(&folder)).and_then(|lab| lab.build(&|step| println!("{step}")));
    match built {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            let mut source = std::error::Error::source(&error);
            while let Some(deeper) = source {
                eprintln!("  {deeper}");
                source = deeper.source();
            }
            ExitCode::FAILURE
        }
    }
}
