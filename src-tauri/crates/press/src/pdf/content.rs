//! What is drawn on one page.

use super::pen::Pen;
use super::structure::Kid;
use super::{File, Reference, points};
use crate::error::PressError;
use crate::length::{Mm, Pt};
use crate::page::{BLEED, Image, Item, Page, Placed, Point, Rect, Role, Run, Segment, Shape};
use lopdf::{Dictionary, Object, dictionary};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a stream of drawing is part of.
#[derive(Clone, Copy)]
pub struct Target {
    /// The page that it is on.
    pub page: Reference,
    /// The form that it is in.
    pub form: Option<Reference>,
    /// Whether what it draws has a place in the tree of tags. What is drawn twice has it once.
    pub tagged: bool,
    /// Where its own lower left corner lies on the page, in points, and how large it is drawn.
    pub place: (f32, f32, f32),
}

/// The names that a stream uses, and what they stand for.
#[derive(Default)]
pub struct Names {
    faces: BTreeMap<usize, Reference>,
    objects: BTreeMap<String, Reference>,
}

impl Names {
    /// As a dictionary of resources.
    pub fn dictionary(self) -> Dictionary {
        let mut all = Dictionary::new();
        let mut faces = Dictionary::new();
        for (slot, id) in self.faces {
            faces.set(format!("F{slot}"), id);
        }
        let mut objects = Dictionary::new();
        for (name, id) in self.objects {
            objects.set(name, id);
        }
        for (name, part) in [("Font", faces), ("XObject", objects)] {
            if !part.is_empty() {
                all.set(name, part);
            }
        }
        all
    }
}

/// What is open on the way through the items.
enum Open {
    /// An element of the tree.
    Element,
    /// An element of the tree that is a bookmark too.
    Heading,
    /// A figure, and how far what it draws reaches.
    Figure(Option<Bounds>),
    /// Matter that is not read.
    Artifact,
    /// A stretch inside one of the last two, or of what has no tags: it says nothing.
    Silent,
}

#[derive(Clone, Copy)]
struct Bounds {
    least: Point,
    most: Point,
}

/// What the marks around the latest drawing say.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    None,
    Artifact,
    Content(usize),
}

struct Drawing<'f, 'a> {
    file: &'f mut File<'a>,
    target: Target,
    pen: Pen,
    names: Names,
    open: Vec<Open>,
    mark: Mark,
    height: Mm,
    left: Mm,
}

/// The stream that draws the page, and the names in it.
///
/// `room` is how far its origin lies outside the trimmed sheet.
pub fn draw(file: &mut File<'_>, page: &Page, target: Target, room: Mm) -> Result<(Vec<u8>, Names), PressError> {
    let (left, height) = (room, page.height + room);
    let pen = Pen::new(left, height);
    let mut drawing =
        Drawing { file, target, pen, names: Names::default(), open: Vec::new(), mark: Mark::None, height, left };
    for item in &page.items {
        drawing.item(item)?;
    }
    while !drawing.open.is_empty() {
        drawing.end();
    }
    drawing.mark(Mark::None);
    Ok((drawing.pen.done(), drawing.names))
}

impl Drawing<'_, '_> {
    fn item(&mut self, item: &Item) -> Result<(), PressError> {
        match item {
            Item::Begin(role) => self.begin(*role),
            Item::Figure(words) => self.figure(words),
            Item::End => self.end(),
            Item::Shape(shape) => {
                self.mark_decoration();
                self.reach_shape(shape);
                self.pen.shape(shape);
            }
            Item::Text(run) => self.text(run)?,
            Item::Image(image) => self.image(image),
            Item::Placed(placed) => self.placed(placed)?,
        }
        Ok(())
    }

    /// Whether what is drawn now needs no marks: it has them around it, or has none at all.
    fn silent(&self) -> bool {
        !self.target.tagged || self.open.iter().any(|o| matches!(o, Open::Figure(_) | Open::Artifact))
    }

    fn begin(&mut self, role: Role) {
        if self.silent() {
            self.open.push(Open::Silent);
        } else if role == Role::Furniture {
            self.artifact();
        } else {
            self.mark(Mark::None);
            self.file.tree.begin(role, self.target.page);
            let level = match role {
                Role::Title => 1,
                Role::Heading => 2,
                _ => {
                    self.open.push(Open::Element);
                    return;
                }
            };
            self.file.outline.begin(level, self.target.page);
            self.open.push(Open::Heading);
        }
    }

