//! The facts themselves: every file of the repository's folder.

use std::{collections::BTreeMap, fs, path::Path};

use vidne_catalogue::{Catalogue, KeptIn, Party, ResponseSigns, SignTest, Store, Weight, schema};
use vidne_model::id::Host;

/// Every file as name and text.
fn files() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue");
    let paths = fs::read_dir(folder).expect("the folder is there").map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect()
}

fn read() -> Catalogue {
    let files = files();
    Catalogue::from_files(files.iter().map(|(name, text)| (name.as_str(), text.as_str())))
        .unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn what_is_compiled_in_is_what_the_files_say() {
    let (embedded, read) = (Catalogue::embedded(), read());
    let debug = |catalogue: &Catalogue| format!("{:#?}", catalogue.recipients());
    assert_eq!(debug(embedded), debug(&read));
}

#[test]
fn there_are_at_least_120_recipients_each_with_a_source_and_a_way_to_be_recognised() {
    let catalogue = Catalogue::embedded();
    assert!(catalogue.recipients().len() >= 120, "{}", catalogue.recipients().len());
    for recipient in catalogue.recipients() {
        assert!(!recipient.sources.is_empty(), "{}", recipient.id);
        let recognised = recipient.hosts.len() + recipient.cookies.len() + recipient.signs.len();
        assert!(recognised > 0, "{} can never be recognised", recipient.id);
    }
}

#[test]
fn every_host_is_found_again_and_by_its_own_entry() {
    let catalogue = Catalogue::embedded();
    for recipient in catalogue.recipients() {
        for entry in &recipient.hosts {
            let found = catalogue.by_host(&entry.name).unwrap();
            assert_eq!((&found.recipient.id, &found.entry.name), (&recipient.id, &entry.name));
            let below = Host::new(&format!("zz-not-listed.{}", entry.name));
            assert_eq!(catalogue.by_host(&below).unwrap().recipient.id, recipient.id, "{below}");
        }
    }
}

#[test]
fn every_cookie_and_storage_key_is_matched() {
    let catalogue = Catalogue::embedded();
    for recipient in catalogue.recipients() {
        for entry in &recipient.cookies {
            for fill in ["", "1", "a.b-C_9"] {
                let name = entry.name.as_str().replace('*', fill);
                let kept = match entry.party {
                    Party::First | Party::Either => KeptIn::Own,
                    Party::Third => KeptIn::Other(&recipient.hosts.first().expect("it has hosts").name),
                };
                let found = match entry.store {
                    Store::Cookie => catalogue.by_cookie(&name, kept),
                    Store::LocalStorage => catalogue.by_local_storage(&name, kept),
                };
                let named = found.iter().any(|found| found.recipient.id == recipient.id);
                assert!(named, "{} of {}", entry.name, recipient.id);
            }
        }
    }
}

#[test]
fn every_name_leads_to_its_recipient() {
    let catalogue = Catalogue::embedded();
    for recipient in catalogue.recipients() {
        let names = recipient.aliases.iter().map(|alias| &alias.text).chain([&recipient.entity.name]);
        for name in names {
            let found = catalogue.by_name(name);
            assert!(
                found.iter().any(|found| found.recipient.id == recipient.id),
                "{name} of {}",
                recipient.id
            );
        }
    }
}

#[test]
fn every_range_leads_to_its_operator() {
    let catalogue = Catalogue::embedded();
    for recipient in catalogue.recipients() {
        for sign in &recipient.signs {
            let SignTest::Address { range } = sign.test else { continue };
            for address in [range.first(), range.last()] {
                assert_eq!(catalogue.operator_of(address).unwrap().recipient.id, recipient.id, "{range}");
            }
        }
    }
}

#[test]
fn the_great_networks_are_proved_by_what_they_send() {
    let host = Host::new("www.agency.example");
    let samples: &[(&str, &[(&str, &str)])] = &[
        ("cloudflare", &[("Server", "cloudflare"), ("CF-RAY", "76a3f0c1bd2a1c0e-ARN")]),
        ("akamai", &[("Server", "AkamaiGHost")]),
        ("fastly", &[("X-Served-By", "cache-bma1623-BMA"), ("X-Timer", "S1667816400.123456,VS0,VE1")]),
        (
            "amazon-cloudfront",
            &[("Via", "1.1 varnish, 1.1 0a1b.cloudfront.net (CloudFront)"), ("X-Amz-Cf-Pop", "ARN1-C1")],
        ),
        ("azure-front-door", &[("X-Azure-Ref", "20221107T100000Z-abc")]),
    ];
    for (id, headers) in samples {
        let seen =
            ResponseSigns { host: &host, path: "/", headers, address: None, cnames: &[], tls_issuer: None };
        let found = Catalogue::embedded().by_response(&seen);
        let first = found.first().unwrap_or_else(|| panic!("{id} is not recognised"));
        assert_eq!((first.recipient.id.as_str(), first.weight), (*id, Weight::Proves));
    }
}

#[test]
fn cookies_that_public_sites_set_lead_to_those_who_document_them() {
    for (name, id) in [
        ("__cf_bm", "cloudflare"),
        ("ai_user", "azure-application-insights"),
        ("ai_session", "azure-application-insights"),
        ("_ga", "google-analytics"),
        ("_ga_ABC123", "google-analytics"),
        ("_fbp", "meta"),
        ("CookieConsent", "cookiebot"),
        ("nmstat", "siteimprove"),
    ] {
        let found = Catalogue::embedded().by_cookie(name, KeptIn::Own);
        assert!(found.iter().any(|found| found.recipient.id.as_str() == id), "{name}");
    }
}

#[test]
fn look_alikes_of_every_host_are_nobodys() {
    let catalogue = Catalogue::embedded();
    for entry in catalogue.recipients().iter().flat_map(|recipient| &recipient.hosts) {
        let beside = Host::new(&format!("evil-{}", entry.name));
        let found = catalogue.by_host(&beside).map(|found| &found.entry.name);
        assert_ne!(found, Some(&entry.name), "{beside}");
        let before = Host::new(&format!("{}.evil.example", entry.name));
        assert!(catalogue.by_host(&before).is_none(), "{before}");
    }
}

#[test]
fn every_file_fits_the_published_schema_and_a_wrong_one_does_not() {
    let validator = jsonschema::validator_for(&schema()).expect("the schema is one");
    for (name, text) in files() {
        let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{name}: {error}"));
        let document = json(toml::Value::Table(table));
        let errors: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    }
    for text in ["id = 'x'", "nmae = 'x'", "[[host]]\nname = 'One'"] {
        let table: toml::Table = text.parse().unwrap();
        assert!(!validator.is_valid(&json(toml::Value::Table(table))), "{text}");
    }
}

/// Days as text, as editors hand them to a JSON Schema.
fn json(value: toml::Value) -> serde_json::Value {
    match value {
        toml::Value::Datetime(day) => day.to_string().into(),
        toml::Value::Array(values) => values.into_iter().map(json).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect(),
        other => serde_json::to_value(other).expect("texts, numbers and flags are JSON"),
    }
}
