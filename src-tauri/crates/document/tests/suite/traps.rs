//! The known traps of merging, one test each (decision 3 of the architecture).

use crate::common::*;
use document::{Author, Document, DocumentError};
use sheet::{Edit, EditError, Value};

const THEME: &str = "sheet.theme";

#[test]
fn a_stale_base_deletes_no_colleagues_words() {
    let (mut ours, _) = born(1);
    write(&mut ours, 0, 1, THEME, "対話する組織");
    // The second person began to write when the first had not yet written "毎月".
    write(&mut ours, 0, 100, THEME, "毎月対話する組織");
    let late =
        Edit::Text { field: field(THEME), base: "対話する組織".into(), text: "対話する組織へ".into() };
    edit(&mut ours, 1, 101, late);
    assert_eq!(ours.sheet().theme.text, "毎月対話する組織へ");
}

#[test]
fn one_field_written_apart_keeps_every_word() {
    let mut all = copies(2);
    let [a, b] = all.as_mut_slice() else { unreachable!() };
    write(a, 0, 1, THEME, "𠮷野の未来");
    write(b, 1, 1, THEME, "が\u{3099}んばる");
    meet(a, b);
    let text = a.sheet().theme.text.clone();
    assert!(text.contains("𠮷野の未来") && text.contains("が\u{3099}んばる"), "{text}");
}

#[test]
fn containers_created_apart_are_the_same_one() {
    let mut all = copies(2);
    let [a, b] = all.as_mut_slice() else { unreachable!() };
    // Both write the same slot, open field, list and map for the first time, apart from each other.
    for (n, copy) in [&mut *a, &mut *b].into_iter().enumerate() {
        add(copy, n, 1, &format!("action-{n}"), None, "始める");
        write(copy, n, 2, "vision-main.headline", ["明るい", "まち"][n]);
        write(copy, n, 3, "sheet.lead-gap", ["一", "二"][n]);
        edit(copy, n, 4, Edit::Value { id: id("step-1"), key: "horizon".into(), value: Some(Value::Number(n as i64)) });
        add(copy, n, 5, &format!("bullet-{n}"), Some("gap-people-past"), "気づき");
    }
    meet(a, b);
    let sheet = a.sheet();
    assert_eq!(sheet.actions.len(), 2);
    assert_eq!(sheet.gap_cell("people", "past").unwrap().bullets.len(), 2);
    let (vision, lead) = (&sheet.vision("main").unwrap().headline.text, &sheet.leads["gap"].text);
    assert!(vision.contains("明るい") && vision.contains("まち") && lead.contains('一') && lead.contains('二'));
    assert!(sheet.step("1").unwrap().horizon.is_some());
}

#[test]
fn the_same_item_added_apart_stands_once_and_can_be_moved() {
    let mut all = copies(2);
    let [a, b] = all.as_mut_slice() else { unreachable!() };
    for copy in [&mut *a, &mut *b] {
        for item in ["action-a", "action-b", "action-c"] {
            add(copy, 0, 1, item, None, "");
        }
    }
    meet(a, b);
    let order = |d: &Document| d.sheet().actions.iter().map(|x| x.id.to_string()).collect::<Vec<_>>();
    assert_eq!(order(a).len(), 3);
    for after in [None, Some("action-b"), Some("action-c"), Some("action-b"), None] {
        edit(a, 0, 2, Edit::Move { id: id("action-a"), place: None, after: after.map(id) });
        let now = order(a);
        let stands = now.iter().position(|i| i == "action-a").unwrap();
        assert_eq!(stands.checked_sub(1).map(|i| now[i].as_str()), after, "{now:?}");
        meet(a, b);
    }
}

