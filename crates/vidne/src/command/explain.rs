//! `vidne explain`: a rule's own text, which is also its test.

use clap::CommandFactory;
use vidne_law::Law;
use vidne_model::finding::RulePage;

use crate::{
    cli::{Cli, Explain},
    exit::Exit,
    terminal,
};

pub(super) fn run(asked: &Explain) -> anyhow::Result<Exit> {
    let pages = pages();
    let text = match &asked.rule {
        Some(id) => match pages.iter().find(|page| page.id.as_str() == id) {
            Some(page) if asked.markdown => vidne_show::rule_page_markdown(page),
            Some(page) => vidne_show::explain(page, &options()),
            None => {
                terminal::say(&format!("vidne: there is no rule `{id}`{}", nearest(id, &pages)));
                return Ok(Exit::Usage);
            }
        },
        None if asked.all => pages.iter().map(vidne_show::rule_page_markdown).collect(),
        None if asked.markdown => vidne_show::rule_index_markdown(&pages),
        None if asked.names => pages.iter().map(|page| format!("{}\n", page.id)).collect(),
        None => pages
            .iter()
            .map(|page| format!("{:<44} {:<9} {}\n", page.id, page.severity.as_str(), page.title))
            .collect(),
    };
    terminal::print(&text)?;
    Ok(Exit::Clean)
}

/// The manual page of every rule.
pub(super) fn pages() -> Vec<RulePage> {
    vidne_rules::rules().map(|rule| rule.page(Law::embedded())).collect()
}

/// The help of every verb, as Markdown.
pub(super) fn help_markdown() -> anyhow::Result<Exit> {
    let mut text =
        "# The command line\n\nWritten by `vidne help-markdown`; `vidne VERB --help` prints the same.\n"
            .to_owned();
    let mut root = Cli::command().term_width(100);
    text += &format!("\n```text\n{}```\n", root.render_long_help());
    for verb in root.get_subcommands_mut().filter(|verb| !verb.is_hide_set()) {
        text += &format!(
            "\n## vidne {}\n\n```text\n{}```\n",
            verb.get_name(),
            verb.clone().term_width(100).render_long_help()
        );
    }
    terminal::print(&text)?;
    Ok(Exit::Clean)
}

fn options() -> vidne_show::Options {
    let colour =
        if terminal::colours_stdout() { vidne_show::Colour::Always } else { vidne_show::Colour::Never };
    vidne_show::Options {
        colour,
        width: terminal::width(),
        ..vidne_show::Options::new(jiff::Timestamp::now())
    }
}

/// A rule whose name shares most words with what was typed.
fn nearest(typed: &str, pages: &[RulePage]) -> String {
    let shared = |page: &&RulePage| {
        typed.split('-').filter(|word| page.id.as_str().split('-').any(|each| each == *word)).count()
    };
    match pages.iter().max_by_key(shared).filter(|page| shared(page) > 0) {
        Some(page) => format!("; did you mean `{}`? `vidne explain` lists them all", page.id),
        None => "; `vidne explain` lists them all".to_owned(),
    }
}
