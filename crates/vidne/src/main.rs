//! The command line: what was typed, put to the crates that know. The only place, beside the server to come, that knows both rules
//! and evidence.

mod cli;
mod command;
mod declaration;
mod exhibit;
mod exit;
mod key;
mod recovery;
mod round;
mod terminal;

use std::process::ExitCode;

use clap::Parser;

use crate::{cli::Cli, exit::Exit};

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let exit = if error.use_stderr() { Exit::Usage } else { Exit::Clean };
            // Where even the message cannot be written, the code is all that is left to give.
            let _ = error.print();
            return exit.into();
        }
    };
    match command::run(cli) {
        Ok(exit) => exit.into(),
        Err(error) => {
            terminal::complain(&error);
            Exit::Failed.into()
        }
    }
}
