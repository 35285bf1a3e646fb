//! What a person does, through the one door: a command's name and JSON in, JSON out, on a real file.

use app::{App, Event, Folders, Rim};
use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

fn rim() -> Rim {
    let now: DateTime<FixedOffset> = "2026-11-21T10:00:00+09:00".parse().unwrap();
    let next = AtomicU64::new(1);
    Rim::new(move || now, move || next.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed))
}

fn app_in(folder: &Path) -> App {
    App::new(Folders { data: folder.join("data"), books: folder.join("books") }, rim()).unwrap()
}

fn call(app: &App, command: &str, asked: Value) -> Value {
    app.call(command, asked.clone()).unwrap_or_else(|f| panic!("{command} {asked}: {f:?}"))
}

/// A new book at a path with Japanese and a space in it, and the id of its sheet.
fn new_book(app: &App, folder: &Path) -> (String, String) {
    let path = folder.join("令和8年度 みなと市.aritai").display().to_string();
    let asked = json!({ "path": path, "organisation": "みなと市", "fiscalYear": 2026, "form": "change-story" });
    let book = call(app, "book-new", asked);
    assert_eq!(book["organisation"], "みなと市");
    (path, book["years"][0]["sheet"].as_str().unwrap().into())
}

fn text(sheet: &str, field: &str, base: &str, text: &str) -> Value {
    json!({ "sheet": sheet, "edits": [{ "edit": "text", "field": field, "base": base, "text": text }] })
}

#[test]
fn the_very_first_start_opens_a_copy_of_the_sample() {
    let folder = tempfile::tempdir().unwrap();
    let app = app_in(folder.path());
    let started = call(&app, "start", json!({}));
    assert_eq!(started["book"]["sample"], true);
    assert_eq!(started["book"]["years"].as_array().unwrap().len(), 2);
    assert_eq!(started["fiscalYear"], 2026);
    call(&app, "book-close", json!({}));
    drop(app);
    let again = call(&app_in(folder.path()), "start", json!({}));
    assert_eq!(again["book"], Value::Null, "only once");
    assert_eq!(again["recent"][0]["missing"], false);
}

#[test]
fn windows_that_start_at_once_all_show_the_sample() {
    let folder = tempfile::tempdir().unwrap();
    let app = app_in(folder.path());
    let started = std::thread::scope(|scope| {
        let windows: Vec<_> = (0..4).map(|_| scope.spawn(|| call(&app, "start", json!({})))).collect();
        windows.into_iter().map(|w| w.join().unwrap()).collect::<Vec<_>>()
    });
    assert!(started.iter().all(|s| s["book"]["sample"] == true));
    assert_eq!(std::fs::read_dir(folder.path().join("books")).unwrap().count(), 1);
}

#[test]
fn the_first_start_works_where_no_sample_can_be_made() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("books"), "a file where the folder should be").unwrap();
    let started = call(&app_in(folder.path()), "start", json!({}));
    assert_eq!((&started["book"], &started["trouble"]["code"]), (&Value::Null, &json!("app.file")));
}

#[test]
fn what_was_answered_is_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let app = app_in(folder.path());
    let (path, sheet) = new_book(&app, folder.path());
    let view = call(&app, "edit", text(&sheet, "sheet.theme", "", "となりの席から"));
    assert_eq!((view["sheet"]["theme"].as_str(), view["revision"].as_u64()), (Some("となりの席から"), Some(1)));
    assert_eq!(view["horizons"]["step-2"], json!({ "years": 5, "label": "令和13年度（2031年度）" }));
    // Another program looks at the file while it is open here: nothing is held back.
    let other = app_in(&folder.path().join("other"));
    other.look_at(Path::new(&path)).unwrap();
    assert_eq!(other.book_file().unwrap().sheets[0].theme.text, "となりの席から");
}

