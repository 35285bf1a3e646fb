//! The head of the page: what the sheet is called, whose it is, of which year.

use super::words::below;
use super::{Composer, Voice, group, row, stack};
use crate::layout::{Node, Paragraph};
use crate::length::Pt;
use crate::page::Role;
use crate::press::Purpose;
use crate::text::{Ruby, Type};
use sheet::{ItemId, Member};
use taffy::prelude::{Size, Style, auto, length, percent};

/// More members than this stand in one flow, which can be continued, instead of each on a line.
const MEMBERS_IN_LINES: usize = 8;

/// How far the square of a kanji reaches below the baseline, in em.
const DESCENT: f32 = 0.12;

impl Composer<'_, '_> {
    /// The head, over the whole width: the theme on `left` of it, team and year on the rest, or below where the page is
    /// upright.
    pub(crate) fn head(&mut self, left: Pt, gutter: Pt) -> Node {
        let name = self.from.form.name.get(self.from.language);
        let title = self.titles(1.0);
        let mut title = vec![self.flow(title, name)];
        if self.asks() && self.from.sheet.theme.as_str().trim().is_empty() {
            let label = self.label(self.from.words.word("press.theme"));
            title.push(self.flow(label, ""));
            title.push(self.ruled(1));
        }
        let team = self.team();
        let team = group(Style { flex_grow: 1.0, ..stack(self.body * 0.15) }, team);
        if self.from.frame.width < self.from.frame.height {
            title.push(team);
            return group(stack(self.body * 0.8), title);
        }
        let size = Size { width: length(left.0), height: auto() };
        let title = group(Style { size, flex_shrink: 0.0, ..stack(Pt::ZERO) }, title);
        group(Style { align_items: taffy::AlignItems::FLEX_END, ..row(gutter) }, vec![title, team])
    }

    /// What the sheet is, its theme and its subtitle; the theme at `scale` of its size.
    pub(super) fn titles(&mut self, scale: f32) -> Vec<Paragraph> {
        let from = self.from;
        let head = ItemId::sheet();
        let mut title = self.label(from.form.name.get(from.language));
        for kicker in &mut title {
            kicker.role = Role::Paragraph;
        }
        let mut theme = self.text(from.sheet.theme.as_str(), Voice::Title, Some(head.field("theme")));
        for p in &mut theme {
            p.size = (p.size * scale).max(self.body);
        }
        title.extend(theme);
        let subtitle = self.text(from.sheet.subtitle.as_str(), Voice::Strong, Some(head.field("subtitle")));
        title.extend(below(self.body * 0.35, subtitle));
        title
    }

    /// Whose sheet it is, of which year, and who is in the team.
    pub(super) fn team(&mut self) -> Vec<Node> {
        let from = self.from;
        let mut whose = vec![from.organisation.to_owned(), from.sheet.fiscal_year.label(from.language)];
        if let Some(n) = from.sheet.cohort {
            whose.push(from.words.say("press.cohort", &[("n", &n.to_string())]));
        }
        whose.retain(|part| !part.trim().is_empty());
        let mut whose = vec![self.text(&whose.join("　"), Voice::Strong, None)];
        if from.purpose == Purpose::Draft {
            whose.insert(0, self.label(&format!("「{}」", from.words.word("press.draft"))));
        }
        let mut nodes = vec![self.side_by_side(whose, "", taffy::FlexWrap::Wrap)];
        let members = &from.sheet.members;
        if members.len() > MEMBERS_IN_LINES {
            let mut all = Vec::new();
            for member in members {
                all.extend(self.member(member).into_iter().flatten());
            }
            nodes.push(self.flow(all, from.words.word("press.members")));
        } else if !members.is_empty() {
            let place = from.words.word("press.members");
            let people = members.iter().map(|m| self.member(m)).collect::<Vec<_>>();
            let people =
                people.into_iter().map(|parts| self.side_by_side(parts, place, taffy::FlexWrap::NoWrap)).collect();
            let gap = Size { width: length(self.body.0 * 2.2), height: length(0.0) };
            nodes.push(group(Style { flex_wrap: taffy::FlexWrap::Wrap, gap, ..row(Pt::ZERO) }, people));
        }
        if members.is_empty() && self.asks() {
            let label = self.label(from.words.word("press.members"));
            let label = self.flow(label, "");
            nodes.push(group(stack(Pt::ZERO), vec![label, self.ruled(1)]));
        }
        let partners = &from.sheet.partners;
        if !partners.is_empty() {
            let place = from.words.word("press.partners");
            let mut parts = vec![self.label(place)];
            for partner in partners {
                parts.push(self.text(partner.name.as_str(), Voice::Quiet, Some(partner.id.field("name"))));
            }
            let node = if partners.len() > MEMBERS_IN_LINES {
                self.flow(parts.into_iter().flatten().collect(), place)
            } else {
                self.side_by_side(parts, place, taffy::FlexWrap::Wrap)
            };
            nodes.push(node);
        }
        nodes
    }

    /// Affiliation and post, stepped back, then the name.
    fn member(&mut self, member: &Member) -> Vec<Vec<Paragraph>> {
        let field = |key| Some(member.id.field(key));
        vec![
            self.text(member.affiliation.as_str(), Voice::Quiet, field("affiliation")),
            self.text(member.post.as_str(), Voice::Quiet, field("post")),
            self.name(member),
        ]
    }

    /// The name, with its reading over it.
    fn name(&mut self, member: &Member) -> Vec<Paragraph> {
        let mut name = self.text(member.name.as_str(), Voice::Strong, Some(member.id.field("name")));
        if let [p] = name.as_mut_slice()
            && !member.reading.is_empty()
        {
            let text = p.text.text.clone();
            let ruby = Ruby::of_name(&text, member.reading.as_str(), Some(&member.id.field("reading")));
            p.text = self.engine.shape_with_ruby(&text, &ruby, Type::bold(self.from.family));
        }
        name
    }

    /// Short texts side by side.
    pub(super) fn side_by_side(&self, mut parts: Vec<Vec<Paragraph>>, place: &str, flex_wrap: taffy::FlexWrap) -> Node {
        // They stand on their lower edges: the same room under every baseline brings the baselines level.
        let under = |p: &Paragraph| p.size * ((p.leading - 1.0) / 2.0);
        let most = parts.iter().flatten().map(|p| under(p) + p.size * DESCENT).fold(Pt::ZERO, Pt::max);
        for p in parts.iter_mut().flatten() {
            p.leading = 1.0 + 2.0 * (most / p.size - DESCENT);
        }
        let parts = parts.into_iter().filter(|p| !p.is_empty()).map(|p| self.flow(p, place)).collect();
        let style = Style {
            flex_wrap,
            flex_shrink: 0.0,
            max_size: Size { width: percent(1.0), height: auto() },
            align_items: taffy::AlignItems::FLEX_END,
            ..row(self.body * 0.8)
        };
        group(style, parts)
    }
}