    fn artifact(&mut self) {
        self.mark(Mark::Artifact);
        self.open.push(Open::Artifact);
    }

    fn figure(&mut self, words: &str) {
        if self.silent() {
            self.open.push(Open::Silent);
        } else if words.trim().is_empty() {
            self.artifact();
        } else {
            self.file.tree.begin_figure(words, self.target.page);
            self.mark_content();
            self.open.push(Open::Figure(None));
        }
    }

    fn end(&mut self) {
        match self.open.pop() {
            None | Some(Open::Silent) => {}
            Some(Open::Artifact) => self.mark(Mark::None),
            Some(Open::Element) => {
                self.mark(Mark::None);
                self.file.tree.end();
            }
            Some(Open::Heading) => {
                self.mark(Mark::None);
                self.file.tree.end();
                self.file.outline.end();
            }
            Some(Open::Figure(bounds)) => {
                self.mark(Mark::None);
                if let Some(bounds) = bounds {
                    let (x0, y1) = self.on_page(bounds.least);
                    let (x1, y0) = self.on_page(bounds.most);
                    self.file.tree.reaches([x0, y0, x1, y1]);
                }
                self.file.tree.end();
            }
        }
    }

    /// Where a point lies on the page, in points from its lower left corner.
    fn on_page(&self, p: Point) -> (f32, f32) {
        let (x, y, scale) = self.target.place;
        (x + (p.x + self.left).pt().0 * scale, y + (self.height - p.y).pt().0 * scale)
    }

    fn mark(&mut self, mark: Mark) {
        if self.mark == mark {
            return;
        }
        if self.mark != Mark::None {
            self.pen.put_outside("EMC\n");
        }
        if mark == Mark::Artifact {
            self.pen.put_outside("/Artifact BMC\n");
        }
        self.mark = mark;
    }

    fn mark_decoration(&mut self) {
        if !self.silent() {
            self.mark(Mark::Artifact);
        }
    }

    /// Marks what follows as content of the innermost open element.
    fn mark_content(&mut self) {
        let at = self.file.tree.innermost();
        if self.mark == Mark::Content(at) {
            return;
        }
        self.mark(Mark::None);
        let number = self.file.tree.content(Kid::content(self.target.page, self.target.form));
        self.pen.put_outside(&format!("/{}<</MCID {number}>>BDC\n", self.file.tree.tag(at)));
        self.mark = Mark::Content(at);
    }

    fn text(&mut self, run: &Run) -> Result<(), PressError> {
        if !self.silent() {
            self.mark_content();
        }
        let left = run.clusters.first().map_or(run.end, |c| c.x);
        let (top, foot) = (run.baseline - run.size.mm() * 0.88, run.baseline + run.size.mm() * 0.12);
        self.reach(Point { x: left, y: top });
        self.reach(Point { x: run.end, y: foot });
        if self.open.iter().any(|o| matches!(o, Open::Heading)) {
            let (_, top) = self.on_page(Point { x: left, y: top });
            self.file.outline.words(&run.text, top);
        }
        let (slot, id) = self.file.faces.slot(&mut self.file.doc, run.face)?;
        self.names.faces.insert(slot, id);
        self.pen.run(run, slot, &mut self.file.faces)
    }

    fn image(&mut self, image: &Image) {
        let Some(clip) = image.clip.common(image.area) else { return };
        self.mark_decoration();
        self.reach_rect(clip);
        let (name, id) = self.file.pictures.slot(&mut self.file.doc, &image.picture);
        self.pen.object(&name, (clip != image.area).then_some(clip), self.pen.picture(image));
        self.names.objects.insert(name, id);
    }

