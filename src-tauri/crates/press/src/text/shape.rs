//! Shaping: from characters to glyphs with advances in em, once for every text, whatever its size or width.

use super::kinsoku;
use crate::fonts::Fonts;
use crate::length::Em;
use crate::page::FaceId;
use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache};
use parley::{
    FontContext, FontFamily, FontWeight, Layout, LayoutContext, LineBreak, LineBreakOverrideFn, OverflowWrap,
    PositionedLayoutItem, StyleProperty,
};
use skrifa::MetadataProvider;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// The mark that is drawn for a character that no face has.
const GETA: char = '〓';
/// Texts that stay shaped between two layouts; a full sheet has a few hundred.
const REMEMBERED: usize = 8192;
/// The size at which texts are shaped; advances are divided by it.
const UNIT: f32 = 1000.0;

/// How heavy the type is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Weight {
    /// Running text.
    #[default]
    Regular,
    /// Headings and labels.
    Bold,
}

/// The kind of letters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// UDゴシック: strokes of one thickness.
    #[default]
    Gothic,
    /// UD明朝: thick stems, thin bars.
    Mincho,
}

impl Family {
    /// Both, the usual one first.
    pub const ALL: [Family; 2] = [Family::Gothic, Family::Mincho];
}

/// Which type a text is set in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Type {
    /// The kind of letters.
    pub family: Family,
    /// How heavy they are.
    pub weight: Weight,
}

impl Type {
    /// Type of this family for running text.
    pub fn regular(family: Family) -> Type {
        Type { family, weight: Weight::Regular }
    }

    /// Type of this family for headings and labels.
    pub fn bold(family: Family) -> Type {
        Type { family, weight: Weight::Bold }
    }
}

/// Characters that are drawn together and never parted.
#[derive(Debug, Clone, PartialEq)]
pub struct ShapedCluster {
    /// Its characters, as bytes of the text.
    pub text: Range<usize>,
    /// Its glyphs, among those of the text.
    pub glyphs: Range<usize>,
    /// The face of its glyphs.
    pub face: FaceId,
    /// How wide it is.
    pub advance: Em,
    /// The air before it when it does not begin a line.
    pub air: Em,
    /// Whether a line may end after it.
    pub breaks: bool,
    /// Whether a phrase seems to end after it, so that a headline may.
    pub phrase: bool,
    /// Whether it is white space, which may hang over the end of a line.
    pub space: bool,
    /// Whether no face has it, so that 〓 is drawn.
    pub missing: bool,
}

/// A glyph, placed against its cluster.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShapedGlyph {
    /// Its number in the face.
    pub id: u16,
    /// How far to the right of the cluster's beginning it is drawn.
    pub dx: Em,
    /// How far below the baseline it is drawn.
    pub dy: Em,
}

/// One paragraph, shaped.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shaped {
    /// The characters.
    pub text: String,
    /// Its clusters in reading order.
    pub clusters: Vec<ShapedCluster>,
    /// The glyphs of all clusters.
    pub glyphs: Vec<ShapedGlyph>,
}

impl Shaped {
    /// The first character of the cluster.
    pub(super) fn first(&self, cluster: usize) -> char {
        self.clusters.get(cluster).and_then(|c| self.text[c.text.clone()].chars().next()).unwrap_or(' ')
    }

    /// The last character of the cluster.
    pub(super) fn last(&self, cluster: usize) -> char {
        self.clusters.get(cluster).and_then(|c| self.text[c.text.clone()].chars().next_back()).unwrap_or(' ')
    }
}

/// The shaper with its faces and with the texts that it has shaped.
pub struct Engine {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    families: HashMap<Family, String>,
    faces: HashMap<u64, FaceId>,
    geta: HashMap<FaceId, u16>,
    known: HashMap<Type, HashMap<String, Arc<Shaped>>>,
}

