//! What stands on the pages: everything that was written, once, in order, inside the margins, nowhere too small.

mod fixtures;

use fixtures::{Amount, PRINTS, bare, every_in, options, options_for, print, sheet};
use press::page::{Item, Role, Run};
use press::{Fonts, Mm, Page, Paper, Press, Printed, Pt, Purpose, SheetTemplate};
use sheet::*;
use std::collections::{BTreeMap, BTreeSet};

/// The text of each field as it stands on the pages.
fn fields_on(pages: &[Page]) -> BTreeMap<FieldId, String> {
    let mut fields: BTreeMap<FieldId, String> = BTreeMap::new();
    for run in pages.iter().flat_map(Page::runs) {
        if let Some(field) = &run.field {
            fields.entry(field.clone()).or_default().push_str(&run.text);
        }
    }
    fields.into_iter().map(|(field, text)| (field, bare(&text))).collect()
}

fn fields_of(sheet: &Sheet) -> BTreeMap<FieldId, String> {
    let all = sheet.fields().into_iter().map(|(field, text)| (field, bare(text.as_str())));
    // A part of a name that is written as it is read needs no reading over it.
    let needed = |field: &FieldId, text: String| {
        let member = sheet.members.iter().find(|m| m.id.field("reading") == *field);
        let part = |part: &&str| member.is_some_and(|m| m.name.as_str().split_whitespace().any(|own| own == *part));
        match member {
            Some(m) => m.reading.as_str().split_whitespace().filter(|p| !part(p)).collect(),
            None => text,
        }
    };
    let all = all.map(|(field, text)| (field.clone(), needed(&field, text)));
    all.filter(|(_, text)| !text.is_empty()).collect()
}

fn complete(what: &str, sheet: &Sheet, form: &Form, printed: &Printed) {
    let shown = form.shown(&sheet.public());
    let (all, mut wanted, found) = (shown.fields(), fields_of(&shown), fields_on(&printed.pages));
    // What a template leaves out, it names, with all of its characters.
    for left in &printed.report.left_out {
        assert!(wanted.remove(&left.field).is_some(), "{what}: {}", left.field);
        let text = all.iter().find(|(field, _)| *field == left.field).map(|(_, text)| text.characters());
        assert_eq!(text, Some(left.characters), "{what}: {}", left.field);
    }
    for (field, text) in &wanted {
        assert_eq!(found.get(field), Some(text), "{what}: {field}");
    }
    assert_eq!(wanted.len(), found.len(), "{what}: something stands on the page that is not in the sheet");
}

#[test]
fn every_print_is_whole_ordered_reported_and_legible() {
    every_in(|what, template, sheet, form, printed| {
        complete(what, sheet, form, printed);
        fields_come_in_the_order_in_which_a_sheet_is_read(what, template, sheet, form, printed);
        match template {
            "sheet" => what_goes_on_elsewhere_is_reported_and_marked_at_both_ends(what, printed),
            "brief" => assert_eq!(printed.pages.len(), 1, "{what}"),
            _ => assert!(printed.report.overflow.is_empty(), "{what}"),
        }
        assert!(template == "brief" || printed.report.left_out.is_empty(), "{what}");
        no_heading_stands_at_the_foot_of_a_column(what, template, printed);
        no_type_is_smaller_than_the_floor_and_the_body_has_one_size(what, template, printed);
        everything_stands_inside_the_margins_and_nothing_on_top_of_anything(what, sheet, form, printed);
        stretches_are_closed_as_they_were_opened(what, sheet, form, printed);
        // In a reading copy labels stand beside their texts, and a long one reaches lower.
        if template != "reading" {
            no_heading_ends_a_column_alone(what, sheet, form, printed);
        }
    });
}