#[test]
fn undo_says_what_it_takes_back_and_where() {
    let folder = tempfile::tempdir().unwrap();
    let app = app_in(folder.path());
    let (_, sheet) = new_book(&app, folder.path());
    let add = json!({ "edit": "add", "id": "goal-a", "place": "step-1", "after": null, "text": "一度は話した" });
    let view = call(&app, "edit", json!({ "sheet": sheet, "edits": [add] }));
    assert_eq!(view["undo"], "目標状態の追加");
    let undone = call(&app, "undo", json!({ "sheet": sheet }));
    assert_eq!(undone["field"], "goal-a.text");
    assert_eq!(undone["view"]["redo"], "目標状態の追加");
    let redone = call(&app, "redo", json!({ "sheet": sheet }));
    let goals = |view: &Value| view["sheet"]["steps"][0]["goals"].as_array().unwrap().clone();
    assert!(goals(&undone["view"]).iter().all(|g| g["archived"] == true), "taken off the sheet");
    assert_eq!(goals(&redone["view"])[0]["text"], "一度は話した");
    assert_eq!(goals(&redone["view"])[0].get("archived"), None);
    call(&app, "undo", json!({ "sheet": sheet }));
    assert_eq!(call(&app, "undo", json!({ "sheet": sheet })), Value::Null, "nothing more to take back");
}

#[test]
fn what_was_pasted_is_one_thing_to_undo() {
    let folder = tempfile::tempdir().unwrap();
    let app = app_in(folder.path());
    let (_, sheet) = new_book(&app, folder.path());
    let add = |id: &str, place: &str, after: Option<&str>| json!({ "edit": "add", "id": id, "place": place, "after": after, "text": id });
    let edits = json!([
        add("bullet-a", "gap-people-past", None),
        add("bullet-b", "gap-people-past", Some("bullet-a")),
        add("bullet-c", "gap-people-present", None),
    ]);
    let view = call(&app, "edit", json!({ "sheet": sheet, "edits": edits }));
    assert_eq!(view["undo"], "箇条書きをまとめて追加する操作");
    let undone = call(&app, "undo", json!({ "sheet": sheet }));
    assert_eq!(undone["field"], "bullet-a.text");
    assert_eq!(undone["view"]["undo"], Value::Null);
    let cells = undone["view"]["sheet"]["gap"].as_array().unwrap();
    let bullets: Vec<&Value> = cells.iter().flat_map(|cell| cell["bullets"].as_array().unwrap()).collect();
    assert_eq!(bullets.len(), 3);
    assert!(bullets.iter().all(|bullet| bullet["archived"] == true));
}

#[test]
fn a_second_year_remembers_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let app = app_in(folder.path());
    let (_, first) = new_book(&app, folder.path());
    let edits = json!([
        { "edit": "add", "id": "action-a", "place": null, "after": null, "text": "朝の対話" },
        { "edit": "add", "id": "status-a", "place": "action-a", "after": null, "text": "手ごたえあり" },
        { "edit": "value", "id": "status-a", "key": "status", "value": "trial" },
    ]);
    call(&app, "edit", json!({ "sheet": first, "edits": edits }));
    let asked = json!({ "fiscalYear": 2027, "form": "twenty-year", "cohort": 2, "follows": first });
    let view = call(&app, "year-add", asked.clone());
    let earlier = &view["sheet"]["earlier"][0];
    assert_eq!((earlier["title"].as_str(), earlier["status"].as_str()), (Some("朝の対話"), Some("trial")));
    let years = call(&app, "book", json!({}))["years"].as_array().unwrap().clone();
    assert_eq!(years.iter().map(|y| y["fiscalYear"].as_i64().unwrap()).collect::<Vec<_>>(), [2027, 2026]);
    assert_ne!(years[0]["accent"], years[1]["accent"]);
    assert_eq!(app.call("year-add", asked).unwrap_err().code, "app.year-exists");
}

#[test]
fn a_change_of_form_says_what_it_does_not_show() {
    let folder = tempfile::tempdir().unwrap();
    let app = app_in(folder.path());
    let (_, sheet) = new_book(&app, folder.path());
    call(&app, "edit", text(&sheet, "ideal-people.headline", "", "聴く職員"));
    let change = json!({ "sheet": sheet, "edits": [{ "edit": "form", "form": "emergency" }] });
    let view = call(&app, "edit", change);
    assert_eq!(view["form"]["id"], "emergency");
    assert_eq!(view["notShown"], json!([{ "field": "ideal-people.headline", "characters": 4 }]));
    let back = call(&app, "undo", json!({ "sheet": sheet }));
    assert_eq!(back["view"]["notShown"], json!([]));
}

