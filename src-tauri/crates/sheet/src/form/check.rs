//! Reading a form from TOML, and saying what is wrong with it so that whoever wrote it can mend it.

use super::*;
use crate::id::is_form_key;
use std::collections::BTreeSet;

/// What is wrong with a form, where, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {key}: {problem}; {remedy}")]
pub struct FormError {
    /// The form's file.
    pub file: String,
    /// The key concerned, or the line where the file cannot be read at all.
    pub key: String,
    /// What is wrong.
    pub problem: String,
    /// What to do.
    pub remedy: String,
}

impl Form {
    /// The form that `toml`, the text of `file` (a name such as `change-story.toml`), describes.
    ///
    /// # Errors
    /// The text is no TOML, a key is unknown, missing or used twice, a text is empty, a section has nothing to ask
    /// for, or the id differs from the file's name.
    pub fn parse(file: &str, toml: &str) -> Result<Self, FormError> {
        let form: Form = toml::from_str(toml).map_err(|e| FormError {
            file: file.into(),
            key: match e.span() {
                Some(span) => format!("line {}", toml[..span.start.min(toml.len())].matches('\n').count() + 1),
                None => "the file".into(),
            },
            problem: e.message().replace('\n', ", "),
            remedy: "compare with assets/forms/change-story.toml, which has every key".into(),
        })?;
        Check { file, form: &form }.all()?;
        Ok(form)
    }
}

struct Check<'a> {
    file: &'a str,
    form: &'a Form,
}

impl Check<'_> {
    fn fail<T>(
        &self,
        key: impl Into<String>,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Result<T, FormError> {
        Err(FormError { file: self.file.into(), key: key.into(), problem: problem.into(), remedy: remedy.into() })
    }

    fn all(&self) -> Result<(), FormError> {
        let form = self.form;
        let stem = self.file.rsplit(['/', '\\']).next().unwrap_or(self.file).trim_end_matches(".toml");
        if FormId::new(form.id.as_str()).is_err() {
            self.fail("id", format!("`{}` is no form id", form.id), "use small Latin letters, digits and hyphens")?;
        }
        if form.id.as_str() != stem {
            let remedy = format!("write id = \"{stem}\", or rename the file to {}.toml", form.id);
            self.fail("id", format!("`{}` is not the name of the file", form.id), remedy)?;
        }
        self.words("name", &form.name)?;
        self.words("description", &form.description)?;
        self.keys("vision", form.visions.iter().map(|v| (&v.key, &v.name)))?;
        self.keys("ideal", form.ideals.iter().map(|v| (&v.key, &v.name)))?;
        self.keys("row", form.rows.iter().map(|v| (&v.key, &v.name)))?;
        self.keys("column", form.columns.iter().map(|v| (&v.key, &v.name)))?;
        self.keys("finding", form.findings.iter().map(|v| (&v.key, &v.name)))?;
        self.keys("step", form.steps.iter().map(|v| (&v.key, &v.name)))?;
        self.keys("goal", form.goals.iter().map(|v| (&v.key, &v.name)))?;
        self.keys("attribute", form.attributes.iter().map(|v| (&v.key, &v.name)))?;
        self.keys("phase", form.phases.iter().map(|v| (&v.key, &v.name)))?;
        self.sections()?;
        self.steps()?;
        if !(1..=20).contains(&form.actions) {
            self.fail("actions", format!("{} actions", form.actions), "say how many actions are usual, 1 to 20")?;
        }
        Ok(())
    }

    fn words(&self, key: &str, words: &Localized) -> Result<(), FormError> {
        if words.ja.trim().is_empty() || words.en.trim().is_empty() {
            self.fail(key, "a text is empty", format!("give {key} as {{ ja = \"…\", en = \"…\" }}"))?;
        }
        Ok(())
    }

    fn keys<'k>(&self, table: &str, keys: impl Iterator<Item = (&'k String, &'k Localized)>) -> Result<(), FormError> {
        let mut seen = BTreeSet::new();
        for (key, name) in keys {
            let at = format!("{table}.{key}");
            if !is_form_key(key) {
                self.fail(
                    &at,
                    "the key has another character than a-z and 0-9",
                    "use small Latin letters and digits only",
                )?;
            }
            if !seen.insert(key) {
                self.fail(&at, "the key is used twice", format!("give every [[{table}]] a key of its own"))?;
            }
            self.words(&at, name)?;
        }
        Ok(())
    }

    fn sections(&self) -> Result<(), FormError> {
        let form = self.form;
        let mut seen = BTreeSet::new();
        for section in &form.sections {
            let at = format!("section.{}", section.kind.word());
            if !seen.insert(section.kind) {
                self.fail(&at, "the section comes twice", "keep one of the two")?;
            }
            if section.number.trim().is_empty() {
                self.fail(&at, "the number is empty", "give the number as it is printed, such as ①")?;
            }
            self.words(&at, &section.title)?;
            self.words(&at, &section.guidance)?;
        }
        let tables = [
            (SectionKind::Vision, "vision", form.visions.is_empty()),
            (SectionKind::Ideal, "ideal", form.ideals.is_empty()),
            (SectionKind::Gap, "row", form.rows.is_empty()),
            (SectionKind::Gap, "column", form.columns.is_empty()),
            (SectionKind::Findings, "finding", form.findings.is_empty()),
            (SectionKind::Steps, "step", form.steps.is_empty()),
        ];
        for (kind, table, empty) in tables {
            let at = format!("section.{}", kind.word());
            match (seen.contains(&kind), empty) {
                (true, true) => self.fail(
                    &at,
                    format!("there is no [[{table}]]"),
                    format!("add a [[{table}]], or take the section out"),
                )?,
                (false, false) => self.fail(
                    table,
                    "no section shows it",
                    format!("add a [[section]] with kind = \"{}\"", kind.word()),
                )?,
                _ => {}
            }
        }
        for kind in [SectionKind::Vision, SectionKind::Steps, SectionKind::Actions] {
            if !seen.contains(&kind) {
                let at = format!("section.{}", kind.word());
                self.fail(&at, "the section is missing", "every form has a vision, steps and actions: add it")?;
            }
        }
        Ok(())
    }

    fn steps(&self) -> Result<(), FormError> {
        let years: Vec<u32> = self.form.steps.iter().filter_map(|s| s.horizon).collect();
        if !years.is_empty() && years.len() != self.form.steps.len() {
            self.fail(
                "step.horizon",
                "some steps have a year and some have none",
                "give all steps a horizon, or none",
            )?;
        }
        if !years.is_sorted() {
            self.fail("step.horizon", "a later step comes earlier", "write the nearest step first")?;
        }
        Ok(())
    }
}