#[test]
fn what_a_draft_asks_does_not_push_what_is_written_off_the_page() {
    let (mut press, words) = (Press::new(&Fonts::embedded()), Catalogue::builtin(Language::Ja));
    for form in forms::builtin() {
        for amount in [Amount::Short, Amount::Typical] {
            let written = sheet(form, amount).public();
            let mut left = |purpose| {
                let printed = press.lay_out(&written, form, &options_for("brief", "a4", purpose), &words);
                printed.report.left_out.into_iter().map(|left| left.field).collect::<Vec<_>>()
            };
            assert_eq!(left(Purpose::Draft), left(Purpose::Final), "{}", form.id);
        }
    }
}

fn fields_come_in_the_order_in_which_a_sheet_is_read(
    what: &str,
    template: &str,
    sheet: &Sheet,
    form: &Form,
    printed: &Printed,
) {
    if template == "sheet" && printed.pages.len() > 1 {
        return;
    }
    let shown = form.shown(&sheet.public());
    let left: BTreeSet<&FieldId> = printed.report.left_out.iter().map(|left| &left.field).collect();
    // Leads stand at the head of their sections and attributes in the order of the form: both are looked at apart.
    let placed = |field: &&FieldId| !field.as_str().contains(".lead-") && !field.as_str().contains(".attr-");
    let wanted: Vec<FieldId> =
        shown.fields().into_iter().filter(|(f, t)| !t.is_empty() && !left.contains(f)).map(|(f, _)| f).collect();
    let mut seen = BTreeSet::new();
    let runs = printed.pages.iter().flat_map(Page::runs).filter_map(|r| r.field.clone());
    let found: Vec<FieldId> = runs.filter(|field| seen.insert(field.clone())).collect();
    assert_eq!(
        wanted.iter().filter(placed).collect::<Vec<_>>(),
        found.iter().filter(placed).collect::<Vec<_>>(),
        "{what}"
    );
    let order = |field: &str| found.iter().position(|f| f.as_str() == field);
    for action in &shown.actions {
        let places: Vec<_> =
            form.attributes.iter().filter_map(|a| order(&format!("{}.attr-{}", action.id, a.key))).collect();
        assert!(places.is_sorted(), "{what}: attributes in the form's order");
    }
    if let (Some(lead), Some(first)) =
        (order("sheet.lead-gap"), found.iter().position(|f| f.as_str().starts_with("bullet-")))
    {
        assert!(lead > 0 && first > 0);
    }
}

fn what_goes_on_elsewhere_is_reported_and_marked_at_both_ends(what: &str, printed: &Printed) {
    let report = &printed.report;
    assert_eq!(report.overflow.is_empty(), printed.pages.len() == 1, "{what}");
    let later = fields_on(&printed.pages[1..]);
    let reported: BTreeMap<FieldId, usize> = report.overflow.iter().map(|o| (o.field.clone(), o.characters)).collect();
    let counted: BTreeMap<FieldId, usize> = later.into_iter().map(|(f, text)| (f, text.chars().count())).collect();
    assert_eq!(reported, counted, "{what}");
    let words = |pages: &[Page]| -> Vec<String> {
        let marks = pages.iter().flat_map(Page::runs).filter(|r| r.field.is_none());
        marks.filter_map(|r| r.text.find('※').map(|at| r.text[at..].to_owned())).collect()
    };
    let number = |text: &String| text.chars().skip(1).take_while(char::is_ascii_digit).collect::<String>();
    let here: Vec<String> = words(&printed.pages[..1]).iter().map(number).collect();
    let there: Vec<String> = words(&printed.pages[1..]).iter().map(number).collect();
    assert_eq!(here, there, "{what}");
}

fn reading(run: &Run) -> bool {
    run.field.as_ref().is_some_and(|field| field.as_str().ends_with(".reading"))
}