    fn placed(&mut self, placed: &Placed) -> Result<(), PressError> {
        self.reach_rect(placed.clip);
        let corner = Point { x: placed.at.x, y: placed.at.y + placed.page.height * placed.scale };
        let (x, y) = self.on_page(corner);
        let within = Target { place: (x, y, self.target.place.2 * placed.scale), ..self.target };
        // Inside a figure the figure's words stand for it; what was drawn before has its tags there.
        let tagged = !self.silent() && !self.file.forms.drawn(&placed.page);
        if tagged {
            self.mark(Mark::None);
        } else {
            self.mark_decoration();
        }
        let before = self.file.tree.read_as(placed.order);
        self.file.outline.read_as(placed.order);
        let made = form(self.file, &placed.page, Target { tagged, ..within });
        self.file.tree.read_as(before);
        self.file.outline.read_as(before);
        let (name, id) = made?;
        let matrix = self.pen.placed(placed);
        self.pen.object(&name, Some(placed.clip), matrix);
        self.names.objects.insert(name, id);
        Ok(())
    }

    fn reach(&mut self, p: Point) {
        let Some(Open::Figure(bounds)) = self.open.iter_mut().find(|o| matches!(o, Open::Figure(_))) else { return };
        let b = bounds.get_or_insert(Bounds { least: p, most: p });
        b.least = Point { x: b.least.x.min(p.x), y: b.least.y.min(p.y) };
        b.most = Point { x: b.most.x.max(p.x), y: b.most.y.max(p.y) };
    }

    fn reach_rect(&mut self, r: Rect) {
        self.reach(Point { x: r.x, y: r.y });
        self.reach(Point { x: r.x + r.width, y: r.y + r.height });
    }

    fn reach_shape(&mut self, shape: &Shape) {
        for segment in &shape.outline {
            match segment {
                Segment::Move(p) | Segment::Line(p) => self.reach(*p),
                Segment::Curve(a, b, p) => [a, b, p].into_iter().for_each(|p| self.reach(*p)),
                Segment::Close => {}
            }
        }
    }
}

/// Pages that are drawn on others, each once; twice where one drawing has tags and another has none.
#[derive(Default)]
pub struct Forms {
    made: Vec<Form>,
}

struct Form {
    /// Held, so that no other page comes to lie at its address.
    page: Arc<Page>,
    tagged: bool,
    id: Reference,
}

impl Forms {
    /// Whether the page was drawn with its tags.
    fn drawn(&self, page: &Arc<Page>) -> bool {
        self.made.iter().any(|f| f.tagged && Arc::ptr_eq(&f.page, page))
    }
}

/// The form that draws the page, and its name.
fn form(file: &mut File<'_>, page: &Arc<Page>, target: Target) -> Result<(String, Reference), PressError> {
    let known = |f: &Form| !target.tagged && !f.tagged && Arc::ptr_eq(&f.page, page);
    if let Some(at) = file.forms.made.iter().position(known) {
        return Ok((format!("P{at}"), file.forms.made[at].id));
    }
    let at = file.forms.made.len();
    let id = file.doc.new_object_id();
    file.forms.made.push(Form { page: Arc::clone(page), tagged: target.tagged, id });
    let key = target.tagged.then(|| file.tree.begin_stream());
    let (bytes, names) = draw(file, page, Target { form: Some(id), ..target }, Mm::ZERO)?;
    let reach = page.trimmed().grown(page.bleed.max(BLEED));
    let sides = [reach.x, reach.y, reach.x + reach.width, reach.y + reach.height];
    let mut dictionary = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => points(sides.map(Mm::pt)),
        "Resources" => names.dictionary(),
    };
    if let Some(key) = key {
        file.tree.end_stream();
        dictionary.set("StructParents", key);
    }
    file.add(id, dictionary, bytes);
    Ok((format!("P{at}"), id))
}

/// The boxes of a page: paper, bleed and trim (ISO 32000-1, 14.11.2).
pub fn boxes(page: &Page) -> [(&'static str, Object); 3] {
    let inset = |by: Mm| {
        let (w, h) = (page.width + page.bleed * 2.0, page.height + page.bleed * 2.0);
        points([by, by, w - by, h - by].map(Mm::pt))
    };
    let bleed = page.bleed.min(BLEED);
    [("MediaBox", inset(Mm::ZERO)), ("BleedBox", inset(page.bleed - bleed)), ("TrimBox", inset(page.bleed))]
}

/// A length in points as content is written: to a hundredth.
pub fn hundredths(length: Pt) -> i64 {
    (f64::from(length.0) * 100.0).round() as i64
}