#[test]
fn an_item_moved_apart_stands_in_one_place() {
    let mut all = copies(2);
    let [a, b] = all.as_mut_slice() else { unreachable!() };
    for item in ["bullet-1", "bullet-2", "bullet-3"] {
        add(a, 0, 1, item, Some("gap-people-past"), item);
    }
    meet(a, b);
    edit(a, 0, 2, Edit::Move { id: id("bullet-3"), place: Some(id("gap-people-past")), after: None });
    edit(b, 1, 2, Edit::Move { id: id("bullet-3"), place: Some(id("ideal-people")), after: Some(id("bullet-1")) });
    meet(a, b);
    let json = serde_json::to_string(&*a.sheet()).unwrap();
    assert_eq!(json.matches("\"id\":\"bullet-3\"").count(), 1);
}

#[test]
fn archiving_deletes_nothing_that_is_written_meanwhile() {
    let mut all = copies(2);
    let [a, b] = all.as_mut_slice() else { unreachable!() };
    add(a, 0, 1, "action-1", None, "朝の対話");
    meet(a, b);
    edit(a, 0, 2, Edit::Archive { id: id("action-1") });
    write(b, 1, 2, "action-1.title", "朝の対話を毎週");
    meet(a, b);
    let action = &b.sheet().actions[0];
    assert!(action.archived);
    assert_eq!(action.title.text, "朝の対話を毎週");
    // Whoever still has it on the screen can go on writing, and it comes back whole.
    write(a, 0, 3, "action-1.title", "朝の対話を毎週開く");
    edit(a, 0, 4, Edit::Restore { id: id("action-1") });
    assert!(!a.sheet().actions[0].archived);
    assert_eq!(a.sheet().actions[0].title.text, "朝の対話を毎週開く");
}

#[test]
fn one_peer_at_work_in_two_places_is_refused_and_renewed() {
    let (mut ours, birth) = born(1);
    let mut copied = Document::open(None, [birth.as_slice()], 1).unwrap();
    write(&mut copied, 1, 1, THEME, "写し");
    let update = copied.export_snapshot().unwrap();
    let before = ours.sheet();
    assert_eq!(ours.import(&update).unwrap_err(), DocumentError::PeerUsedElsewhere(1));
    assert_eq!(ours.sheet(), before);
    // A restored book: ours had not written anything different, so with a new peer all comes together.
    ours.renew_peer(11).unwrap();
    write(&mut ours, 0, 2, THEME, "元");
    assert!(ours.import(&update).unwrap().news);
    let text = ours.sheet().theme.text.clone();
    assert!(text.contains("写し") && text.contains('元'), "{text}");
}

#[test]
fn two_histories_under_one_peer_are_never_merged_in_silence() {
    for (short, long) in [("あ", "いうえ"), ("いうえ", "あ"), ("あ", "い")] {
        let (mut ours, birth) = born(1);
        let mut copied = Document::open(None, [birth.as_slice()], 1).unwrap();
        write(&mut ours, 0, 1, THEME, short);
        write(&mut copied, 1, 1, THEME, long);
        let whole = copied.export_snapshot().unwrap();
        let known = ours.known();
        let before = ours.sheet();
        let first = ours.import(&whole).unwrap_err();
        assert!(matches!(first, DocumentError::PeerUsedElsewhere(1) | DocumentError::Diverged(_)), "{first}");
        ours.renew_peer(11).unwrap();
        assert!(matches!(ours.import(&whole), Err(DocumentError::Diverged(_))), "{short} {long}");
        // Only the end of the other history would pass for a continuation of ours.
        let tail = copied.updates_since(&known).unwrap();
        if long.chars().count() > short.chars().count() {
            assert_eq!(ours.import(&tail).unwrap_err(), DocumentError::PeerUsedElsewhere(1));
        }
        assert_eq!(ours.sheet(), before);
        write(&mut ours, 0, 2, THEME, "まだ書ける");
        assert_eq!(ours.sheet().theme.text, "まだ書ける");
        let theirs = ours.export_snapshot().unwrap();
        assert!(copied.import(&theirs).is_err());
    }
}

