//! Why a document refuses.

use loro::{LoroEncodeError, LoroError};
use sheet::{EditError, ItemId};

/// Why a document refuses. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// The edit makes no sense in any sheet.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// The sheet has no such item.
    #[error("the sheet has no item `{0}`")]
    UnknownItem(ItemId),
    /// The sheet has such an item already.
    #[error("the sheet has an item `{0}` already")]
    ItemExists(ItemId),
    /// The bytes are damaged, or no document at all.
    #[error("damaged: {0}")]
    Damaged(String),
    /// The bytes were written by a newer version.
    #[error("written by a newer version (encoding {0})")]
    Newer(usize),
    /// Changes under this document's own peer arrived from elsewhere: the book was copied or restored together with
    /// its peer. [`crate::Document::renew_peer`], then import again, and from then on the whole history of the other.
    #[error("changes under the own peer {0} arrived from elsewhere")]
    PeerUsedElsewhere(u64),
    /// Two documents wrote different changes under one peer. They can no longer be merged as histories; what the
    /// other one holds can only be brought in as content.
    #[error("two different histories under one peer: {0}")]
    Diverged(String),
    /// A peer must be below the highest number.
    #[error("{0} cannot be a peer")]
    BadPeer(u64),
    /// Loro failed in the middle of a change. What is in memory is no longer trusted: open the document again from
    /// what is stored, which is as it was before the change.
    #[error("must be opened again: {0}")]
    Broken(String),
}

impl DocumentError {
    /// The stable name of the error, under which its words are found in the catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Edit(_) => "document.edit",
            Self::UnknownItem(_) => "document.unknown-item",
            Self::ItemExists(_) => "document.item-exists",
            Self::Damaged(_) => "document.damaged",
            Self::Newer(_) => "document.newer",
            Self::PeerUsedElsewhere(_) => "document.peer-used-elsewhere",
            Self::Diverged(_) => "document.diverged",
            Self::BadPeer(_) => "document.bad-peer",
            Self::Broken(_) => "document.broken",
        }
    }

    /// The data that the error's words name: `detail` always, `item` where there is one.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = vec![("detail", self.to_string())];
        if let Self::UnknownItem(item) | Self::ItemExists(item) = self {
            fields.push(("item", item.to_string()));
        }
        fields
    }

    /// What Loro said when it was given bytes.
    pub(crate) fn of_bytes(error: LoroError) -> Self {
        match error {
            LoroError::IncompatibleFutureEncodingError(version) => Self::Newer(version),
            LoroError::UsedOpID { .. } | LoroError::ConcurrentOpsWithSamePeerID { .. } => {
                Self::Diverged(error.to_string())
            }
            other => Self::Damaged(other.to_string()),
        }
    }
}

/// What Loro says in the middle of a change is against what was checked before; nothing of it is trusted any more.
impl From<LoroError> for DocumentError {
    fn from(error: LoroError) -> Self {
        Self::Broken(error.to_string())
    }
}

impl From<LoroEncodeError> for DocumentError {
    fn from(error: LoroEncodeError) -> Self {
        Self::Broken(error.to_string())
    }
}
