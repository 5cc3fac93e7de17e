//! What is said about words of open vocabularies: any may stand there.

use vidne_declare::{Known, read};
use vidne_model::declared::TermKind;

use crate::SERVICE;

/// What is remarked about a text, each with its line.
fn remarks(text: &str) -> Vec<(u32, String)> {
    let known = Known::default()
        .with_duties(["approve-sub-processor", "copy-to-controller", "object"])
        .with_words(TermKind::Data, ["ip-address", "url", "phone", "photo"])
        .with_words(TermKind::Purpose, ["delivery"])
        .with_words(TermKind::Subject, ["visitor"]);
    let reading = read([("a.toml", text.as_bytes()), ("service.toml", SERVICE.as_bytes())], &known);
    let remarks = reading.expect("any word may stand there").remarks;
    remarks.iter().map(|each| (each.place.line, each.message.clone())).collect()
}

#[test]
fn a_slip_in_a_duty_is_remarked_upon_with_the_duty_that_was_meant() {
    let duties = |duties: &str| {
        let text = format!(
            "[[document]]\nid = \"d\"\nkind = \"template\"\nclause = {{ ref = \"1\", duties = [{duties}] }}\n"
        );
        remarks(&text)
    };
    let told = [(
        4,
        "no rule asks for the duty `aprove-subprocessor`; did you mean `approve-sub-processor`?".to_owned(),
    )];
    assert_eq!(duties("\"aprove-subprocessor\""), told);
    assert_eq!(duties("\"keep-a-record\", \"object\""), []);
}

#[test]
fn a_slip_in_data_purposes_and_groups_is_remarked_upon_once() {
    let text = "
[[processing]]
id = \"p\"
data = [\"ip-adress\", \"IP_address\", \"url\", \"urn\", \"customer-number\"]
purposes = [\"delivry\"]
subjects = [\"vistor\"]
[[edge]]
id = \"e\"
from_organisation = \"us\"
to_organisation = \"us\"
role = \"supplier\"
data = [\"ip-adress\"]
";
    let lines: Vec<_> =
        remarks(text).into_iter().map(|(line, text)| (line, text.contains("did you mean"))).collect();
    assert_eq!(lines, [(4, true), (4, true), (5, true), (6, true)]);
}

#[test]
fn words_of_ones_own_are_left_alone_and_compared_with_each_other() {
    let text = "
[[term]]
kind = \"data\"
id = \"phones\"
words = { en = [\"phones\"] }
[[processing]]
id = \"p\"
data = [\"phones\", \"customer-number\"]
[[processing]]
id = \"q\"
data = [\"customer-number\"]
[[processing]]
id = \"r\"
data = [\"custommer-number\"]
";
    let told = "the category of data `custommer-number` is taken for one of its own; did you mean `customer-number`?";
    assert_eq!(remarks(text), [(14, told.to_owned())]);
}