#[test]
fn importing_what_is_known_changes_nothing() {
    let (mut ours, _) = born(1);
    write(&mut ours, 0, 1, THEME, "同じ");
    let (before, history) = (ours.sheet(), ours.history());
    let imported = ours.import(&ours.export_snapshot().unwrap()).unwrap();
    assert!(!imported.news && !imported.waiting && imported.touched.is_empty());
    assert_eq!((ours.sheet(), ours.history()), (before, history));
}

#[test]
fn an_update_that_comes_too_early_waits_and_is_not_lost() {
    let (mut ours, birth) = born(1);
    let mut theirs = Document::open(None, [birth.as_slice()], 2).unwrap();
    let first = write(&mut theirs, 1, 1, THEME, "一").unwrap();
    let second = write(&mut theirs, 1, 100, THEME, "一二").unwrap();

    let early = ours.import(&second).unwrap();
    assert!(early.news && early.waiting && early.touched.is_empty());
    assert_eq!(ours.sheet().theme.text, "");
    // A snapshot does not hold it, so it has to be kept beside.
    let kept = ours.waiting().unwrap().unwrap();
    let snapshot = ours.export_snapshot().unwrap();
    let mut again = Document::open(Some(&snapshot), [kept.as_slice()], 1).unwrap();
    assert!(again.waiting().unwrap().is_some());

    for copy in [&mut ours, &mut again] {
        let then = copy.import(&first).unwrap();
        assert!(then.touched.fields.contains(&field(THEME)) && !then.waiting);
        assert_eq!(copy.sheet().theme.text, "一二");
        assert_eq!(copy.waiting().unwrap(), None);
    }
}

#[test]
fn updates_are_applied_onto_what_is_loaded_in_any_order() {
    let (mut ours, birth) = born(1);
    let mut log = vec![birth];
    for n in 0..20 {
        let text = format!("{}字", ours.sheet().theme.text);
        log.extend(write(&mut ours, 0, n * 100, THEME, &text));
    }
    let middle = Document::open(None, log[..7].iter().map(Vec::as_slice), 1).unwrap();
    let snapshot = middle.export_snapshot().unwrap();
    // What the snapshot holds already may come again, and in any order.
    let open = |updates: &[Vec<u8>]| Document::open(Some(&snapshot), updates.iter().map(Vec::as_slice), 1).unwrap();
    assert_eq!(open(&log).sheet(), ours.sheet());
    log.reverse();
    assert_eq!(open(&log).sheet(), ours.sheet());
    assert_eq!(open(&log).history(), ours.history());
}

#[test]
fn three_people_at_one_installation_are_told_apart() {
    let (mut ours, _) = born(1);
    for who in 0..3 {
        let text = format!("{}{who}", ours.sheet().theme.text);
        write(&mut ours, who, who as i64, THEME, &text);
    }
    let history = reopened(&ours).history();
    let said: Vec<_> = history.iter().map(|r| (r.author.clone().unwrap().id, r.time)).collect();
    let expected = [("p0", 0), ("p0", 0), ("p1", 1), ("p2", 2)].map(|(who, t)| (who.to_string(), at(t)));
    assert_eq!(said, expected);
    assert_eq!(history, ours.history());
    assert_eq!(history[3].label.as_ref().unwrap().field, Some(field(THEME)));
}

#[test]
fn a_colleagues_clock_that_runs_ahead_dates_nothing_of_ours() {
    let mut all = copies(2);
    let [a, b] = all.as_mut_slice() else { unreachable!() };
    write(a, 0, 3_000_000_000, THEME, "未来から");
    meet(a, b);
    write(b, 1, 60, "sheet.subtitle", "今");
    assert_eq!(b.history().last().unwrap().time, at(60));
}

