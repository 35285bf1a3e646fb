//! Lines of generated Japanese, at every width from a narrow cell to a wide column, as they are drawn.

mod prose;

use press::page::{Colour, Run};
use press::text::{Edge, Engine, Family, Ink, Line, Shaped, Type, Weight};
use press::{Em, Fonts, Pt};
use prose::Prose;
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};
use std::collections::HashMap;

/// The rules as this test knows them, apart from those of the code: JIS X 4051 and JLREQ 3.1.7 and 3.1.8.
const NO_START: &str = "、。，．・：；？！」』）】〕〉》ーぁぃぅぇぉっゃゅょァィゥェォッャュョヶ々…‥％%)],.";
const NO_END: &str = "「『（【〔〈《([￥";
const HANGING: &str = "、。，．";

const SIZE: Pt = Pt(10.0);
/// Ink may touch, and reach so far over that nobody sees it.
const HAIR: Em = Em(0.03);

/// How far the ink of every glyph lies from the beginning and the end of its advance.
struct Inks {
    fonts: Fonts,
    known: HashMap<(u8, u16), (f32, f32)>,
}

impl Inks {
    /// Where the ink of a glyph begins and ends, in em from where it is drawn; nothing for a space.
    fn of(&mut self, face: press::page::FaceId, glyph: u16) -> (f32, f32) {
        *self.known.entry((face.0, glyph)).or_insert_with(|| {
            let font = skrifa::FontRef::new(self.fonts.face(face).unwrap().data).unwrap();
            let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
            metrics.bounds(skrifa::GlyphId::from(glyph)).map_or((f32::NAN, f32::NAN), |b| (b.x_min, b.x_max))
        })
    }
}

fn draw(shaped: &Shaped, line: &Line, fill: Option<Em>) -> (Vec<Run>, Em) {
    let (places, end) = shaped.positions(line, fill);
    let ink = Ink { size: SIZE, colour: Colour { r: 0, g: 0, b: 0 }, field: None, x: Pt::ZERO, baseline: Pt(100.0) };
    (shaped.draw(line, &places, end, &ink), end)
}

/// Everything that is wrong with the lines of one text in one measure.
struct Checked<'a> {
    prose: &'a Prose,
    inks: &'a mut Inks,
    what: String,
    wrong: Vec<String>,
    lines: usize,
    /// How many lines should be flush, and how many are.
    flush: (usize, usize),
}

impl Checked<'_> {
    fn say(&mut self, what: &str, at: usize) {
        let around = |text: String| if text.is_empty() { "∅".into() } else { text };
        let before =
            around(self.prose.text[..at].chars().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect());
        let after = around(self.prose.text[at..].chars().take(8).collect());
        self.wrong.push(format!("{}: {what}: {before}|{after}", self.what));
    }

    fn look(&mut self, shaped: &Shaped, measure: Em, edge: Edge) {
        let lines = shaped.set(0, Em::ZERO, measure, edge);
        let mut drawn = String::new();
        for (n, line) in lines.iter().enumerate() {
            self.lines += 1;
            let last = n + 1 == lines.len();
            let fill = (edge.flush && (!last || line.width > measure)).then_some(measure);
            let (runs, end) = draw(shaped, line, fill);
            let text: String = runs.iter().map(|run| run.text.as_str()).collect();
            drawn.push_str(&text);
            let begin = shaped.clusters[line.clusters.start].text.start;
            self.ends(&text, begin, line, last, edge);
            self.ink(&runs, begin);
            if end > measure + Em(0.005) && line.clusters.len() > 1 {
                self.say(&format!("{end:?} wide"), begin);
            }
            if fill.is_some() && !last {
                self.flush.0 += 1;
                self.flush.1 += usize::from((end - measure).0.abs() < 0.01);
            }
            let next = lines.get(n + 1).map_or(shaped.clusters.len(), |next| next.clusters.start);
            if line.next != next {
                self.say("something is left out", begin);
            }
        }
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        if bare(&drawn) != bare(&self.prose.text) {
            self.say("not what was written", 0);
        }
        for pair in lines.windows(2) {
            let at = shaped.clusters[pair[1].clusters.start].text.start;
            if let Some(whole) = self.prose.torn(at) {
                let stuck = self.prose.stuck(whole, NO_START, NO_END);
                let parts = shaped.clusters.iter().enumerate();
                let parts = parts.filter(|(_, c)| c.text.start >= stuck.start && c.text.end <= stuck.end);
                let width: Em = parts.map(|(i, c)| if i == 0 { c.advance } else { c.advance + c.air }).sum();
                if width <= measure - Em(0.5) {
                    self.say(&format!("torn, {width:?} of {measure:?}"), at);
                }
            }
        }
    }

    /// What stands at both ends of a line.
    fn ends(&mut self, text: &str, begin: usize, line: &Line, last: bool, edge: Edge) {
        let (first, end) = (text.chars().next(), text.chars().next_back());
        if begin > 0 && first.is_some_and(|c| NO_START.contains(c)) {
            self.say("a line begins so", begin);
        }
        if !last && end.is_some_and(|c| NO_END.contains(c)) {
            self.say("a line ends so", begin + text.len());
        }
        if line.hangs && !(edge.hanging && end.is_some_and(|c| HANGING.contains(c))) {
            self.say("this hangs", begin + text.len());
        }
    }

    /// Whether ink lies on ink, and whether a word or a number was widened.
    fn ink(&mut self, runs: &[Run], begin: usize) {
        let mut reach = f32::NEG_INFINITY;
        let mut before: Option<(char, f32)> = None;
        for run in runs {
            for cluster in &run.clusters {
                let x = cluster.x.pt().in_em(SIZE).0;
                let (mut left, mut right) = (f32::INFINITY, f32::NEG_INFINITY);
                for glyph in &run.glyphs[cluster.glyphs.clone()] {
                    let (from, to) = self.inks.of(run.face, glyph.id);
                    let x = x + glyph.dx.pt().in_em(SIZE).0;
                    (left, right) = (left.min(x + from), right.max(x + to));
                }
                if left < reach - HAIR.0 {
                    self.say(
                        &format!("ink on ink by {} at {:?}", reach - left, &run.text[cluster.text.clone()]),
                        begin,
                    );
                }
                reach = reach.max(right);
                let c = run.text[cluster.text.clone()].chars().next().unwrap();
                if let Some((a, at)) = before
                    && a.is_ascii_alphanumeric()
                    && c.is_ascii_alphanumeric()
                {
                    let widest = if a.is_ascii_digit() && c.is_ascii_digit() { 0.80 } else { 1.15 };
                    if x - at > widest {
                        self.say(&format!("{a}{c} is spread"), begin);
                    }
                }
                before = Some((c, x));
            }
        }
    }
}

