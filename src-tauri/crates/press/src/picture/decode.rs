//! Pictures unpacked, no larger than they are needed.

use super::shrink::Shrink;
use super::{Kind, MOST_MEMORY, Picture, PictureError, Turn};
use image_webp::WebPDecoder;
use std::io::Cursor;

/// How well a reduced photo is kept, of 100.
const QUALITY: u8 = 85;

/// Unpacked pixels, row by row: grey (1 channel), RGB (3) or RGB and opacity (4).
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pixels {
    pub width: u32,
    pub height: u32,
    pub channels: u8,
    pub data: Vec<u8>,
}

/// A smaller copy of a picture, upright, to be shown on a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reduced {
    /// The file.
    pub bytes: Vec<u8>,
    /// What kind of file it is: `image/jpeg`, or `image/png` where the picture is a drawing or transparent.
    pub media_type: &'static str,
}

impl Picture {
    /// A copy whose longer side has at most `longest` pixels.
    ///
    /// # Errors
    /// The picture cannot be unpacked: a JPEG's lines are damaged, or it needs more memory than this module allows.
    pub fn reduced(&self, longest: u32) -> Result<Reduced, PictureError> {
        let (width, height) = self.stored();
        let by = (f64::from(longest.max(1)) / f64::from(width.max(height))).min(1.0);
        let side = |side: u32| ((f64::from(side) * by).round() as u32).clamp(1, side);
        let small = self.pixels((side(width), side(height)))?.turned(self.turn());
        let packed = if small.channels == 4 || matches!(self.kind, Kind::Png(_)) { small.png() } else { small.jpeg() };
        packed.map_err(PictureError::damaged)
    }

    /// The picture unpacked with at most so many columns and rows, as it is stored.
    pub(crate) fn pixels(&self, most: (u32, u32)) -> Result<Pixels, PictureError> {
        let (width, height) = self.stored();
        let to = (most.0.clamp(1, width), most.1.clamp(1, height));
        match &self.kind {
            Kind::Jpeg { .. } => Ok(jpeg(self.bytes(), to)?.shrunk(to)),
            Kind::Png(layout) if layout.interlaced => Ok(png_whole(self.bytes())?.shrunk(to)),
            Kind::Png(_) => png_rows(self.bytes(), to),
            Kind::WebP { .. } => Ok(webp(self.bytes())?.shrunk(to)),
        }
    }
}

impl Pixels {
    fn row(&self) -> usize {
        self.width as usize * usize::from(self.channels)
    }

    fn shrunk(self, to: (u32, u32)) -> Pixels {
        if (self.width, self.height) == to {
            return self;
        }
        let mut shrink = Shrink::new((self.width, self.height), to, self.channels);
        for row in self.data.chunks_exact(self.row()) {
            shrink.take(row);
        }
        shrink.done()
    }

    /// The same, turned upright.
    pub fn turned(self, turn: Turn) -> Pixels {
        if turn == Turn::NONE {
            return self;
        }
        let (w, h, channels) = (self.width as usize, self.height as usize, usize::from(self.channels));
        let (width, height) = if turn.swaps() { (h, w) } else { (w, h) };
        let [a, b, c, d, e, f] = turn.matrix().map(|n| n as isize);
        let mut data = vec![0; self.data.len()];
        for (i, pixel) in self.data.chunks_exact(channels).enumerate() {
            let (u, v) = ((i % w) as isize, (i / w) as isize);
            // The matrix is in shares of the sides; here the last pixel of a side is one before its end.
            let x = a * u + c * v + e * (width as isize - 1);
            let y = b * u + d * v + f * (height as isize - 1);
            let at = (y as usize * width + x as usize) * channels;
            data[at..at + channels].copy_from_slice(pixel);
        }
        Pixels { width: width as u32, height: height as u32, data, ..self }
    }

    fn jpeg(&self) -> Result<Reduced, String> {
        let mut bytes = Vec::new();
        let colour = if self.channels == 1 { jpeg_encoder::ColorType::Luma } else { jpeg_encoder::ColorType::Rgb };
        let (width, height) = (u16::try_from(self.width), u16::try_from(self.height));
        let (Ok(width), Ok(height)) = (width, height) else { return Err("too many pixels".into()) };
        jpeg_encoder::Encoder::new(&mut bytes, QUALITY)
            .encode(&self.data, width, height, colour)
            .map_err(|e| e.to_string())?;
        Ok(Reduced { bytes, media_type: "image/jpeg" })
    }

    /// The pixels as a PNG file.
    pub fn png(&self) -> Result<Reduced, String> {
        let mut bytes = Vec::new();
        let mut encoder = ::png::Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(match self.channels {
            1 => ::png::ColorType::Grayscale,
            3 => ::png::ColorType::Rgb,
            _ => ::png::ColorType::Rgba,
        });
        encoder.set_depth(::png::BitDepth::Eight);
        encoder.set_compression(::png::Compression::Fast);
        let mut writer = encoder.write_header().map_err(|e| e.to_string())?;
        writer.write_image_data(&self.data).and_then(|()| writer.finish()).map_err(|e| e.to_string())?;
        Ok(Reduced { bytes, media_type: "image/png" })
    }
}

