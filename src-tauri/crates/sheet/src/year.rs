//! Fiscal years (年度, 1 April to 31 March) and Japanese eras.

use crate::Language;
use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// First day, Japanese name and Latin name of each era since Meiji 6, when the present calendar was taken up.
const ERAS: [(NaiveDate, i32, &str, &str); 5] = [
    (day(2019, 5, 1), 2019, "令和", "Reiwa"),
    (day(1989, 1, 8), 1989, "平成", "Heisei"),
    (day(1926, 12, 25), 1926, "昭和", "Shōwa"),
    (day(1912, 7, 30), 1912, "大正", "Taishō"),
    (day(1873, 1, 1), 1868, "明治", "Meiji"),
];

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => panic!("a date in the table of eras"),
    }
}

fn era(date: NaiveDate, language: Language) -> Option<(&'static str, i32)> {
    let (_, first, ja, en) = ERAS.into_iter().find(|(from, ..)| date >= *from)?;
    let name = match language {
        Language::Ja => ja,
        Language::En => en,
    };
    Some((name, date.year() - first + 1))
}

/// `date` as it is written in `language`: 令和4年7月21日, or 2022-07-21.
pub fn era_date(date: NaiveDate, language: Language) -> String {
    match (language, era(date, language)) {
        (Language::Ja, Some((name, 1))) => format!("{name}元年{}月{}日", date.month(), date.day()),
        (Language::Ja, Some((name, n))) => format!("{name}{n}年{}月{}日", date.month(), date.day()),
        (Language::Ja, None) => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
        (Language::En, _) => date.format("%Y-%m-%d").to_string(),
    }
}

/// A fiscal year, named by the calendar year in which it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(transparent)]
#[ts(type = "number")]
pub struct FiscalYear(i32);

impl FiscalYear {
    /// The fiscal year that begins on 1 April of `year`.
    pub fn new(year: i32) -> Self {
        Self(year)
    }

    /// The fiscal year that `date` lies in.
    pub fn of(date: NaiveDate) -> Self {
        Self(if date.month() >= 4 { date.year() } else { date.year() - 1 })
    }

    /// The calendar year in which it begins.
    pub fn number(self) -> i32 {
        self.0
    }

    /// The fiscal year `years` later: the year that a horizon means.
    pub fn after(self, years: u32) -> Self {
        Self(self.0.saturating_add(i32::try_from(years).unwrap_or(i32::MAX)))
    }

    /// The year in the words of `language`: 令和4年度（2022年度）, or FY2022 (Reiwa 4).
    ///
    /// A fiscal year bears the name of the era in force on its first of May: that calls 2019 令和元年度, as the
    /// government did for the whole of that year, and leaves 1988 昭和63年度 and 1926 大正15年度.
    pub fn label(self, language: Language) -> String {
        let first_of_may = NaiveDate::from_ymd_opt(self.0, 5, 1);
        match (language, first_of_may.and_then(|d| era(d, language))) {
            (Language::Ja, Some((name, 1))) => format!("{name}元年度（{}年度）", self.0),
            (Language::Ja, Some((name, n))) => format!("{name}{n}年度（{}年度）", self.0),
            (Language::Ja, None) => format!("{}年度", self.0),
            (Language::En, Some((name, n))) => format!("FY{} ({name} {n})", self.0),
            (Language::En, None) => format!("FY{}", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fiscal_years_bear_the_era() {
        for (year, ja, en) in [
            (2022, "令和4年度（2022年度）", "FY2022 (Reiwa 4)"),
            (2019, "令和元年度（2019年度）", "FY2019 (Reiwa 1)"),
            (2018, "平成30年度（2018年度）", "FY2018 (Heisei 30)"),
            (1989, "平成元年度（1989年度）", "FY1989 (Heisei 1)"),
            (1988, "昭和63年度（1988年度）", "FY1988 (Shōwa 63)"),
            (1926, "大正15年度（1926年度）", "FY1926 (Taishō 15)"),
            (1800, "1800年度", "FY1800"),
        ] {
            assert_eq!(FiscalYear::new(year).label(Language::Ja), ja);
            assert_eq!(FiscalYear::new(year).label(Language::En), en);
        }
    }

    #[test]
    fn a_fiscal_year_begins_in_april() {
        assert_eq!(FiscalYear::of(day(2023, 3, 31)), FiscalYear::new(2022));
        assert_eq!(FiscalYear::of(day(2023, 4, 1)), FiscalYear::new(2023));
        assert_eq!(FiscalYear::new(2022).after(10).label(Language::Ja), "令和14年度（2032年度）");
    }

    #[test]
    fn dates_change_era_on_the_day() {
        assert_eq!(era_date(day(2019, 4, 30), Language::Ja), "平成31年4月30日");
        assert_eq!(era_date(day(2019, 5, 1), Language::Ja), "令和元年5月1日");
        assert_eq!(era_date(day(2022, 7, 21), Language::En), "2022-07-21");
    }
}
