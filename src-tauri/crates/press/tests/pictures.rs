//! Pictures: what is kept of them, what is refused, and how they come out on paper.

#[path = "fixtures/photos.rs"]
mod photos;

use photos::*;
use press::page::{Image, Item, Rect};
use press::picture::{Picture, PictureError};
use press::{Fonts, Mm, Page, PressError, pdf};
use sheet::{Catalogue, Language};
use std::io::Write;
use std::process::Command;
use std::sync::Arc;

fn meta() -> pdf::Meta {
    pdf::Meta { title: "絵".into(), author: String::new(), created: None, language: Language::Ja }
}

/// A page as large as the picture at 72 dots to the inch, filled by it.
fn page(picture: &Arc<Picture>) -> Page {
    let dot = 25.4 / 72.0;
    let area = Rect {
        x: Mm::ZERO,
        y: Mm::ZERO,
        width: Mm(picture.width() as f32 * dot),
        height: Mm(picture.height() as f32 * dot),
    };
    let image = Item::Image(Image { picture: Arc::clone(picture), area, clip: area });
    let items = vec![Item::Figure("四つの色".into()), image, Item::End];
    Page { width: area.width, height: area.height, bleed: Mm::ZERO, items }
}

fn paper(picture: &Arc<Picture>) -> Result<Vec<u8>, PressError> {
    pdf::write(&[page(picture)], &Fonts::new(Vec::new()), &meta())
}

/// The PDF's first page drawn by poppler: width, height, RGB.
fn drawn(file: &[u8]) -> (usize, usize, Vec<u8>) {
    let mut on_disk = tempfile::Builder::new().suffix(".pdf").tempfile().unwrap();
    on_disk.write_all(file).unwrap();
    let made = Command::new("pdftoppm").args(["-r", "72", "-png"]).arg(on_disk.path()).output().unwrap();
    assert!(made.status.success() && made.stderr.is_empty(), "{}", String::from_utf8_lossy(&made.stderr));
    let mut decoder = png::Decoder::new(std::io::Cursor::new(made.stdout));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut data = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut data).unwrap();
    assert_eq!(info.color_type, png::ColorType::Rgb);
    (info.width as usize, info.height as usize, data)
}

/// The colours in the middle of the four quarters.
fn quarters(file: &[u8]) -> [[u8; 3]; 4] {
    let (width, height, data) = drawn(file);
    [(1, 1), (3, 1), (1, 3), (3, 3)].map(|(x, y)| {
        let at = (height * y / 4 * width + width * x / 4) * 3;
        [data[at], data[at + 1], data[at + 2]]
    })
}

fn near(found: [[u8; 3]; 4], wanted: [[u8; 3]; 4], what: &str) {
    let far = found.iter().flatten().zip(wanted.iter().flatten()).any(|(a, b)| a.abs_diff(*b) > 6);
    assert!(!far, "{what}: {found:?}, not {wanted:?}");
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|w| w == part)
}

/// One file of each kind.
fn one_of_each() -> Vec<(&'static str, Vec<u8>)> {
    let rgb = pixels(48, 32, 9);
    vec![
        ("jpeg", with_segment(&jpeg(48, 32, 9, false), 0xe1, &exif(6))),
        ("progressive", jpeg(48, 32, 9, true)),
        ("png", png(48, 32, png::ColorType::Rgb, png::BitDepth::Eight, &rgb)),
        ("clear png", png(48, 32, png::ColorType::Rgba, png::BitDepth::Eight, &with_opacity(&rgb))),
        ("webp", webp(48, 32, &rgb, false)),
        ("clear webp", webp(48, 32, &with_opacity(&rgb), true)),
    ]
}

#[test]
fn what_is_kept_tells_nothing_of_its_maker_and_reads_as_the_same() {
    for (what, bytes) in one_of_each() {
        let picture = Picture::read(&bytes).unwrap();
        assert_eq!(holds(&bytes, b"HIMITSU"), what != "progressive", "{what}");
        assert!(!holds(picture.bytes(), b"HIMITSU"), "{what}");
        let again = Picture::read(picture.bytes()).unwrap();
        assert!(again == picture, "{what}");
        assert_eq!(again.hash().len(), 64);
        let small = picture.reduced(24).unwrap();
        let small = Picture::read(&small.bytes).unwrap();
        assert_eq!(small.width().max(small.height()), 24, "{what}");
        assert_eq!(small.width() > small.height(), picture.width() > picture.height(), "{what}");
    }
}

