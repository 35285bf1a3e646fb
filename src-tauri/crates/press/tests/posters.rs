//! Posters: every template with every form, of every length, on papers of every shape.

mod fixtures;

use fixtures::{Amount, bare, organisation, sheet};
use press::page::Item;
use press::picture::Picture;
use press::{Fonts, Mm, Orientation, Page, Paper, Pictures, PosterOptions, Press, Printed, Pt, Template, pdf};
use sheet::*;
use std::collections::BTreeMap;
use std::io::Write;
use std::process::Command;
use std::sync::Arc;

fn options(template: &Template, paper: &str, orientation: Orientation) -> PosterOptions {
    PosterOptions {
        template: template.clone(),
        paper: Paper::find(paper).unwrap().clone(),
        orientation,
        language: Language::Ja,
        theme: None,
        organisation: organisation().into(),
        family: None,
        draft: false,
    }
}

/// Calls `check` with every poster of these papers.
fn every(papers: &[&str], amounts: &[Amount], mut check: impl FnMut(&str, &Sheet, &Printed)) {
    let words = Catalogue::builtin(Language::Ja);
    let mut press = Press::new(&Fonts::embedded());
    for form in forms::builtin() {
        for amount in amounts {
            let written = sheet(form, *amount);
            let public = written.public();
            for template in Template::builtin() {
                for paper in papers {
                    for held in Orientation::ALL {
                        let printed =
                            press.poster(&public, form, &options(template, paper, held), &Pictures::new(), &words);
                        let what = format!("{} {} {amount:?} on {paper} {}", template.id, form.id, held.word());
                        check(&what, &written, &printed);
                    }
                }
            }
        }
    }
}

fn pdf_of(printed: &Printed) -> Vec<u8> {
    let meta = pdf::Meta { title: "掲示".into(), author: String::new(), created: None, language: Language::Ja };
    pdf::write(&printed.pages, &Fonts::embedded(), &meta).unwrap()
}

/// The box of every run: left, top, right, bottom.
fn boxes(page: &Page) -> Vec<(String, [f32; 4])> {
    page.runs()
        .map(|run| {
            let size = run.size.mm().0;
            let left = run.clusters.first().map_or(0.0, |c| c.x.0);
            let up = run.baseline.0;
            (run.text.clone(), [left, up - size * 0.8, run.end.0, up + size * 0.08])
        })
        .collect()
}

#[test]
fn nothing_lies_over_anything_or_beyond_the_margins() {
    every(&["a1", "a3", "screen"], &Amount::ALL, |what, _, printed| {
        let [page] = printed.pages.as_slice() else { panic!("{what}: a poster is one page") };
        let margin = page.width.min(page.height).0 / 20.0;
        let boxes = boxes(page);
        for (i, (text, a)) in boxes.iter().enumerate() {
            let inside = a[0] >= margin * 0.9
                && a[2] <= page.width.0 - margin * 0.9
                && a[1] >= margin * 0.6
                && a[3] <= page.height.0 - margin * 0.9;
            assert!(inside, "{what}: 「{text}」 stands at {a:?} on {:?} × {:?}", page.width, page.height);
            for (other, b) in &boxes[i + 1..] {
                let apart = a[2] <= b[0] + 0.05 || b[2] <= a[0] + 0.05 || a[3] <= b[1] + 0.05 || b[3] <= a[1] + 0.05;
                assert!(apart, "{what}: 「{text}」 and 「{other}」 overlap");
            }
        }
    });
}