#[test]
fn versions_are_kept_with_their_state() {
    let folder = tempfile::tempdir().unwrap();
    let app = app_in(folder.path());
    let (_, sheet) = new_book(&app, folder.path());
    call(&app, "edit", text(&sheet, "vision-main.headline", "", "当初の案"));
    let added = json!({ "sheet": sheet, "name": "第2回研究会提出", "reason": "初めて見せる" });
    let listed = call(&app, "version-add", added);
    assert_eq!(listed[0]["time"], "令和8年11月21日 10:00");
    call(&app, "edit", text(&sheet, "vision-main.headline", "当初の案", "修正した案"));
    let version = listed[0]["id"].as_str().unwrap();
    let compared = call(&app, "version", json!({ "sheet": sheet, "version": version }));
    assert_eq!(compared["sheet"]["visions"][0]["headline"], "当初の案");
    assert_eq!(compared["differences"][0]["after"], "修正した案");
    assert_eq!(
        app.call("version-add", json!({ "sheet": sheet, "name": " ", "reason": "" })).unwrap_err().code,
        "app.empty"
    );
}

#[test]
fn the_preview_is_the_print() {
    let folder = tempfile::tempdir().unwrap();
    let app = app_in(folder.path());
    let (_, sheet) = new_book(&app, folder.path());
    call(&app, "edit", text(&sheet, "sheet.theme", "", "となりの席から"));
    let print = json!({ "sheet": sheet, "paper": "a3" });
    let preview = call(&app, "preview", json!({ "print": print }));
    assert!(preview["pages"][0]["svg"].as_str().unwrap().contains("data-field=\"sheet.theme\""));
    let out = folder.path().join("シート.pdf");
    let exported = call(&app, "export", json!({ "print": { "sheet": sheet, "paper": "a4" }, "path": out }));
    let bytes = std::fs::read(&out).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7"));
    assert_eq!(exported["files"][0]["bytes"].as_u64(), Some(bytes.len() as u64));
    assert_eq!(
        app.call("preview", json!({ "print": { "sheet": sheet, "paper": "b9" } })).unwrap_err().code,
        "app.no-such-paper"
    );
    // What the screen has is not sent again; what changed is.
    let known = json!([preview["pages"][0]["hash"]]);
    let again = call(&app, "preview", json!({ "print": print, "known": known }));
    assert_eq!((&again["pages"][0]["hash"], &again["pages"][0]["svg"]), (&known[0], &Value::Null));
    call(&app, "edit", text(&sheet, "sheet.theme", "となりの席から", "むかいの席から"));
    let changed = call(&app, "preview", json!({ "print": print, "known": known }));
    assert!(changed["pages"][0]["hash"] != known[0] && changed["pages"][0]["svg"].is_string());
}

#[test]
fn a_preview_of_tiles_is_the_page_in_one_piece_with_its_plan() {
    let folder = tempfile::tempdir().unwrap();
    let app = app_in(folder.path());
    let (_, sheet) = new_book(&app, folder.path());
    let print = json!({ "sheet": sheet, "what": "poster", "paper": "a1", "imposed": "tiles", "tile": "a3" });
    let shown = call(&app, "preview", json!({ "print": print }));
    let pages = shown["pages"].as_array().unwrap();
    let mut whole = print.clone();
    whole["imposed"] = json!("single");
    let single = call(&app, "preview", json!({ "print": whole }));
    assert_eq!((pages.len(), &pages[0]["svg"]), (1, &single["pages"][0]["svg"]));
    assert_eq!(single["pages"][0]["tiles"], Value::Null);
    let plan = &pages[0]["tiles"];
    let (rows, columns) = (plan["rows"].as_u64().unwrap(), plan["columns"].as_u64().unwrap());
    let parts = plan["parts"].as_array().unwrap();
    assert_eq!((&plan["paper"], parts.len() as u64), (&json!("a3"), rows * columns));
    // The last part ends where the page does, and the first two share their strip.
    let mm = |part: &Value, key: &str| part[key].as_f64().unwrap();
    let last = &parts[parts.len() - 1];
    let end = (mm(last, "x") + mm(last, "width"), mm(last, "y") + mm(last, "height"));
    let (width, height) = (pages[0]["width"].as_f64().unwrap(), pages[0]["height"].as_f64().unwrap());
    assert!((end.0 - width).abs() < 0.01 && (end.1 - height).abs() < 0.01, "{end:?}");
    assert!((mm(&parts[0], "width") - mm(&parts[1], "x") - 10.0).abs() < 0.01);
    // So many sheets come out of the printer, after the one that shows how they are put together.
    let out = folder.path().join("分割.pdf");
    let exported = call(&app, "export", json!({ "print": print, "path": out }));
    assert_eq!(exported["files"][0]["pages"].as_u64(), Some(rows * columns + 1));
}