/// A page of running text: what stands lowest in a column is something that was written, no heading and no label.
fn no_heading_stands_at_the_foot_of_a_column(what: &str, template: &str, printed: &Printed) {
    let running = if template == "reading" { &printed.pages[..] } else { &printed.pages[1..] };
    let columns = if template == "reading" { 1 } else { 3 };
    for (n, page) in running.iter().enumerate() {
        let mut lowest: BTreeMap<usize, &Run> = BTreeMap::new();
        for run in page.runs().filter(|r| r.baseline < page.height - page.width.min(page.height) / 20.0) {
            let column = (run.clusters[0].x / (page.width / columns as f32)).floor() as usize;
            let low = lowest.entry(column).or_insert(run);
            if run.baseline >= low.baseline {
                *low = run;
            }
        }
        for run in lowest.values() {
            // A step, an earlier action or an action of which nothing but its name was written may end a column.
            let named = run.field.is_some() || run.size <= printed.report.text_size * 1.05;
            assert!(named, "{what}, running page {n}: {:?} is alone at the foot", run.text);
        }
    }
}

fn no_type_is_smaller_than_the_floor_and_the_body_has_one_size(what: &str, template: &str, printed: &Printed) {
    assert!(printed.report.text_size >= Pt(7.0), "{what}");
    for run in printed.pages.iter().flat_map(Page::runs) {
        // A reading is half as large as what it reads.
        let floor = if reading(run) { 3.5 } else { 6.999 };
        assert!(run.size >= Pt(floor), "{what}: {:?} at {:?}", run.text, run.size);
    }
    let sizes: BTreeSet<u32> =
        printed.pages[0].runs().filter(|r| !reading(r)).map(|r| (r.size.0 * 100.0).round() as u32).collect();
    assert!(sizes.len() <= 9, "{what}: {sizes:?}");
    // All running text that stands in equal rank has one size: that of the report.
    let body = (printed.report.text_size.0 * 100.0).round() as u32;
    for run in printed.pages[0].runs().filter(|r| r.field.as_ref().is_some_and(|f| f.as_str().starts_with("bullet-"))) {
        assert_eq!((run.size.0 * 100.0).round() as u32, body, "{what}: {:?} as {template}", run.text);
    }
}

fn everything_stands_inside_the_margins_and_nothing_on_top_of_anything(
    what: &str,
    _: &Sheet,
    _: &Form,
    printed: &Printed,
) {
    for (n, page) in printed.pages.iter().enumerate() {
        let margin = page.width.min(page.height) / 20.0 - Mm(0.05);
        let runs: Vec<&Run> = page.runs().collect();
        for run in &runs {
            let left = run.clusters.first().map_or(Mm::ZERO, |c| c.x);
            let inside =
                left >= margin && run.end <= page.width - margin && run.baseline - run.size.mm() * 0.9 >= margin;
            assert!(inside, "{what}, page {n}: {:?} from {left:?} to {:?} at {:?}", run.text, run.end, run.baseline);
            assert!(run.baseline < page.height - Mm(2.0), "{what}, page {n}: {:?}", run.text);
        }
        for (i, a) in runs.iter().enumerate() {
            for b in &runs[i + 1..] {
                let near = (a.baseline - b.baseline).0.abs() < a.size.min(b.size).mm().0 * 0.85;
                let over = a.end.min(b.end) - a.clusters[0].x.max(b.clusters[0].x);
                assert!(!near || over < Mm(0.1), "{what}, page {n}: {:?} lies on {:?}", a.text, b.text);
            }
        }
    }
}

fn stretches_are_closed_as_they_were_opened(what: &str, _: &Sheet, _: &Form, printed: &Printed) {
    for page in &printed.pages {
        let mut open = 0i32;
        for item in &page.items {
            match item {
                Item::Begin(_) | Item::Figure(_) => open += 1,
                Item::End => open -= 1,
                _ => {}
            }
            assert!(open >= 0, "{what}");
        }
        assert_eq!(open, 0, "{what}");
    }
}