#[test]
fn what_a_poster_shows_can_be_read_out_of_its_file_in_order() {
    every(&["a1"], &[Amount::Short, Amount::Typical, Amount::Huge], |what, written, printed| {
        let mut file = tempfile::Builder::new().suffix(".pdf").tempfile().unwrap();
        file.write_all(&pdf_of(printed)).unwrap();
        let read = Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(file.path()).arg("-").output();
        let read = read.unwrap_or_else(|e| panic!("pdftotext cannot be run ({e}): install poppler-utils"));
        assert!(read.status.success(), "{what}");
        let wanted: String = printed.pages[0].runs().map(|r| bare(&r.text)).collect();
        let found = bare(&String::from_utf8(read.stdout).unwrap());
        if wanted != found {
            let at = wanted.chars().zip(found.chars()).take_while(|(a, b)| a == b).count();
            let near = |text: &str| text.chars().skip(at.saturating_sub(10)).take(40).collect::<String>();
            panic!("{what}: written …{}…, read …{}…", near(&wanted), near(&found));
        }
        // What a field says on the poster is how the field begins, and the report counts the rest.
        let mut shown: BTreeMap<FieldId, String> = BTreeMap::new();
        for run in printed.pages[0].runs() {
            if let Some(field) = &run.field {
                shown.entry(field.clone()).or_default().push_str(&bare(&run.text));
            }
        }
        let fields: BTreeMap<FieldId, String> =
            written.fields().into_iter().map(|(field, text)| (field, bare(text.as_str()))).collect();
        for (field, text) in &shown {
            let whole = &fields[field];
            assert!(whole.starts_with(text.as_str()), "{what}: {field} says {text}");
            let left = whole.chars().count() - text.chars().count();
            let told = printed.report.left_out.iter().find(|o| o.field == *field).map_or(0, |o| o.characters);
            assert_eq!(left, told, "{what}: {field}");
        }
        for vision in ["main", "emergency"] {
            let field = ItemId::slot(Kind::Vision, &[vision]).field("headline");
            if let Some(whole) = fields.get(&field) {
                assert_eq!(shown.get(&field), Some(whole), "{what}: the headline is there whole");
            }
        }
    });
}

#[test]
fn ordinary_sheets_make_legible_posters() {
    // The proportions and the smallest; the other A papers are composed as A0 is.
    every(&["a0", "b1", "a4", "screen"], &[Amount::Empty, Amount::Short, Amount::Typical], |what, written, printed| {
        assert!(printed.report.illegible.is_empty(), "{what}: {:?}", printed.report.illegible);
        for action in &written.actions {
            let title = bare(action.title.as_str());
            let shown: String = printed.pages[0]
                .runs()
                .filter(|r| r.field == Some(action.id.field("title")))
                .map(|r| bare(&r.text))
                .collect();
            assert_eq!(shown, title, "{what}");
        }
    });
    every(&["a0"], &[Amount::Long], |what, _, printed| {
        for run in printed.pages[0].runs() {
            assert!(run.size.0 >= 23.99, "{what}: {} at {}", run.text, run.size.0);
        }
        assert!(printed.report.text_size >= Pt(31.9), "{what}");
    });
}

#[test]
fn what_is_too_much_is_set_small_and_said() {
    let form = &forms::builtin()[0];
    let mut written = sheet(form, Amount::Short);
    let action = written.actions[0].clone();
    for n in 0..60 {
        let mut next = action.clone();
        next.id = ItemId::mint(Kind::Action, 9_000 + n);
        written.actions.push(next);
    }
    let template = Template::find("headline").unwrap();
    let words = Catalogue::builtin(Language::Ja);
    let mut press = Press::new(&Fonts::embedded());
    let printed = press.poster(
        &written.public(),
        form,
        &options(template, "a3", Orientation::Portrait),
        &Pictures::new(),
        &words,
    );
    assert!(!printed.report.illegible.is_empty());
    for small in &printed.report.illegible {
        assert!(small.size < small.least && !small.larger_paper, "{small:?}");
    }
    // On A4 the same proportions give type that no distance makes larger: there a larger paper does help.
    let printed = press.poster(
        &written.public(),
        form,
        &options(template, "a4", Orientation::Portrait),
        &Pictures::new(),
        &words,
    );
    assert!(printed.report.illegible.iter().any(|small| small.larger_paper));
}

/// A picture of `width` by `height` pixels, in one tone.
fn picture(width: u32, height: u32) -> Arc<Picture> {
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&vec![150; (width * height) as usize]).unwrap();
    writer.finish().unwrap();
    Arc::new(Picture::read(&png).unwrap())
}