#[test]
fn an_export_tells_how_it_goes_on_and_leaves_whole_files_or_none() {
    let folder = tempfile::tempdir().unwrap();
    let app = app_in(folder.path());
    let (_, sheet) = new_book(&app, folder.path());
    let (send, heard) = std::sync::mpsc::channel();
    let send = Mutex::new(send);
    app.listen(move |event| drop(send.lock().unwrap().send(serde_json::to_value(event).unwrap())));
    let ended = |export: &Value| loop {
        let event = heard.recv_timeout(std::time::Duration::from_secs(60)).unwrap();
        if event["event"] == "export-ended" && event["export"] == *export {
            return event["ending"].clone();
        }
    };
    let into = folder.path().join("印刷");
    std::fs::create_dir(&into).unwrap();
    let start = |kind: &str, file: &std::path::Path| {
        let print = json!({ "sheet": sheet, "kind": kind });
        call(&app, "export-start", json!({ "print": print, "path": file }))["export"].clone()
    };
    let done = ended(&start("pdf", &into.join("シート.pdf")));
    assert_eq!((&done["how"], &done["exported"]["files"][0]["pages"]), (&json!("done"), &json!(1)));
    assert!(std::fs::read(into.join("シート.pdf")).unwrap().starts_with(b"%PDF-1.7"));
    assert_eq!(ended(&start("svg", &into.join("シート.svg")))["how"], "done");
    let last = call(&app, "choices", json!({}))["last"].clone();
    assert_eq!((&last["sheet"], &last["kind"]), (&json!(sheet), &json!("svg")));
    // A folder that is not there; a name that a folder has.
    let failed = ended(&start("pdf", &folder.path().join("ない/シート.pdf")));
    assert_eq!((&failed["how"], &failed["failure"]["code"]), (&json!("failed"), &json!("app.file")));
    assert_eq!(ended(&start("pdf", &into))["how"], "failed");
    let left: Vec<_> = std::fs::read_dir(&into).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "no half file is left: {left:?}");
    assert!(std::fs::read_dir(folder.path()).unwrap().all(|e| !e.unwrap().path().to_string_lossy().ends_with(".part")));
    // Cancelling what has ended changes nothing.
    call(&app, "export-cancel", json!({ "export": 1 }));
    // Wishes that cannot be fulfilled are refused before anything begins.
    for (wish, code) in [
        (json!({ "sheet": sheet, "what": "blank", "draft": true }), "app.no-such-print"),
        (json!({ "sheet": sheet, "what": "reading", "turned": "landscape" }), "app.no-such-print"),
        (json!({ "sheet": sheet, "what": "poster", "template": "none" }), "app.no-such-template"),
        (json!({ "sheet": sheet, "imposed": "booklet" }), "app.no-such-print"),
        (json!({ "sheet": sheet, "imposed": "tiles", "tile": "a0" }), "app.no-such-paper"),
        (json!({ "sheet": sheet, "imposed": "tiles", "overlap": 90 }), "app.no-such-print"),
        (json!({ "sheet": sheet, "dpi": 0 }), "app.no-such-print"),
        (json!({ "sheet": sheet, "theme": "none" }), "app.no-such-theme"),
        (json!({ "sheet": sheet, "version": "none" }), "app.no-such-version"),
    ] {
        let asked = json!({ "print": wish, "path": into.join("x.pdf") });
        assert_eq!(app.call("export-start", asked).unwrap_err().code, code);
    }
}

