//! What the poster adds to the sheet. All else that it shows is the sheet's own content: it is written once.

use super::*;

/// What the poster adds to the sheet: its own few words, its look, what it leaves out, its pictures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Poster {
    /// The slot `poster-main`.
    pub id: ItemId,
    /// The one sentence that makes people stop; where it is empty the poster takes the vision's.
    pub headline: Text,
    /// キャッチフレーズ.
    pub catchphrase: Text,
    /// The template, by its id; `None` for the usual one.
    pub template: Option<String>,
    /// The theme, by its id; `None` for the year's own.
    pub theme: Option<String>,
    /// The items that do not appear on the poster, each with all that belongs to it.
    pub hidden: Vec<ItemId>,
    /// The pictures, in the order in which a template takes them.
    pub pictures: Vec<PosterPicture>,
}

part! {
/// A picture on the poster, and which part of it is seen.
pub struct PosterPicture {
    /// The picture's id.
    pub id: ItemId,
    /// Whether it was put away.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub archived: bool,
    /// The SHA-256 of the picture's bytes in the book, in small hexadecimal digits; `None` before one was chosen.
    pub hash: Option<String>,
    /// The words under the picture.
    pub caption: Text,
    /// What the picture shows, for those who do not see it.
    pub alt: Text,
    /// The point to be kept in sight, in thousandths of the width from the left; `None` for the middle (500).
    pub focus_x: Option<u32>,
    /// The point to be kept in sight, in thousandths of the height from the top; `None` for the middle (500).
    pub focus_y: Option<u32>,
    /// How large it is drawn, in percent of the size that just fills its place; `None` for 100.
    pub zoom: Option<u32>,
}
}

impl Default for Poster {
    fn default() -> Self {
        Self {
            id: ItemId::poster(),
            headline: Text::default(),
            catchphrase: Text::default(),
            template: None,
            theme: None,
            hidden: Vec::new(),
            pictures: Vec::new(),
        }
    }
}

impl Poster {
    /// Whether the item `id` is not to appear. What belongs to a hidden item does not appear either; that is for the
    /// caller to see to, who knows what belongs to what.
    pub fn hides(&self, id: &ItemId) -> bool {
        self.hidden.contains(id)
    }
}

impl PosterPicture {
    /// The point to be kept in sight, in thousandths of width and height from the upper left.
    pub fn focus(&self) -> (u32, u32) {
        (self.focus_x.unwrap_or(500), self.focus_y.unwrap_or(500))
    }

    /// How large the picture is drawn, in percent of the size that just fills its place.
    pub fn percent(&self) -> u32 {
        self.zoom.unwrap_or(100)
    }
}