/// On pages of continuations, where columns follow each other.
fn no_heading_ends_a_column_alone(what: &str, _: &Sheet, _: &Form, printed: &Printed) {
    let mut before: Option<(&Run, Role)> = None;
    for page in printed.pages.iter().skip(1) {
        let mut open = Vec::new();
        for item in &page.items {
            match item {
                Item::Begin(role) => open.push(*role),
                Item::End => drop(open.pop()),
                Item::Text(run) if !open.contains(&Role::Furniture) => {
                    let role = open.last().copied().unwrap_or(Role::Paragraph);
                    let heads = |role: Role| matches!(role, Role::Heading | Role::Subheading);
                    if let Some((last, was)) = before
                        && last.baseline > run.baseline + Mm(1.0)
                    {
                        assert!(!heads(was) || heads(role), "{what}: {:?} ends a column", last.text);
                    }
                    before = Some((run, role));
                }
                _ => {}
            }
        }
    }
}

#[test]
fn absurd_sheets_come_out_whole() {
    let form = &forms::builtin()[0];
    let long = "山川海空".repeat(5000);
    let mut cases: Vec<(&str, Sheet)> = Vec::new();
    let mut s = sheet(form, Amount::Short);
    s.theme = long.as_str().into();
    cases.push(("a theme of 20,000 characters", s));
    let mut s = sheet(form, Amount::Short);
    s.visions[0].headline = long.as_str().into();
    s.ideals[0].headline = "a".repeat(3000).into();
    cases.push(("a headline without end", s));
    let mut s = sheet(form, Amount::Typical);
    let action = s.actions[0].clone();
    for n in 0..60 {
        let id = ItemId::mint(Kind::Action, 90_000 + n);
        s.actions.push(Action { id, effects: Vec::new(), statuses: Vec::new(), ..action.clone() });
    }
    cases.push(("63 actions", s));
    let mut s = sheet(form, Amount::Typical);
    for n in 0..120 {
        let id = ItemId::mint(Kind::Member, 80_000 + n);
        s.members.push(Member {
            id,
            name: "髙﨑 みのり".into(),
            post: "主査".into(),
            affiliation: "市民部窓口課".into(),
            ..Member::default()
        });
        s.partners.push(Partner {
            id: ItemId::mint(Kind::Partner, 80_000 + n),
            name: "北浜市".into(),
            ..Partner::default()
        });
    }
    cases.push(("123 members", s));
    let mut s = sheet(form, Amount::Short);
    s.why = "\n\n\t\u{b}・\n　・あ\r\n<b>&amp;\u{202e}é が\u{200d}\n1,234,567,890円".into();
    cases.push(("odd characters", s));
    for (what, sheet) in cases {
        for paper in ["a3", "a4"] {
            let printed = print(&sheet, form, paper);
            complete(&format!("{what} on {paper}"), &sheet, form, &printed);
        }
    }
}

#[test]
fn a_character_that_no_face_has_is_drawn_as_a_mark_and_reported_with_its_field() {
    let form = &forms::builtin()[0];
    let mut s = sheet(form, Amount::Short);
    s.theme = "𓀀田と𒀀の対話".into();
    let printed = print(&s, form, "a3");
    let missing: Vec<(&str, &str)> = printed
        .report
        .missing_glyphs
        .iter()
        .map(|m| (m.field.as_ref().map_or("", |f| f.as_str()), m.character.as_str()))
        .collect();
    assert_eq!(missing, [("sheet.theme", "𓀀"), ("sheet.theme", "𒀀")]);
    complete("missing glyphs", &s, form, &printed);
    let none = printed.pages.iter().flat_map(Page::runs).flat_map(|r| &r.glyphs).filter(|g| g.id == 0).count();
    assert_eq!(none, 0, "no empty box is ever drawn");
}

#[test]
fn confidential_and_archived_texts_are_not_on_the_page() {
    let form = &forms::builtin()[0];
    let mut s = sheet(form, Amount::Short);
    s.why = Text::confidential("外に出さない話");
    s.actions[1].archived = true;
    let printed = print(&s, form, "a3");
    complete("public part", &s, form, &printed);
    let text: String = printed.pages.iter().flat_map(Page::runs).map(|r| r.text.as_str()).collect();
    assert!(!text.contains("外に出さない話") && !text.contains("地区担当の一日職員"));
}