#[test]
fn pictures_fill_their_slots_uncut_where_it_matters_and_are_never_stretched() {
    let wide = picture(900, 300);
    let words = Catalogue::builtin(Language::Ja);
    let mut press = Press::new(&Fonts::embedded());
    let pictures: Pictures = [(wide.hash().to_owned(), Arc::clone(&wide))].into();
    let form = &forms::builtin()[0];
    let mut written = sheet(form, Amount::Typical);
    for n in 0..4 {
        written.poster.pictures.push(PosterPicture {
            id: ItemId::mint(Kind::Picture, 700 + n),
            hash: Some(if n == 3 { "nowhere".into() } else { wide.hash().to_owned() }),
            caption: "朝の浜で話す".into(),
            alt: "浜に集まる人".into(),
            focus_x: Some(1000),
            ..PosterPicture::default()
        });
    }
    let public = written.public();
    for template in Template::builtin() {
        for held in Orientation::ALL {
            let printed = press.poster(&public, form, &options(template, "a1", held), &pictures, &words);
            let what = format!("{} {}", template.id, held.word());
            assert!(printed.report.illegible.is_empty(), "{what}");
            let mut count = 0;
            for item in &printed.pages[0].items {
                match item {
                    Item::Figure(alt) => assert_eq!(alt, "浜に集まる人", "{what}"),
                    Item::Image(image) => {
                        count += 1;
                        let (area, clip) = (image.area, image.clip);
                        assert!((area.width / area.height - 3.0).abs() < 0.01, "{what}: {area:?}");
                        let over = |a: Mm, b: Mm| a.0 <= b.0 + 0.01;
                        assert!(over(area.x, clip.x) && over(area.y, clip.y), "{what}");
                        assert!(over(clip.x + clip.width, area.x + area.width), "{what}");
                        assert!(over(clip.y + clip.height, area.y + area.height), "{what}");
                        // The focal point lies at the right edge: that edge is seen.
                        let (seen, whole) = (clip.x + clip.width, area.x + area.width);
                        assert!((seen.0 - whole.0).abs() < 0.01, "{what}");
                    }
                    _ => {}
                }
            }
            assert_eq!(count, template.pictures, "{what}");
            let caption = printed.pages[0].runs().filter(|r| r.text.contains("朝の浜")).count();
            assert_eq!(caption, template.pictures, "{what}: a caption under each");
        }
    }
}

#[test]
fn the_posters_own_words_come_first_and_hidden_items_stay_away() {
    let form = &forms::builtin()[0];
    let mut written = sheet(form, Amount::Short);
    written.poster.headline = "明日、隣の席に聞いてみる".into();
    written.poster.catchphrase = "話しかけることから始まる".into();
    let gone = written.actions[0].clone();
    let step = written.steps[0].id.clone();
    written.poster.hidden = vec![gone.id.clone(), step.clone()];
    let words = Catalogue::builtin(Language::Ja);
    let mut press = Press::new(&Fonts::embedded());
    for template in Template::builtin() {
        let options = options(template, "a2", Orientation::Portrait);
        let printed = press.poster(&written.public(), form, &options, &Pictures::new(), &words);
        let page = &printed.pages[0];
        let of = |field: FieldId| -> String {
            page.runs().filter(|r| r.field.as_ref() == Some(&field)).map(|r| bare(&r.text)).collect()
        };
        assert_eq!(of(ItemId::poster().field("headline")), "明日、隣の席に聞いてみる", "{}", template.id);
        assert_eq!(of(ItemId::poster().field("catchphrase")), "話しかけることから始まる", "{}", template.id);
        assert!(!of(ItemId::slot(Kind::Vision, &["main"]).field("headline")).is_empty(), "{}", template.id);
        assert!(of(gone.id.field("title")).is_empty() && of(step.field("label")).is_empty(), "{}", template.id);
        let largest = page.runs().map(|r| r.size.0).fold(0.0, f32::max);
        let headline = page.runs().find(|r| r.field == Some(ItemId::poster().field("headline"))).unwrap();
        assert!(headline.size.0 >= largest * 0.99, "{}: nothing competes with the headline", template.id);
    }
}

#[test]
fn the_same_poster_has_the_same_bytes() {
    let form = &forms::builtin()[0];
    let written = sheet(form, Amount::Typical).public();
    let words = Catalogue::builtin(Language::Ja);
    for template in Template::builtin() {
        let options = options(template, "b1", Orientation::Portrait);
        let make =
            || pdf_of(&Press::new(&Fonts::embedded()).poster(&written, form, &options, &Pictures::new(), &words));
        assert!(make() == make(), "{}", template.id);
    }
}

#[test]
fn a_poster_speaks_english_too() {
    let form = &forms::builtin()[0];
    let written = sheet(form, Amount::Short).public();
    let words = Catalogue::builtin(Language::En);
    for template in Template::builtin() {
        let options = PosterOptions { language: Language::En, ..options(template, "a2", Orientation::Landscape) };
        let printed = Press::new(&Fonts::embedded()).poster(&written, form, &options, &Pictures::new(), &words);
        let all: String = printed.pages[0].runs().map(|r| r.text.as_str()).collect();
        assert!(bare(&all).contains("Changestorysheet"), "{}: {all}", template.id);
        assert!(printed.pages[0].width > Mm(590.0));
    }
}