#[test]
fn the_lines_of_a_jpeg_reach_the_paper_as_they_were() {
    let plain = jpeg(48, 32, 9, false);
    let scan = plain.windows(2).position(|w| w == [0xff, 0xda]).unwrap();
    let told = with_segment(&with_segment(&plain, 0xfe, b"HIMITSU"), 0xe1, &exif(1));
    let mut trailed = told.clone();
    trailed.extend(b"HIMITSU after the end");
    let picture = Arc::new(Picture::read(&trailed).unwrap());
    assert!(holds(picture.bytes(), &plain[scan..]));
    let file = paper(&picture).unwrap();
    assert!(holds(&file, &plain[scan..]));
    assert!(!holds(&file, b"HIMITSU"));
}

#[test]
fn every_turn_stands_upright_on_paper() {
    let [a, b, c, d] = QUARTERS;
    // Which stored quarter is seen at the upper left, upper right, lower left, lower right.
    let seen = [
        [a, b, c, d],
        [b, a, d, c],
        [d, c, b, a],
        [c, d, a, b],
        [a, c, b, d],
        [c, a, d, b],
        [d, b, c, a],
        [b, d, a, c],
    ];
    for (turn, wanted) in (1..=8).zip(seen) {
        let picture = Picture::read(&with_segment(&jpeg(64, 32, 0, false), 0xe1, &exif(turn))).unwrap();
        let size = (picture.width(), picture.height());
        assert_eq!(size, if turn > 4 { (32, 64) } else { (64, 32) });
        near(quarters(&paper(&Arc::new(picture.clone())).unwrap()), wanted, &format!("turn {turn}"));
        let small = Picture::read(&picture.reduced(64).unwrap().bytes).unwrap();
        assert_eq!((small.width(), small.height()), size);
        near(quarters(&paper(&Arc::new(small)).unwrap()), wanted, &format!("turn {turn}, reduced"));
    }
}

#[test]
fn every_kind_of_png_and_webp_comes_out_in_its_colours() {
    use png::BitDepth::{Eight, Sixteen, Two};
    let rgb = pixels(64, 32, 0);
    let wide: Vec<u8> = rgb.iter().flat_map(|v| [*v, *v]).collect();
    // Four pixels a byte, four colours: the numbers of the quarters.
    let named: Vec<u8> = (0..32)
        .flat_map(|y| {
            (0..16).map(move |x| {
                let colour = u8::from(x >= 8) + 2 * u8::from(y >= 16);
                colour * 0b0101_0101
            })
        })
        .collect();
    let clear = with_opacity(&rgb);
    let half = |c: [u8; 3]| c.map(|v| ((u16::from(v) * 128 + 255 * 127) / 255) as u8);
    let [a, b, c, d] = QUARTERS;
    let faint = [a, b, half(c), half(d)];
    let cases = [
        ("RGB", png(64, 32, png::ColorType::Rgb, Eight, &rgb), QUARTERS),
        ("16 bits", png(64, 32, png::ColorType::Rgb, Sixteen, &wide), QUARTERS),
        ("palette", png(64, 32, png::ColorType::Indexed, Two, &named), QUARTERS),
        ("clear", png(64, 32, png::ColorType::Rgba, Eight, &clear), faint),
        ("webp", webp(64, 32, &rgb, false), QUARTERS),
        ("clear webp", webp(64, 32, &clear, true), faint),
    ];
    for (what, bytes, wanted) in cases {
        let picture = Arc::new(Picture::read(&bytes).unwrap_or_else(|e| panic!("{what}: {e}")));
        near(quarters(&paper(&picture).unwrap()), wanted, what);
    }
    let grey: Vec<u8> = rgb.chunks_exact(3).map(|p| p[0]).collect();
    let picture = Picture::read(&png(64, 32, png::ColorType::Grayscale, Eight, &grey)).unwrap();
    near(quarters(&paper(&Arc::new(picture)).unwrap()), QUARTERS.map(|c| [c[0]; 3]), "grey");
}

/// The first part of a PNG that says it is so large.
fn png_header(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = png(1, 1, png::ColorType::Grayscale, png::BitDepth::Eight, &[0]);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    bytes
}

