//! The JSON Schema of a declaration file, for editors.
//!
//! It never says more than the reader: both come from the same description of each table.

use serde_json::{Value, json};

use crate::gather;

/// The JSON Schema (2020-12) of one file of a declaration, its keys in order of the alphabet.
pub fn schema() -> Value {
    let mut schema = gather::shape().into_json();
    if let Value::Object(root) = &mut schema {
        root.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        root.insert("title".to_owned(), json!("A declaration for vidne"));
    }
    schema
}
