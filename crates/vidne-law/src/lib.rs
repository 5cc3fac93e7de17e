//! Dated legal facts: transfer instruments, adequacy decisions, membership of the EU and the EEA, and the
//! provisions that rules cite. The facts stand in `data/*.toml`; this crate reads them and answers by date.
//!
//! It never decides whether a service complies, never knows an organisation (who is certified or bound is declared
//! elsewhere), and never asks for today: every question carries its day. What no one has checked against the
//! law's own text is marked so, and says so in a [`Caveat`].
#![warn(clippy::disallowed_methods)]

pub mod adequacy;
pub mod caveat;
pub mod citation;
pub mod dated;
pub mod instrument;
pub mod law;
pub mod membership;
pub mod mistake;
pub mod provision;
pub mod sheet;

pub use adequacy::{Adequacy, Decision, Scope};
pub use caveat::Caveat;
pub use citation::{
    Citation, case, dk_cookie_order, dora, edpb, eidas, eprivacy, eudpr, gdpr, led, nis2, nis2_impl,
    se_lek_2003, se_lek_2022,
};
pub use dated::{Annulment, Appeal, Dated, Grace, Usage};
pub use instrument::{Exporter, Holder, Instrument, Kind, Module, Role, Standing, Use};
pub use law::{Law, Line, Subject};
pub use membership::{Area, Belonging, Membership};
pub use mistake::{Mistake, Mistakes};
pub use provision::{Provision, Regime, Text};
pub use sheet::{Sheet, parse};
