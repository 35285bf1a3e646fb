//! What a poster can show of a sheet: its texts with their fields, as the form names and orders them.

use super::Pictures;
use super::canvas::Written;
use super::frame::Framed;
use super::template::Rung;
use sheet::form::{Named, SectionKind};
use sheet::{
    Action, Bullet, Catalogue, FieldId, Form, Goal, ItemId, Kind, Language, Poster, Sheet, Step, Text, Vision,
};
use std::sync::Arc;

/// All that a poster may show.
pub(super) struct Content {
    /// What the form calls the whole.
    pub form: String,
    pub organisation: String,
    /// 令和8年度（2026年度）
    pub year: String,
    /// 3期; may be empty.
    pub cohort: String,
    pub members: Vec<Person>,
    pub theme: Written,
    pub subtitle: Written,
    /// The one sentence that is seen from afar.
    pub headline: Written,
    /// What the headline is, where it is the vision itself: its name, and the year it is to be.
    pub kicker: Vec<Written>,
    pub catchphrase: Written,
    /// The visions that are not the headline.
    pub visions: Vec<Statement>,
    pub lines: Vec<Written>,
    pub background: Written,
    pub drift: Written,
    pub ideals: Vec<Ideal>,
    pub gap_title: String,
    pub gap: Vec<Cell>,
    pub findings: Vec<Cell>,
    pub steps_title: String,
    pub steps: Vec<StepPart>,
    pub why_title: String,
    pub why: Written,
    pub actions_title: String,
    pub actions: Vec<ActionPart>,
    /// The actions with all that is said of them, for a place that has more room than the rest.
    pub started: Vec<ActionPart>,
    pub pictures: Vec<Framed>,
    /// Everything that could be shown, to be compared with what is.
    pub all: Vec<Written>,
}

pub(super) struct Person {
    pub affiliation: Written,
    pub post: Written,
    pub name: Written,
}

/// A vision under its name.
pub(super) struct Statement {
    pub kicker: Vec<Written>,
    pub text: Written,
}

pub(super) struct Ideal {
    pub name: String,
    pub headline: Written,
    pub bullets: Vec<Written>,
    pub reasoning: Written,
}

/// Bullets of one place in the matrix, or of one kind of finding.
pub(super) struct Cell {
    pub name: String,
    pub bullets: Vec<Written>,
}

pub(super) struct StepPart {
    /// ステップ1
    pub name: String,
    /// The number of years, where the step has one.
    pub years: Option<u32>,
    /// 令和9年度（2027年度）
    pub year: String,
    pub label: Written,
    pub goals: Vec<Written>,
}

#[derive(Clone)]
pub(super) struct ActionPart {
    pub title: Written,
    pub attributes: Vec<(String, Written)>,
    pub owner: Written,
}

impl ActionPart {
    /// No more than so many attributes of so many sentences each.
    pub fn cut(&self, attributes: usize, count: usize, owner: bool) -> ActionPart {
        let cut = |(name, text): &(String, Written)| (name.clone(), sentences(text, count));
        ActionPart {
            title: self.title.clone(),
            attributes: self.attributes.iter().take(attributes).map(cut).collect(),
            owner: if owner { self.owner.clone() } else { Written::default() },
        }
    }
}

/// What content is gathered from.
pub(super) struct Gather<'a> {
    pub sheet: &'a Sheet,
    pub form: &'a Form,
    pub words: &'a Catalogue,
    pub language: Language,
    pub organisation: &'a str,
    /// What the poster adds to the sheet.
    pub poster: &'a Poster,
    pub pictures: &'a Pictures,
    /// How many pictures have room.
    pub slots: usize,
}

fn written(text: &Text, field: FieldId) -> Written {
    Written { text: text.as_str().trim().to_owned(), field: Some(field) }
}

