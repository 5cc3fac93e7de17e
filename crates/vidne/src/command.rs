//! One file for each verb.

mod assess;
mod audit;
mod check;
mod doctor;
mod explain;
mod export;
mod import;
mod init;
mod law;
mod observe;
mod schema;
mod verify;

use crate::{
    cli::{Cli, Verb},
    exit::Exit,
};

/// Does what was asked for.
pub(crate) fn run(cli: Cli) -> anyhow::Result<Exit> {
    match cli.verb {
        Verb::Init(asked) => init::run(&asked),
        Verb::Audit(asked) => audit::run(&asked),
        Verb::Observe(asked) => observe::run(&asked),
        Verb::Check(asked) => check::run(&asked),
        Verb::Import(asked) => import::run(&asked),
        Verb::Assess(asked) => assess::assess(&asked),
        Verb::Forecast(asked) => assess::forecast(&asked),
        Verb::Export(asked) => export::run(&asked),
        Verb::Explain(asked) => explain::run(&asked),
        Verb::Law(asked) => law::run(&asked),
        Verb::Verify(asked) => verify::run(&asked),
        Verb::Doctor => doctor::run(),
        Verb::Schema(asked) => schema::run(&asked),
        Verb::HelpMarkdown => explain::help_markdown(),
        // Its codes are for the process that asked.
        Verb::BackupWorker { arguments } => std::process::exit(vidne_backup::worker_main(arguments)),
    }
}
