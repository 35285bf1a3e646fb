//! The press and its faces, shared with the exports that run beside the person's work.

use crate::lock;
use press::{Fonts, Press};
use std::sync::{Mutex, OnceLock};

/// The press and its faces, made at first use.
#[derive(Default)]
pub(crate) struct Works {
    fonts: OnceLock<Fonts>,
    press: OnceLock<Mutex<Press>>,
}

impl Works {
    /// The faces.
    pub fn fonts(&self) -> &Fonts {
        self.fonts.get_or_init(Fonts::embedded)
    }

    /// Does `body` with the press. Others who want to print wait as long.
    pub fn press<T>(&self, body: impl FnOnce(&mut Press) -> T) -> T {
        body(&mut lock(self.press.get_or_init(|| Press::new(self.fonts()).into())))
    }
}