impl Gather<'_> {
    /// Everything, in the order of the form.
    pub fn content(&self) -> Content {
        let s = self.sheet;
        let head = ItemId::sheet();
        let theme = written(&s.theme, head.field("theme"));
        let cohort = s.cohort.map(|n| self.words.say("press.cohort", &[("n", &n.to_string())]));
        let mut visions = self.visions();
        let own = self.own_headline();
        let (headline, kicker) = match own {
            Some(headline) => (headline, Vec::new()),
            None if visions.is_empty() => (theme.clone(), Vec::new()),
            None => {
                let first = visions.remove(0);
                (first.text, first.kicker)
            }
        };
        let vision = self.form.visions.iter().filter_map(|v| s.vision(&v.key));
        let mut content = Content {
            form: self.form.name.get(self.language).to_owned(),
            organisation: self.organisation.trim().to_owned(),
            year: s.fiscal_year.label(self.language),
            cohort: cohort.unwrap_or_default(),
            members: self.members(),
            subtitle: written(&s.subtitle, head.field("subtitle")),
            catchphrase: self.catchphrase(),
            lines: vision.clone().flat_map(|v| bullets(&v.lines)).collect(),
            background: longest(vision.clone().map(|v| written(&v.background, v.id.field("background")))),
            drift: longest(vision.map(|v| written(&v.drift, v.id.field("drift")))),
            ideals: self.ideals(),
            gap_title: self.title(SectionKind::Gap),
            gap: self.gap(),
            findings: self.findings(),
            steps_title: self.title(SectionKind::Steps),
            steps: self.form.steps.iter().filter_map(|asked| self.step(asked)).collect(),
            why_title: self.title(SectionKind::Why),
            why: written(&s.why, head.field("why")),
            actions_title: self.title(SectionKind::Actions),
            actions: s.actions.iter().map(|a| self.action(a)).collect(),
            started: Vec::new(),
            pictures: self.framed(),
            theme,
            headline,
            kicker,
            visions,
            all: Vec::new(),
        };
        content.all = content.every();
        content
    }

    /// The poster's own headline, where the team wrote one.
    fn own_headline(&self) -> Option<Written> {
        Some(written(&self.poster.headline, ItemId::poster().field("headline"))).filter(|w| !w.is_empty())
    }

    fn catchphrase(&self) -> Written {
        written(&self.poster.catchphrase, ItemId::poster().field("catchphrase"))
    }

    /// The pictures that are at hand, as many as have room.
    fn framed(&self) -> Vec<Framed> {
        let mut all = Vec::new();
        for slot in &self.poster.pictures {
            let Some(picture) = slot.hash.as_ref().and_then(|hash| self.pictures.get(hash)) else { continue };
            all.push(Framed {
                picture: Arc::clone(picture),
                caption: written(&slot.caption, slot.id.field("caption")),
                alt: slot.alt.as_str().trim().to_owned(),
                focus: (slot.focus_x.unwrap_or(500).min(1000), slot.focus_y.unwrap_or(500).min(1000)),
                zoom: slot.zoom.unwrap_or(100).clamp(100, 1000),
            });
        }
        all.truncate(self.slots);
        all
    }

    fn title(&self, kind: SectionKind) -> String {
        self.form.section(kind).map(|s| s.title.get(self.language).to_owned()).unwrap_or_default()
    }

    fn members(&self) -> Vec<Person> {
        let person = |m: &sheet::Member| Person {
            affiliation: written(&m.affiliation, m.id.field("affiliation")),
            post: written(&m.post, m.id.field("post")),
            name: written(&m.name, m.id.field("name")),
        };
        self.sheet.members.iter().map(person).collect()
    }

    /// The visions that say something, each under its name and its year.
    fn visions(&self) -> Vec<Statement> {
        let mut all = Vec::new();
        for asked in &self.form.visions {
            let Some(vision) = self.sheet.vision(&asked.key) else { continue };
            let text = written(&vision.headline, vision.id.field("headline"));
            if text.is_empty() {
                continue;
            }
            let mut kicker = vec![Self::name(vision, asked.name.get(self.language))];
            if let Some(years) = vision.horizon.or(asked.horizon) {
                kicker.push(Written::words(self.sheet.fiscal_year.after(years).label(self.language)));
            }
            all.push(Statement { kicker, text });
        }
        all
    }

    fn name(vision: &Vision, asked: &str) -> Written {
        if vision.label.is_empty() { Written::words(asked) } else { written(&vision.label, vision.id.field("label")) }
    }

    fn ideals(&self) -> Vec<Ideal> {
        let mut all = Vec::new();
        for asked in &self.form.ideals {
            let Some(ideal) = self.sheet.ideal(&asked.key) else { continue };
            all.push(Ideal {
                name: asked.name.get(self.language).to_owned(),
                headline: written(&ideal.headline, ideal.id.field("headline")),
                bullets: bullets(&ideal.bullets),
                reasoning: written(&ideal.reasoning, ideal.id.field("reasoning")),
            });
        }
        all
    }

    /// The cells of the matrix that hold something, the present ones first: what is, before how it came to be.
    fn gap(&self) -> Vec<Cell> {
        let mut columns: Vec<&Named> = self.form.columns.iter().collect();
        columns.sort_by_key(|c| match c.key.as_str() {
            "gap" => 0,
            "present" => 1,
            _ => 2,
        });
        let mut all = Vec::new();
        for column in columns {
            for row in &self.form.rows {
                let Some(cell) = self.sheet.gap_cell(&row.key, &column.key) else { continue };
                let bullets = bullets(&cell.bullets);
                if !bullets.is_empty() {
                    let name = format!("{}　{}", row.name.get(self.language), column.name.get(self.language));
                    all.push(Cell { name, bullets });
                }
            }
        }
        all
    }

    fn findings(&self) -> Vec<Cell> {
        let mut all = Vec::new();
        for asked in &self.form.findings {
            let Some(finding) = self.sheet.finding(&asked.key) else { continue };
            let bullets = bullets(&finding.bullets);
            if !bullets.is_empty() {
                all.push(Cell { name: asked.name.get(self.language).to_owned(), bullets });
            }
        }
        all
    }

    /// A step as the form asks for it; `None` for one that is hidden.
    fn step(&self, asked: &sheet::form::FormStep) -> Option<StepPart> {
        let id = ItemId::slot(Kind::Step, &[&asked.key]);
        if self.poster.hidden.contains(&id) {
            return None;
        }
        let empty = Step { id: id.clone(), ..Step::default() };
        let step = self.sheet.step(&asked.key).unwrap_or(&empty);
        let years = step.horizon.or(asked.horizon);
        let goal = |g: &Goal| written(&g.text, g.id.field("text"));
        Some(StepPart {
            name: asked.name.get(self.language).to_owned(),
            years,
            year: years.map(|n| self.sheet.fiscal_year.after(n).label(self.language)).unwrap_or_default(),
            label: written(&step.label, id.field("label")),
            goals: step.goals.iter().map(goal).filter(|g| !g.is_empty()).collect(),
        })
    }

    fn action(&self, action: &Action) -> ActionPart {
        let mut attributes = Vec::new();
        for asked in &self.form.attributes {
            let Some(text) = action.attributes.get(&asked.key) else { continue };
            let text = written(text, action.id.field(&format!("attr-{}", asked.key)));
            if !text.is_empty() {
                attributes.push((asked.name.get(self.language).to_owned(), text));
            }
        }
        ActionPart {
            title: written(&action.title, action.id.field("title")),
            attributes,
            owner: written(&action.owner, action.id.field("owner")),
        }
    }
}