#[test]
fn an_export_can_be_cancelled_at_every_step_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let app = Arc::new(app_in(folder.path()));
    let (_, sheet) = new_book(&app, folder.path());
    let into = folder.path().join("印刷");
    std::fs::create_dir(&into).unwrap();
    // The step at which somebody wishes the export to end.
    let wish = Arc::new(Mutex::new((0, 0)));
    let (send, heard) = std::sync::mpsc::channel();
    let (send, of, ears) = (Mutex::new(send), Arc::downgrade(&app), Arc::clone(&wish));
    app.listen(move |event| match event {
        app::Event::ExportProgress { export, .. } => {
            let mut wish = ears.lock().unwrap();
            wish.0 += 1;
            if wish.0 == wish.1 {
                call(&of.upgrade().unwrap(), "export-cancel", json!({ "export": export }));
            }
        }
        app::Event::ExportEnded { ending, .. } => {
            drop(send.lock().unwrap().send(serde_json::to_value(ending).unwrap()["how"].clone()));
        }
        _ => {}
    });
    for print in [
        json!({ "sheet": sheet, "what": "poster", "paper": "a3", "imposed": "tiles" }),
        json!({ "sheet": sheet, "what": "poster", "paper": "a4", "kind": "png", "dpi": 40 }),
        json!({ "sheet": sheet, "kind": "svg" }),
        json!({ "sheet": sheet, "what": "meeting", "paper": "a3" }),
    ] {
        let (mut cancelled, mut at) = (0, 1);
        loop {
            *wish.lock().unwrap() = (0, at);
            let path = into.join(if print["what"] == "meeting" { "会議" } else { "紙" });
            call(&app, "export-start", json!({ "print": print, "path": path }));
            let how = heard.recv_timeout(std::time::Duration::from_secs(60)).unwrap();
            let left = std::fs::read_dir(&into).unwrap().count();
            if how == "done" {
                assert!(left > 0 && wish.lock().unwrap().0 <= at, "{print}: cancelled at {at}, and done");
                break;
            }
            assert_eq!((how, left), (json!("cancelled"), 0), "{print} at {at}");
            (cancelled, at) = (cancelled + 1, at + 1);
        }
        assert!(cancelled >= 2, "{print} could be cancelled {cancelled} times");
        std::fs::remove_dir_all(&into).unwrap();
        std::fs::create_dir(&into).unwrap();
    }
}

#[test]
fn a_picture_is_kept_and_shown_small_or_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let app = app_in(folder.path());
    let (_, sheet) = new_book(&app, folder.path());
    let icon = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/icons/512x512.png");
    let added = call(&app, "picture-add", json!({ "path": icon }));
    assert_eq!((&added["width"], &added["height"]), (&json!(512), &json!(512)));
    assert_eq!(call(&app, "picture-add", json!({ "path": icon })), added, "kept once");
    let view = call(&app, "picture", json!({ "hash": added["hash"], "longest": 64 }));
    assert!(view["address"].as_str().unwrap().starts_with("data:image/") && view["width"] == 512);
    assert_eq!(call(&app, "picture", json!({ "hash": "0".repeat(64), "longest": 64 })), Value::Null);
    let edits = json!([
        { "edit": "add", "id": "picture-a", "place": "poster-main", "after": null, "text": "朝市" },
        { "edit": "value", "id": "picture-a", "key": "hash", "value": added["hash"] },
    ]);
    let view = call(&app, "edit", json!({ "sheet": sheet, "edits": edits }));
    assert_eq!(view["sheet"]["poster"]["pictures"][0]["hash"], added["hash"]);
    let no = folder.path().join("写真.jpg");
    std::fs::write(&no, "写真ではない").unwrap();
    for (asked, code) in [
        (json!({ "path": no }), "press.picture-unknown"),
        (json!({ "bytes": "iVBORw0KGgoAAAA=" }), "press.picture-damaged"),
        (json!({ "path": folder.path().join("ない.png") }), "app.file"),
        (json!({ "bytes": "*" }), "app.request"),
        (json!({}), "app.request"),
    ] {
        assert_eq!(app.call("picture-add", asked.clone()).unwrap_err().code, code, "{asked}");
    }
}

#[test]
fn a_poster_shows_the_pictures_of_the_book_and_says_which_it_lacks() {
    let folder = tempfile::tempdir().unwrap();
    let app = app_in(folder.path());
    let (_, sheet) = new_book(&app, folder.path());
    call(&app, "edit", text(&sheet, "sheet.theme", "", "歩いて暮らせるまち"));
    let icon = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/icons/512x512.png");
    let hash = call(&app, "picture-add", json!({ "path": icon }))["hash"].clone();
    let add = |id: &str, hash: &Value| {
        let edits = json!([
            { "edit": "add", "id": id, "place": "poster-main", "after": null, "text": "朝市" },
            { "edit": "value", "id": id, "key": "hash", "value": hash },
        ]);
        call(&app, "edit", json!({ "sheet": sheet, "edits": edits }));
    };
    let print = json!({ "sheet": sheet, "what": "poster", "paper": "a3", "template": "headline" });
    let preview = || call(&app, "preview", json!({ "print": print }));
    let svg = |preview: &Value| preview["pages"][0]["svg"].as_str().unwrap().to_owned();
    assert!(!svg(&preview()).contains("data:image/"));
    add("picture-a", &hash);
    let shown = preview();
    assert!(svg(&shown).contains("data:image/png;base64,") && shown["report"]["pictures"] == json!([]));
    assert_eq!(svg(&preview()), svg(&shown), "the copy that is at hand is the same");
    let small = call(&app, "preview", json!({ "print": print, "longest": 4 }));
    assert!(svg(&small).len() < svg(&shown).len() && svg(&small).contains("data:image/"));
    // The book of a colleague who has not sent the picture yet.
    let edits = json!([{ "edit": "value", "id": "picture-a", "key": "hash", "value": "0".repeat(64) }]);
    call(&app, "edit", json!({ "sheet": sheet, "edits": edits }));
    let lacking = preview();
    assert_eq!(lacking["report"]["pictures"], json!(["picture-a"]));
    assert!(!svg(&lacking).contains("data:image/"));
}

