//! What the crate promises, put to whole pages.

mod mixed;
mod near;
mod notice;
mod page;
mod property;
mod sentences;
mod shape;
