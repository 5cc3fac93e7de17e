//! A small catalogue with one of everything. Its recipients do not exist.

use vidne_catalogue::Catalogue;

/// A network: every kind of sign.
pub(crate) const NETWORK: &str = r#"
id = "northnet"
name = "Northnet"
kind = "network"
policy = "https://northnet.example/privacy"

[[alias]]
text = "Northnet"
[[alias]]
text = "North"
common_word = true

[entity]
name = "Northnet, Inc."
seat = "US"

[[host]]
name = "northnet-cdn.com"
service = "Northnet Delivery"

[[cookie]]
name = "__nn_bm"
service = "Northnet Bot Management"
purpose = "security"
max_age = "PT30M"
party = "first"

[[sign]]
kind = "header"
name = "nn-ray"
weight = "proves"
[[sign]]
kind = "header"
name = "server"
value = "northnet*"
weight = "hints"
[[sign]]
kind = "header"
name = "x-nn-*"
weight = "hints"
[[sign]]
kind = "address"
range = "198.32.0.0/16"
weight = "proves"
[[sign]]
kind = "address"
range = "2606:4700::/32"
weight = "proves"
[[sign]]
kind = "cname"
name = "*.edge.northnet-cdn.net"
weight = "proves"
[[sign]]
kind = "cname"
name = "apex.northnet-dns.com"
weight = "hints"
[[sign]]
kind = "tls-issuer"
name = "*O=Northnet, Inc.*"
weight = "hints"
[[sign]]
kind = "path"
name = "/nn-cgi/*"
weight = "proves"

[[source]]
url = "https://northnet.example/docs"
seen = 2026-03-01
for = ["alias", "host", "cookie", "sign"]
[[source]]
url = "https://northnet.example/docs/2"
seen = 2026-05-04
for = ["cookie"]
[[source]]
url = "https://northnet.example/legal"
for = ["entity", "policy"]
"#;

/// A service with wildcards, and owned by another company.
pub(crate) const COUNTER: &str = r#"
id = "counter"
name = "Räknaren"
kind = "analytics"

[entity]
name = "Räknaren Sverige AB (publ)"
seat = "SE"
[parent]
name = "Big Holdings Inc."
seat = "US"

[[host]]
name = "counter.example.com"
data = ["ip-address", "screen-size"]
[[host]]
name = "ads.counter.example.com"
service = "Counter Ads"

[[cookie]]
name = "_ct"
purpose = "statistics"
[[cookie]]
name = "_ct_*"
purpose = "statistics"
max_age = "P13M"
[[cookie]]
name = "_ct_*_ads"
purpose = "marketing"
party = "third"
[[cookie]]
name = "ct.queue.*"
store = "local-storage"
purpose = "statistics"

[[source]]
url = "https://counter.example.com/om"
for = ["entity", "parent", "host", "cookie"]
"#;

/// A second recipient of the same owner, with a cookie of the same name.
pub(crate) const MIRROR: &str = r#"
id = "mirror"
name = "Mirror"
kind = "other"
[entity]
name = "Big Holdings Inc"
seat = "US"
[[cookie]]
name = "_ct"
purpose = "other"
[[sign]]
kind = "header"
name = "server"
value = "northnet*"
weight = "hints"
[[source]]
url = "https://mirror.example/"
for = ["entity", "cookie", "sign"]
"#;

/// All three.
pub(crate) fn catalogue() -> Catalogue {
    Catalogue::from_files([("northnet.toml", NETWORK), ("counter.toml", COUNTER), ("mirror.toml", MIRROR)])
        .expect("the sample is right")
}
