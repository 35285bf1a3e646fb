//! The program itself, run as a person or a script would run it.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A desk: a folder of its own, with what an installation remembers in it.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_aritai-cli"));
        command.env("ARITAI_DATA_DIR", self.at("data")).current_dir(self.0.path());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command().args(arguments).output().unwrap()
    }

    /// What the program says when it succeeds.
    fn ok(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// What the program says when it refuses.
    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    }

    fn edit(&self, book: &str, edits: Value) {
        let mut child =
            self.command().args(["edit", book]).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(edits.to_string().as_bytes()).unwrap();
        assert!(child.wait().unwrap().success());
    }

    fn json(&self, book: &str) -> Value {
        serde_json::from_str(&self.ok(&["show", book, "--json"])).unwrap()
    }
}

const SAMPLES: [&str; 3] = ["anzugahara.json", "miogawa.json", "suzushio.json"];

fn theme(base: &str, text: &str) -> Value {
    json!([{ "edit": "text", "field": "sheet.theme", "base": base, "text": text }])
}

fn sample(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/samples").join(name);
    path.to_str().unwrap().into()
}

#[test]
fn a_book_is_begun_changed_and_shown() {
    let desk = Desk::new();
    let book = "令和8年度 みなと市.aritai";
    desk.ok(&["new", book, "--organisation", "みなと市", "--year", "2026", "--form", "emergency"]);
    assert!(desk.refused(&["new", book, "--organisation", "みなと市"]).contains("[book.exists]"));
    desk.edit(book, theme("", "備えは日々の対話から"));
    let shown = desk.json(book);
    assert_eq!((&shown["organisation"], &shown["sheets"][0]["form"]), (&json!("みなと市"), &json!("emergency")));
    assert_eq!(shown["sheets"][0]["theme"], "備えは日々の対話から");
    assert!(desk.ok(&["--language", "en", "show", book]).contains("FY2026 (Reiwa 8)"));
    assert!(desk.ok(&["check", book]).contains("壊れているところはありません"));
    assert!(desk.refused(&["show", book, "--year", "2020"]).contains("令和2年度"));
}

#[test]
fn json_goes_in_and_comes_out_equal() {
    let desk = Desk::new();
    for name in SAMPLES {
        let book = format!("{name}.aritai");
        desk.ok(&["import", &book, &sample(name)]);
        std::fs::write(desk.at("shown.json"), desk.ok(&["show", &book, "--json"])).unwrap();
        let again = format!("again-{book}");
        desk.ok(&["import", &again, "shown.json"]);
        assert_eq!(desk.json(&again), desk.json(&book));
        assert!(desk.refused(&["import", &again, "shown.json"]).contains("[app.year-exists]"));
    }
}

#[test]
fn what_is_confidential_is_shown_only_when_asked_for() {
    let desk = Desk::new();
    desk.ok(&["new", "a.aritai", "--organisation", "みなと市"]);
    desk.edit("a.aritai", theme("", "まだ言えないこと"));
    desk.edit("a.aritai", json!([{ "edit": "confidential", "field": "sheet.theme", "on": true }]));
    assert!(desk.ok(&["show", "a.aritai", "--json"]).contains("まだ言えないこと"));
    assert!(!desk.ok(&["show", "a.aritai", "--json", "--public"]).contains("まだ言えないこと"));
    desk.ok(&["export", "a.aritai", "--out", "a.svg"]);
    assert!(!std::fs::read_to_string(desk.at("a.svg")).unwrap().contains("data-field=\"sheet.theme\""));
}

#[test]
fn a_sheet_is_printed_from_a_book_and_from_json() {
    let desk = Desk::new();
    desk.ok(&["import", "a.aritai", &sample("suzushio.json")]);
    for (from, paper) in [("a.aritai", "a3"), ("a.aritai", "a4"), (&*sample("suzushio.json"), "a3")] {
        desk.ok(&["export", from, "--what", "sheet", "--paper", paper, "--out", "out.pdf"]);
        assert!(std::fs::read(desk.at("out.pdf")).unwrap().starts_with(b"%PDF"));
    }
    assert!(desk.refused(&["export", "a.aritai", "--paper", "b9", "--out", "x.pdf"]).contains("[app.no-such-paper]"));
    desk.refused(&["export", "a.aritai", "--out", "x.docx"]);
    assert!(!desk.at("x.pdf").exists() && !desk.at("x.docx").exists());
}