#[test]
fn no_line_breaks_a_rule_a_number_or_its_measure() {
    let fonts = Fonts::embedded();
    let mut engine = Engine::new(&fonts);
    let mut inks = Inks { fonts, known: HashMap::new() };
    let (mut lines, mut wrong, mut flush) = (0, Vec::new(), (0, 0));
    let mut seed = 0;
    for family in Family::ALL {
        for edge in [(false, false), (false, true), (true, false), (true, true)] {
            let edge = Edge { flush: edge.0, hanging: edge.1 };
            seed += 1;
            let weight = if seed % 3 == 0 { Weight::Bold } else { Weight::Regular };
            let prose = Prose::new(seed, 160);
            let shaped = engine.shape(&prose.text, Type { family, weight });
            for width in (70..=300).step_by(3) {
                let what = format!("{family:?} {edge:?} {width} pt");
                let measure = Pt(width as f32).in_em(SIZE);
                let mut checked =
                    Checked { prose: &prose, inks: &mut inks, what, wrong: Vec::new(), lines: 0, flush: (0, 0) };
                checked.look(&shaped, measure, edge);
                lines += checked.lines;
                flush = (flush.0 + checked.flush.0, flush.1 + checked.flush.1);
                wrong.append(&mut checked.wrong);
            }
        }
    }
    assert!(lines >= 25_000, "only {lines} lines were looked at");
    assert!(wrong.is_empty(), "{} faults in {lines} lines: {:#?}", wrong.len(), &wrong[..wrong.len().min(12)]);
    // Beside a long address or number in a narrow column a line stays ragged rather than being torn apart.
    assert!(flush.1 * 100 >= flush.0 * 75, "{} of {} lines are flush", flush.1, flush.0);
}

#[test]
fn marks_are_drawn_in_before_anything_is_widened() {
    let mut engine = Engine::new(&Fonts::embedded());
    let text = "町の「声」を、聞き、動く人がいる、その輪を、ひろげていく。";
    let shaped = engine.shape(text, Type::default());
    // A measure that ends a little before a comma's own air does.
    let natural = shaped.lines(0, Em(f32::INFINITY))[0].clone();
    let cut = natural.width - Em(0.3);
    let lines = shaped.set(0, Em::ZERO, cut, Edge { flush: true, hanging: false });
    assert_eq!(lines.len(), 1, "one line more is not begun for what the marks can give");
    let (places, end) = shaped.positions(&lines[0], Some(cut));
    assert!((end - cut).0.abs() < 0.005);
    let at = |c: char| shaped.clusters.iter().position(|x| text[x.text.clone()].starts_with(c)).unwrap();
    let (before, after) = (at('聞'), at('き'));
    assert!((places[after] - places[before] - shaped.clusters[before].advance).0.abs() < 1e-4, "kanji and kana stay");
    assert_eq!(shaped.lines(0, cut).len(), 2, "ragged lines are not drawn in");
}

