//! The server as a client meets it: over real sockets and real TLS.

mod behaviour;
mod client;
mod examples;
mod folder;
mod lab;
mod protocol;
