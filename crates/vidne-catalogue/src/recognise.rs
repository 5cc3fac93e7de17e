//! Who is behind what was seen.
//!
//! Every question gives all answers that the catalogue supports, the strongest first. None ever picks one of
//! several, and none concludes from a name what only an address could show.

pub use self::{
    cookie::{CookieMatch, KeptIn},
    host::{ALWAYS_SENT, HostMatch},
    name::{NameMatch, NamedAs},
    response::{OperatorClaim, ResponseSigns, SignMatch},
};

mod cookie;
mod host;
mod name;
mod response;
