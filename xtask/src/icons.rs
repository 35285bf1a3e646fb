//! `cargo xtask icons`: the pixels that operating systems want, drawn from `assets/icons/icon.svg`.
//!
//! Needs rsvg-convert (Debian: librsvg2-bin). Run by hand after the vector was changed; the results are committed.

use std::fs;
use std::path::Path;

use crate::step::{Failure, run};

/// PNG files by name and size; Tauri's bundler knows them by these names.
const PNGS: [(&str, u32); 4] = [("32x32.png", 32), ("128x128.png", 128), ("128x128@2x.png", 256), ("512x512.png", 512)];
/// Sizes inside the Windows icon.
const ICO: [u32; 6] = [16, 24, 32, 48, 64, 256];
/// Sizes inside the macOS icon, with the type that names each.
const ICNS: [(&[u8; 4], u32); 5] = [(b"icp4", 16), (b"icp5", 32), (b"ic07", 128), (b"ic08", 256), (b"ic09", 512)];

/// Nothing, once every file in `assets/icons` is drawn anew.
pub fn draw(root: &Path) -> Result<(), Failure> {
    let icons = root.join("assets/icons");
    for (name, size) in PNGS {
        fs::write(icons.join(name), png(root, size)?).map_err(|e| Failure::file(name, &e))?;
    }
    fs::write(icons.join("icon.ico"), ico(root)?).map_err(|e| Failure::file("icon.ico", &e))?;
    fs::write(icons.join("icon.icns"), icns(root)?).map_err(|e| Failure::file("icon.icns", &e))
}

fn png(root: &Path, size: u32) -> Result<Vec<u8>, Failure> {
    let to = root.join(format!("target/icon-{size}.png"));
    let size = size.to_string();
    run(std::process::Command::new("rsvg-convert")
        .args(["-w", &size, "-h", &size, "assets/icons/icon.svg", "-o"])
        .arg(&to)
        .current_dir(root))?;
    fs::read(&to).map_err(|e| Failure::file(to.display(), &e))
}

/// An ICO file: a head of 6 bytes, an entry of 16 bytes for each picture, then the pictures as PNG.
fn ico(root: &Path) -> Result<Vec<u8>, Failure> {
    let pictures = ICO.iter().map(|&size| Ok((size, png(root, size)?))).collect::<Result<Vec<_>, Failure>>()?;
    let mut file = vec![0, 0, 1, 0];
    file.extend((pictures.len() as u16).to_le_bytes());
    let mut at = 6 + 16 * pictures.len() as u32;
    for (size, picture) in &pictures {
        let side = if *size >= 256 { 0 } else { *size as u8 }; // 0 stands for 256
        file.extend([side, side, 0, 0, 1, 0, 32, 0]);
        file.extend((picture.len() as u32).to_le_bytes());
        file.extend(at.to_le_bytes());
        at += picture.len() as u32;
    }
    file.extend(pictures.into_iter().flat_map(|(_, picture)| picture));
    Ok(file)
}

/// An ICNS file: `icns` and the length of the whole, then type, length and PNG of each picture, numbers big-endian.
fn icns(root: &Path) -> Result<Vec<u8>, Failure> {
    let mut body = Vec::new();
    for (kind, size) in ICNS {
        let picture = png(root, size)?;
        body.extend(kind);
        body.extend((picture.len() as u32 + 8).to_be_bytes());
        body.extend(picture);
    }
    let mut file = b"icns".to_vec();
    file.extend((body.len() as u32 + 8).to_be_bytes());
    file.extend(body);
    Ok(file)
}