impl Engine {
    /// An engine that sets text in these faces.
    pub fn new(fonts: &Fonts) -> Engine {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut context = FontContext { collection: Collection::new(options), source_cache: SourceCache::default() };
        let (mut faces, mut geta) = (HashMap::new(), HashMap::new());
        for (id, face) in fonts.iter() {
            let blob = Blob::new(Arc::new(face.data));
            faces.insert(blob.id(), id);
            context.collection.register_fonts(blob, None);
            if let Ok(font) = skrifa::FontRef::new(face.data)
                && let Some(glyph) = font.charmap().map(GETA)
            {
                geta.insert(id, glyph.to_u32() as u16);
            }
        }
        Engine {
            fonts: context,
            layouts: LayoutContext::new(),
            families: Family::ALL.into_iter().map(|family| (family, fonts.families(family))).collect(),
            faces,
            geta,
            known: HashMap::new(),
        }
    }

    /// The text as one shaped paragraph; line feeds and other control characters in it count as spaces.
    pub fn shape(&mut self, text: &str, set_in: Type) -> Arc<Shaped> {
        if let Some(shaped) = self.known.get(&set_in).and_then(|known| known.get(text)) {
            return Arc::clone(shaped);
        }
        let shaped = Arc::new(self.shape_anew(text, set_in));
        let known = self.known.entry(set_in).or_default();
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(text.to_owned(), Arc::clone(&shaped));
        shaped
    }

    fn shape_anew(&mut self, text: &str, set_in: Type) -> Shaped {
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let overrides: &LineBreakOverrideFn = &kinsoku::override_break;
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, &text, 1.0, false);
        builder.set_line_break_override(Some(overrides));
        builder
            .push_default(StyleProperty::FontFamily(FontFamily::Source(self.families[&set_in.family].as_str().into())));
        builder.push_default(StyleProperty::FontSize(UNIT));
        builder.push_default(StyleProperty::FontWeight(match set_in.weight {
            Weight::Regular => FontWeight::NORMAL,
            Weight::Bold => FontWeight::BOLD,
        }));
        builder.push_default(StyleProperty::LineBreak(LineBreak::Strict));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Normal));
        builder.push_default(StyleProperty::Locale("ja".parse().ok()));
        let mut layout: Layout<()> = builder.build(&text);
        // With no room at all every line ends at the first place where it may: that is the list of all such places.
        layout.break_all_lines(Some(0.0));
        let mut shaped = Shaped { text, ..Shaped::default() };
        for line in layout.lines() {
            for item in line.items() {
                let PositionedLayoutItem::GlyphRun(piece) = item else { continue };
                let run = piece.run();
                let face = self.faces.get(&run.font().data.id()).copied().unwrap_or(FaceId(0));
                for cluster in run.clusters() {
                    self.add(&mut shaped, face, &cluster);
                }
            }
            if let Some(last) = shaped.clusters.last_mut() {
                last.breaks = true;
            }
        }
        for i in 1..shaped.clusters.len() {
            let (a, b) = (shaped.last(i - 1), shaped.first(i));
            if kinsoku::wants_air(a, b) {
                shaped.clusters[i].air = Em(0.25);
            }
            shaped.clusters[i - 1].phrase = shaped.clusters[i - 1].breaks && kinsoku::ends_phrase(a, b);
        }
        shaped
    }

    fn add(&self, shaped: &mut Shaped, face: FaceId, cluster: &parley::Cluster<'_, ()>) {
        let range = cluster.text_range();
        let begin = shaped.glyphs.len();
        let mut pen = Em::ZERO;
        let mut missing = false;
        for glyph in cluster.glyphs() {
            missing |= glyph.id == 0;
            let (dx, dy) = (Em(glyph.x / UNIT) + pen, Em(-glyph.y / UNIT));
            shaped.glyphs.push(ShapedGlyph { id: glyph.id as u16, dx, dy });
            pen += Em(glyph.advance / UNIT);
        }
        let space = shaped.text[range.clone()].chars().all(char::is_whitespace);
        let mut advance = Em(cluster.advance() / UNIT);
        if missing && !space {
            shaped.glyphs.truncate(begin);
            shaped.glyphs.push(ShapedGlyph {
                id: self.geta.get(&face).copied().unwrap_or(0),
                dx: Em::ZERO,
                dy: Em::ZERO,
            });
            advance = Em(1.0);
        }
        shaped.clusters.push(ShapedCluster {
            text: range,
            glyphs: begin..shaped.glyphs.len(),
            face,
            advance,
            air: Em::ZERO,
            breaks: false,
            phrase: false,
            space,
            missing: missing && !space,
        });
    }
}
