//! What a printed sheet says, against what is in the sheet.
//!
//! The text that a reader of the file can take out of it must be the sheet's text, all of it, in the order in which the
//! form is read. Between two paragraphs may stand words of the form and of the catalogue, and nothing else. Where a place
//! was too full, a mark leads to its continuation on a later page: the comparison reads on there, as a person does.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;
use std::process::Command;

use sheet::form::SectionKind;
use sheet::{Bullet, Catalogue, FieldId, Form, ItemId, Kind, Language, Sheet, Status, Text, era_date};

/// A sheet as it is to be printed.
pub struct Expected<'a> {
    pub organisation: &'a str,
    pub sheet: &'a Sheet,
    pub form: &'a Form,
}

/// What was found in the file.
pub struct Found {
    pub pages: usize,
    /// Places that are continued on a later page.
    pub continued: usize,
}

/// Whether files can be read here. On Linux they must be; elsewhere poppler-utils may be missing, which is said.
pub fn is_readable() -> bool {
    let readable = cfg!(target_os = "linux") || Command::new("pdftotext").arg("-v").output().is_ok();
    if !readable {
        eprintln!("SKIPPED: there is no pdftotext on this system, so no print was read.");
    }
    readable
}

/// The pages and marks of the file, whose text is what is expected, or a panic that names the field at which it is not.
pub fn compare(pdf: &Path, expected: &Expected<'_>) -> Found {
    let words = Catalogue::builtin(Language::Ja);
    let pages = pages(pdf);
    let count = pages.len();
    let mut bare = Vec::new();
    for (i, page) in pages.iter().enumerate() {
        let number = words.say("press.page", &[("page", &(i + 1).to_string()), ("pages", &count.to_string())]);
        let (organisation, year) = (expected.organisation, expected.sheet.fiscal_year.label(Language::Ja));
        let cohort = expected.sheet.cohort.map(|n| words.say("press.cohort", &[("n", &n.to_string())]));
        let (cohort, form) = (cohort.unwrap_or_default(), &expected.form.name.ja);
        let foot = squeezed(&format!("{organisation}{year}{cohort}{form}{number}"));
        let page = squeezed(page);
        let page = page.strip_suffix(&foot).unwrap_or_else(|| panic!("page {} does not end in its foot", i + 1));
        bare.push(page.to_owned());
    }
    let allowed = allowed(expected, &words);
    let (text, continued) = follow(&bare, &words, &allowed);
    align(&text, &expected.texts(), &allowed).unwrap_or_else(|difference| panic!("{}: {difference}", pdf.display()));
    Found { pages: count, continued }
}

