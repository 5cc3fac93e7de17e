//! Every rule keeps what its own text promises, and the reference case reads as it did.

mod catalogue;
mod folder;
mod regeringen;
