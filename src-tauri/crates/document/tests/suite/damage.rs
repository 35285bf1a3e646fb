//! Bytes that are no longer what was written.

use crate::common::*;
use document::{Document, DocumentError};

const THEME: &str = "sheet.theme";

/// A document, its snapshot, and an update that it does not know.
fn material() -> (Document, Vec<u8>, Vec<u8>) {
    let mut all = copies(2);
    let [a, b] = all.as_mut_slice() else { unreachable!() };
    for n in 0..30 {
        let who = n % 3;
        let text = format!("{}変革{n}", a.sheet().theme.text);
        write(a, who, n as i64 * 70, THEME, &text);
        add(a, who, n as i64 * 70, &format!("bullet-{n}"), Some("gap-people-past"), "が\u{3099}𠮷");
    }
    meet(a, b);
    write(b, 1, 9_000, THEME, "知らない一文");
    add(b, 1, 9_001, "action-1", None, "始める");
    let update = b.updates_since(&a.known()).unwrap();
    (reopened(a), a.export_snapshot().unwrap(), update)
}

fn is_refusal(error: &DocumentError) -> bool {
    matches!(error, DocumentError::Damaged(_) | DocumentError::Newer(_)) && error.code().starts_with("document.")
}

#[test]
fn truncated_bytes_are_refused() {
    let (mut ours, snapshot, update) = material();
    let before = ours.sheet();
    for bytes in [&snapshot, &update] {
        for end in (0..bytes.len()).step_by(bytes.len() / 150 + 1) {
            let error = Document::open(Some(&bytes[..end]), [], 3).unwrap_err();
            assert!(is_refusal(&error), "{end}: {error}");
            assert!(is_refusal(&ours.import(&bytes[..end]).unwrap_err()), "{end}");
            assert!(is_refusal(&Document::open(Some(&snapshot), [&bytes[..end]], 3).unwrap_err()), "{end}");
        }
    }
    assert_eq!(ours.sheet(), before);
}

#[test]
fn flipped_bits_are_refused_and_the_document_goes_on() {
    let (mut ours, snapshot, update) = material();
    let mut dice = Dice(5);
    let before = ours.sheet();
    for round in 0..600 {
        let mut bytes = if round % 2 == 0 { snapshot.clone() } else { update.clone() };
        // The 5th to 16th byte of Loro's header mean nothing.
        let at = dice.below(bytes.len() - 12);
        let at = if at < 4 { at } else { at + 12 };
        bytes[at] ^= 1 << dice.below(8);
        let error = ours.import(&bytes).unwrap_err();
        assert!(is_refusal(&error), "byte {at}: {error}");
        assert!(Document::open(Some(&bytes), [], 3).is_err(), "byte {at}");
    }
    assert_eq!(ours.sheet(), before);
    assert!(ours.import(&update).unwrap().news);
    assert_eq!(ours.sheet().theme.text, "知らない一文");
}

#[test]
fn what_is_no_document_is_refused() {
    let (mut ours, ..) = material();
    let mut dice = Dice(6);
    for length in [0, 1, 4, 22, 23, 100, 4_000] {
        let noise: Vec<u8> = (0..length).map(|_| dice.roll() as u8).collect();
        let mut dressed = b"loro".to_vec();
        dressed.extend(&noise);
        for bytes in [&noise, &dressed] {
            assert!(is_refusal(&ours.import(bytes).unwrap_err()));
            assert!(is_refusal(&Document::open(Some(bytes), [], 3).unwrap_err()));
        }
    }
    assert!(ours.updates_since(&document::Known(vec![0xff; 9])).is_err());
}