/// The text of each page, in the order in which it is drawn.
fn pages(pdf: &Path) -> Vec<String> {
    let output = Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(pdf).arg("-").output();
    let output = output.expect("pdftotext, of poppler-utils");
    assert!(output.status.success(), "pdftotext: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let mut pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    assert_eq!(pages.pop().as_deref(), Some(""), "every page ends in a form feed");
    pages
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The first page with each continuation in the place of the mark that leads to it, and how many there are.
fn follow(pages: &[String], words: &Catalogue, allowed: &BTreeSet<String>) -> (String, usize) {
    let mut text = pages[0].clone();
    let mut rests = pages[1..].concat();
    let mark = |n: usize| words.say("press.mark", &[("n", &n.to_string())]);
    let leads = |n: usize, text: &str| {
        let lead = |page: usize| words.say("press.continues", &[("page", &page.to_string()), ("mark", &mark(n))]);
        (2..=pages.len()).map(|page| squeezed(&lead(page))).find(|lead| text.contains(lead))
    };
    let count = (1..).take_while(|n| leads(*n, &text).is_some()).count();
    // From the last to the first, so that the mark 1 is not found in 10.
    for n in (1..=count).rev() {
        let lead = leads(n, &text).expect("it was there, and the later ones are gone");
        assert_eq!(text.matches(&lead).count(), 1, "{} is led to once", mark(n));
        let (begin, content) = begin_of(&rests, &mark(n), words, allowed);
        text = text.replacen(&lead, &rests[content..], 1);
        rests.truncate(begin);
    }
    assert!(rests.is_empty(), "text on a later page to which no mark leads");
    (text, count)
}

/// Where the continuation of `mark` begins with its heading, and where its content does.
fn begin_of(rests: &str, mark: &str, words: &Catalogue, allowed: &BTreeSet<String>) -> (usize, usize) {
    let closing = squeezed(&words.say("press.continued", &[("mark", ""), ("place", "")]));
    let heading = rests.rmatch_indices(mark).find_map(|(at, _)| {
        let after = at + mark.len();
        let place = rests[after..].split(&closing).next()?;
        let whole = after + place.len() < rests.len() && made_of(place, allowed);
        whole.then_some((at, after + place.len() + closing.len()))
    });
    heading.unwrap_or_else(|| panic!("no page has the continuation {mark}"))
}

/// Whether a text is made of nothing but the words.
fn made_of(text: &str, words: &BTreeSet<String>) -> bool {
    text.is_empty() || words.iter().any(|w| text.strip_prefix(w.as_str()).is_some_and(|rest| made_of(rest, words)))
}

/// Whether `text` is the paragraphs one after the other, with nothing but allowed words between them; else where it is
/// not.
fn align(text: &str, paragraphs: &[(FieldId, String)], allowed: &BTreeSet<String>) -> Result<(), String> {
    let text: Vec<char> = text.chars().collect();
    let allowed: Vec<Vec<char>> = allowed.iter().map(|word| word.chars().collect()).collect();
    let paragraphs: Vec<(&FieldId, Vec<char>)> = paragraphs.iter().map(|(f, p)| (f, p.chars().collect())).collect();
    // A word of the form can also begin a paragraph: all ways are tried that lead on.
    let mut seen = HashSet::new();
    let mut open = vec![(0, 0)];
    let mut furthest = (0, 0);
    while let Some((at, next)) = open.pop() {
        if at == text.len() && next == paragraphs.len() {
            return Ok(());
        }
        if !seen.insert((at, next)) {
            continue;
        }
        furthest = furthest.max((next, at));
        open.extend(allowed.iter().filter(|word| text[at..].starts_with(word)).map(|word| (at + word.len(), next)));
        if let Some((_, paragraph)) = paragraphs.get(next)
            && text[at..].starts_with(paragraph)
        {
            open.push((at + paragraph.len(), next + 1));
        }
    }
    let (next, at) = furthest;
    let there: String = text[at..].iter().take(60).collect();
    Err(match paragraphs.get(next) {
        Some((field, paragraph)) => {
            let wanted: String = paragraph.iter().collect();
            format!("{field}: after {next} paragraphs the page says\n{there}\nwhere the sheet says\n{wanted}")
        }
        None => format!("after all that is in the sheet the page still says\n{there}"),
    })
}

#[test]
fn what_a_page_lacks_swaps_or_adds_is_found() {
    let field = |n: usize| format!("bullet-{n}.text").parse::<FieldId>().expect("a field");
    let sheet = [(field(1), "人が減る".to_owned()), (field(2), "人".to_owned()), (field(3), "声が届く".to_owned())];
    let allowed: BTreeSet<String> = ["組織", "人"].map(str::to_owned).into();
    let same = |text: &str| align(text, &sheet, &allowed);
    assert_eq!(same("組織人が減る人人声が届く組織"), Ok(()));
    assert_eq!(same("人が減る人声が届く"), Ok(()));
    for (wrong, at) in [
        ("組織人が減る声が届く", "bullet-2"),
        ("組織人が減人声が届く", "bullet-1"),
        ("人声が届く人が減る", "bullet-1"),
        ("人が減る人声が届く。", "still says"),
        ("人が減る人声が市届く", "bullet-3"),
        ("", "bullet-1"),
    ] {
        let difference = same(wrong).expect_err(wrong);
        assert!(difference.contains(at), "{wrong}: {difference}");
    }
}

/// The words that may stand between the paragraphs: those of the form, of the catalogue, and values in words.
fn allowed(expected: &Expected<'_>, words: &Catalogue) -> BTreeSet<String> {
    let (form, sheet) = (expected.form, expected.sheet);
    let ja = Language::Ja;
    let mut all: Vec<String> = vec![expected.organisation.into(), form.name.ja.clone()];
    let year = |year: sheet::FiscalYear| year.label(ja);
    let said = |key: &str, n: usize| words.say(key, &[("n", &n.to_string())]);
    all.push(year(sheet.fiscal_year));
    all.extend(sheet.cohort.map(|n| said("press.cohort", n as usize)));
    all.extend(form.sections.iter().flat_map(|s| [s.number.clone(), s.title.ja.clone()]));
    for asked in &form.visions {
        let own = sheet.vision(&asked.key).and_then(|v| v.horizon);
        all.push(asked.name.ja.clone());
        all.extend(own.or(asked.horizon).map(|years| year(sheet.fiscal_year.after(years))));
    }
    let aspects = [&form.ideals, &form.rows, &form.attributes];
    all.extend(aspects.into_iter().flatten().flat_map(|a| [a.name.ja.clone(), a.guidance.ja.clone()]));
    all.extend(
        [&form.columns, &form.findings, &form.goals, &form.phases].into_iter().flatten().map(|n| n.name.ja.clone()),
    );
    for (i, asked) in form.steps.iter().enumerate() {
        let step = sheet.step(&asked.key);
        all.push(asked.name.ja.clone());
        if let Some(years) = step.and_then(|s| s.horizon).or(asked.horizon) {
            all.extend([year(sheet.fiscal_year.after(years)), said("press.horizon", years as usize)]);
        }
        let goals = step.map_or(0, |s| s.goals.len());
        all.extend((1..=goals).map(|n| format!("{}.{n}", i + 1)));
    }
    for note in &sheet.earlier {
        all.extend(note.fiscal_year.map(year));
        all.extend(note.cohort.map(|n| said("press.cohort", n as usize)));
    }
    all.extend((1..=sheet.actions.len()).map(|n| said("press.action", n)));
    let changes = sheet.actions.iter().flat_map(|a| &a.statuses);
    all.extend(changes.filter_map(|change| change.date).map(|date| era_date(date, ja)));
    all.extend(Status::ALL.map(|status| words.word(&format!("status.{}", status.word())).to_owned()));
    let labels = ["drift", "earlier", "effects", "members", "owner", "partners", "roadmap", "serves", "status"];
    all.extend(labels.map(|label| words.word(&format!("press.{label}")).to_owned()));
    // What stands between two words of a list.
    all.extend([",", "・", "／"].map(str::to_owned));
    all.iter().map(|word| squeezed(word)).filter(|word| !word.is_empty()).collect()
}

impl Expected<'_> {
    /// The paragraphs that are printed, with their fields, in reading order, without white space.
    fn texts(&self) -> Vec<(FieldId, String)> {
        let public = self.sheet.public();
        let shown = self.form.shown(&public);
        let mut order = Order { sheet: &shown, form: self.form, texts: Vec::new() };
        order.all();
        let written = shown.fields().into_iter().filter(|(_, text)| !text.is_empty()).map(|(field, _)| field);
        let ordered: BTreeSet<_> = order.texts.iter().map(|(field, _)| field.clone()).collect();
        assert_eq!(ordered, written.collect(), "the order of reading has every field");
        let paragraphs = order.texts.into_iter().flat_map(|(field, text)| {
            let lines: Vec<_> = text.as_str().lines().map(squeezed).filter(|line| !line.is_empty()).collect();
            lines.into_iter().map(move |line| (field.clone(), line))
        });
        paragraphs.collect()
    }
}

/// A sheet's fields in the order in which its form is read.
struct Order<'s> {
    sheet: &'s Sheet,
    form: &'s Form,
    texts: Vec<(FieldId, &'s Text)>,
}

impl<'s> Order<'s> {
    fn put(&mut self, item: &ItemId, key: &str, text: &'s Text) {
        if !text.is_empty() {
            self.texts.push((item.field(key), text));
        }
    }

    fn all(&mut self) {
        let (sheet, head) = (self.sheet, ItemId::sheet());
        self.put(&head, "theme", &sheet.theme);
        self.put(&head, "subtitle", &sheet.subtitle);
        for member in &sheet.members {
            self.put(&member.id, "affiliation", &member.affiliation);
            self.put(&member.id, "post", &member.post);
            self.put(&member.id, "name", &member.name);
        }
        for partner in &sheet.partners {
            self.put(&partner.id, "name", &partner.name);
        }
        for section in &self.form.sections {
            let word = section.kind.word();
            if let Some(lead) = sheet.leads.get(word) {
                self.put(&head, &format!("lead-{word}"), lead);
            }
            match section.kind {
                SectionKind::Why => self.why(),
                SectionKind::Actions => self.actions(),
                kind => self.slots(kind),
            }
        }
    }

    fn slots(&mut self, section: SectionKind) {
        let sheet = self.sheet;
        for slot in self.form.slots() {
            match (section, slot.kind()) {
                (SectionKind::Vision, Some(Kind::Vision)) => {
                    for vision in sheet.visions.iter().filter(|v| v.id == slot) {
                        self.put(&slot, "label", &vision.label);
                        self.put(&slot, "headline", &vision.headline);
                        self.bullets(&vision.lines);
                        self.put(&slot, "background", &vision.background);
                        self.put(&slot, "drift", &vision.drift);
                    }
                }
                (SectionKind::Ideal, Some(Kind::Ideal)) => {
                    for ideal in sheet.ideals.iter().filter(|i| i.id == slot) {
                        self.put(&slot, "headline", &ideal.headline);
                        self.bullets(&ideal.bullets);
                        self.put(&slot, "reasoning", &ideal.reasoning);
                    }
                }
                (SectionKind::Gap, Some(Kind::Gap)) => {
                    sheet.gap.iter().filter(|c| c.id == slot).for_each(|cell| self.bullets(&cell.bullets));
                }
                (SectionKind::Findings, Some(Kind::Finding)) => {
                    sheet.findings.iter().filter(|f| f.id == slot).for_each(|found| self.bullets(&found.bullets));
                }
                (SectionKind::Steps, Some(Kind::Step)) => {
                    for step in sheet.steps.iter().filter(|s| s.id == slot) {
                        self.put(&slot, "label", &step.label);
                        let mut goals: Vec<_> = step.goals.iter().collect();
                        let aspects = &self.form.goals;
                        goals.sort_by_key(|goal| {
                            let aspect = aspects.iter().position(|a| goal.aspect.as_ref() == Some(&a.key));
                            aspect.unwrap_or(aspects.len())
                        });
                        goals.into_iter().for_each(|goal| self.put(&goal.id, "text", &goal.text));
                    }
                }
                _ => {}
            }
        }
    }

    fn bullets(&mut self, bullets: &'s [Bullet]) {
        for bullet in bullets {
            self.put(&bullet.id, "text", &bullet.text);
            bullet.causes.iter().for_each(|cause| self.put(&cause.id, "text", &cause.text));
        }
    }

    fn why(&mut self) {
        self.put(&ItemId::sheet(), "why", &self.sheet.why);
        for note in &self.sheet.earlier {
            self.put(&note.id, "title", &note.title);
            self.put(&note.id, "team", &note.team);
            self.put(&note.id, "note", &note.note);
        }
    }

    fn actions(&mut self) {
        for action in &self.sheet.actions {
            let id = &action.id;
            self.put(id, "title", &action.title);
            for asked in &self.form.attributes {
                if let Some(text) = action.attributes.get(&asked.key) {
                    self.put(id, &format!("attr-{}", asked.key), text);
                }
            }
            for effect in &action.effects {
                self.put(&effect.id, "audience", &effect.audience);
                self.put(&effect.id, "text", &effect.text);
            }
            self.put(id, "owner", &action.owner);
            action.statuses.iter().for_each(|change| self.put(&change.id, "reason", &change.reason));
            for asked in &self.form.steps {
                if let Some(cell) = action.roadmap.get(&asked.key) {
                    self.put(id, &format!("roadmap-{}", asked.key), &cell.text);
                }
            }
        }
    }
}
