//! From the fields of a document to a recipient, reporting every text that does not say what it must.
//!
//! It never fills in a fact: a missing service, age or parent stays missing.

use jiff::{Span, civil::Date};
use vidne_model::id::{Country, DataCategory, RecipientId};

use super::{Places, fields::Fields};
use crate::{
    host::host,
    mistake::{Mistakes, quoted},
    pattern::Pattern,
    recipient::{Alias, CookieEntry, Entity, HostEntry, Recipient, Source},
    word::{CookiePurpose, Kind, Party, Store, Table},
};

mod sign;

/// Reads all of a file. `None` only where a mistake was reported.
pub(super) fn recipient(
    file: &str,
    document: Fields<'_, '_>,
    mistakes: &mut Mistakes<'_>,
) -> Option<(Recipient, Places)> {
    let mut places = Places::default();
    let id = document.read("id", "write letters a-z, digits and hyphens", mistakes, id);
    if let Some(id) = &id {
        named_as_its_file(file, id, document, mistakes);
    }
    let policy = document.read("policy", URL_MEND, mistakes, url);
    let name = document.owned("name");
    let aliases = aliases(document, name.as_deref(), mistakes);
    let entity = document.table("entity").and_then(|table| entity(table, mistakes));
    let parent = document.table("parent").and_then(|table| self::entity(table, mistakes));
    let hosts = entries(document, "host", &mut places.hosts, mistakes, host_entry);
    let cookies = entries(document, "cookie", &mut places.cookies, mistakes, cookie_entry);
    let signs = entries(document, "sign", &mut places.signs, mistakes, sign::sign);
    let sources = entries(document, "source", &mut Vec::new(), mistakes, source);
    every_table_has_a_source(document, mistakes);
    let recipient = Recipient {
        id: id?,
        name: name?,
        kind: document.text("kind").and_then(Kind::from_word)?,
        policy,
        aliases,
        entity: entity?,
        parent,
        hosts,
        cookies,
        signs,
        sources,
    };
    Some((recipient, places))
}

/// Reads the tables of one name, noting where each that could be read stands.
fn entries<'d, 'i, T>(
    document: Fields<'d, 'i>,
    name: &str,
    places: &mut Vec<usize>,
    mistakes: &mut Mistakes<'_>,
    read: impl Fn(Fields<'d, 'i>, &mut Mistakes<'_>) -> Option<T>,
) -> Vec<T> {
    let mut entries = Vec::new();
    for fields in document.tables(name) {
        if let Some(entry) = read(fields, mistakes) {
            entries.push(entry);
            let key = if fields.has("range") { "range" } else { "name" };
            places.push(fields.place(key));
        }
    }
    entries
}

fn named_as_its_file(file: &str, id: &RecipientId, document: Fields<'_, '_>, mistakes: &mut Mistakes<'_>) {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    if name.strip_suffix(".toml") != Some(id.as_str()) {
        let what = format!("the id is `{id}`, but the file is {}", quoted(name));
        mistakes.add(document.place("id"), what, format!("name the file {id}.toml or change the id"));
    }
}

/// The name that people use is always a name by which notices may mention the recipient.
fn aliases(document: Fields<'_, '_>, name: Option<&str>, mistakes: &mut Mistakes<'_>) -> Vec<Alias> {
    let mut aliases: Vec<Alias> = Vec::new();
    for fields in document.tables("alias") {
        let Some(text) = fields.text("text") else { continue };
        if aliases.iter().any(|alias| alias.text == text) {
            let what = format!("the alias {} is there twice", quoted(text));
            mistakes.add(fields.place("text"), what, "leave one out");
            continue;
        }
        aliases.push(Alias { text: text.to_owned(), common_word: fields.flag("common_word") });
    }
    if let Some(name) = name.filter(|&name| aliases.iter().all(|alias| alias.text != name)) {
        aliases.insert(0, Alias { text: name.to_owned(), common_word: false });
    }
    aliases
}