/// What a sheet can be made into, the way its paper lies, and the arguments that ask for it.
const PRODUCTS: [(&str, bool, &str); 12] = [
    ("sheet", true, "--family mincho"),
    ("sheet-draft", true, "--draft --paper a4"),
    ("reading", false, "--what reading"),
    ("reading-draft", false, "--what reading --draft --family mincho"),
    ("reading-booklet", true, "--what reading --booklet"),
    ("brief", false, "--what brief --portrait"),
    ("blank", true, "--what blank --landscape"),
    ("poster", true, "--what poster"),
    ("poster-story", false, "--what poster --template story --paper b2 --portrait --family gothic"),
    ("poster-headline", true, "--what poster --template headline --paper screen --landscape"),
    ("poster-bulletin", false, "--what poster --template bulletin --paper a0 --portrait --theme kaki"),
    ("poster-tiles", true, "--what poster --paper a2 --tiles a4"),
];

#[test]
fn every_product_is_a_sound_file() {
    let desk = Desk::new();
    for (name, landscape, wishes) in PRODUCTS {
        let out = format!("{name}.pdf");
        let from = sample("anzugahara.json");
        let mut arguments = vec!["export", &*from, "--out", &*out];
        arguments.extend(wishes.split(' '));
        desk.ok(&arguments);
        if name != "poster-tiles" {
            let svg = format!("{name}.svg");
            arguments[3] = &svg;
            desk.ok(&arguments);
            let drawn = std::fs::read_to_string(desk.at(&svg)).unwrap();
            let side = |key: &str| -> f32 {
                let rest = drawn.split_once(&format!(" {key}=\"")).unwrap().1;
                rest.split("mm\"").next().unwrap().parse().unwrap()
            };
            assert_eq!(side("width") > side("height"), landscape, "{name}");
        }
        let checked = match Command::new("qpdf").arg("--check").arg(desk.at(&out)).output() {
            Ok(checked) => checked,
            Err(e) => {
                if cfg!(target_os = "linux") {
                    panic!("qpdf: {e}");
                }
                eprintln!("SKIPPED: there is no qpdf on this system, so no file was checked.");
                return;
            }
        };
        let said = String::from_utf8_lossy(&checked.stdout).into_owned() + &String::from_utf8_lossy(&checked.stderr);
        assert!(checked.status.success() && !said.to_lowercase().contains("warning"), "{name}: {said}");
    }
    desk.ok(&[
        "export",
        &sample("anzugahara.json"),
        "--what",
        "meeting",
        "--paper",
        "a2",
        "--dpi",
        "40",
        "--out",
        "会議",
    ]);
    let mut made: Vec<String> = std::fs::read_dir(desk.at("会議"))
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap().split('_').skip(2).collect::<Vec<_>>().join("_"))
        .collect();
    made.sort();
    let names = [
        "ポスター_A2.pdf",
        "ポスター_A2.png",
        "ポスター_A2_A3分割.pdf",
        "変革ストーリーシート_A3.pdf",
        "要約（1枚）_A4.pdf",
    ];
    assert_eq!(made, names);
    let refused = |wish: &str| {
        let from = sample("anzugahara.json");
        let mut arguments = vec!["export", &*from, "--out", "no.pdf"];
        arguments.extend(wish.split(' '));
        desk.refused(&arguments)
    };
    assert!(refused("--what poster --template none").contains("[app.no-such-template]"));
    assert!(refused("--what sheet --portrait").contains("[app.no-such-print]"));
    assert!(refused("--what blank --draft").contains("[app.no-such-print]"));
    assert!(!desk.at("no.pdf").exists());
}

#[test]
fn two_copies_edited_apart_become_one() {
    let desk = Desk::new();
    desk.ok(&["new", "ours.aritai", "--organisation", "みなと市"]);
    desk.edit("ours.aritai", theme("", "対話"));
    std::fs::copy(desk.at("ours.aritai"), desk.at("theirs.aritai")).unwrap();
    let colleague = Desk::new();
    std::fs::rename(desk.at("theirs.aritai"), colleague.at("theirs.aritai")).unwrap();
    colleague.edit("theirs.aritai", theme("対話", "対話のまち"));
    desk.edit("ours.aritai", theme("対話", "朝の対話"));
    std::fs::copy(colleague.at("theirs.aritai"), desk.at("theirs.aritai")).unwrap();
    let before = std::fs::read(desk.at("theirs.aritai")).unwrap();
    desk.ok(&["merge", "ours.aritai", "theirs.aritai"]);
    assert_eq!(desk.json("ours.aritai")["sheets"][0]["theme"], "朝の対話のまち");
    assert_eq!(std::fs::read(desk.at("theirs.aritai")).unwrap(), before, "the other copy is only read");
    assert!(desk.ok(&["merge", "ours.aritai", "theirs.aritai"]).contains("変更 0件"), "nothing comes twice");
    desk.ok(&["check", "ours.aritai"]);
    // The other way round gives the same sheet.
    std::fs::copy(desk.at("ours.aritai"), colleague.at("ours.aritai")).unwrap();
    colleague.ok(&["merge", "theirs.aritai", "ours.aritai"]);
    assert_eq!(colleague.json("theirs.aritai"), desk.json("ours.aritai"));
    desk.ok(&["new", "another.aritai", "--organisation", "みなと市"]);
    assert!(desk.refused(&["merge", "ours.aritai", "another.aritai"]).contains("[app.other-book]"));
}

