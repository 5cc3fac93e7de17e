//! Every rule keeps what its own text promises, and the reference case reads as it did.

mod backup;
mod catalogue;
mod folder;
mod nemid;
mod regeringen;
