//! Countries by their codes.
//!
//! It never guesses a country from a name.

use serde_json::json;
use vidne_model::id::Country;

use super::{Log, Shape, Value, Wire, name::text_of};
use crate::mistake::quoted;

impl Wire for Country {
    const EXPECTED: &'static str = "the code of a country, two capitals (ISO 3166-1)";
    const EXAMPLE: &'static str = "\"SE\"";

    fn read(value: &Value<'_>, log: &mut Log) -> Option<Self> {
        let text = text_of::<Self>(value, log)?;
        if is_code(text)
            && let Ok(country) = text.parse()
        {
            return Some(country);
        }
        log.bad_value::<Self>(
            value,
            format!("{} is not the code of a country", quoted(text)),
            mend_for(text),
        );
        None
    }

    fn shape() -> Shape {
        Shape::of(json!({ "type": "string", "pattern": "^[A-Z]{2}$" }))
    }
}

fn is_code(text: &str) -> bool {
    CODES.binary_search(&text).is_ok()
}

fn mend_for(text: &str) -> String {
    let capitals = text.trim().to_ascii_uppercase();
    match capitals.as_str() {
        "UK" | "ENGLAND" => "write \"GB\"".to_owned(),
        "EL" => "write \"GR\"".to_owned(),
        "USA" => "write \"US\"".to_owned(),
        "EU" | "EEA" | "EES" | "EØS" => {
            "name the countries one by one; leave the key out where they are not known".to_owned()
        }
        code if is_code(code) => format!("write \"{code}\""),
        _ => "write the two letters of ISO 3166-1: \"SE\", \"DK\", \"US\"".to_owned(),
    }
}

/// The codes that ISO 3166-1 assigns, and XK, which the Union uses for Kosovo.
#[rustfmt::skip]
const CODES: [&str; 250] = [
    "AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AQ", "AR", "AS", "AT", "AU", "AW", "AX",
    "AZ", "BA", "BB", "BD", "BE", "BF", "BG", "BH", "BI", "BJ", "BL", "BM", "BN", "BO", "BQ",
    "BR", "BS", "BT", "BV", "BW", "BY", "BZ", "CA", "CC", "CD", "CF", "CG", "CH", "CI", "CK",
    "CL", "CM", "CN", "CO", "CR", "CU", "CV", "CW", "CX", "CY", "CZ", "DE", "DJ", "DK", "DM",
    "DO", "DZ", "EC", "EE", "EG", "EH", "ER", "ES", "ET", "FI", "FJ", "FK", "FM", "FO", "FR",
    "GA", "GB", "GD", "GE", "GF", "GG", "GH", "GI", "GL", "GM", "GN", "GP", "GQ", "GR", "GS",
    "GT", "GU", "GW", "GY", "HK", "HM", "HN", "HR", "HT", "HU", "ID", "IE", "IL", "IM", "IN",
    "IO", "IQ", "IR", "IS", "IT", "JE", "JM", "JO", "JP", "KE", "KG", "KH", "KI", "KM", "KN",
    "KP", "KR", "KW", "KY", "KZ", "LA", "LB", "LC", "LI", "LK", "LR", "LS", "LT", "LU", "LV",
    "LY", "MA", "MC", "MD", "ME", "MF", "MG", "MH", "MK", "ML", "MM", "MN", "MO", "MP", "MQ",
    "MR", "MS", "MT", "MU", "MV", "MW", "MX", "MY", "MZ", "NA", "NC", "NE", "NF", "NG", "NI",
    "NL", "NO", "NP", "NR", "NU", "NZ", "OM", "PA", "PE", "PF", "PG", "PH", "PK", "PL", "PM",
    "PN", "PR", "PS", "PT", "PW", "PY", "QA", "RE", "RO", "RS", "RU", "RW", "SA", "SB", "SC",
    "SD", "SE", "SG", "SH", "SI", "SJ", "SK", "SL", "SM", "SN", "SO", "SR", "SS", "ST", "SV",
    "SX", "SY", "SZ", "TC", "TD", "TF", "TG", "TH", "TJ", "TK", "TL", "TM", "TN", "TO", "TR",
    "TT", "TV", "TW", "TZ", "UA", "UG", "UM", "US", "UY", "UZ", "VA", "VC", "VE", "VG", "VI",
    "VN", "VU", "WF", "WS", "XK", "YE", "YT", "ZA", "ZM", "ZW",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_stands_once_and_in_order() {
        assert!(CODES.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