#[test]
fn a_report_names_what_is_left_out_and_at_which_size_it_would_fit() {
    let folder = tempfile::tempdir().unwrap();
    let app = app_in(folder.path());
    let (_, sheet) = new_book(&app, folder.path());
    let long = "住民と職員が同じ机で考える。".repeat(1200);
    call(&app, "edit", text(&sheet, "sheet.why", "", &long));
    let report = |what: &str| {
        let print = json!({ "sheet": sheet, "what": what });
        call(&app, "preview", json!({ "print": print }))["report"].clone()
    };
    let whole = report("sheet");
    assert_eq!(whole["overflow"][0]["field"], "sheet.why");
    assert!(whole["overflow"][0]["fitsAt"].as_f64().unwrap() < whole["textSize"].as_f64().unwrap());
    assert_eq!((&whole["leftOut"], &report("reading")["overflow"]), (&json!([]), &json!([])));
    let characters = long.chars().count();
    assert_eq!(report("brief")["leftOut"], json!([{ "field": "sheet.why", "characters": characters }]));
    assert_eq!(report("poster")["leftOut"][0]["field"], "sheet.why");
}

#[test]
fn what_is_offered_can_be_printed() {
    let folder = tempfile::tempdir().unwrap();
    let app = app_in(folder.path());
    let (_, sheet) = new_book(&app, folder.path());
    let choices = call(&app, "choices", json!({}));
    let mut tried = 0;
    for product in choices["products"].as_array().unwrap() {
        let all = |list: &Value| list.as_array().unwrap().clone();
        let drawing = all(&product["kinds"]).last().unwrap().clone();
        let mut prints = Vec::new();
        let mut with = |key: &str, value: &Value, kind: &Value| {
            let mut print = json!({ "sheet": sheet, "what": product["what"], "dpi": 20, "kind": kind });
            print[key] = value.clone();
            prints.push(print);
        };
        all(&product["papers"]).iter().for_each(|paper| with("paper", paper, &json!("pdf")));
        all(&product["templates"]).iter().for_each(|template| with("template", &template["id"], &drawing));
        all(&product["imposed"]).iter().for_each(|imposed| with("imposed", imposed, &json!("pdf")));
        all(&product["families"]).iter().for_each(|family| with("family", family, &drawing));
        all(&product["kinds"]).iter().for_each(|kind| with("theme", &choices["themes"][1]["id"], kind));
        with("marks", &product["marks"], &json!("pdf"));
        with("draft", &product["drafts"], &drawing);
        if product["turns"] == true {
            with("turned", &json!("portrait"), &drawing);
        }
        for print in prints {
            let out = folder.path().join(format!("{tried}.{}", print["kind"].as_str().unwrap()));
            let exported = call(&app, "export", json!({ "print": print, "path": out }));
            let files = exported["files"].as_array().unwrap();
            let count = if print["what"] == "meeting" { 5 } else { 1 };
            assert!(files.len() >= count && out.exists(), "{print}");
            assert!(files.iter().all(|f| Path::new(f["path"].as_str().unwrap()).exists()), "{print}");
            tried += 1;
        }
    }
    assert!(tried >= 50, "{tried}");
    // A picture that is too large to be made is found last, and takes all with it.
    let whole = folder.path().join("会議");
    let print = json!({ "sheet": sheet, "what": "meeting", "paper": "a0", "dpi": 1200 });
    let failure = app.call("export", json!({ "print": print, "path": whole })).unwrap_err();
    assert!(failure.code.starts_with("press."), "{}", failure.code);
    assert!(!whole.exists());
}