#[test]
fn the_same_sheet_gives_the_same_pages_whatever_was_printed_before() {
    let form = &forms::builtin()[1];
    let written = sheet(form, Amount::Long);
    let fonts = Fonts::embedded();
    let words = Catalogue::builtin(Language::Ja);
    let mut press = Press::new(&fonts);
    let other = press.lay_out(&sheet(form, Amount::Short).public(), form, &options("a4"), &words);
    let warm = press.lay_out(&written.public(), form, &options("a3"), &words);
    assert!(other != warm);
    assert!(warm == print(&written, form, "a3"));
}

#[test]
fn the_pages_of_a_small_sheet_are_as_they_were() {
    let form = &forms::builtin()[0];
    let printed = print(&sheet(form, Amount::Short), form, "a3");
    let mut list = format!("text {:?}\n", printed.report.text_size);
    for item in &printed.pages[0].items {
        let line = match item {
            Item::Begin(role) => format!("[{role:?}"),
            Item::Figure(words) => format!("[figure {words:?}"),
            Item::Image(image) => format!("picture {} in {:?}", image.picture.hash(), image.clip),
            Item::Placed(placed) => format!("page at {:?}", placed.at),
            Item::End => "]".to_string(),
            Item::Shape(shape) => format!("shape of {} segments from {:?}", shape.outline.len(), shape.outline[0]),
            Item::Text(run) => format!(
                "{:>7.2} {:>7.2} {:>6.2} pt {} {:?} {}",
                run.clusters[0].x.0,
                run.baseline.0,
                run.size.0,
                if run.face.0 % 2 == 1 { "bold" } else { "    " },
                run.text,
                run.field.as_ref().map_or("", |f| f.as_str()),
            ),
        };
        list.push_str(&line);
        list.push('\n');
    }
    insta::assert_snapshot!(list);
}

fn print_in(sheet: &Sheet, form: &Form, template: &str, paper: &str, purpose: Purpose) -> Printed {
    let words = Catalogue::builtin(Language::Ja);
    Press::new(&Fonts::embedded()).lay_out(&sheet.public(), form, &options_for(template, paper, purpose), &words)
}

fn text_of(printed: &Printed) -> String {
    printed.pages.iter().flat_map(Page::runs).map(|r| bare(&r.text)).collect()
}

#[test]
fn a_blank_form_has_words_of_the_form_and_lines_and_nothing_of_what_was_written() {
    for form in forms::builtin() {
        for (template, paper) in PRINTS {
            let printed = print_in(&sheet(form, Amount::Long), form, template, paper, Purpose::Blank);
            let what = format!("{} as {template} on {paper}", form.id);
            assert!(fields_on(&printed.pages).is_empty(), "{what}");
            let text = text_of(&printed);
            let shown = form.sections.iter().filter(|s| text.contains(&bare(&s.title.ja)));
            for section in shown.clone() {
                assert!(text.contains(&bare(&section.guidance.ja)), "{what}: {}", section.number);
            }
            assert_eq!(shown.count(), if template == "brief" { 4 } else { form.sections.len() }, "{what}");
            if template != "reading" {
                assert_eq!(printed.pages.len(), 1, "{what}");
            }
            let lines = printed.pages.iter().flat_map(|p| &p.items).filter(|item| {
                matches!(item, Item::Shape(s) if s.outline.len() == 2 && s.stroke.is_some_and(|(_, w)| w == Pt(0.35)))
            });
            assert!(lines.count() >= 12, "{what}: there is room to write");
            stretches_are_closed_as_they_were_opened(&what, &sheet(form, Amount::Empty), form, &printed);
        }
    }
}

