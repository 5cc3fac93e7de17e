//! The binary, as people type it.

mod assess;
mod evidence;
mod folder;
mod hostile;
mod language;
mod real;