fn jpeg_header(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = jpeg(8, 8, 0, false);
    let frame = bytes.windows(2).position(|w| w == [0xff, 0xc0]).unwrap();
    bytes[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    bytes[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    bytes
}

#[test]
fn a_picture_that_says_it_is_huge_is_refused_by_its_header() {
    for bytes in
        [png_header(60_000, 60_000), png_header(60_000, 2), png_header(u32::MAX, 1), jpeg_header(60_000, 60_000)]
    {
        let error = Picture::read(&bytes).unwrap_err();
        assert!(matches!(error, PictureError::TooLarge { .. }), "{error}");
    }
    for bytes in [png_header(20_000, 20), png_header(3, 3000), jpeg_header(1000, 1), jpeg_header(9, 9000)] {
        let error = Picture::read(&bytes).unwrap_err();
        assert!(matches!(error, PictureError::TooSlender { .. }), "{error}");
    }
    let mut large = webp(16, 16, &pixels(16, 16, 0), false);
    let lossless = large.windows(4).position(|w| w == b"VP8L").unwrap();
    large[lossless + 9..lossless + 13].copy_from_slice(&0x0fff_ffffu32.to_le_bytes());
    assert!(Picture::read(&large).is_err());
    let heavy = vec![0xff; press::picture::MOST_BYTES + 1];
    assert!(matches!(Picture::read(&heavy), Err(PictureError::TooHeavy { .. })));
    assert!(matches!(Picture::read(&png_header(0, 0)), Err(PictureError::Damaged { .. })));
}

#[test]
fn what_cannot_be_used_is_refused_by_its_kind() {
    let mut inks = Vec::new();
    jpeg_encoder::Encoder::new(&mut inks, 80).encode(&[9; 256], 8, 8, jpeg_encoder::ColorType::Cmyk).unwrap();
    assert_eq!(Picture::read(&inks), Err(PictureError::Inks));
    for bytes in [b"".as_slice(), b"GIF89a", b"\0\0\0\x18ftypheic", b"BM", b"%PDF-1.7", b"RIFF\x04\0\0\0WAVE"] {
        assert_eq!(Picture::read(bytes), Err(PictureError::Unknown));
    }
    let mut arithmetic = jpeg(8, 8, 0, false);
    let frame = arithmetic.windows(2).position(|w| w == [0xff, 0xc0]).unwrap();
    arithmetic[frame + 1] = 0xc9;
    assert!(matches!(Picture::read(&arithmetic), Err(PictureError::Rare { .. })));
}

#[test]
fn a_picture_that_ends_too_early_is_refused() {
    for (what, bytes) in one_of_each() {
        for length in 0..bytes.len() - 1 {
            assert!(Picture::read(&bytes[..length]).is_err(), "{what}, {length} of {}", bytes.len());
        }
    }
}

#[test]
fn ten_thousand_damaged_pictures_do_no_harm() {
    let whole = one_of_each();
    let mut dice = Dice(20_261_121);
    let (mut read, mut refused, mut printed) = (0, 0, 0);
    for round in 0..10_000 {
        let mut bytes = whole[round % whole.len()].1.clone();
        for _ in 0..1 + dice.roll(8) {
            let at = dice.roll(bytes.len());
            match dice.roll(5) {
                0 => bytes[at] ^= 1 << dice.roll(8),
                1 => bytes[at] = [0, 1, 0x7f, 0x80, 0xff][dice.roll(5)],
                2 => bytes.truncate(at.max(1)),
                3 => {
                    let end = (at + dice.roll(16)).min(bytes.len());
                    bytes.drain(at..end);
                    bytes.resize(bytes.len().max(1), 0);
                }
                _ => {
                    let end = (at + dice.roll(16)).min(bytes.len());
                    let part = bytes[at..end].to_vec();
                    let to = dice.roll(bytes.len());
                    bytes.splice(to..to, part);
                }
            }
        }
        match Picture::read(&bytes) {
            Err(_) => refused += 1,
            Ok(picture) => {
                read += 1;
                assert!(Picture::read(picture.bytes()).unwrap() == picture);
                // A damaged line of a photo is found here, or shows as a stripe.
                let _ = picture.reduced(16);
                printed += usize::from(paper(&Arc::new(picture)).is_ok());
            }
        }
    }
    // Both happen often, or the damage would show nothing.
    assert!(read > 500 && refused > 5000 && printed > 500, "{read} read, {refused} refused, {printed} printed");
}

#[test]
fn every_refusal_has_its_words() {
    let all = [
        PictureError::Unknown,
        PictureError::Damaged { reason: "短い".into() },
        PictureError::TooLarge { width: 1, height: 2, most: 25_000_000 },
        PictureError::TooSlender { width: 1, height: 2 },
        PictureError::TooHeavy { bytes: 1 },
        PictureError::Inks,
        PictureError::Moving,
        PictureError::Rare { kind: "JPEG" },
    ];
    for language in [Language::Ja, Language::En] {
        let words = Catalogue::builtin(language);
        for error in &all {
            let details = error.details();
            let details: Vec<(&str, &str)> = details.iter().map(|(k, v)| (*k, v.as_str())).collect();
            for part in ["what", "next", "kept"] {
                let key = format!("error.{}.{part}", error.code());
                assert!(words.has(&key), "{key}");
                let said = words.say(&key, &details);
                assert!(!said.contains('{'), "{said}");
            }
        }
    }
}