fn damaged(reason: impl ToString) -> PictureError {
    PictureError::damaged(reason.to_string())
}

/// A JPEG with as many pixels as `to` or up to eight times as many on a side.
fn jpeg(bytes: &[u8], to: (u32, u32)) -> Result<Pixels, PictureError> {
    let mut decoder = jpeg_decoder::Decoder::new(bytes);
    decoder.set_max_decoding_buffer_size(MOST_MEMORY as usize * 2);
    let side = |n: u32| u16::try_from(n).unwrap_or(u16::MAX);
    let (width, height) = decoder.scale(side(to.0), side(to.1)).map_err(damaged)?;
    let data = decoder.decode().map_err(damaged)?;
    let channels = match decoder.info().map(|i| i.pixel_format) {
        Some(jpeg_decoder::PixelFormat::L8) => 1,
        Some(jpeg_decoder::PixelFormat::RGB24) => 3,
        _ => return Err(PictureError::Rare { kind: "JPEG, colours" }),
    };
    whole(Pixels { width: width.into(), height: height.into(), channels, data })
}

/// The pixels, where there are as many as there should be.
fn whole(pixels: Pixels) -> Result<Pixels, PictureError> {
    let wanted = pixels.row() * pixels.height as usize;
    if pixels.data.len() == wanted { Ok(pixels) } else { Err(PictureError::damaged("pixels are missing")) }
}

type Reader<'a> = ::png::Reader<Cursor<&'a [u8]>>;

fn png(bytes: &[u8], transform: ::png::Transformations) -> Result<Reader<'_>, PictureError> {
    let limits = ::png::Limits { bytes: MOST_MEMORY as usize };
    let mut decoder = ::png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(transform);
    decoder.read_info().map_err(damaged)
}

/// Nothing, where all of a PNG can be unpacked.
pub(super) fn check_png(bytes: &[u8]) -> Result<(), PictureError> {
    let mut reader = png(bytes, ::png::Transformations::IDENTITY)?;
    while reader.next_interlaced_row().map_err(damaged)?.is_some() {}
    reader.finish().map_err(damaged)
}

fn eight_bits() -> ::png::Transformations {
    ::png::Transformations::EXPAND | ::png::Transformations::STRIP_16
}

/// The channels of what the reader gives; grey with opacity becomes colour with opacity.
fn channels(reader: &Reader<'_>) -> (u8, bool) {
    match reader.output_color_type().0 {
        ::png::ColorType::Grayscale => (1, false),
        ::png::ColorType::GrayscaleAlpha => (4, true),
        ::png::ColorType::Rgba => (4, false),
        _ => (3, false),
    }
}

fn coloured(grey: &[u8]) -> Vec<u8> {
    grey.chunks_exact(2).flat_map(|p| [p[0], p[0], p[0], p[1]]).collect()
}

/// A PNG line by line, made smaller on the way.
fn png_rows(bytes: &[u8], to: (u32, u32)) -> Result<Pixels, PictureError> {
    let mut reader = png(bytes, eight_bits())?;
    let (channels, grey) = channels(&reader);
    let size = (reader.info().width, reader.info().height);
    let mut shrink = Shrink::new(size, to, channels);
    while let Some(row) = reader.next_row().map_err(damaged)? {
        if grey { shrink.take(&coloured(row.data())) } else { shrink.take(row.data()) }
    }
    Ok(shrink.done())
}

fn png_whole(bytes: &[u8]) -> Result<Pixels, PictureError> {
    let mut reader = png(bytes, eight_bits())?;
    let (channels, grey) = channels(&reader);
    let (width, height) = (reader.info().width, reader.info().height);
    let size = reader.output_buffer_size().ok_or_else(|| PictureError::damaged("too many pixels"))?;
    let mut data = vec![0; size];
    reader.next_frame(&mut data).map_err(damaged)?;
    let data = if grey { coloured(&data) } else { data };
    whole(Pixels { width, height, channels, data })
}

/// A WebP in one piece.
pub(super) fn webp(bytes: &[u8]) -> Result<Pixels, PictureError> {
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(damaged)?;
    decoder.set_memory_limit(MOST_MEMORY as usize);
    let (width, height) = decoder.dimensions();
    let channels = if decoder.has_alpha() { 4 } else { 3 };
    let size = decoder.output_buffer_size().ok_or_else(|| PictureError::damaged("too many pixels"))?;
    let mut data = vec![0; size];
    decoder.read_image(&mut data).map_err(damaged)?;
    whole(Pixels { width, height, channels, data })
}
