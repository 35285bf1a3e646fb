//! What the core asks of the world: the time and random numbers. Handed in, so that a test can hand in its own.

use chrono::{DateTime, FixedOffset, Local, Utc};
use std::fmt;

/// A clock and a source of random numbers.
pub struct Rim {
    now: Box<dyn Fn() -> DateTime<FixedOffset> + Send + Sync>,
    random: Box<dyn Fn() -> u64 + Send + Sync>,
}

impl fmt::Debug for Rim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rim").finish_non_exhaustive()
    }
}

impl Rim {
    /// The clock `now`, in the time zone in which people here read times, and random numbers from `random`.
    pub fn new(
        now: impl Fn() -> DateTime<FixedOffset> + Send + Sync + 'static,
        random: impl Fn() -> u64 + Send + Sync + 'static,
    ) -> Self {
        Self { now: Box::new(now), random: Box::new(random) }
    }

    /// This machine's clock and random numbers.
    ///
    /// # Panics
    /// The operating system gives no random numbers; no supported one does so.
    pub fn real() -> Self {
        Self::new(|| Local::now().fixed_offset(), || getrandom::u64().expect("the system gives random numbers"))
    }

    /// Now, as the clocks here show it.
    pub fn now(&self) -> DateTime<FixedOffset> {
        (self.now)()
    }

    /// Now.
    pub fn utc(&self) -> DateTime<Utc> {
        self.now().to_utc()
    }

    /// A random number.
    pub fn random(&self) -> u64 {
        (self.random)()
    }
}
