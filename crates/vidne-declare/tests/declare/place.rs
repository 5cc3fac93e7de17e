//! Every value has a place.

use vidne_declare::read;

use crate::{SERVICE, known};

#[test]
fn every_value_is_found_by_its_path() {
    let text = "
[[edge]]
id = \"e\"
from_organisation = \"us\"
to_organisation = \"us\"
role = \"processor\"
[[edge.transfer]]
to = \"US\"
[[edge.transfer]]
to = \"GB\"
[[drill]]
\"a key\" = { b = [1, 2] }
";
    let files = [
        ("z.toml", text.replace("\"e\"", "\"f\"")),
        ("a.toml", text.to_owned()),
        ("s.toml", SERVICE.to_owned()),
    ];
    let files = files.iter().map(|(name, text)| (*name, text.as_bytes()));
    let spans = read(files, &known()).expect("it is in order").spans;
    let place = |path: &str| spans.place(path).map(|place| format!("{place}:{}", place.column));
    assert_eq!(place("edge[0].id").as_deref(), Some("a.toml:3:6"));
    assert_eq!(place("edge[1].transfer[1].to").as_deref(), Some("z.toml:10:6"));
    assert_eq!(place("edge[1]").as_deref(), Some("z.toml:2:1"));
    assert_eq!(place("service.urls[0]").as_deref(), Some("s.toml:3:9"));
    assert_eq!(place("drill[0].\"a key\".b[1]").as_deref(), Some("a.toml:12:21"));
    for nothing in
        ["", "edge[2]", "edge[0].colour", "edge.id", "service[0]", "edge[0", "edge[0].id.", "[0]", "edge[-1]"]
    {
        assert_eq!(place(nothing), None, "{nothing}");
    }
}
