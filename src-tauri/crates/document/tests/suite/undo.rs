//! What a person takes back is their own.

use crate::common::*;
use document::{Document, How};
use sheet::{Edit, Value};

const THEME: &str = "sheet.theme";

fn undo(to: &mut Document, who: usize) -> bool {
    to.undo(&person(who), at(900)).unwrap().is_some()
}

fn redo(to: &mut Document, who: usize) -> bool {
    to.redo(&person(who), at(901)).unwrap().is_some()
}

#[test]
fn each_of_three_people_at_one_installation_takes_back_their_own() {
    let (mut ours, _) = born(1);
    write(&mut ours, 0, 0, THEME, "あああ");
    write(&mut ours, 1, 1, THEME, "ああいいあ");
    write(&mut ours, 2, 2, THEME, "うああいいあ");
    assert!(undo(&mut ours, 0));
    assert_eq!(ours.sheet().theme.text, "ういい");
    assert!(undo(&mut ours, 2));
    assert_eq!(ours.sheet().theme.text, "いい");
    assert!(redo(&mut ours, 0));
    assert_eq!(ours.sheet().theme.text, "ああいいあ");
    assert!(undo(&mut ours, 1) && redo(&mut ours, 2));
    assert_eq!(ours.sheet().theme.text, "うあああ");
    assert!(!undo(&mut ours, 1));
}

#[test]
fn equal_characters_of_others_are_not_mistaken_for_ones_own() {
    let mut all = copies(2);
    let [a, b] = all.as_mut_slice() else { unreachable!() };
    write(a, 0, 0, THEME, "ののの");
    meet(a, b);
    write(b, 1, 1, THEME, "のののの");
    pull(a, b);
    assert!(undo(a, 0));
    assert_eq!(a.sheet().theme.text, "の");
    pull(b, a);
    assert!(undo(b, 1));
    assert_eq!(b.sheet().theme.text, "");
}

#[test]
fn typing_in_one_field_within_a_minute_is_one_step() {
    let (mut ours, _) = born(1);
    for (seconds, text) in [(0, "一"), (20, "一二"), (59, "一二三"), (70, "一二三四"), (75, "一二三四五")]
    {
        write(&mut ours, 0, seconds, THEME, text);
    }
    assert_eq!(ours.history().len(), 3);
    assert!(undo(&mut ours, 0));
    assert_eq!(ours.sheet().theme.text, "一二三");
    assert!(undo(&mut ours, 0));
    assert_eq!(ours.sheet().theme.text, "");
    assert!(!undo(&mut ours, 0));
    assert!(redo(&mut ours, 0) && redo(&mut ours, 0) && !redo(&mut ours, 0));
    assert_eq!(ours.sheet().theme.text, "一二三四五");
    // Writing after that is a step of its own, and so is writing elsewhere.
    write(&mut ours, 0, 902, THEME, "一二三四五六");
    write(&mut ours, 0, 903, "sheet.subtitle", "副");
    write(&mut ours, 0, 904, THEME, "一二三四五六七");
    for expected in ["一二三四五六", "一二三四五六", "一二三四五"] {
        assert!(undo(&mut ours, 0));
        assert_eq!(ours.sheet().theme.text, expected);
    }
}

#[test]
fn a_colleague_may_write_within_a_run_of_typing() {
    let (mut ours, _) = born(1);
    write(&mut ours, 0, 0, THEME, "一");
    write(&mut ours, 1, 1, THEME, "他一");
    write(&mut ours, 0, 2, THEME, "他一二");
    assert!(undo(&mut ours, 0));
    assert_eq!(ours.sheet().theme.text, "他");
}

#[test]
fn what_was_deleted_comes_back_where_it_was() {
    let (mut ours, _) = born(1);
    write(&mut ours, 0, 0, THEME, "春夏秋冬");
    write(&mut ours, 0, 100, THEME, "春冬");
    write(&mut ours, 1, 101, THEME, "新春と冬");
    assert!(undo(&mut ours, 0));
    assert_eq!(ours.sheet().theme.text, "新春夏秋と冬");
    // The characters that came back are still those of the first step.
    assert!(undo(&mut ours, 0));
    assert_eq!(ours.sheet().theme.text, "新と");
    assert!(redo(&mut ours, 0) && redo(&mut ours, 0));
    assert_eq!(ours.sheet().theme.text, "新春と冬");
    assert!(undo(&mut ours, 0));
    assert_eq!(ours.sheet().theme.text, "新春夏秋と冬");
}

#[test]
fn replacing_is_taken_back_around_a_colleagues_words() {
    let (mut ours, _) = born(1);
    write(&mut ours, 0, 0, THEME, "古い文");
    write(&mut ours, 1, 100, THEME, "新しい話");
    write(&mut ours, 0, 101, THEME, "新しい話！");
    assert!(undo(&mut ours, 1));
    assert_eq!(ours.sheet().theme.text, "古い文！");
}

#[test]
fn a_value_that_a_colleague_has_set_since_stays() {
    let (mut ours, _) = born(1);
    let horizon = |n| Edit::Value { id: id("step-1"), key: "horizon".into(), value: Some(Value::Number(n)) };
    edit(&mut ours, 0, 0, horizon(3));
    edit(&mut ours, 1, 1, horizon(5));
    assert!(!undo(&mut ours, 0));
    assert_eq!(ours.sheet().step("1").unwrap().horizon, Some(5));
    assert!(undo(&mut ours, 1));
    assert_eq!(ours.sheet().step("1").unwrap().horizon, Some(3));
    assert!(redo(&mut ours, 1));
    assert_eq!(ours.sheet().step("1").unwrap().horizon, Some(5));
}