#[test]
fn a_book_whose_file_is_gone_keeps_nobody_from_another() {
    if !cfg!(unix) {
        return; // Windows does not let an open file be moved.
    }
    let folder = tempfile::tempdir().unwrap();
    let app = app_in(folder.path());
    let (path, sheet) = new_book(&app, folder.path());
    call(&app, "edit", text(&sheet, "sheet.theme", "", "あ"));
    std::fs::rename(&path, folder.path().join("よそ.aritai")).unwrap();
    assert_eq!(app.call("edit", text(&sheet, "sheet.theme", "あ", "い")).unwrap_err().code, "book.vanished");
    let other = call(&app, "book-sample", json!({}));
    assert_ne!(other["path"], json!(path));
}

#[test]
fn a_damaged_book_is_recovered_and_its_bytes_stay() {
    let folder = tempfile::tempdir().unwrap();
    let app = app_in(folder.path());
    let (path, sheet) = new_book(&app, folder.path());
    for n in 0..40 {
        let before = if n == 0 { String::new() } else { format!("第{}案", n - 1) };
        call(&app, "edit", text(&sheet, "sheet.theme", &before, &format!("第{n}案")));
    }
    call(&app, "book-close", json!({}));
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, &whole[..whole.len() - 4096]).unwrap();
    let failure = app.call("book-open", json!({ "path": path })).unwrap_err();
    assert_eq!(serde_json::to_value(&failure.offer).unwrap(), json!({ "offer": "recover", "path": path }));
    let recovered = call(&app, "book-recover", json!({ "path": path }));
    assert_eq!(recovered["book"]["organisation"], "みなと市");
    assert!(recovered["book"]["path"].as_str().unwrap().contains("復旧"));
    let shown = call(&app, "sheet", json!({ "sheet": recovered["book"]["years"][0]["sheet"] }));
    let theme = shown["sheet"]["theme"].as_str().unwrap().to_owned();
    // Either all is there, or the answer says what is not.
    assert!(theme == "第39案" || recovered["lost"]["code"] == "app.lost-in-part", "{theme}: {recovered}");
    assert_eq!(std::fs::read(&path).unwrap(), &whole[..whole.len() - 4096]);
}

#[test]
fn a_book_that_cannot_be_changed_is_copied() {
    let folder = tempfile::tempdir().unwrap();
    let app = app_in(folder.path());
    let (path, sheet) = new_book(&app, folder.path());
    call(&app, "book-close", json!({}));
    let copy = call(&app, "book-copy", json!({ "path": path }));
    assert_ne!(copy["path"], path);
    assert_eq!(copy["readOnly"], Value::Null);
    call(&app, "edit", text(&sheet, "sheet.theme", "", "写しで書く"));
    let other = app_in(&folder.path().join("other"));
    other.look_at(Path::new(&path)).unwrap();
    assert_eq!(other.book_file().unwrap().sheets[0].theme.text, "", "the original stays as it was");
}

#[test]
fn what_another_account_wrote_in_the_meantime_is_merged() {
    let folder = tempfile::tempdir().unwrap();
    let ours = app_in(folder.path());
    let (path, sheet) = new_book(&ours, folder.path());
    call(&ours, "edit", text(&sheet, "sheet.theme", "", "対話"));
    let theirs = app_in(&folder.path().join("another account"));
    call(&theirs, "book-open", json!({ "path": path }));
    call(&theirs, "edit", text(&sheet, "sheet.theme", "対話", "朝の対話"));
    let view = call(&ours, "edit", text(&sheet, "sheet.theme", "対話", "対話のまち"));
    assert_eq!(view["sheet"]["theme"], "朝の対話のまち");
    assert!(view["revision"].as_u64() > Some(1), "a screen takes it for newer: {}", view["revision"]);
    let theirs = call(&theirs, "edit", text(&sheet, "sheet.subtitle", "", "三人で"));
    assert_eq!(theirs["sheet"]["theme"], "朝の対話のまち");
}

#[test]
fn every_window_hears_of_a_change() {
    let folder = tempfile::tempdir().unwrap();
    let app = app_in(folder.path());
    let (_, sheet) = new_book(&app, folder.path());
    let heard = Arc::new(Mutex::new(Vec::new()));
    let ears = heard.clone();
    app.listen(move |event| ears.lock().unwrap().push(event.clone()));
    call(&app, "edit", text(&sheet, "sheet.theme", "", "あ"));
    let sheet_changed = Event::SheetChanged { sheet: sheet.parse().unwrap(), revision: 1 };
    call(&app, "book-close", json!({}));
    assert_eq!(*heard.lock().unwrap(), [sheet_changed, Event::BookChanged, Event::BookChanged]);
}