#[test]
fn a_draft_shows_what_was_written_what_is_asked_and_that_it_is_a_draft() {
    for form in forms::builtin() {
        for (template, paper) in PRINTS {
            let mut written = sheet(form, Amount::Short);
            written.why = Text::default();
            written.earlier.clear();
            let printed = print_in(&written, form, template, paper, Purpose::Draft);
            let what = format!("{} as {template} on {paper}", form.id);
            complete(&what, &written, form, &printed);
            for page in &printed.pages {
                let behind = &page.items[..3];
                assert!(matches!(behind[0], Item::Begin(press::page::Role::Furniture)), "{what}");
                assert!(matches!(&behind[1], Item::Shape(s) if s.outline.len() > 12), "{what}: 案 is drawn");
                assert!(matches!(behind[2], Item::End), "{what}");
            }
            let text = text_of(&printed);
            assert!(text.contains("「案」"), "{what}");
            let why = form.section(sheet::form::SectionKind::Why).unwrap();
            assert_eq!(text.contains(&bare(&why.guidance.ja)), template != "brief", "{what}");
        }
    }
}

#[test]
fn a_final_print_leaves_out_what_is_empty() {
    let form = forms::builtin().iter().find(|f| f.id.as_str() == "twenty-year").unwrap();
    let mut written = sheet(form, Amount::Typical);
    let before = print_in(&written, form, "sheet", "a3", Purpose::Final);
    written.gap.clear();
    written.leads.clear();
    written.findings.truncate(1);
    let printed = print_in(&written, form, "sheet", "a3", Purpose::Final);
    complete("without the matrix", &written, form, &printed);
    let text = text_of(&printed);
    assert!(text_of(&before).contains(&bare(&form.sections[1].title.ja)));
    assert!(!text.contains(&bare(&form.sections[1].title.ja)), "the title of the empty matrix");
    assert!(!text.contains(&form.findings[2].name.ja), "the name of an empty column");
    assert!(printed.report.text_size > before.report.text_size, "its room goes to the others");
}

#[test]
fn at_the_size_that_is_reported_everything_would_fit_and_at_the_next_it_would_not() {
    let file = include_str!("../../../../assets/sheets/sheet.toml");
    let floor = |size: f32| -> &'static SheetTemplate {
        let text = file.replace("body = [7.0, 12.0]", &format!("body = [{size:?}, 12.0]"));
        assert!(text.contains(&format!("[{size:?}, 12.0]")));
        Box::leak(Box::new(SheetTemplate::read("lower.toml", &text).unwrap()))
    };
    let words = Catalogue::builtin(Language::Ja);
    let mut press = Press::new(&Fonts::embedded());
    let mut looked_at = 0;
    for form in forms::builtin() {
        let written = sheet(form, Amount::Long).public();
        let usual = press.lay_out(&written, form, &options("a3"), &words);
        let Some(size) = usual.report.overflow.first().map(|o| o.fits_at) else { continue };
        assert!(usual.report.overflow.iter().all(|o| o.fits_at == size), "{}", form.id);
        let Some(Pt(size)) = size.filter(|size| *size >= Pt(3.0)) else { continue };
        let mut pages = |size: f32| {
            let options = press::Options { template: floor(size), ..options("a3") };
            press.lay_out(&written, form, &options, &words).pages.len()
        };
        assert_eq!((pages(size), pages(size + 0.25) > 1), (1, true), "{} at {size} pt", form.id);
        looked_at += 1;
    }
    assert!(looked_at > 0, "no sheet overflows and fits at a smaller size");
}

#[test]
fn a_larger_paper_has_larger_type_and_a_version_stands_at_the_foot() {
    let form = &forms::builtin()[0];
    let words = Catalogue::builtin(Language::Ja);
    let written = sheet(form, Amount::Typical).public();
    let date = chrono::NaiveDate::from_ymd_opt(2026, 10, 1);
    let version = Some(press::VersionNote { name: "第2回研究会".into(), date });
    let options = press::Options { version, ..options("a3") };
    let larger = press::Options { paper: Paper::find("a2").unwrap().clone(), ..options.clone() };
    let mut press = Press::new(&Fonts::embedded());
    let usual = press.lay_out(&written, form, &options, &words);
    assert!(press.lay_out(&written, form, &larger, &words).report.text_size > usual.report.text_size);
    assert!(
        text_of(&usual)
            .ends_with("みなと野市令和8年度（2026年度）5期変革ストーリーシート第2回研究会令和8年10月1日1／1")
    );
}