#[test]
fn items_are_taken_back_by_archiving_and_moved_back_in_order() {
    let (mut ours, _) = born(1);
    for item in ["action-a", "action-b", "action-c"] {
        add(&mut ours, 0, 0, item, None, item);
    }
    let order = |d: &Document| d.sheet().actions.iter().map(|x| x.id.to_string()[7..].to_string()).collect::<String>();
    edit(&mut ours, 0, 1, Edit::Move { id: id("action-c"), place: None, after: None });
    edit(&mut ours, 0, 2, Edit::Move { id: id("action-c"), place: None, after: Some(id("action-a")) });
    assert_eq!(order(&ours), "acb");
    assert!(undo(&mut ours, 0));
    assert_eq!(order(&ours), "cab");
    assert!(undo(&mut ours, 0));
    assert_eq!(order(&ours), "abc");
    assert!(undo(&mut ours, 0));
    assert!(ours.sheet().actions[2].archived);
    assert_eq!(ours.sheet().actions[2].title.text, "action-c");
    assert!(redo(&mut ours, 0) && redo(&mut ours, 0) && redo(&mut ours, 0) && !redo(&mut ours, 0));
    assert_eq!(order(&ours), "acb");
    assert!(ours.sheet().actions.iter().all(|a| !a.archived));
    // What a colleague moved since stays where it was put.
    edit(&mut ours, 1, 3, Edit::Move { id: id("action-c"), place: None, after: Some(id("action-b")) });
    assert!(undo(&mut ours, 0));
    assert_eq!(order(&ours), "abc");
}

#[test]
fn moving_to_another_place_is_taken_back_whole() {
    let (mut ours, _) = born(1);
    for item in ["bullet-1", "bullet-2"] {
        add(&mut ours, 0, 0, item, Some("gap-people-past"), item);
    }
    let before = ours.sheet();
    edit(&mut ours, 0, 1, Edit::Move { id: id("bullet-2"), place: Some(id("ideal-people")), after: None });
    assert_eq!(ours.sheet().ideal("people").unwrap().bullets.len(), 1);
    assert!(undo(&mut ours, 0));
    assert_eq!(ours.sheet(), before);
}

#[test]
fn several_edits_are_one_step_with_one_label() {
    let (mut ours, _) = born(1);
    let before = ours.sheet();
    let edits = [
        Edit::Add { id: id("action-1"), place: None, after: None, text: "題".into() },
        Edit::Text { field: field("action-1.owner"), base: String::new(), text: "総務課".into() },
        Edit::Confidential { field: field("action-1.owner"), on: true },
        Edit::Text { field: field(THEME), base: String::new(), text: "主題".into() },
    ];
    let change = ours.apply_all(&edits, label(), &person(0), at(1)).unwrap().unwrap();
    assert_eq!(change.label, label());
    assert_eq!(ours.undo_label(&person(0)), Some(&label()));
    assert_eq!(ours.undo_label(&person(1)), None);
    let taken = ours.undo(&person(0), at(2)).unwrap().unwrap();
    assert_eq!((taken.label, taken.how), (label(), How::Undo));
    let after = ours.sheet();
    assert_eq!(after.theme, before.theme);
    assert!(after.actions[0].archived && after.actions[0].owner == sheet::Text::default());
    assert_eq!(ours.redo_label(&person(0)), Some(&label()));
    ours.redo(&person(0), at(3)).unwrap().unwrap();
    assert_eq!(ours.sheet().actions[0].owner, sheet::Text::confidential("総務課"));
    assert!(!ours.sheet().actions[0].archived);
    let how: Vec<How> = ours.history().iter().map(|r| r.how).collect();
    assert_eq!(how, [How::Edit, How::Edit, How::Undo, How::Redo]);
}

#[test]
fn a_new_edit_forgets_what_could_be_brought_back() {
    let (mut ours, _) = born(1);
    write(&mut ours, 0, 0, THEME, "一");
    assert!(undo(&mut ours, 0));
    write(&mut ours, 1, 902, THEME, "他");
    assert!(ours.redo_label(&person(0)).is_some());
    write(&mut ours, 0, 903, "sheet.subtitle", "二");
    assert!(!redo(&mut ours, 0));
}

#[test]
fn undo_reaches_others_as_a_change_like_any_other() {
    let mut all = copies(2);
    let [a, b] = all.as_mut_slice() else { unreachable!() };
    write(a, 0, 0, THEME, "消す文");
    meet(a, b);
    write(b, 1, 1, THEME, "消す文に足す");
    let change = a.undo(&person(0), at(2)).unwrap().unwrap();
    b.import(&change.update).unwrap();
    meet(a, b);
    assert_eq!(a.sheet().theme.text, "に足す");
}

#[test]
fn a_field_of_a_form_stays_in_use_when_its_first_writer_takes_back() {
    let (mut ours, _) = born(1);
    write(&mut ours, 0, 0, "sheet.lead-gap", "一");
    write(&mut ours, 1, 1, "sheet.lead-gap", "一他");
    assert!(undo(&mut ours, 0));
    assert_eq!(ours.sheet().leads["gap"].text, "他");
}

#[test]
fn what_comes_back_after_all_around_it_is_gone_tears_no_cluster() {
    let (mut ours, _) = born(1);
    write(&mut ours, 0, 0, THEME, "一二三");
    write(&mut ours, 0, 100, THEME, "一三");
    write(&mut ours, 1, 101, THEME, "か\u{3099}き\u{3099}");
    assert!(undo(&mut ours, 0));
    assert_eq!(ours.sheet().theme.text, "か\u{3099}二き\u{3099}");
}
