//! Shaping: from characters to glyphs with advances in em, once for every text, whatever its size or width.

use super::kinsoku::{self, Gap};
use super::ruby::SetRuby;
use super::set::Edge;
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
    /// How much of that falls away where it ends a line: a comma and a full stop take half an em there.
    pub tail: Em,
    /// The air before it when it does not begin a line; less than nothing where two marks are set solid.
    pub air: Em,
    /// What the air before it is.
    pub gap: Gap,
    /// How much narrower it may stand to the one before it, so that a line takes one character more.
    pub give: Em,
    /// Whether a line may end after it.
    pub breaks: bool,
    /// How good a place to end a line of a headline is after it, 0 being the best; `None` where no phrase ends.
    pub phrase: Option<u8>,
    /// Whether it may hang over the end of a line.
    pub hangs: bool,
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
    /// The readings over it.
    pub ruby: Vec<SetRuby>,
    /// How wide it is on one line.
    pub(super) natural: Em,
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

/// The air after a comma, a full stop or a closing bracket and before an opening one, beside what the letters bring
/// along. With it they take about three quarters of an em: the face is a proportional one, whose marks are half an em
/// wide, where JLREQ 3.1.2 reckons with square ones of a whole.
const AIR_AT_MARKS: Em = Em(0.15);
/// The air between Japanese and Latin letters or digits (JLREQ 3.2.6).
const AIR_AT_LATIN: Em = Em(0.25);
/// How much of that may be taken to fill a line (JLREQ 3.8.3).
const GIVE_AT_LATIN: Em = Em(0.125);
/// A space between words is drawn in to no less than this (JLREQ 3.8.3).
const LEAST_SPACE: Em = Em(0.25);
/// A comma, a full stop takes so much where it is set solid (JLREQ 3.1.5).
const SOLID: Em = Em(0.5);

impl Shaped {
    /// Gives every cluster the air before it, and says what may be done to that.
    fn space_out(&mut self) {
        for i in 0..self.clusters.len() {
            let last = self.last(i);
            let cluster = &mut self.clusters[i];
            cluster.hangs = kinsoku::hangs(last);
            if kinsoku::is_closing(last) && cluster.advance > SOLID {
                cluster.tail = cluster.advance - SOLID;
            }
            if i == 0 {
                continue;
            }
            let (a, b) = (self.last(i - 1), self.first(i));
            let before = &self.clusters[i - 1];
            let (tail, width) = (before.tail, before.advance);
            let gap = kinsoku::gap(a, b);
            let (air, give) = match gap {
                // Two marks in a row are set solid (JLREQ 3.1.5).
                Gap::Fixed if kinsoku::is_closing(a) && kinsoku::is_closing(b) => (-tail, Em::ZERO),
                Gap::Fixed | Gap::Plain => (Em::ZERO, Em::ZERO),
                Gap::Punctuation => (AIR_AT_MARKS, AIR_AT_MARKS + tail),
                Gap::Mixed => (AIR_AT_LATIN, GIVE_AT_LATIN),
                Gap::Word => (Em::ZERO, (width - LEAST_SPACE).max(Em::ZERO)),
            };
            let cluster = &mut self.clusters[i];
            (cluster.air, cluster.gap, cluster.give) = (air, gap, give);
            let before = &mut self.clusters[i - 1];
            before.phrase = if before.breaks { kinsoku::phrase(a, b) } else { None };
        }
    }
}

/// The shaper with its faces and with the texts that it has shaped.
pub struct Engine {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    families: HashMap<Family, String>,
    faces: HashMap<u64, FaceId>,
    /// A face that has 〓, and its number there.
    geta: (FaceId, u16),
    /// The faces as a reader of their tables, by number.
    tables: Vec<Option<skrifa::FontRef<'static>>>,
    known: HashMap<Type, HashMap<String, Arc<Shaped>>>,
}

impl Engine {
    /// An engine that sets text in these faces.
    pub fn new(fonts: &Fonts) -> Engine {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut context = FontContext { collection: Collection::new(options), source_cache: SourceCache::default() };
        let (mut faces, mut geta, mut tables) = (HashMap::new(), None, Vec::new());
        for (id, face) in fonts.iter() {
            let blob = Blob::new(Arc::new(face.data));
            faces.insert(blob.id(), id);
            context.collection.register_fonts(blob, None);
            let font = skrifa::FontRef::new(face.data).ok();
            if geta.is_none()
                && let Some(glyph) = font.as_ref().and_then(|font| font.charmap().map(GETA))
            {
                geta = Some((id, glyph.to_u32() as u16));
            }
            tables.push(font);
        }
        Engine {
            fonts: context,
            layouts: LayoutContext::new(),
            families: Family::ALL.into_iter().map(|family| (family, fonts.families(family))).collect(),
            faces,
            geta: geta.unwrap_or((FaceId(0), 0)),
            tables,
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
        shaped.space_out();
        shaped.natural = shaped.line(0, Em(f32::INFINITY), Edge::default()).width;
        shaped
    }

    /// Whether `text` asks for a form of its character that the face does not have, so that the usual one is drawn:
    /// the kanji of a name with a variation selector (UTS 37).
    fn lacks_form(&self, face: FaceId, text: &str) -> bool {
        let mut chars = text.chars();
        let (Some(base), Some(selector)) = (chars.next(), chars.next()) else { return false };
        ('\u{e0100}'..='\u{e01ef}').contains(&selector)
            && self
                .tables
                .get(usize::from(face.0))
                .and_then(Option::as_ref)
                .is_none_or(|font| font.charmap().map_variant(base, selector).is_none())
    }

    fn add(&self, shaped: &mut Shaped, mut face: FaceId, cluster: &parley::Cluster<'_, ()>) {
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
        let unknown = !missing && self.lacks_form(face, &shaped.text[range.clone()]);
        let space = shaped.text[range.clone()].chars().all(char::is_whitespace);
        let mut advance = Em(cluster.advance() / UNIT);
        if missing && !space {
            // No face has it, so all the same which one draws the mark: the first one does.
            let (geta, glyph) = self.geta;
            face = geta;
            shaped.glyphs.truncate(begin);
            shaped.glyphs.push(ShapedGlyph { id: glyph, dx: Em::ZERO, dy: Em::ZERO });
            advance = Em(1.0);
        }
        shaped.clusters.push(ShapedCluster {
            text: range,
            glyphs: begin..shaped.glyphs.len(),
            face,
            advance,
            tail: Em::ZERO,
            air: Em::ZERO,
            gap: Gap::Fixed,
            give: Em::ZERO,
            breaks: false,
            phrase: None,
            hangs: false,
            space,
            missing: (missing || unknown) && !space,
        });
    }
}
