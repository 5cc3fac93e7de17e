//! The tables of a declaration as they are written, each with its keys and their descriptions.
//!
//! They never leave this crate: `build` turns them into the words of the model.

mod document;
mod edge;
mod observe;
mod organisation;
mod page;
mod recovery;
mod service;

pub(crate) use self::{
    document::{Clause, Document, NamedProcessor, Report},
    edge::{CountryClaim, Edge, GivenMeasures, Transfer},
    observe::Observe,
    organisation::{Cookie, Exception, Organisation, Processing, Term},
    page::Pages,
    recovery::{Backup, Copy, Escrow, Host, Opened, RequiredItem, Storage, Store},
    service::Service,
};

use jiff::civil::Date;

use crate::wire::{At, Fields, Part, Shape};

/// Since when the register has a fact.
#[derive(Debug)]
pub(crate) struct Recorded(pub(crate) Option<At<Date>>);

impl Recorded {
    pub(crate) fn day(&self) -> Option<vidne_model::time::Day> {
        self.0.as_ref().map(|day| vidne_model::time::Day::exact(day.value))
    }
}

impl Part for Recorded {
    fn take(fields: &mut Fields<'_, '_>) -> Self {
        Self(fields.optional("recorded"))
    }

    fn describe(shape: Shape) -> Shape {
        shape.optional::<Date>(
            "recorded",
            "The day on which the register got to know this. Facts with the same id and different days are versions of \
             one fact. Always exact: `precision` does not apply to it.",
        )
    }
}
