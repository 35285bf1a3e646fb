//! The files: PDF as other programs see it, SVG as a parser sees it.

mod fixtures;

use fixtures::{Amount, bare, every, options, print, sheet};
use press::{Fonts, Page, Press, pdf, svg};
use sheet::*;
use std::io::Write;
use std::process::{Command, Output};

fn meta(title: &str) -> pdf::Meta {
    let created = chrono::NaiveDate::from_ymd_opt(2026, 11, 21).and_then(|d| d.and_hms_opt(9, 30, 0));
    pdf::Meta { title: title.into(), author: "みなと野市".into(), created, language: Language::Ja }
}

/// Runs a program of poppler-utils or qpdf on the file.
fn ask(program: &str, arguments: &[&str], pdf: &[u8]) -> Output {
    let mut file = tempfile::Builder::new().suffix(".pdf").tempfile().unwrap();
    file.write_all(pdf).unwrap();
    let path = file.path().to_str().unwrap().to_owned();
    let arguments: Vec<&str> = arguments.iter().map(|a| if *a == "FILE" { path.as_str() } else { *a }).collect();
    match Command::new(program).args(arguments).output() {
        Ok(output) => output,
        Err(e) => panic!(
            "{program} cannot be run ({e}): install poppler-utils, qpdf and mupdf-tools, or run `cargo xtask setup`"
        ),
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn every_file_is_sound_and_reads_as_its_pages_do() {
    let fonts = Fonts::embedded();
    every(|what, _, _, printed| {
        let file = pdf::write(&printed.pages, &fonts, &meta(what)).unwrap();
        reads_in_order(what, &printed.pages, &file);
        is_sound(what, &file);
        for page in &printed.pages {
            previews(what, page, &fonts);
        }
        breaks_lines_as_the_preview(what, &printed.pages, &file);
    });
}

/// The text that other programs read is the text of the pages, in reading order.
fn reads_in_order(what: &str, pages: &[Page], file: &[u8]) {
    let read = ask("pdftotext", &["-raw", "-enc", "UTF-8", "FILE", "-"], file);
    assert!(read.status.success(), "{what}: {}", said(&read));
    let wanted: String = pages.iter().flat_map(Page::runs).map(|r| bare(&r.text)).collect();
    let found = bare(&String::from_utf8(read.stdout).unwrap());
    if wanted != found {
        let at = wanted.chars().zip(found.chars()).take_while(|(a, b)| a == b).count();
        let near = |text: &str| text.chars().skip(at.saturating_sub(10)).take(40).collect::<String>();
        panic!("{what}: written …{}…, read …{}…", near(&wanted), near(&found));
    }
}

/// The file has no fault and its faces are embedded, subset, and mapped to characters.
fn is_sound(what: &str, file: &[u8]) {
    let checked = ask("qpdf", &["--check", "FILE"], file);
    assert!(checked.status.success(), "{what}: {}", said(&checked));
    let faces = said(&ask("pdffonts", &["FILE"], file));
    let rows: Vec<&str> = faces.lines().skip(2).collect();
    assert!(!rows.is_empty(), "{what}: {faces}");
    for row in rows {
        assert!(row.contains("CID TrueType") && row.contains("yes yes yes"), "{what}: {row}");
    }
    // A second reader, by other hands: it says nothing of a file that has no fault.
    let drawn = ask("mutool", &["draw", "-q", "-r", "20", "-o", "/dev/null", "-F", "pnm", "FILE"], file);
    let complaints = String::from_utf8_lossy(&drawn.stderr).into_owned();
    // Debian builds it without colour profiles, and has it say so each time.
    let mut complaints = complaints.lines().filter(|l| !l.trim().is_empty() && !l.contains("ICC support"));
    assert!(drawn.status.success() && complaints.next().is_none(), "{what}: {}", said(&drawn));
}

#[test]
fn an_a3_sheet_of_3000_characters_is_light() {
    let fonts = Fonts::embedded();
    let book = include_str!("../../../../assets/samples/suzushio.json");
    let book: serde_json::Value = serde_json::from_str(book).unwrap();
    for value in book["sheets"].as_array().unwrap() {
        let written: Sheet =
            serde_json::from_value(value["sheet"].clone()).or_else(|_| serde_json::from_value(value.clone())).unwrap();
        let form = forms::find(&written.form).unwrap();
        let printed = print(&written, form, "a3");
        let characters: usize = printed.pages.iter().flat_map(Page::runs).map(|r| bare(&r.text).chars().count()).sum();
        let file = pdf::write(&printed.pages, &fonts, &meta("軽い")).unwrap();
        assert!(characters >= 3000, "{characters}");
        assert!(file.len() <= 110_000, "{characters} characters in {} bytes", file.len());
        for (_, object) in lopdf::Document::load_mem(&file).unwrap().objects {
            let Ok(face) = object.as_stream().and_then(|s| s.dict.get(b"Length1").and(s.decompressed_content())) else {
                continue;
            };
            let tables: Vec<&[u8]> = (0..usize::from(face[5])).map(|i| &face[12 + i * 16..16 + i * 16]).collect();
            assert_eq!(tables, [b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"]);
        }
    }
}

#[test]
fn the_same_pages_give_the_same_picture() {
    let form = &forms::builtin()[0];
    let printed = print(&sheet(form, Amount::Short), form, "a4");
    let draw = || press::png::write(&printed.pages[0], &Fonts::embedded(), press::png::Dpi(60.0)).unwrap();
    let picture = draw();
    assert!(picture == draw());
    let mut reader = ::png::Decoder::new(std::io::Cursor::new(&picture)).read_info().unwrap();
    let mut ours = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut ours).unwrap();
    // What others draw of the PDF is the same, but for how edges are softened.
    let file = pdf::write(&printed.pages[..1], &Fonts::embedded(), &meta("同じ")).unwrap();
    let theirs = ask("pdftoppm", &["-r", "60", "FILE"], &file).stdout;
    let mut head = theirs.splitn(4, |b| *b == b'\n');
    let size = (head.next(), head.next().map(|s| String::from_utf8_lossy(s).into_owned()), head.next());
    let theirs = head.next().unwrap();
    let (width, height) = size.1.as_ref().and_then(|s| s.split_once(' ')).unwrap();
    let (width, height): (usize, usize) = (width.parse().unwrap(), height.parse().unwrap());
    // Half a pixel at an edge is a whole one to them.
    let (wide, high) = (reader.info().width as usize, reader.info().height as usize);
    assert!(width.abs_diff(wide) <= 1 && height.abs_diff(high) <= 1);
    // Squares of eight pixels: how edges are softened, and half a pixel at the foot, is each program's own.
    let mean = |rgb: &[u8], wide: usize, x: usize, y: usize| -> f64 {
        let row = |y: usize| rgb[(y * wide + x * 8) * 3..][..24].iter().map(|v| f64::from(*v)).sum::<f64>();
        (y * 8..y * 8 + 8).map(row).sum::<f64>() / 192.0
    };
    let (columns, rows) = (width.min(wide) / 8, height.min(high) / 8);
    let squares = (0..rows).flat_map(|y| (0..columns).map(move |x| (x, y)));
    let far: f64 = squares.map(|(x, y)| (mean(&ours, wide, x, y) - mean(theirs, width, x, y)).abs()).sum();
    let far = far / (columns * rows) as f64;
    assert!(far < 4.0, "{far} of 255 away in the mean");
    let ink = ours.iter().filter(|v| **v < 100).count();
    assert!(ink > 3000, "next to nothing is drawn: {ink}");
}

#[test]
fn a_long_export_tells_how_far_it_is_and_can_be_stopped() {
    let form = &forms::builtin()[0];
    let printed = print(&sheet(form, Amount::Long), form, "a4");
    let pages: Vec<Page> = printed.pages.iter().cycle().take(4).cloned().collect();
    let fonts = Fonts::embedded();
    let mut told = Vec::new();
    let mut until = |most: usize| {
        told.clear();
        let file = pdf::write_while(&pages, &fonts, &meta("長い"), &mut |done, of| {
            told.push((done, of));
            if done == most { std::ops::ControlFlow::Break(()) } else { std::ops::ControlFlow::Continue(()) }
        });
        (file, told.clone())
    };
    let (file, told) = until(2);
    assert_eq!((file, told), (Err(press::PressError::Stopped), vec![(1, 4), (2, 4)]));
    let (file, told) = until(9);
    assert_eq!(told.len(), 4);
    assert!(file.unwrap() == pdf::write(&pages, &fonts, &meta("長い")).unwrap());
}

#[test]
fn a_resolution_beyond_measure_is_refused() {
    let form = &forms::builtin()[0];
    let printed = print(&sheet(form, Amount::Empty), form, "a3");
    for dpi in [0.0, 5000.0, f32::NAN, -10.0] {
        let error = press::png::write(&printed.pages[0], &Fonts::embedded(), press::png::Dpi(dpi)).unwrap_err();
        assert_eq!(error.code(), "press.pixels", "{dpi}");
    }
}

#[test]
fn bookmarks_lead_to_the_headings_in_order() {
    let form = &forms::builtin()[0];
    let printed = print(&sheet(form, Amount::Typical), form, "a3");
    let file = pdf::write(&printed.pages, &Fonts::embedded(), &meta("しおり")).unwrap();
    let found: Vec<String> =
        lopdf::Document::load_mem(&file).unwrap().get_toc().unwrap().toc.iter().map(|t| bare(&t.title)).collect();
    let mut wanted: Vec<String> = Vec::new();
    let mut heading = false;
    for item in printed.pages.iter().flat_map(|p| &p.items) {
        match item {
            press::page::Item::Begin(press::page::Role::Title | press::page::Role::Heading) => {
                heading = true;
                wanted.push(String::new());
            }
            press::page::Item::End => heading = false,
            press::page::Item::Text(run) if heading => wanted.last_mut().unwrap().push_str(&bare(&run.text)),
            _ => {}
        }
    }
    wanted.retain(|w| !w.is_empty());
    assert!(wanted.len() > 4);
    assert_eq!(found, wanted);
}

/// The preview has the lines of the page at their places, with their fields.
fn previews(what: &str, page: &Page, fonts: &Fonts) {
    let image = svg::write(page, fonts, &|_| String::new());
    let image = roxmltree::Document::parse(&image).unwrap_or_else(|e| panic!("{what}: {e}"));
    let texts = image.descendants().filter(|n| n.has_tag_name(("http://www.w3.org/2000/svg", "text")));
    let mut runs = page.runs();
    for text in texts {
        let run = runs.next().unwrap_or_else(|| panic!("{what}: more lines than on the page"));
        let x: f32 = text.attribute("x").unwrap().split(' ').next().unwrap().parse().unwrap();
        assert_eq!(text.text().unwrap_or_default(), run.text, "{what}");
        assert!((x - run.clusters[0].x.0).abs() < 0.01, "{what}");
        let y: f32 = text.attribute("y").unwrap().parse().unwrap();
        assert!((y - run.baseline.0).abs() < 0.01, "{what}");
        let field = text.parent().and_then(|g| g.attribute("data-field"));
        assert_eq!(field, run.field.as_ref().map(FieldId::as_str), "{what}");
    }
    assert!(runs.next().is_none(), "{what}: a line is missing");
}

/// Every line of the file begins where the preview's lines do, which are those of the pages.
fn breaks_lines_as_the_preview(what: &str, pages: &[Page], file: &[u8]) {
    let file = lopdf::Document::load_mem(file).unwrap();
    for (id, page) in file.get_pages().into_values().zip(pages) {
        let drawn = lopdf::content::Content::decode(&file.get_page_content(id)).unwrap();
        // Each line is begun with a step from where the one before it began.
        let (mut at, mut begins) = ((0.0, 0.0), Vec::new());
        for step in &drawn.operations {
            match step.operator.as_str() {
                "BT" => at = (0.0, 0.0),
                "Td" => {
                    let by = |i: usize| step.operands[i].as_float().unwrap();
                    at = (at.0 + by(0), at.1 + by(1));
                    begins.push(at);
                }
                _ => {}
            }
        }
        assert_eq!(begins.len(), page.runs().count(), "{what}");
        for ((x, y), run) in begins.into_iter().zip(page.runs()) {
            let (x, y) = (x - run.clusters[0].x.pt().0, y - (page.height - run.baseline).pt().0);
            assert!(x.abs() < 0.06 && y.abs() < 0.06, "{what}: {:?} lies elsewhere in the file", run.text);
        }
    }
}

#[test]
fn the_file_says_what_it_is() {
    let form = &forms::builtin()[0];
    let fonts = Fonts::embedded();
    let printed = print(&sheet(form, Amount::Short), form, "a3");
    let title = "「対話」 & <変革> \u{1}";
    let file = pdf::write(&printed.pages, &fonts, &meta(title)).unwrap();
    let doc = lopdf::Document::load_mem(&file).unwrap();
    let catalog = doc.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"ja-JP");
    let shown = catalog.get(b"ViewerPreferences").unwrap().as_dict().unwrap();
    assert!(shown.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
    let xmp = doc.get_object(catalog.get(b"Metadata").unwrap().as_reference().unwrap()).unwrap();
    let xmp = String::from_utf8(xmp.as_stream().unwrap().content.clone()).unwrap();
    let xmp = roxmltree::Document::parse(xmp.trim_start_matches('\u{feff}')).unwrap();
    let words = xmp.descendants().find(|n| n.has_tag_name(("http://purl.org/dc/elements/1.1/", "title"))).unwrap();
    let words: String =
        words.descendants().filter(|n| n.is_text()).filter_map(|n| n.text()).collect::<String>().trim().into();
    assert_eq!(words, "「対話」 & <変革>");
    let page = *doc.get_pages().get(&1).unwrap();
    for name in [b"MediaBox".as_slice(), b"TrimBox"] {
        let sides: Vec<f32> = doc
            .get_dictionary(page)
            .unwrap()
            .get(name)
            .unwrap()
            .as_array()
            .unwrap()
            .iter()
            .map(|n| n.as_float().unwrap())
            .collect();
        let (w, h) = (420.0 / 25.4 * 72.0, 297.0 / 25.4 * 72.0);
        assert!(sides.iter().zip([0.0, 0.0, w, h]).all(|(a, b)| (a - b).abs() < 0.01), "{sides:?}");
    }
    let info = said(&ask("pdfinfo", &["FILE"], &file));
    for line in ["「対話」 & <変革>", "Tagged:          yes", "PDF version:     1.7", "2026"] {
        assert!(info.contains(line), "{line}: {info}");
    }
    let tree = said(&ask("pdfinfo", &["-struct", "FILE"], &file));
    for tag in ["Document", "Sect", "H1", "H2", "Table", "TR", "TH", "TD"] {
        assert!(tree.contains(tag), "{tag}: {tree}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let form = &forms::builtin()[2];
    let written = sheet(form, Amount::Typical);
    let make = || {
        let fonts = Fonts::embedded();
        let printed =
            Press::new(&fonts).lay_out(&written.public(), form, &options("a4"), &Catalogue::builtin(Language::Ja));
        pdf::write(&printed.pages, &fonts, &meta("同じ")).unwrap()
    };
    assert!(make() == make());
    let printed = print(&written, form, "a4");
    let other = pdf::write(&printed.pages, &Fonts::embedded(), &meta("別")).unwrap();
    assert!(make() != other);
}

#[test]
fn characters_that_no_face_has_can_still_be_read_out_of_the_file() {
    let form = &forms::builtin()[0];
    let mut written = sheet(form, Amount::Short);
    written.theme = "𠮷田さんと✔、𓀀".into();
    let printed = print(&written, form, "a3");
    let file = pdf::write(&printed.pages, &Fonts::embedded(), &meta("欠け")).unwrap();
    let read = ask("pdftotext", &["-raw", "-enc", "UTF-8", "FILE", "-"], &file);
    assert!(bare(&said(&read)).contains("𠮷田さんと✔、𓀀"));
}

#[test]
fn a_page_without_its_face_is_refused_by_name() {
    let form = &forms::builtin()[0];
    let printed = print(&sheet(form, Amount::Empty), form, "a3");
    let error = pdf::write(&printed.pages, &Fonts::new(Vec::new()), &meta("無")).unwrap_err();
    assert_eq!(error.code(), "press.face");
    for language in [Language::Ja, Language::En] {
        let words = Catalogue::builtin(language);
        for code in ["press.face", "press.pdf", "press.png", "press.pixels", "press.stopped"] {
            assert!(["what", "next", "kept"].iter().all(|part| words.has(&format!("error.{code}.{part}"))));
        }
    }
}

#[test]
fn the_preview_escapes_what_was_written() {
    let form = &forms::builtin()[0];
    let mut written = sheet(form, Amount::Short);
    written.theme = "<script>alert(\"1\")</script> & ]]>".into();
    let image = svg::write(&print(&written, form, "a4").pages[0], &Fonts::embedded(), &|_| String::new());
    assert!(!image.contains("<script"));
    let parsed = roxmltree::Document::parse(&image).unwrap();
    let text: String = parsed.descendants().filter(|n| n.is_text()).filter_map(|n| n.text()).collect();
    assert!(bare(&text).contains("<script>alert(\"1\")</script>&]]>"));
}
