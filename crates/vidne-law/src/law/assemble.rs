//! Joins the files: ids that are unique, references that lead somewhere, counterparts under other regimes.
//!
//! It never guesses: a reference that leads nowhere is a mistake, not an absent fact.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use vidne_model::id::InstrumentId;

use super::Law;
use crate::{
    adequacy::Decision,
    instrument::Instrument,
    membership::Membership,
    mistake::{Mistake, Mistakes},
    provision::{Provision, ProvisionRow, Text},
    sheet::{Row, Sheet},
};

pub(super) fn law(sheets: Vec<Sheet>) -> Result<Law, Mistakes> {
    let mut all = Sheet::default();
    for sheet in sheets {
        all.instruments.extend(sheet.instruments);
        all.decisions.extend(sheet.decisions);
        all.memberships.extend(sheet.memberships);
        all.texts.extend(sheet.texts);
        all.provisions.extend(sheet.provisions);
    }
    let mut joiner = Joiner { found: Vec::new() };
    let texts = joiner.texts(all.texts);
    let provisions = joiner.provisions(&all.provisions, &texts);
    let instruments = joiner.instruments(all.instruments, &provisions);
    let decisions = joiner.decisions(all.decisions, &instruments);
    let memberships = all.memberships.into_iter().map(|row| row.value).collect();
    match Mistakes::from_found(joiner.found) {
        None => {
            let law = Law { instruments, decisions, memberships, texts, provisions, changes: Vec::new() };
            Ok(Law { changes: changes(&law), ..law })
        }
        Some(mistakes) => Err(mistakes),
    }
}

fn changes(law: &Law) -> Vec<Date> {
    let instruments = law.instruments().flat_map(Instrument::changes);
    let decisions = law.decisions().flat_map(Decision::changes);
    let memberships = law.memberships().flat_map(Membership::changes);
    let texts = law.texts.values().flat_map(Text::changes);
    let provisions = law.provisions().flat_map(Provision::changes);
    let days = instruments.chain(decisions).chain(memberships).chain(texts).chain(provisions);
    days.collect::<BTreeSet<_>>().into_iter().collect()
}

struct Joiner {
    found: Vec<Mistake>,
}

impl Joiner {
    fn texts(&mut self, rows: Vec<Row<Text>>) -> BTreeMap<String, Text> {
        let mut texts = BTreeMap::new();
        for row in rows {
            if texts.contains_key(&row.value.id) {
                self.twice(&row, &row.value.id);
            }
            texts.insert(row.value.id.clone(), row.value);
        }
        texts
    }

    fn provisions(
        &mut self,
        rows: &[Row<ProvisionRow>],
        texts: &BTreeMap<String, Text>,
    ) -> BTreeMap<String, Provision> {
        let mut provisions = BTreeMap::new();
        for row in rows {
            let text = row.value.id.split_once(':').and_then(|(text, _)| texts.get(text));
            let Some(text) = text else {
                self.found.push(row.mistake(format!("`{}`: there is no such text", row.value.id)));
                continue;
            };
            let provision = Provision::new(&row.value, text);
            if provision.valid_until.is_some_and(|last| last < provision.valid_from) {
                self.found.push(row.mistake(format!("`{}` ends before it begins", provision.id)));
            }
            if provisions.insert(provision.id.clone(), provision).is_some() {
                self.twice(row, &row.value.id);
            }
        }
        for row in rows {
            self.counterparts(row, texts, &mut provisions);
        }
        provisions
    }

    /// A counterpart that has no row of its own takes over the title.
    fn counterparts(
        &mut self,
        row: &Row<ProvisionRow>,
        texts: &BTreeMap<String, Text>,
        provisions: &mut BTreeMap<String, Provision>,
    ) {
        for id in [&row.value.eudpr, &row.value.led].into_iter().flatten() {
            let Some(text) = id.split_once(':').and_then(|(text, _)| texts.get(text)) else {
                self.found.push(row.mistake(format!("counterpart `{id}`: there is no such text")));
                continue;
            };
            let derived = ProvisionRow::counterpart(&row.value, id);
            provisions.entry(id.clone()).or_insert_with(|| Provision::new(&derived, text));
        }
    }

    fn instruments(
        &mut self,
        rows: Vec<Row<Instrument>>,
        provisions: &BTreeMap<String, Provision>,
    ) -> BTreeMap<InstrumentId, Instrument> {
        let mut instruments = BTreeMap::new();
        for row in rows {
            if instruments.contains_key(&row.value.id) {
                self.twice(&row, row.value.id.as_str());
            }
            if let Some(id) = row.value.provision.as_ref().filter(|id| !provisions.contains_key(*id)) {
                self.found.push(row.mistake(format!("`{id}`: there is no such provision")));
            }
            instruments.insert(row.value.id.clone(), row.value);
        }
        instruments
    }

    fn decisions(
        &mut self,
        rows: Vec<Row<Decision>>,
        instruments: &BTreeMap<InstrumentId, Instrument>,
    ) -> Vec<Decision> {
        let mut decisions: BTreeMap<String, Decision> = BTreeMap::new();
        for mut row in rows {
            if let Some(id) = row.value.instrument.clone() {
                match instruments.get(&id) {
                    Some(framework) => row.value.fill_from(framework),
                    None => self.found.push(row.mistake(format!("`{id}`: there is no such instrument"))),
                }
            }
            if decisions.contains_key(&row.value.id) {
                self.twice(&row, &row.value.id);
            }
            decisions.insert(row.value.id.clone(), row.value);
        }
        decisions.into_values().collect()
    }

    fn twice<T>(&mut self, row: &Row<T>, id: &str) {
        self.found.push(row.mistake(format!("`{id}` stands here a second time")));
    }
}
