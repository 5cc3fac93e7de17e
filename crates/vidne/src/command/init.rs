//! `vidne init`: writes a commented declaration to start from. It never writes over one.

use anyhow::{Context, bail};

use crate::{cli::Init, exit::Exit, terminal};

pub(super) fn run(asked: &Init) -> anyhow::Result<Exit> {
    let path = asked.dir.join("service.toml");
    std::fs::create_dir_all(&asked.dir).with_context(|| format!("{} cannot be made", asked.dir.display()))?;
    if path.exists() {
        bail!("{} is there already; nothing was written", path.display());
    }
    let text = vidne_declare::starter(&asked.url);
    let known = vidne_declare::Known::default();
    if let Err(mistakes) = vidne_declare::read([("service.toml", text.as_bytes())], &known) {
        terminal::say(&mistakes.render(crate::command::check::style()));
        bail!("{} cannot be the address of a service; give one such as https://www.example.se/", asked.url);
    }
    std::fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
    terminal::print(&format!(
        "{} is written. Describe the service in it, then:\n  vidne check {dir}\n  vidne import {dir} CAPTURE\n  vidne assess {dir}\n",
        path.display(),
        dir = asked.dir.display(),
    ))?;
    Ok(Exit::Clean)
}