#[test]
fn edits_that_do_not_fit_change_nothing() {
    let (mut ours, _) = born(1);
    add(&mut ours, 0, 1, "bullet-1", Some("gap-people-past"), "一");
    let (before, known) = (ours.sheet(), ours.known());
    let text = |address: &str| Edit::Text { field: field(address), base: String::new(), text: "字".into() };
    let add = |item: &str, after: Option<&str>| Edit::Add {
        id: id(item),
        place: Some(id("gap-people-past")),
        after: after.map(id),
        text: String::new(),
    };
    let unknown = |item: &str| DocumentError::UnknownItem(id(item));
    let cause = Edit::Add { id: id("cause-1"), place: Some(id("bullet-9")), after: None, text: String::new() };
    let misplaced = Edit::Move { id: id("bullet-1"), place: None, after: None };
    let placed = EditError::Misplaced { item: id("bullet-1"), place: id("sheet") };
    for (edit, error) in [
        (text("bullet-9.text"), unknown("bullet-9")),
        (Edit::Archive { id: id("action-9") }, unknown("action-9")),
        (add("bullet-2", Some("bullet-9")), unknown("bullet-9")),
        (cause, unknown("bullet-9")),
        (add("bullet-1", None), DocumentError::ItemExists(id("bullet-1"))),
        (misplaced, DocumentError::Edit(placed)),
    ] {
        assert_eq!(ours.apply(&edit, &person(0), at(2)).unwrap_err(), error);
        // Several edits are made whole or not at all.
        let several = [text("sheet.theme"), edit];
        assert_eq!(ours.apply_all(&several, label(), &person(0), at(2)).unwrap_err(), error);
    }
    assert_eq!((ours.sheet(), ours.known()), (before, known));
    assert_eq!(ours.apply(&text(THEME), &Author::new("p9", ""), at(3)).unwrap().unwrap().label, text(THEME).label());
    assert_eq!(Document::open(None, [], u64::MAX).unwrap_err(), DocumentError::BadPeer(u64::MAX));
}

#[test]
fn a_whole_sheet_goes_in_and_comes_out_equal() {
    let (mut ours, _) = born(1);
    add(&mut ours, 0, 1, "action-1", None, "題");
    write(&mut ours, 0, 2, "action-1.attr-purpose", "目的");
    edit(&mut ours, 0, 3, Edit::Confidential { field: field("action-1.attr-purpose"), on: true });
    edit(&mut ours, 0, 3, Edit::Confidential { field: field("action-1.attr-effect"), on: true });
    add(&mut ours, 0, 4, "status-1", Some("action-1"), "");
    let (copy, _) = Document::birth(2, &ours.sheet().edits(), &person(0), at(9)).unwrap();
    assert_eq!(copy.sheet(), ours.sheet());
    assert!(copy.sheet().actions[0].attributes["purpose"].confidential);
    assert_eq!(reopened(&copy).sheet(), ours.sheet());
}

#[test]
fn a_document_can_be_kept_by_a_server_of_many_windows() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&born(1).0);
}

#[test]
fn every_error_has_its_words_in_both_languages() {
    let item = id("bullet-1");
    let all = [
        DocumentError::Edit(EditError::Fixed(item.clone())),
        DocumentError::UnknownItem(item.clone()),
        DocumentError::ItemExists(item),
        DocumentError::Damaged(String::new()),
        DocumentError::Newer(9),
        DocumentError::PeerUsedElsewhere(1),
        DocumentError::Diverged(String::new()),
        DocumentError::BadPeer(1),
        DocumentError::Broken(String::new()),
    ];
    let assets = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/i18n");
    for language in ["ja", "en"] {
        let words = std::fs::read_to_string(format!("{assets}/{language}.json")).unwrap();
        let words: serde_json::Value = serde_json::from_str(&words).unwrap();
        for error in &all {
            for part in ["what", "next", "kept"] {
                let key = format!("error.{}.{part}", error.code());
                let text = words[&key].as_str().unwrap_or_else(|| panic!("{key} has no words in {language}"));
                let told = error.fields().iter().fold(text.to_string(), |t, (k, v)| t.replace(&format!("{{{k}}}"), v));
                assert!(!told.contains('{'), "{key} wants data that the error does not have: {told}");
            }
        }
    }
}