#[test]
fn the_look_is_kept_for_the_next_start_and_told_to_every_window() {
    let folder = tempfile::tempdir().unwrap();
    let app = app_in(folder.path());
    let usual = call(&app, "start", json!({}))["settings"].clone();
    assert_eq!((&usual["look"], &usual["zoom"]), (&json!("system"), &json!(100)));
    let heard = Arc::new(Mutex::new(Vec::new()));
    let ears = heard.clone();
    app.listen(move |event| ears.lock().unwrap().push(event.clone()));
    let set = call(&app, "settings", json!({ "language": "ja", "author": "", "look": "dark", "zoom": 999 }));
    assert_eq!((&set["look"], &set["zoom"]), (&json!("dark"), &json!(200)), "the nearest zoom that is possible");
    assert!(matches!(&heard.lock().unwrap()[..], [Event::SettingsChanged { settings }] if settings.zoom == 200));
    drop(app);
    assert_eq!(call(&app_in(folder.path()), "start", json!({}))["settings"], set);
}

#[test]
fn failures_speak_the_users_language_and_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let app = app_in(folder.path());
    assert_eq!(app.call("sheet", json!({ "sheet": "sheet-1" })).unwrap_err().code, "app.no-book");
    let (path, sheet) = new_book(&app, folder.path());
    let before = std::fs::read(&path).unwrap();
    let bad = json!({ "sheet": sheet, "edits": [{ "edit": "form", "form": "no-such" }] });
    let failure = app.call("edit", bad.clone()).unwrap_err();
    assert_eq!(failure.what, "様式「no-such」は、このアプリにありません。");
    call(&app, "settings", json!({ "language": "en", "author": "Hana" }));
    assert_eq!(app.call("edit", bad).unwrap_err().what, "This program has no form “no-such”.");
    for (command, asked) in [
        ("edit", text(&sheet, "sheet.no-such", "", "あ")),
        ("edit", json!({ "sheet": sheet, "edits": [{ "edit": "archive", "id": "bullet-none" }] })),
        ("sheet", json!({ "sheet": "sheet-none" })),
        ("book-open", json!({ "path": folder.path().join("none.aritai") })),
        ("no-such-command", json!({})),
    ] {
        let failure = app.call(command, asked).unwrap_err();
        for part in [&failure.what, &failure.next, &failure.kept] {
            assert!(!part.is_empty() && !part.contains("error.") && !part.contains('{'), "{failure:?}");
        }
    }
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn what_is_shown_as_json_is_imported_whole() {
    let folder = tempfile::tempdir().unwrap();
    let app = app_in(folder.path());
    call(&app, "start", json!({}));
    let shown = app.book_file().unwrap();
    assert_eq!(shown.sheets.len(), 2);
    let file = folder.path().join("book.json");
    std::fs::write(&file, shown.written()).unwrap();
    let copy = folder.path().join("写し.aritai");
    let other = app_in(&folder.path().join("other"));
    assert_eq!(other.import(&copy, &other.read_json(&file).unwrap()).unwrap(), 2);
    assert_eq!(other.book_file().unwrap(), shown);
    other.close();
    assert_eq!(other.import(&copy, &shown).unwrap_err().code(), "app.year-exists");
}

#[test]
fn json_with_faults_is_refused_with_the_place() {
    let folder = tempfile::tempdir().unwrap();
    let app = app_in(folder.path());
    let file = folder.path().join("bad.json");
    for (json, says) in [
        ("{", "line 1"),
        (r#"{"fiscalYear": 2024, "form": "change-story", "thema": "あ"}"#, "thema"),
        (r#"{"fiscalYear": 2024, "form": "no-such"}"#, "no-such"),
        (r#"{"fiscalYear": 2, "form": "change-story"}"#, "fiscalYear"),
        (r#"{"fiscalYear": 2024, "form": "change-story", "visions": [{"id": "step-1"}, {"id": "step-1"}]}"#, "step-1"),
        (r#"{"format": "aritai-book", "version": 2, "organisation": "", "sheets": []}"#, "newer"),
    ] {
        std::fs::write(&file, json).unwrap();
        let failure = app.failure(&app.read_json(&file).unwrap_err());
        assert!(failure.what.contains(says), "{json}: {}", failure.what);
    }
}
