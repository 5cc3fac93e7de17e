//! `vidne init`: writes a commented declaration to start from. It never writes over one.

use anyhow::{Context, bail};

use crate::{cli::Init, exit::Exit, terminal};

pub(super) fn run(asked: &Init) -> anyhow::Result<Exit> {
    let path = asked.dir.join("service.toml");
    let text = vidne_declare::starter(&asked.url);
    let known = vidne_declare::Known::default();
    if let Err(mistakes) = vidne_declare::read([("service.toml", text.as_bytes())], &known) {
        // The starter is right but for what was typed into it.
        let why: Vec<_> = mistakes.iter().map(|mistake| mistake.message.as_str()).collect();
        terminal::say(&format!("vidne: {}; give an address such as https://www.example.se/", why.join("; ")));
        return Ok(Exit::Usage);
    }
    std::fs::create_dir_all(&asked.dir).with_context(|| format!("{} cannot be made", asked.dir.display()))?;
    if path.exists() {
        bail!("{} is there already; nothing was written", path.display());
    }
    std::fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
    let dir = asked.dir.display();
    terminal::print(&format!(
        "{} is written. Describe the service in it, then:\n  vidne check {dir}\n  vidne audit {dir}             look with a browser, assess, write a report\nor, from a capture that you have:\n  vidne import {dir} CAPTURE\n  vidne assess {dir}\n",
        path.display(),
    ))?;
    Ok(Exit::Clean)
}
