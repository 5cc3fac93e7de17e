//! States by their days: one table, a list of them, or a single word.
//!
//! It never orders states that contradict each other: two on one day are a mistake.

use std::collections::BTreeMap;

use jiff::civil::Date;
use toml::de::DeValue;
use vidne_model::{
    id::{DocumentId, OrganisationId},
    time::{Day, History, Precision, Stated},
};

use super::{At, Fields, Log, Precise, Ref, Shape, Value, Wire};
use crate::{
    mistake::{Draft, MistakeKind},
    source::Sources,
};

/// What was stated on a day.
#[derive(Debug)]
pub(crate) struct State<T> {
    pub(crate) value: Option<At<T>>,
    pub(crate) on: Option<At<Date>>,
    pub(crate) precision: Precise,
    pub(crate) said_by: Option<At<Ref<OrganisationId>>>,
    pub(crate) document: Option<At<Ref<DocumentId>>>,
}

impl<T: Wire> Wire for State<T> {
    const EXPECTED: &'static str = T::EXPECTED;
    const EXAMPLE: &'static str = "{ state = …, on = 2022-11-14 }";

    fn read(value: &Value<'_>, log: &mut Log) -> Option<Self> {
        if matches!(value.get_ref(), DeValue::String(_)) {
            let state = log.read(value)?;
            return Some(Self {
                value: Some(state),
                on: None,
                precision: None,
                said_by: None,
                document: None,
            });
        }
        let mut fields = Fields::open::<Self>(value, "a state", log)?;
        let read = Self {
            value: fields.required("state"),
            on: fields.optional("on"),
            precision: fields.optional("precision"),
            said_by: fields.optional("said_by"),
            document: fields.optional("document"),
        };
        fields.close();
        Some(read)
    }

    fn shape() -> Shape {
        let table = Shape::table("A state, and since when.")
            .required::<T>("state", "The state.")
            .optional::<Date>("on", "Since when. Absent: since ever.")
            .optional::<Precision>("precision", "How exactly the day is known.")
            .optional::<Ref<OrganisationId>>("said_by", "The organisation that said so.")
            .optional::<Ref<DocumentId>>("document", "The document that shows it.");
        let word = T::shape();
        let name = format!("{}State", word.name());
        Shape::any_of([table, word]).named(&name)
    }
}

/// States that followed each other.
#[derive(Debug)]
pub(crate) struct States<T>(Vec<At<State<T>>>);

impl<T: Wire + Copy + PartialEq> Wire for States<T> {
    const EXPECTED: &'static str = T::EXPECTED;
    const EXAMPLE: &'static str = "{ state = …, on = 2022-11-14 }";

    fn read(value: &Value<'_>, log: &mut Log) -> Option<Self> {
        let states: Vec<At<State<T>>> = match value.get_ref() {
            DeValue::Array(items) => items.iter().filter_map(|item| log.read(item)).collect(),
            _ => vec![log.read(value)?],
        };
        refuse_overlaps(&states, log);
        Some(Self(states))
    }

    fn shape() -> Shape {
        let state = State::<T>::shape();
        let name = format!("{}s", state.name());
        Shape::any_of([state.clone(), Shape::list_of(state)]).named(&name)
    }
}

impl<T: Copy> States<T> {
    pub(crate) fn history(this: Option<&At<Self>>, sources: &Sources) -> History<T> {
        let states = this.map(|states| states.value.0.as_slice()).unwrap_or_default();
        History::new(states.iter().filter_map(|state| stated(state, sources)).collect())
    }
}

fn stated<T: Copy>(state: &At<State<T>>, sources: &Sources) -> Option<Stated<T>> {
    let inner = &state.value;
    let precision = inner.precision.as_ref().map(|each| each.value).unwrap_or_default();
    Some(Stated {
        value: inner.value.as_ref()?.value,
        on: inner.on.as_ref().map(|on| Day { date: on.value, precision }),
        said_by: inner.said_by.as_ref().map(|each| each.value.id()),
        document: inner.document.as_ref().map(|each| each.value.id()),
        place: sources.place(state.mark),
    })
}

fn refuse_overlaps<T: Copy + PartialEq>(states: &[At<State<T>>], log: &mut Log) {
    let mut by_day = BTreeMap::new();
    for each in states {
        let Some(state) = &each.value.value else { continue };
        let on = each.value.on.as_ref().map(|on| on.value);
        let (first, mark) = *by_day.entry(on).or_insert((state.value, state.mark));
        if first == state.value {
            continue;
        }
        let when = on.map_or("without a day".to_owned(), |on| format!("on {on}"));
        log.add(
            Draft::new(MistakeKind::OverlappingStates, state.mark, format!("two different states {when}"))
                .expected("this state")
                .related(mark, "and this one")
                .mend("keep one of them, or give them the days on which each began: `on = …`"),
        );
    }
}