fn entity(fields: Fields<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Entity> {
    let mend = "write the two capitals of ISO 3166-1, such as US, SE or IE";
    let seat = fields.read("seat", mend, mistakes, country);
    Some(Entity { name: fields.owned("name")?, seat: seat? })
}

fn host_entry(fields: Fields<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<HostEntry> {
    let name = fields.read("name", "write the bare name, such as cdn.example.com", mistakes, host);
    let data = fields.texts("data").map(DataCategory::from).collect();
    Some(HostEntry { name: name?, service: fields.owned("service"), data })
}

fn cookie_entry(fields: Fields<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<CookieEntry> {
    let name = fields.read("name", PATTERN_MEND, mistakes, Pattern::new);
    let max_age = fields.read("max_age", "write it as PT30M, P1D, P13M or P2Y", mistakes, age);
    Some(CookieEntry {
        name: name?,
        store: fields.text("store").and_then(Store::from_word).unwrap_or(Store::Cookie),
        service: fields.owned("service"),
        purpose: fields.text("purpose").and_then(CookiePurpose::from_word)?,
        max_age,
        party: fields.text("party").and_then(Party::from_word).unwrap_or(Party::Either),
    })
}

fn source(fields: Fields<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Source> {
    let url = fields.read("url", URL_MEND, mistakes, url);
    let seen = day(fields, mistakes);
    let supports = fields.texts("for").filter_map(Table::from_word).collect();
    Some(Source { url: url?, seen, supports })
}

/// A source counts for what it says it is for, even where another of its keys is wrong: that is told by itself.
fn every_table_has_a_source(document: Fields<'_, '_>, mistakes: &mut Mistakes<'_>) {
    let supported: Vec<&str> = document.tables("source").flat_map(|source| source.texts("for")).collect();
    for table in Table::WORDS.iter().filter(|table| document.has(table) && !supported.contains(table)) {
        let mend =
            format!("add a [[source]] with for = [\"{table}\"], without `seen` where it was not looked up");
        mistakes.add(document.place(table), format!("no source supports `{table}`"), mend);
    }
}

fn id(text: &str) -> Result<RecipientId, &'static str> {
    let good = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    if text.split('-').all(good) { Ok(text.into()) } else { Err("not in kebab-case") }
}

fn country(text: &str) -> Result<Country, String> {
    if !text.is_ascii() || COUNTRIES.split(' ').all(|code| code != text) {
        return Err("not a country of ISO 3166-1".to_owned());
    }
    text.parse::<Country>().map_err(|error| error.to_string())
}

fn url(text: &str) -> Result<String, &'static str> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let rest = rest.ok_or("not a web address")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.is_empty() || !host.contains('.') || text.contains(char::is_whitespace) {
        return Err("not a web address");
    }
    Ok(text.to_owned())
}

fn age(text: &str) -> Result<Span, String> {
    let age: Span = text.parse().map_err(|error: jiff::Error| error.to_string())?;
    if !text.starts_with('P') || !age.is_positive() {
        return Err("not an ISO 8601 duration above zero".to_owned());
    }
    Ok(age)
}

fn day(fields: Fields<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Date> {
    let written = fields.date("seen")?;
    let day = match (written.date, written.time) {
        (Some(date), None) => {
            let number = |part: u8| i8::try_from(part).ok();
            let year = i16::try_from(date.year).ok().filter(|year| (1990..=2200).contains(year));
            year.zip(number(date.month).zip(number(date.day)))
                .and_then(|(year, (month, day))| Date::new(year, month, day).ok())
        }
        _ => None,
    };
    if day.is_none() {
        let what = format!("`seen` = {} is not a day", quoted(&written.to_string()));
        mistakes.add(
            fields.place("seen"),
            what,
            "write a day between 1990 and 2200, such as 2026-11-21, without a time",
        );
    }
    day
}

const URL_MEND: &str = "write it whole, starting with https://";
const PATTERN_MEND: &str = "write more of the name, so that it does not match everything";

/// ISO 3166-1 alpha-2, officially assigned codes, and XK, which stands for Kosovo in practice.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR \
    BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET \
    FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ \
    IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML \
    MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS \
    PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL \
    TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";
