//! What the hints find, and that a sheet which hangs together shows none.

use sheet::coherence::hints;
use sheet::form::SectionKind;
use sheet::{Doubt, Sheet, Waived, forms};

fn sample(file: &str) -> Sheet {
    let book: serde_json::Value = serde_json::from_str(file).unwrap();
    let mut sheet: Sheet = serde_json::from_value(book["sheets"].as_array().unwrap().last().unwrap().clone()).unwrap();
    let mut next = 0;
    sheet.name_items(|| {
        next += 1;
        next
    });
    sheet
}

fn change_story() -> Sheet {
    sample(include_str!("../../../../assets/samples/suzushio.json"))
}

fn emergency() -> Sheet {
    sample(include_str!("../../../../assets/samples/miogawa.json"))
}

/// What is doubted, and at which field.
fn doubts(sheet: &Sheet) -> Vec<(Doubt, String)> {
    let form = forms::find(&sheet.form).unwrap();
    hints(sheet, form).into_iter().map(|hint| (hint.doubt, hint.field.to_string())).collect()
}

#[test]
fn sheets_that_hang_together_show_none() {
    let twenty_year = sample(include_str!("../../../../assets/samples/anzugahara.json"));
    for sheet in [change_story(), emergency(), twenty_year] {
        assert_eq!(doubts(&sheet), [], "{}", sheet.theme.as_str());
        // What is not begun is not doubted.
        let blank = Sheet::blank(sheet.fiscal_year, sheet.form.clone());
        assert_eq!(doubts(&blank), []);
    }
}

#[test]
fn a_hint_says_its_section_and_is_waived_with_a_reason() {
    let mut sheet = change_story();
    sheet.actions[0].serves.clear();
    let form = forms::find(&sheet.form).unwrap();
    let found = hints(&sheet, form);
    let hint = found.iter().find(|hint| hint.doubt == Doubt::ActionWithoutGoal).unwrap();
    assert_eq!((hint.section, &hint.waived), (Some(SectionKind::Actions), &None));
    let waived = Waived { doubt: hint.doubt, item: hint.field.item(), reason: "先に試すため".into() };
    sheet.waived.push(waived);
    let again = hints(&sheet, form);
    let hint = again.iter().find(|hint| hint.doubt == Doubt::ActionWithoutGoal).unwrap();
    assert_eq!(hint.waived.as_deref(), Some("先に試すため"));
    assert_eq!(again.iter().filter(|hint| hint.waived.is_some()).count(), 1);
    assert!(sheet.public().waived.is_empty(), "the team's own notes stay in the book");
}

#[test]
fn every_break_is_found_where_it_is() {
    let found = |sheet: &Sheet, doubt: Doubt, field: &str| assert_eq!(doubts(sheet), [(doubt, field.to_owned())]);

    let mut sheet = change_story();
    sheet.visions[0].headline = "誰もが笑顔で安心して暮らせるまち".into();
    found(&sheet, Doubt::WordsOfAnybody, "vision-main.headline");

    let mut sheet = change_story();
    sheet.gap.retain(|cell| cell.id.as_str() != "gap-people-gap");
    found(&sheet, Doubt::IdealWithoutGap, "ideal-people.headline");

    let mut sheet = change_story();
    let goal = sheet.steps[0].goals[0].id.clone();
    let only: Vec<_> = sheet.actions.iter().filter(|a| a.serves == [goal.clone()]).map(|a| a.id.clone()).collect();
    sheet.actions.iter_mut().for_each(|action| action.serves.retain(|served| *served != goal));
    let doubts_now = doubts(&sheet);
    assert_eq!(doubts_now[0], (Doubt::GoalWithoutAction, goal.field("text").to_string()));
    assert_eq!(doubts_now.len(), 1 + only.len(), "an action that served it alone serves nothing now: {doubts_now:?}");

    let mut sheet = change_story();
    sheet.actions[0].attributes.remove("purpose");
    let field = sheet.actions[0].id.field("attr-purpose");
    found(&sheet, Doubt::EffectWithoutPurpose, field.as_str());

    let mut sheet = change_story();
    sheet.actions.push(sheet.actions[0].clone());
    let field = sheet.actions[3].id.field("title");
    found(&sheet, Doubt::ManyActions, field.as_str());
    sheet.actions[3].archived = true;
    assert_eq!(doubts(&sheet), [], "what is shelved does not count");

    let mut sheet = change_story();
    sheet.visions[0].headline = "鐘と返事".repeat(25).into();
    found(&sheet, Doubt::LongText, "vision-main.headline");

    let mut sheet = emergency();
    sheet.gap.iter_mut().flat_map(|cell| &mut cell.bullets).for_each(|bullet| bullet.causes.clear());
    let field = sheet.gap[0].bullets[0].id.field("text");
    found(&sheet, Doubt::GapWithoutCause, field.as_str());

    let mut sheet = emergency();
    sheet.steps[0].horizon = Some(1);
    sheet.visions[0].horizon = Some(5);
    found(&sheet, Doubt::VisionWithoutYear, "vision-normal.headline");
}
