//! The commented start that a new declaration gets.
//!
//! It never holds anything that would not pass: a test reads it.

/// A first declaration with comments that explain it, about `https://www.example.se/`.
pub const STARTER: &str = include_str!("starter.toml");

/// The first declaration of the service at that address. An address that cannot be read is left for the user to mend:
/// it is written as it is given.
pub fn starter(url: &str) -> String {
    let url = url.trim();
    let quoted = toml::Value::String(url.to_owned()).to_string();
    let host = host_of(url);
    let id: String = host
        .trim_start_matches("www.")
        .chars()
        .map(|letter| if letter.is_alphanumeric() { letter } else { '-' })
        .collect();
    let id = id.trim_matches('-').to_lowercase();
    let id = if id.is_empty() { "my-service".to_owned() } else { id.chars().take(60).collect() };
    STARTER.replace("\"https://www.example.se/\"", &quoted).replace("\"example-se\"", &format!("\"{id}\""))
}

fn host_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', ':', '?', '#']).next().unwrap_or_default()
}