/// The sheet without the items that do not appear on its poster, with all that belongs to them.
pub(super) fn without(mut sheet: Sheet, hidden: &[ItemId]) -> Sheet {
    let stays = |id: &ItemId| !hidden.contains(id);
    let bullets = |all: &mut Vec<Bullet>| all.retain(|b| stays(&b.id));
    sheet.members.retain(|m| stays(&m.id));
    sheet.visions.retain(|v| stays(&v.id));
    sheet.visions.iter_mut().for_each(|v| bullets(&mut v.lines));
    sheet.ideals.retain(|i| stays(&i.id));
    sheet.ideals.iter_mut().for_each(|i| bullets(&mut i.bullets));
    sheet.gap.retain(|c| stays(&c.id));
    sheet.gap.iter_mut().for_each(|c| bullets(&mut c.bullets));
    sheet.findings.retain(|f| stays(&f.id));
    sheet.findings.iter_mut().for_each(|f| bullets(&mut f.bullets));
    sheet.steps.retain(|s| stays(&s.id));
    sheet.steps.iter_mut().for_each(|s| s.goals.retain(|g| stays(&g.id)));
    sheet.actions.retain(|a| stays(&a.id));
    sheet
}

fn bullets(bullets: &[Bullet]) -> Vec<Written> {
    bullets.iter().map(|b| written(&b.text, b.id.field("text"))).filter(|b| !b.is_empty()).collect()
}

fn longest(texts: impl Iterator<Item = Written>) -> Written {
    texts.filter(|t| !t.is_empty()).max_by_key(|t| t.text.chars().count()).unwrap_or_default()
}

impl Content {
    /// The texts that a poster would show if it had all the room there is.
    fn every(&self) -> Vec<Written> {
        let mut all = vec![&self.headline, &self.catchphrase, &self.theme, &self.subtitle];
        all.extend(self.visions.iter().map(|v| &v.text));
        all.extend(&self.lines);
        all.extend([&self.background, &self.drift, &self.why]);
        for ideal in &self.ideals {
            all.push(&ideal.headline);
            all.extend(&ideal.bullets);
            all.push(&ideal.reasoning);
        }
        all.extend(self.gap.iter().chain(&self.findings).flat_map(|c| &c.bullets));
        for step in &self.steps {
            all.push(&step.label);
            all.extend(&step.goals);
        }
        for action in &self.actions {
            all.push(&action.title);
            all.extend(action.attributes.iter().map(|a| &a.1));
        }
        all.extend(self.pictures.iter().map(|p| &p.caption));
        all.into_iter().filter(|w| !w.is_empty() && w.field.is_some()).cloned().collect()
    }

