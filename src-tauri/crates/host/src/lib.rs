//! The same screens for a browser on this machine: the core's commands over HTTP, its events over a WebSocket.
//!
//! Only this machine is served, and on it only the browser that opened the address with the one-time token.

#![deny(missing_docs)]

mod door;
mod files;
mod routes;

pub use door::Door;
pub use routes::serve;

/// Why nothing can be served.
#[derive(Debug, thiserror::Error)]
pub enum HostError {
    /// The screens were not built into this program.
    #[error("the screens are not built into this program; build them with `cargo xtask run`")]
    NoScreens,
    /// The network failed.
    #[error("cannot serve on this machine: {0}")]
    Network(#[from] std::io::Error),
}
