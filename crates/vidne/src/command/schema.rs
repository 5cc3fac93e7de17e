//! `vidne schema`: the published JSON Schemas.

use crate::{
    cli::{Schema, SchemaName},
    exit::Exit,
    terminal,
};

pub(super) fn run(asked: &Schema) -> anyhow::Result<Exit> {
    let schema = match asked.name {
        SchemaName::Declared => vidne_declare::schema(),
        SchemaName::Assessment => vidne_show::json_schema(),
        SchemaName::Observation => vidne_read::lines::schema(),
        SchemaName::Recipient => vidne_catalogue::schema(),
    };
    terminal::print(&(serde_json::to_string_pretty(&schema)? + "\n"))?;
    Ok(Exit::Clean)
}