    /// No more of it than the rung shows.
    pub fn on(&self, rung: &Rung) -> Content {
        let first = |all: &[Written], n: usize| all.iter().take(n).cloned().collect::<Vec<_>>();
        let cells = |cells: &[Cell], n: usize| {
            // A form with many cells would fill the page with one bullet of each: the first ones stand for the others.
            let cells = cells.iter().take(n * 3);
            cells.map(|c| Cell { name: c.name.clone(), bullets: first(&c.bullets, n) }).collect()
        };
        let mut ideals = Vec::new();
        for ideal in self.ideals.iter().filter(|_| rung.ideals) {
            ideals.push(Ideal {
                name: ideal.name.clone(),
                headline: ideal.headline.clone(),
                bullets: first(&ideal.bullets, rung.bullets),
                reasoning: sentences(&ideal.reasoning, rung.reasoning),
            });
        }
        let step = |s: &StepPart| StepPart {
            name: s.name.clone(),
            years: s.years,
            year: s.year.clone(),
            label: s.label.clone(),
            goals: first(&s.goals, rung.goals),
        };
        let statement = |s: &Statement| Statement { kicker: s.kicker.clone(), text: s.text.clone() };
        let person =
            |p: &Person| Person { affiliation: p.affiliation.clone(), post: p.post.clone(), name: p.name.clone() };
        Content {
            form: self.form.clone(),
            organisation: self.organisation.clone(),
            year: self.year.clone(),
            cohort: self.cohort.clone(),
            members: self.members.iter().map(person).collect(),
            theme: self.theme.clone(),
            subtitle: self.subtitle.clone(),
            headline: self.headline.clone(),
            kicker: self.kicker.clone(),
            catchphrase: self.catchphrase.clone(),
            visions: self.visions.iter().map(statement).collect(),
            lines: first(&self.lines, rung.lines),
            background: sentences(&self.background, rung.background),
            drift: sentences(&self.drift, rung.drift),
            ideals,
            gap_title: self.gap_title.clone(),
            gap: cells(&self.gap, rung.gap),
            findings: cells(&self.findings, rung.findings),
            steps_title: self.steps_title.clone(),
            steps: self.steps.iter().map(step).collect(),
            why_title: self.why_title.clone(),
            why: sentences(&self.why, rung.why),
            actions_title: self.actions_title.clone(),
            actions: self.actions.iter().map(|a| a.cut(rung.attributes, rung.sentences, rung.owners)).collect(),
            started: self.actions.clone(),
            pictures: self.pictures.clone(),
            all: Vec::new(),
        }
    }
}

/// The first `count` sentences of a text; the lines of a list count as sentences.
pub(super) fn sentences(written: &Written, count: usize) -> Written {
    let text = &written.text;
    let mut seen = 0;
    let mut depth = 0;
    let mut end = if count == 0 { 0 } else { text.len() };
    for (at, c) in text.char_indices() {
        match c {
            '「' | '『' | '（' => depth += 1,
            '」' | '』' | '）' => depth -= 1,
            _ => {}
        }
        // The end of a sentence inside of a quotation is not the end of the one around it; a line that ends with a comma
        // goes on in the next one.
        let ends = depth <= 0 && matches!(c, '。' | '！' | '？') || c == '\n' && !text[..at].trim_end().ends_with('、');
        if ends && count > 0 {
            seen += 1;
            if seen == count {
                end = at + c.len_utf8();
                break;
            }
        }
    }
    Written { text: text[..end].trim_end().to_owned(), field: written.field.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_shortened_by_whole_sentences() {
        let text = Written::words("「はい。」と言う。次に、歩く。\n・終わる");
        let short = |n| sentences(&text, n).text;
        assert_eq!(short(0), "");
        assert_eq!(short(1), "「はい。」と言う。");
        assert_eq!(short(2), "「はい。」と言う。次に、歩く。");
        assert_eq!(short(9), text.text);
        let open = Written::words("育てるために、\n・聞く\n・歩く");
        assert_eq!(sentences(&open, 1).text, "育てるために、\n・聞く");
    }
}
