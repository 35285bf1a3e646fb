//! 版: named points in the history.

use crate::common::*;
use document::{Difference, Version, compare};
use sheet::{Edit, Text, Value};

#[test]
fn a_version_holds_its_state_and_is_compared_without_going_back() {
    let (mut ours, _) = born(1);
    for (item, text) in [("action-1", "一"), ("action-2", "二"), ("action-3", "三")] {
        add(&mut ours, 0, 1, item, None, text);
    }
    add(&mut ours, 0, 1, "bullet-1", Some("gap-people-past"), "気づき");
    let known = ours.known();
    let first = ours.version("v1", "当初案", "研究会の前", &person(0), at(5));
    assert_eq!(ours.known(), known);
    assert!(compare(&first.state, &ours.sheet()).is_empty());

    let mut theirs = reopened(&ours);
    theirs.renew_peer(2).unwrap();
    write(&mut theirs, 1, 6, "action-1.title", "一番");
    edit(&mut theirs, 1, 7, Edit::Move { id: id("action-3"), place: None, after: None });
    edit(&mut theirs, 1, 8, Edit::Move { id: id("bullet-1"), place: Some(id("ideal-people")), after: None });
    edit(&mut theirs, 1, 9, Edit::Archive { id: id("action-2") });
    edit(&mut theirs, 1, 9, Edit::Confidential { field: field("action-2.title"), on: true });
    add(&mut theirs, 1, 10, "action-4", None, "");
    pull(&mut ours, &theirs);

    // What the book stores and reads again.
    let stored: Version = serde_json::from_str(&serde_json::to_string(&first).unwrap()).unwrap();
    assert_eq!(stored, first);
    let title = |item: &str| field(&format!("{item}.title"));
    assert_eq!(
        compare(&stored.state, &ours.sheet()),
        [
            Difference::Added { item: id("action-4") },
            Difference::Moved { item: id("bullet-1"), from: Some(id("gap-people-past")), to: Some(id("ideal-people")) },
            Difference::Reordered { item: id("action-3") },
            Difference::Value {
                item: id("action-2"),
                key: "archived".into(),
                before: None,
                after: Some(Value::Bool(true))
            },
            Difference::Text { field: title("action-1"), before: "一".into(), after: "一番".into() },
            Difference::Text { field: title("action-2"), before: "二".into(), after: Text::confidential("二") },
        ]
    );
    let back = compare(&ours.sheet(), &stored.state);
    assert!(back.contains(&Difference::Missing { item: id("action-4") }));
}
