//! Which face draws what, and readings over names.

use press::page::{Colour, Run};
use press::text::{Edge, Engine, Family, Ink, Ruby, Shaped, Type, Weight};
use press::{Em, Fonts, Pt};
use sheet::FieldId;

/// The face of every cluster, by its PostScript name, and whether it counts as missing.
fn faces(fonts: &Fonts, shaped: &Shaped) -> Vec<(&'static str, bool)> {
    shaped.clusters.iter().map(|c| (fonts.face(c.face).unwrap().name, c.missing)).collect()
}

#[test]
fn what_the_text_face_lacks_comes_from_one_of_its_kind_and_weight() {
    let fonts = Fonts::embedded();
    let mut engine = Engine::new(&fonts);
    for (family, weight, own, other, sign) in [
        (Family::Gothic, Weight::Regular, "BIZUDPGothic-Regular", "NotoSansJP-Regular", "NotoEmoji-Regular"),
        (Family::Gothic, Weight::Bold, "BIZUDPGothic-Bold", "NotoSansJP-Bold", "NotoEmoji-Bold"),
        (Family::Mincho, Weight::Regular, "BIZUDPMincho-Regular", "NotoSerifJP-Regular", "NotoEmoji-Regular"),
        (Family::Mincho, Weight::Bold, "BIZUDPMincho-Bold", "NotoSerifJP-Bold", "NotoEmoji-Bold"),
    ] {
        let shaped = engine.shape("𠮷髙✔😀✘", Type { family, weight });
        let wanted = [other, own, sign, sign, "NotoSansSymbols2-Regular"];
        assert_eq!(faces(&fonts, &shaped), wanted.map(|face| (face, false)));
    }
}

#[test]
fn signs_made_of_several_characters_are_drawn_as_one() {
    let mut engine = Engine::new(&Fonts::embedded());
    for (text, count) in
        [("👨\u{200d}👩\u{200d}👧", 1), ("✔\u{fe0f}", 1), ("👍🏽", 1), ("が\u{3099}", 1), ("葛\u{e0100}", 1)]
    {
        let shaped = engine.shape(text, Type::default());
        assert_eq!(shaped.clusters.len(), count, "{text}");
        assert!(!shaped.clusters[0].missing && shaped.clusters[0].advance <= Em(1.4), "{text} {:?}", shaped.clusters);
    }
}

#[test]
fn the_form_of_a_kanji_that_a_name_asks_for_is_drawn_or_reported() {
    let mut engine = Engine::new(&Fonts::embedded());
    let mut glyph = |text: &str| {
        let shaped = engine.shape(text, Type::default());
        (shaped.glyphs[0].id, shaped.clusters[0].missing)
    };
    // 辻 with one dot, which this face has as a form of its own.
    assert_ne!(glyph("辻\u{e0101}").0, 0);
    assert!(!glyph("葛\u{e0100}").1 && glyph("葛\u{e0100}").0 != glyph("葛").0);
    // 邉 in one of its many forms: none of the faces has it, so the usual one is drawn, and it is said.
    assert_eq!(glyph("邉\u{e0102}"), (glyph("邉").0, true));
}

#[test]
fn a_character_that_no_face_has_is_drawn_as_a_mark() {
    let mut engine = Engine::new(&Fonts::embedded());
    let shaped = engine.shape("𓀀〓", Type::bold(Family::Mincho));
    assert!(shaped.clusters[0].missing && !shaped.clusters[1].missing);
    assert_eq!(shaped.clusters[0].advance, Em(1.0));
    assert!(shaped.glyphs.iter().all(|g| g.id != 0));
}

fn drawn(shaped: &Shaped) -> Vec<Run> {
    let line = &shaped.lines(0, Em(f32::INFINITY))[0];
    let (places, end) = shaped.positions(line, None);
    let ink =
        Ink { size: Pt(10.0), colour: Colour { r: 0, g: 0, b: 0 }, field: None, x: Pt::ZERO, baseline: Pt(100.0) };
    shaped.draw(line, &places, end, &ink)
}

#[test]
fn a_reading_stands_half_as_large_in_the_middle_over_its_part_of_a_name() {
    let mut engine = Engine::new(&Fonts::embedded());
    let field: FieldId = "member-a10000000000.name".parse().unwrap();
    let ruby = Ruby::of_name("髙﨑 みのり", "たかさき みのり", Some(&field));
    assert_eq!(ruby.len(), 1, "kana need no reading");
    let shaped = engine.shape_with_ruby("髙﨑 みのり", &ruby, Type::default());
    let runs = drawn(&shaped);
    let texts: Vec<&str> = runs.iter().map(|run| run.text.as_str()).collect();
    assert_eq!(texts, ["髙﨑 みのり", "たかさき"], "what is read comes first, so that it is whole when it is copied");
    assert_eq!((runs[1].size, runs[1].field.as_ref()), (Pt(5.0), Some(&field)));
    let middle = |run: &Run, from: usize, to: f32| (run.clusters[from].x.pt().0 + to) / 2.0;
    let base = middle(&runs[0], 0, runs[0].clusters[2].x.pt().0);
    assert!((base - middle(&runs[1], 0, runs[1].end.pt().0)).abs() < 0.3);
    // Its foot stands on the head of the square of what it reads.
    assert!((runs[1].baseline.pt().0 - (100.0 - 8.8 - 0.4 - 0.6)).abs() < 0.01);
    assert!(shaped.room_above(&shaped.lines(0, Em(99.0))[0]) > Em(0.5));
}

#[test]
fn a_long_reading_makes_room_and_is_never_parted_from_its_base() {
    let mut engine = Engine::new(&Fonts::embedded());
    let name = "志々目 凜";
    let plain = engine.shape(name, Type::default()).width();
    let ruby = Ruby::of_name(name, "しじめ りんたろうまる", None);
    let shaped = engine.shape_with_ruby(name, &ruby, Type::default());
    assert!(shaped.width() > plain + Em(1.0));
    let runs = drawn(&shaped);
    let over = runs.iter().find(|run| run.text == "りんたろうまる").unwrap();
    assert!(over.end <= runs[0].end + Em(0.01).at(Pt(10.0)).mm(), "no reading reaches over the end of the name");
    let whole = Ruby::of_name("葛󠄀城太郎", "かつらぎ たろう", None);
    assert_eq!((whole.len(), &whole[0].base), (1, &(0.."葛󠄀城太郎".len())), "parts that do not pair are read together");
    let together = engine.shape_with_ruby("葛󠄀城太郎", &whole, Type::default());
    let lines = together.set(0, Em::ZERO, Em(6.0), Edge::default());
    assert_eq!(lines.len(), 1);
    // Beside kana it may reach over them by half a letter of its own.
    let ruby = [Ruby { base: 3..6, reading: "こころざし".into(), field: None }];
    let among = engine.shape_with_ruby("の志の", &ruby, Type::default());
    let plain = engine.shape("の志の", Type::default()).width();
    let five = engine.shape("こころざし", Type::default()).width() * 0.5;
    assert!((among.width() - plain - (five - Em(1.5))).0.abs() < 0.01);
}
