//! Pictures in a PDF: each once, and packed as it came wherever PDF can read that.

use super::{Reference, packed};
use crate::error::PressError;
use crate::picture::{Kind, Picture, PictureError, Pixels};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// The pictures of a file, in the order in which they are first seen.
#[derive(Default)]
pub struct Pictures {
    used: Vec<(Arc<Picture>, Reference)>,
}

impl Pictures {
    /// The name under which pages call the picture, and its object.
    pub fn slot(&mut self, doc: &mut Document, picture: &Arc<Picture>) -> (String, Reference) {
        let known = self.used.iter().position(|(p, _)| p.hash() == picture.hash());
        let at = known.unwrap_or_else(|| {
            self.used.push((Arc::clone(picture), doc.new_object_id()));
            self.used.len() - 1
        });
        (format!("I{at}"), self.used[at].1)
    }

    /// Writes the pictures, and adds their names to that of the file.
    pub fn embed(self, doc: &mut Document, hash: &mut Sha256) -> Result<(), PressError> {
        for (picture, id) in self.used {
            hash.update(picture.hash());
            let stream = stream(doc, &picture)?;
            doc.set_object(id, stream);
        }
        Ok(())
    }
}

fn space(channels: u8) -> &'static str {
    if channels == 1 { "DeviceGray" } else { "DeviceRGB" }
}

fn image(width: u32, height: u32, depth: u8, space: Object) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(width),
        "Height" => i64::from(height),
        "BitsPerComponent" => i64::from(depth),
        "ColorSpace" => space,
    }
}

/// Bytes that are packed already.
fn as_it_is(dictionary: Dictionary, bytes: Vec<u8>) -> Stream {
    Stream::new(dictionary, bytes).with_compression(false)
}

fn stream(doc: &mut Document, picture: &Picture) -> Result<Stream, PressError> {
    let (width, height) = picture.stored();
    let bytes = picture.bytes();
    match &picture.kind {
        Kind::Jpeg { channels, aside, profile } => {
            let colours = match profile {
                Some(profile) => {
                    let about = dictionary! { "N" => i64::from(*channels), "Alternate" => space(*channels) };
                    let profile = doc.add_object(packed(about, profile.clone()));
                    Object::Array(vec!["ICCBased".into(), profile.into()])
                }
                None => space(*channels).into(),
            };
            let mut about = image(width, height, 8, colours);
            about.set("Filter", "DCTDecode");
            Ok(as_it_is(about, [&bytes[..aside.start], &bytes[aside.end..]].concat()))
        }
        Kind::Png(png) if !png.interlaced && png.colour < 4 && !(png.colour == 3 && png.clear.is_some()) => {
            let colours = match (&png.palette, png.colour) {
                (Some(palette), 3) => {
                    let palette = &bytes[palette.clone()];
                    let last = (palette.len() / 3).saturating_sub(1) as i64;
                    let table = Object::String(palette.to_vec(), lopdf::StringFormat::Hexadecimal);
                    Object::Array(vec!["Indexed".into(), "DeviceRGB".into(), last.into(), table])
                }
                (_, 2) => "DeviceRGB".into(),
                _ => "DeviceGray".into(),
            };
            let mut about = image(width, height, png.depth, colours);
            if let Some(clear) = &png.clear {
                // One colour that is not seen.
                let colour = bytes[clear.clone()].chunks_exact(2).map(|c| i64::from(u16::from_be_bytes([c[0], c[1]])));
                about.set("Mask", colour.flat_map(|c| [Object::Integer(c), Object::Integer(c)]).collect::<Vec<_>>());
            }
            about.set("Filter", "FlateDecode");
            about.set("DecodeParms", rows(width, if png.colour == 2 { 3 } else { 1 }, png.depth));
            let data: Vec<&[u8]> = png.data.iter().map(|part| &bytes[part.clone()]).collect();
            Ok(as_it_is(about, data.concat()))
        }
        Kind::Png(_) | Kind::WebP { .. } => unpacked(doc, picture.pixels((width, height))?),
    }
}

/// How the rows of a PNG are foretold from one another.
fn rows(width: u32, channels: i64, depth: u8) -> Dictionary {
    dictionary! {
        "Predictor" => 15,
        "Colors" => channels,
        "BitsPerComponent" => i64::from(depth),
        "Columns" => i64::from(width),
    }
}

/// Pixels, packed as a PNG packs them; opacity apart.
fn unpacked(doc: &mut Document, pixels: Pixels) -> Result<Stream, PressError> {
    let Pixels { width, height, channels, data } = pixels;
    if channels != 4 {
        return flat(Pixels { width, height, channels, data });
    }
    let colours = data.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
    let opacity: Vec<u8> = data.chunks_exact(4).map(|p| p[3]).collect();
    drop(data);
    let mut picture = flat(Pixels { width, height, channels: 3, data: colours })?;
    if opacity.iter().any(|o| *o != 255) {
        let mask = flat(Pixels { width, height, channels: 1, data: opacity })?;
        picture.dict.set("SMask", doc.add_object(mask));
    }
    Ok(picture)
}

fn flat(pixels: Pixels) -> Result<Stream, PressError> {
    let (width, height, channels) = (pixels.width, pixels.height, pixels.channels);
    let file = pixels.png().map_err(|reason| PictureError::Damaged { reason })?;
    drop(pixels);
    let mut about = image(width, height, 8, space(channels).into());
    about.set("Filter", "FlateDecode");
    about.set("DecodeParms", rows(width, channels.into(), 8));
    Ok(as_it_is(about, chunks(&file.bytes)))
}

/// What the data chunks of a PNG, written a moment ago, hold.
fn chunks(file: &[u8]) -> Vec<u8> {
    let (mut at, mut data) = (8, Vec::new());
    while let Some(head) = file.get(at..at + 8) {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        if &head[4..] == b"IDAT" {
            data.extend_from_slice(&file[at + 8..at + 8 + length]);
        }
        at += 12 + length;
    }
    data
}
