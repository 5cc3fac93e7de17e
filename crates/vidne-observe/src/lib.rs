//! Observers: they look at a service and hand over the bytes that they saw, before anybody interprets them.
//!
//! It never judges, never reads facts out of what it recorded, and knows neither the declaration nor the evidence folder:
//! the caller says what to look at and takes what was recorded through [`Keep`].

pub mod host;
mod keep;
pub mod web;

pub use keep::{Keep, KeepError, Recorded};
