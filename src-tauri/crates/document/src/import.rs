//! Opening a document, and taking in what others wrote.

use crate::DocumentError;
use crate::document::{Document, Touched};
use crate::mirror::Address;
use loro::{ExportMode, ID, LoroDoc, LoroResult, VersionVector};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What an import brought.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    /// What changed in the sheet.
    pub touched: Touched,
    /// Whether there was anything that the document did not know, applied or waiting.
    pub news: bool,
    /// Whether some of it builds on changes that have not arrived yet. It is applied as soon as they do; until then its
    /// bytes must be kept, for a snapshot does not hold it.
    pub waiting: bool,
}

/// An empty Loro document that writes under `peer`.
pub(crate) fn blank(peer: u64) -> Result<LoroDoc, DocumentError> {
    let doc = LoroDoc::new();
    // Changes become one only if author, time and label are the same.
    doc.set_change_merge_interval(0);
    doc.set_peer_id(peer).map_err(|_| DocumentError::BadPeer(peer))?;
    Ok(doc)
}

/// What `work` on bytes answers; a panic of Loro is an error like any other.
fn guarded<T>(work: impl FnOnce() -> LoroResult<T>) -> Result<T, Trouble> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => Err(Trouble { error: DocumentError::of_bytes(error), panicked: false }),
        Err(cause) => {
            let text = cause.downcast_ref::<String>().map(String::as_str).or_else(|| cause.downcast_ref().copied());
            let error = DocumentError::Damaged(text.unwrap_or("Loro panicked").to_string());
            Err(Trouble { error, panicked: true })
        }
    }
}

struct Trouble {
    error: DocumentError,
    panicked: bool,
}

fn counter(vv: &VersionVector, peer: u64) -> i32 {
    vv.get(&peer).copied().unwrap_or(0)
}

impl Document {
    /// The document that was stored as `snapshot` and the `updates` since, in any order, to be written on under `peer`.
    ///
    /// # Errors
    /// The bytes are damaged or newer than this program, or `peer` is the highest number.
    pub fn open<'b>(
        snapshot: Option<&[u8]>,
        updates: impl IntoIterator<Item = &'b [u8]>,
        peer: u64,
    ) -> Result<Self, DocumentError> {
        let doc = blank(peer)?;
        if let Some(bytes) = snapshot {
            guarded(|| doc.import(bytes)).map_err(|t| t.error)?;
        }
        let updates: Vec<Vec<u8>> = updates.into_iter().map(<[u8]>::to_vec).collect();
        if !updates.is_empty() {
            guarded(|| doc.import_batch(&updates)).map_err(|t| t.error)?;
        }
        Ok(Self::over(doc))
    }

    /// Takes in what others wrote: updates or a snapshot, also such as are known already.
    ///
    /// # Errors
    /// The bytes are damaged or newer than this program; or the own peer wrote elsewhere too
    /// ([`DocumentError::PeerUsedElsewhere`], [`DocumentError::Diverged`]). Nothing was taken in.
    pub fn import(&mut self, bytes: &[u8]) -> Result<Imported, DocumentError> {
        self.sound()?;
        let meta = guarded(|| LoroDoc::decode_import_blob_meta(bytes, true)).map_err(|t| t.error)?;
        let before = self.doc.oplog_vv();
        let (start, end) = (&meta.partial_start_vv, &meta.partial_end_vv);
        for &peer in &self.own_peers {
            // After the peer was renewed, what it wrote elsewhere is welcome, but only with its whole history: only
            // then is what both hold compared.
            let compared = peer != self.peer() && counter(start, peer) == 0;
            if counter(end, peer) > counter(&before, peer) && !compared {
                return Err(DocumentError::PeerUsedElsewhere(peer));
            }
        }
        let status = match guarded(|| self.doc.import(bytes)) {
            Ok(status) => status,
            Err(trouble) if trouble.panicked => {
                self.broken = Some(trouble.error.to_string());
                return Err(trouble.error);
            }
            Err(trouble) => return Err(trouble.error),
        };
        let after = self.doc.oplog_vv();
        let whole = end.keys().all(|&peer| counter(start, peer) == 0);
        if before == after && status.pending.is_none() && whole {
            self.same_history(bytes)?;
        }
        let addresses = self.changed(&before, &after);
        for address in &addresses {
            self.mirror.refresh(&self.doc, address);
        }
        self.stale();
        let waiting = status.pending.is_some();
        Ok(Imported { touched: Touched::of(addresses), news: before != after || waiting, waiting })
    }

    /// What was changed by the operations between two versions.
    fn changed(&self, before: &VersionVector, after: &VersionVector) -> BTreeSet<Address> {
        let mut addresses = BTreeSet::new();
        for (&peer, &end) in after.iter() {
            let from = counter(before, peer);
            let count = usize::try_from(end - from).unwrap_or(0);
            if count > 0 {
                let containers = self.doc.get_changed_containers_in(ID::new(peer, from), count);
                addresses.extend(containers.iter().filter_map(Address::of));
            }
        }
        addresses
    }

    /// Checks that a whole history which brings nothing new is a part of our own. Loro compares what both hold only
    /// when there is news, so a copy that wrote fewer changes under the same peer would be taken for known; hence it
    /// is told of one more change.
    fn same_history(&self, bytes: &[u8]) -> Result<(), DocumentError> {
        let checked = guarded(|| {
            let theirs = LoroDoc::new();
            theirs.import(bytes)?;
            let ours = LoroDoc::new();
            ours.set_peer_id(u64::MAX - 1)?;
            let all = |doc: &LoroDoc| {
                doc.export(ExportMode::all_updates()).map_err(|e| loro::LoroError::Unknown(e.to_string().into()))
            };
            ours.import(&all(&self.doc)?)?;
            ours.get_map("news").insert("one", true)?;
            theirs.import(&all(&ours)?)
        });
        checked.map(drop).map_err(|t| t.error)
    }

    /// Writes under `peer` from now on: after [`DocumentError::PeerUsedElsewhere`], or when the book was copied or
    /// restored. What can be undone stays.
    ///
    /// # Errors
    /// `peer` is the highest number.
    pub fn renew_peer(&mut self, peer: u64) -> Result<(), DocumentError> {
        self.sound()?;
        self.doc.set_peer_id(peer).map_err(|_| DocumentError::BadPeer(peer))?;
        self.own_peers.insert(peer);
        Ok(())
    }

    /// The updates that wait for changes which have not arrived, as bytes; `None` when there are none.
    ///
    /// # Errors
    /// The document must be opened again.
    pub fn waiting(&self) -> Result<Option<Vec<u8>>, DocumentError> {
        self.sound()?;
        Ok(self.doc.export_pending_updates()?)
    }
}
