//! Declarations as people write them, right and wrong.

mod example;
mod fact;
mod file;
mod hostile;
mod message;
mod place;
mod recovery;
mod schema;
mod valid;
mod value;
mod word;

use vidne_declare::{Known, Mistakes, Reading, Style, read};

/// A service and its controller, so that a test shows only what it is about.
const SERVICE: &str = "\
[service]
id = \"s\"
urls = [\"https://www.example.se/\"]
controller = \"us\"
[[organisation]]
id = \"us\"
name = \"Us\"
";

fn known() -> Known {
    Known::default()
        .with_instruments(["scc-2021-914", "eu-us-privacy-shield", "eu-us-dpf"])
        .with_recipients(["cloudflare"])
        .with_rules(["undeclared-cookie"])
}

fn read_one(text: &str) -> Result<Reading, Mistakes> {
    read([("a.toml", text.as_bytes())], &known())
}

/// Reads the text beside a service that is in order.
fn beside_service(text: &str) -> Result<Reading, Mistakes> {
    read([("a.toml", text.as_bytes()), ("service.toml", SERVICE.as_bytes())], &known())
}

/// What is said about a text that stands beside a service that is in order.
fn told(text: &str) -> String {
    beside_service(text).expect_err("it has mistakes").render(Style::Plain)
}

/// The kinds of mistakes in a text, with their lines.
fn kinds(text: &str) -> Vec<(&'static str, u32)> {
    match beside_service(text) {
        Ok(_) => Vec::new(),
        Err(mistakes) => mistakes.iter().map(|each| (each.kind.as_str(), each.place.line)).collect(),
    }
}