#[test]
fn marks_in_a_row_are_set_solid_and_take_half_an_em_at_the_end_of_a_line() {
    let mut engine = Engine::new(&Fonts::embedded());
    let shaped = engine.shape("声」、（案）。", Type::default());
    let (places, end) = shaped.positions(&shaped.lines(0, Em(99.0))[0], None);
    let near = |a: Em, b: f32| assert!((a - Em(b)).0.abs() < 0.01, "{a:?} is not {b}");
    // 」 takes half an em and nothing follows it before 、; between 、 and （ is air once; 。 ends with half an em.
    near(places[2] - places[1], 0.5);
    near(places[3] - places[2], 0.75);
    near(places[6] - places[5], 0.5);
    near(end - places[6], 0.5);
}

#[test]
fn a_full_stop_hangs_only_where_it_finds_no_room() {
    let mut engine = Engine::new(&Fonts::embedded());
    let shaped = engine.shape("動く町を。つくる人を。", Type::default());
    let four = shaped.clusters[..4].iter().map(|c| c.advance).sum::<Em>();
    let hanging = Edge { flush: false, hanging: true };
    let tight = shaped.set(0, Em::ZERO, four + Em(0.1), hanging);
    assert!(tight[0].hangs && tight[0].clusters == (0..5) && tight[0].width <= four);
    let loose = shaped.set(0, Em::ZERO, four + Em(0.6), hanging);
    assert!(!loose[0].hangs && loose[0].clusters == (0..5));
    assert_eq!(shaped.lines(0, four + Em(0.1))[0].clusters, 0..3, "elsewhere it takes the letter before it along");
}

#[test]
fn what_cannot_be_broken_ends_at_the_edge_and_is_all_there() {
    let mut engine = Engine::new(&Fonts::embedded());
    for text in ["9".repeat(400), "あ".repeat(300), "（".repeat(90), "。".repeat(90), "x".repeat(500)] {
        let shaped = engine.shape(&text, Type::default());
        for measure in [0.4, 1.0, 3.3, 12.0] {
            for hanging in [false, true] {
                let lines = shaped.set(0, Em::ZERO, Em(measure), Edge { flush: hanging, hanging });
                let set: usize = lines.iter().map(|l| l.clusters.len()).sum();
                assert_eq!(set, shaped.clusters.len());
            }
        }
    }
    // Between the parts of a date rather than inside a number.
    let text = "2027年12月31日";
    let shaped = engine.shape(text, Type::default());
    let lines = shaped.lines(0, Em(5.5));
    let begins: Vec<&str> = lines.iter().map(|l| &text[shaped.clusters[l.clusters.start].text.start..]).collect();
    assert_eq!(begins, ["2027年12月31日", "12月31日", "31日"]);
}

#[test]
fn headlines_end_their_lines_where_phrases_end() {
    let mut engine = Engine::new(&Fonts::embedded());
    for (text, measure, wanted) in [
        ("部署をまたいで動ける、身軽な組織", 10.0, &["部署をまたいで", "動ける、身軽な組織"][..]),
        ("歩いて暮らせるまち　小さな庁舎", 12.0, &["歩いて暮らせるまち", "小さな庁舎"]),
        ("聞くことから始める職員が町を変える", 9.0, &["聞くことから始める", "職員が町を変える"]),
        ("みんなで決めるまちづくり会議へ", 14.2, &["みんなで決める", "まちづくり会議へ"]),
    ] {
        let shaped = engine.shape(text, Type::bold(Family::Gothic));
        let lines = shaped.balanced(0, Em(measure));
        let set = |line: &Line| {
            let clusters = &shaped.clusters[line.clusters.clone()];
            text[clusters[0].text.start..clusters[clusters.len() - 1].text.end].to_owned()
        };
        assert_eq!(lines.iter().map(set).collect::<Vec<_>>(), wanted, "{text}");
    }
    for measure in 60..140 {
        let shaped = engine.shape("話を聞く人がふえると町はもっとよくなるはずだ", Type::bold(Family::Mincho));
        let measure = Em(measure as f32 / 10.0);
        let lines = shaped.balanced(0, measure);
        assert!(lines.iter().all(|l| l.width <= measure + Em(0.01)), "at {measure:?}");
        assert!(lines.last().unwrap().clusters.len() > 1, "a last line of one letter at {measure:?}");
    }
}

#[test]
fn air_stands_between_japanese_and_latin_without_a_character_for_it() {
    let mut engine = Engine::new(&Fonts::embedded());
    let shaped = engine.shape("令和8年度", Type::default());
    assert_eq!(shaped.text, "令和8年度");
    let air: Vec<Em> = shaped.clusters.iter().map(|c| c.air).collect();
    assert_eq!(air, [Em(0.0), Em(0.0), Em(0.25), Em(0.25), Em(0.0)]);
}