#[test]
fn a_forged_copy_does_no_harm() {
    let desk = Desk::new();
    desk.ok(&["new", "ours.aritai", "--organisation", "みなと市"]);
    let ours = std::fs::read(desk.at("ours.aritai")).unwrap();
    std::fs::write(desk.at("noise.aritai"), b"SQLite format 3\0 and then nothing of the kind").unwrap();
    let mut flipped = ours.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    std::fs::write(desk.at("flipped.aritai"), flipped).unwrap();
    for other in ["noise.aritai", "flipped.aritai", "none.aritai"] {
        let output = desk.run(&["merge", "ours.aritai", other]);
        // A flipped bit in unused space changes nothing, and is no reason to refuse.
        assert!(other == "flipped.aritai" || output.status.code() == Some(1), "{other}");
        assert_eq!(std::fs::read(desk.at("ours.aritai")).unwrap(), ours, "{other}");
    }
}

#[test]
fn a_picture_goes_along_with_the_copies_of_its_book() {
    let desk = Desk::new();
    desk.ok(&["new", "ours.aritai", "--organisation", "みなと市"]);
    std::fs::copy(desk.at("ours.aritai"), desk.at("theirs.aritai")).unwrap();
    let icon = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/icons/512x512.png");
    std::fs::copy(icon, desk.at("写真.png")).unwrap();
    let colleague = Desk::new();
    for file in ["theirs.aritai", "写真.png"] {
        std::fs::copy(desk.at(file), colleague.at(file)).unwrap();
    }
    colleague.ok(&["picture", "theirs.aritai", "写真.png", "--caption", "朝市", "--alt", "店先の人びと"]);
    std::fs::copy(colleague.at("theirs.aritai"), desk.at("theirs.aritai")).unwrap();
    desk.ok(&["merge", "ours.aritai", "theirs.aritai"]);
    desk.ok(&["check", "ours.aritai"]);
    let poster = desk.json("ours.aritai")["sheets"][0]["poster"]["pictures"][0].clone();
    assert_eq!((&poster["caption"], &poster["alt"]), (&json!("朝市"), &json!("店先の人びと")));
    std::fs::write(desk.at("文書.jpg"), "写真ではありません").unwrap();
    assert!(desk.refused(&["picture", "ours.aritai", "文書.jpg"]).contains("[press.picture-unknown]"));
}

#[test]
fn versions_are_named_and_listed() {
    let desk = Desk::new();
    desk.ok(&["new", "a.aritai", "--organisation", "みなと市"]);
    assert!(desk.ok(&["versions", "a.aritai"]).contains("版はまだありません"));
    desk.ok(&["versions", "a.aritai", "--add", "当初案", "--reason", "合宿の前に"]);
    let listed = desk.ok(&["versions", "a.aritai"]);
    assert!(listed.contains("当初案") && listed.contains("合宿の前に"));
}

#[test]
fn every_command_explains_itself() {
    let desk = Desk::new();
    for command in ["new", "import", "show", "edit", "export", "picture", "versions", "merge", "check", "serve"] {
        let help = desk.ok(&[command, "--help"]);
        assert!(help.contains("Usage: aritai-cli") && help.contains('/'), "{help}");
    }
    assert_eq!(desk.run(&["no-such"]).status.code(), Some(2));
    assert!(desk.refused(&["edit", "none.aritai", "none.json"]).contains("変更の内容を読み取れませんでした"));
}

#[test]
fn serving_prints_an_address_that_works() {
    let desk = Desk::new();
    let mut child = desk.command().arg("serve").stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let address = lines.find_map(|l| l.ok().filter(|l| l.starts_with("http://127.0.0.1:"))).unwrap();
    let host = address.trim_start_matches("http://").split('/').next().unwrap().to_owned();
    let mut stream = std::net::TcpStream::connect(&host).unwrap();
    let path = &address[address.rfind('/').unwrap()..];
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let answer = BufReader::new(stream).lines().next().unwrap().unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(answer.contains("303"), "{answer}");
}
