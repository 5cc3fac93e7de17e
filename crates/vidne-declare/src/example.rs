//! The declared side of a small example, as rules' own pages hold it.
//!
//! It never reads what was observed in the example: that is for others.

use std::borrow::Cow;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};
use vidne_model::declared::Declared;

use crate::{
    check::Undeclared,
    known::{Known, Limits},
    mistake::Mistakes,
    read::Opening,
    table::Service,
    wire::Log,
};

/// Reads the table `declared` of an example; `now`, `known` and `observed` beside it belong to others.
///
/// What an example need not say is filled in: the service `example` at `https://www.example.se/`, whose controller is
/// the organisation `controller` in Sweden. Organisations may be mentioned without being declared.
///
/// # Errors
///
/// All mistakes at once, as from [`read`](crate::read).
pub fn read_example(text: &str) -> Result<Declared, Mistakes> {
    let mut opening = Opening::default();
    opening.take([("example", text.as_bytes())], Limits::default());
    opening.read(&Known::default(), Undeclared::Accepted, declared_side).map(|reading| reading.declared)
}

type Value<'i> = Spanned<DeValue<'i>>;

/// The table `declared` with everything filled in.
fn declared_side<'i>(tree: Spanned<DeTable<'i>>, log: &mut Log) -> Spanned<DeTable<'i>> {
    let span = tree.span();
    let mut declared = DeTable::new();
    for (key, value) in tree.into_inner() {
        let name = key.get_ref().as_ref();
        if !KEYS.contains(&name) {
            log.stray(name, key.span(), "an example", &KEYS);
        } else if name == DECLARED {
            match value.get_ref() {
                DeValue::Table(_) => declared.extend(into_table(value)),
                _ => log.wrong_type::<Service>(&value),
            }
        }
    }
    let controller = fill_service(&mut declared);
    fill_controller(&mut declared, controller);
    Spanned::new(span, declared)
}

fn into_table(value: Value<'_>) -> DeTable<'_> {
    match value.into_inner() {
        DeValue::Table(table) => table,
        _ => DeTable::new(),
    }
}

/// Fills in what `[declared.service]` does not say, and tells who the controller is.
fn fill_service(declared: &mut DeTable<'_>) -> String {
    let service = declared
        .entry(at_start("service".into()))
        .or_insert_with(|| at_start(DeValue::Table(DeTable::new())));
    let DeValue::Table(service) = service.get_mut() else { return CONTROLLER.to_owned() };
    for (key, value) in service_defaults() {
        service.entry(at_start(key.into())).or_insert(value);
    }
    let controller = service.get("controller").and_then(|value| value.get_ref().as_str());
    controller.unwrap_or(CONTROLLER).to_owned()
}

fn fill_controller(declared: &mut DeTable<'_>, controller: String) {
    let list = || at_start(DeValue::Array(std::iter::empty::<Value<'_>>().collect()));
    let organisations = declared.entry(at_start("organisation".into())).or_insert_with(list);
    let DeValue::Array(organisations) = organisations.get_mut() else { return };
    let is_declared = organisations
        .iter()
        .filter_map(|each| each.get_ref().get("id"))
        .any(|id| id.get_ref().as_str() == Some(&controller));
    if !is_declared {
        let keys = [("id", controller), ("name", "The Controller".to_owned()), ("country", "SE".to_owned())];
        let keys = keys.into_iter().map(|(key, value)| (at_start(Cow::from(key)), text(value)));
        organisations.push(at_start(DeValue::Table(keys.collect())));
    }
}

fn service_defaults<'i>() -> [(&'static str, Value<'i>); 3] {
    let urls = DeValue::Array(std::iter::once(text("https://www.example.se/".to_owned())).collect());
    [
        ("id", text("example".to_owned())),
        ("urls", at_start(urls)),
        ("controller", text(CONTROLLER.to_owned())),
    ]
}

fn text<'i>(text: String) -> Value<'i> {
    at_start(DeValue::String(text.into()))
}

/// What is filled in stands nowhere; it points at the beginning of the example.
fn at_start<T>(value: T) -> Spanned<T> {
    Spanned::new(0..0, value)
}

const DECLARED: &str = "declared";
const KEYS: [&str; 4] = [DECLARED, "now", "known", "observed"];
const CONTROLLER: &str = "controller";
