//! The pages of rules: for a terminal, and as Markdown for the documentation.
//!
//! It knows no rule: pages are data.

use std::fmt::Write as _;

use vidne_model::finding::{RulePage, Severity};

use crate::{
    language::Language,
    markdown::{Block, blocks, unmarked},
    option::Options,
    plain::{Ink, Page},
    text::Text,
};

/// A rule's page for a terminal. Takes colour, width and language from the options; the manual itself is in English.
pub fn explain(rule: &RulePage, options: &Options) -> String {
    let text = Text::of(options.language);
    let labels = ["row-law", "explain-text"].map(|key| text.say(key));
    let widest = labels.iter().map(|label| label.chars().count()).max().unwrap_or(0);
    let mut page = Page::new(options.colour, options.width, widest);
    page.headline(ink(rule.severity), rule.id.as_str(), &severity(text, rule.severity));
    page.blank();
    translated(&mut page, text, rule);
    for block in blocks(&rule.markdown) {
        print(&mut page, &block);
    }
    page.blank();
    for (index, provision) in rule.law.iter().enumerate() {
        let label = if index == 0 { labels[0].as_str() } else { "" };
        let title = text.provision(&provision.title).text;
        page.row(label, &[&*provision.short, &*title].join(" ").trim_end().replace('\n', " "));
        if let Some(url) = &provision.url {
            page.row("", url);
        }
    }
    page.row(&labels[1], &format!("sha256:{}", rule.hash));
    page.into_text()
}

/// The index of all rules as a Markdown table, each linked to its page.
pub fn rule_index_markdown(rules: &[RulePage]) -> String {
    let mut index = String::from(
        "# Rules\n\nWhat vidne finds, by name. A finding names its rule; `vidne explain RULE` prints the page.\n\n",
    );
    index.push_str("| rule | weight | what is wrong | measured against |\n|---|---|---|---|\n");
    for rule in rules {
        let law: Vec<_> = rule.law.iter().map(|provision| cell(&provision.short)).collect();
        // Writing into a String cannot fail.
        let _ = writeln!(
            index,
            "| [{id}]({id}.md) | {} | {} | {} |",
            rule.severity.as_str(),
            cell(&rule.title),
            law.join("; "),
            id = rule.id,
        );
    }
    index
}

/// A rule's page as a Markdown file.
pub fn rule_page_markdown(rule: &RulePage) -> String {
    let mut page = format!("# {}\n\n{}\n\n## Measured against\n", rule.id, rule.markdown.trim());
    for provision in &rule.law {
        let short = match &provision.url {
            Some(url) => format!("[{}]({url})", provision.short),
            None => provision.short.clone(),
        };
        let title = if provision.title.is_empty() { String::new() } else { format!(": {}", provision.title) };
        let _ = write!(page, "\n- {short}{title}");
    }
    let _ = write!(page, "\n\nWeight: {}, unless a finding says otherwise.\n", rule.severity.as_str());
    page
}

/// The title and the remedy in the reader's language, before the English manual.
fn translated(page: &mut Page, text: &Text, rule: &RulePage) {
    if text.language == Language::English {
        return;
    }
    for (part, english) in [("title", &rule.title), ("remedy", &rule.remedy)] {
        let said = text.rule_part(&rule.id, part, english);
        if said.language != Language::English {
            page.lines(Ink::Strong, &[said.text]);
            page.blank();
        }
    }
    page.lines(Ink::Faint, &[text.say("explain-english")]);
    page.blank();
}

fn print(page: &mut Page, block: &Block) {
    match block {
        Block::Heading(_, text) => {
            page.blank();
            page.lines(Ink::Strong, &[unmarked(text)]);
        }
        Block::Paragraph(text) => {
            page.lines(Ink::Plain, &[unmarked(text)]);
            page.blank();
        }
        Block::Item(mark, text) => page.lines(Ink::Plain, &[format!("{mark} {}", unmarked(text))]),
        Block::Code(lines) => {
            for line in lines {
                page.verbatim(Ink::Blue, &format!("    {line}"));
            }
            page.blank();
        }
    }
}

fn severity(text: &Text, severity: Severity) -> String {
    match severity {
        Severity::Violation => text.say("severity-violation"),
        Severity::Warning => text.say("severity-warning"),
        Severity::Note => text.say("severity-note"),
    }
}

fn ink(severity: Severity) -> Ink {
    match severity {
        Severity::Violation => Ink::Red,
        Severity::Warning => Ink::Yellow,
        Severity::Note => Ink::Blue,
    }
}

/// Text that cannot end a cell of a table.
fn cell(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|").replace('\n', " ")
}
