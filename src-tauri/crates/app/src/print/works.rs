//! The press and its faces, shared with the exports that run beside the person's work, and the pictures at hand.

use crate::{Trouble, lock};
use press::picture::Picture;
use press::{Fonts, Press};
use std::sync::{Arc, Mutex, OnceLock};

/// The press and its faces, made at first use.
#[derive(Default)]
pub(crate) struct Works {
    fonts: OnceLock<Fonts>,
    press: OnceLock<Mutex<Press>>,
    pictures: Mutex<Shelf<String, Arc<Picture>>>,
    /// Addresses of smaller copies, by the hash of the picture and the longer side.
    drawn: Mutex<Shelf<(String, u32), String>>,
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

    /// The picture `hash`, which `take` reads where it is not at hand; `None` where that finds none.
    pub fn picture(
        &self,
        hash: &str,
        take: impl FnOnce() -> Result<Option<Picture>, Trouble>,
    ) -> Result<Option<Arc<Picture>>, Trouble> {
        let key = hash.to_owned();
        if let Some(known) = lock(&self.pictures).find(&key) {
            return Ok(Some(known));
        }
        let Some(found) = take()?.map(Arc::new) else { return Ok(None) };
        lock(&self.pictures).put(key, Arc::clone(&found));
        Ok(Some(found))
    }

    /// The address of `picture` in a drawing, no side longer than `longest` dots. One that cannot be drawn was refused
    /// when it was added; its place stays empty.
    pub fn drawn(&self, picture: &Picture, longest: u32) -> String {
        let key = (picture.hash().to_owned(), longest);
        if let Some(known) = lock(&self.drawn).find(&key) {
            return known;
        }
        let address = crate::pictures::address(picture, longest).unwrap_or_default();
        lock(&self.drawn).put(key, address.clone());
        address
    }
}

/// The few things used last.
struct Shelf<K, V>(Vec<(K, V)>);

/// So many: what the posters that one person looks at show.
const ROOM: usize = 12;

impl<K, V> Default for Shelf<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: PartialEq, V: Clone> Shelf<K, V> {
    fn find(&mut self, key: &K) -> Option<V> {
        let at = self.0.iter().position(|(k, _)| k == key)?;
        self.0[..=at].rotate_right(1);
        Some(self.0[0].1.clone())
    }

    fn put(&mut self, key: K, value: V) {
        self.0.retain(|(k, _)| *k != key);
        self.0.truncate(ROOM - 1);
        self.0.insert(0, (key, value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_used_for_longest_goes_first() {
        let mut shelf = Shelf::default();
        (0..ROOM).for_each(|n| shelf.put(n, n));
        assert_eq!(shelf.find(&0), Some(0));
        shelf.put(ROOM, ROOM);
        assert_eq!((shelf.find(&0), shelf.find(&1), shelf.find(&2)), (Some(0), None, Some(2)));
    }
}
