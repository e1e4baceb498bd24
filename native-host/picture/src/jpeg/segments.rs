//! The segments in front of the compressed data (ITU-T T.81, annex B).
//!
//! They are read as libjpeg reads them, so that files that every browser shows open here too:
//! fill bytes and bytes between segments are passed over.

use crate::PictureError;

/// What the segments of a file say.
pub(crate) struct Segments<'a> {
    /// Its frame header.
    pub(crate) frame: Frame,
    /// Whether it is marked as JFIF, which is `YCbCr` (ITU-T T.871).
    pub(crate) jfif: bool,
    /// The colour transform that an Adobe segment names.
    pub(crate) adobe: Option<u8>,
    /// Exif data, from its TIFF header on (CIPA DC-008, 4.7.2).
    pub(crate) exif: Option<&'a [u8]>,
    /// The colour profile (ICC.1, B.4), where all of its parts are there.
    pub(crate) profile: Option<Vec<u8>>,
    /// The file without what decoding does not need.
    pub(crate) picture: Vec<u8>,
}

/// A frame header (B.2.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) marker: u8,
    pub(crate) precision: u8,
    pub(crate) width: u16,
    pub(crate) height: u16,
    pub(crate) components: Vec<Component>,
}

/// A component of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Component {
    pub(crate) identifier: u8,
    /// Horizontal sampling factor.
    pub(crate) horizontal: u8,
    /// Vertical sampling factor.
    pub(crate) vertical: u8,
}

mod marker {
    pub(super) const STANDALONE: u8 = 0x01;
    pub(super) const FIRST_FRAME: u8 = 0xC0;
    pub(super) const HUFFMAN_TABLES: u8 = 0xC4;
    pub(super) const EXTENSION: u8 = 0xC8;
    pub(super) const ARITHMETIC_CONDITIONING: u8 = 0xCC;
    pub(super) const LAST_FRAME: u8 = 0xCF;
    pub(super) const FIRST_RESTART: u8 = 0xD0;
    pub(super) const LAST_RESTART: u8 = 0xD7;
    pub(super) const START_OF_IMAGE: u8 = 0xD8;
    pub(super) const END_OF_IMAGE: u8 = 0xD9;
    pub(super) const START_OF_SCAN: u8 = 0xDA;
    pub(super) const QUANTIZATION_TABLES: u8 = 0xDB;
    pub(super) const RESTART_INTERVAL: u8 = 0xDD;
    pub(super) const APP0: u8 = 0xE0;
    pub(super) const APP1: u8 = 0xE1;
    pub(super) const APP2: u8 = 0xE2;
    pub(super) const APP14: u8 = 0xEE;
}

/// A part of a colour profile, which may be longer than a segment.
struct ProfilePart<'a> {
    number: u8,
    parts: u8,
    content: &'a [u8],
}

impl<'a> Segments<'a> {
    /// Reads up to the first scan.
    pub(crate) fn read(file: &'a [u8]) -> Result<Self, PictureError> {
        let mut frame = None;
        let mut jfif = false;
        let mut adobe = None;
        let mut exif = None;
        let mut profile_parts = Vec::new();
        let mut picture = Vec::with_capacity(file.len());
        picture.extend([0xFF, marker::START_OF_IMAGE]);

        let mut rest = file.get(2..).ok_or(PictureError::Damaged)?;
        loop {
            let marker = next_marker(&mut rest)?;
            match marker {
                marker::STANDALONE | marker::FIRST_RESTART..=marker::LAST_RESTART => continue,
                marker::START_OF_IMAGE | marker::END_OF_IMAGE => return Err(PictureError::Damaged),
                marker::START_OF_SCAN => break,
                _ => {}
            }
            let (segment, after) = split_segment(rest)?;
            let content = segment.get(2..).unwrap_or_default();
            rest = after;
            let needed = match marker {
                marker::HUFFMAN_TABLES
                | marker::ARITHMETIC_CONDITIONING
                | marker::QUANTIZATION_TABLES
                | marker::RESTART_INTERVAL => true,
                marker::EXTENSION => return Err(PictureError::Unsupported),
                marker::FIRST_FRAME..=marker::LAST_FRAME => {
                    if frame.is_some() {
                        return Err(PictureError::Damaged);
                    }
                    frame = Some(Frame::read(marker, content)?);
                    true
                }
                // Motion JPEG is marked here, and leaves out the usual Huffman tables.
                marker::APP0 => {
                    jfif |= content.starts_with(b"JFIF\0");
                    true
                }
                marker::APP1 => {
                    exif = exif.or_else(|| content.strip_prefix(b"Exif\0\0"));
                    false
                }
                marker::APP2 => {
                    profile_parts.extend(ProfilePart::read(content));
                    false
                }
                marker::APP14 => {
                    // Version, two times flags, transform (Adobe technical note 5116).
                    let fields = content.strip_prefix(b"Adobe");
                    adobe = fields.and_then(|fields| fields.get(6)).copied().or(adobe);
                    false
                }
                _ => false,
            };
            if needed {
                picture.extend([0xFF, marker]);
                picture.extend(segment);
            }
        }
        picture.extend([0xFF, marker::START_OF_SCAN]);
        picture.extend(rest);

        Ok(Self {
            frame: frame.ok_or(PictureError::Damaged)?,
            jfif,
            adobe,
            exif,
            profile: assemble_profile(profile_parts),
            picture,
        })
    }
}

impl Frame {
    fn read(marker: u8, content: &[u8]) -> Result<Self, PictureError> {
        let (fields, components) = content.split_at_checked(6).ok_or(PictureError::Damaged)?;
        let &[precision, y1, y0, x1, x0, count] = fields else {
            return Err(PictureError::Damaged);
        };
        let components = components
            .chunks_exact(3)
            .filter_map(|fields| match fields {
                &[identifier, factors, _table] => Some(Component {
                    identifier,
                    horizontal: factors >> 4,
                    vertical: factors & 0x0F,
                }),
                _ => None,
            });
        let components: Vec<_> = components.take(count.into()).collect();
        if components.len() != usize::from(count) {
            return Err(PictureError::Damaged);
        }
        Ok(Self {
            marker,
            precision,
            width: u16::from_be_bytes([x1, x0]),
            height: u16::from_be_bytes([y1, y0]),
            components,
        })
    }

    /// Whether frames of this kind are decoded here: baseline, extended and progressive, Huffman
    /// or arithmetic, of 8 bits.
    pub(crate) fn check_supported(&self) -> Result<(), PictureError> {
        let processes = [0xC0, 0xC1, 0xC2, 0xC9, 0xCA];
        if !processes.contains(&self.marker) || self.precision != 8 {
            return Err(PictureError::Unsupported);
        }
        if !matches!(self.components.len(), 1 | 3 | 4) {
            return Err(PictureError::Unsupported);
        }
        let all = |holds: fn(u8, u8) -> bool| {
            let (across, down) = self.most_samples();
            self.components.iter().all(|component| {
                holds(component.horizontal, across) && holds(component.vertical, down)
            })
        };
        if !all(|factor, _most| (1..=4).contains(&factor)) {
            return Err(PictureError::Damaged);
        }
        // libjpeg enlarges only by whole numbers; the decoder knows no 3 across.
        if !all(|factor, most| most.is_multiple_of(factor))
            || self
                .components
                .iter()
                .any(|component| component.horizontal == 3)
        {
            return Err(PictureError::Unsupported);
        }
        Ok(())
    }

    /// Whether its data is arithmetic-coded (annex D), not Huffman-coded.
    pub(crate) fn is_arithmetic(&self) -> bool {
        matches!(self.marker, 0xC9 | 0xCA)
    }

    /// Samples of all components together, with those that fill the last blocks up (A.2.4).
    pub(crate) fn samples(&self) -> u64 {
        let (across, down) = self.most_samples();
        let units = |length: u16, most: u8| u64::from(length.div_ceil(8 * u16::from(most.max(1))));
        let blocks_across = units(self.width, across);
        let blocks_down = units(self.height, down);
        let in_unit = self
            .components
            .iter()
            .map(|component| 64 * u64::from(component.horizontal) * u64::from(component.vertical));
        blocks_across * blocks_down * in_unit.sum::<u64>()
    }

    /// The largest sampling factors: across, down.
    pub(crate) fn most_samples(&self) -> (u8, u8) {
        let across = self.components.iter().map(|component| component.horizontal);
        let down = self.components.iter().map(|component| component.vertical);
        (across.max().unwrap_or(1), down.max().unwrap_or(1))
    }
}

impl<'a> ProfilePart<'a> {
    fn read(segment: &'a [u8]) -> Option<Self> {
        let part = segment.strip_prefix(b"ICC_PROFILE\0")?;
        let (&[number, parts], content) = part.split_first_chunk()?;
        Some(Self {
            number,
            parts,
            content,
        })
    }
}

/// A profile is whole, or it is none.
fn assemble_profile(mut parts: Vec<ProfilePart<'_>>) -> Option<Vec<u8>> {
    parts.sort_by_key(|part| part.number);
    let count = parts.len();
    let fits = |(index, part): (usize, &ProfilePart<'_>)| {
        usize::from(part.number) == index + 1 && usize::from(part.parts) == count
    };
    if parts.is_empty() || !parts.iter().enumerate().all(fits) {
        return None;
    }
    Some(
        parts
            .iter()
            .flat_map(|part| part.content)
            .copied()
            .collect(),
    )
}

/// Goes behind the next marker, and gives its code. Bytes in between are passed over.
fn next_marker(rest: &mut &[u8]) -> Result<u8, PictureError> {
    loop {
        let start = rest.iter().position(|&byte| byte == 0xFF);
        *rest = start
            .and_then(|start| rest.get(start..))
            .ok_or(PictureError::Damaged)?;
        let code = rest.iter().position(|&byte| byte != 0xFF);
        let (code, after) = code
            .and_then(|code| rest.get(code..))
            .and_then(<[u8]>::split_first)
            .ok_or(PictureError::Damaged)?;
        *rest = after;
        // A zero makes the 0xFF before it an ordinary byte.
        if *code != 0 {
            return Ok(*code);
        }
    }
}

/// A segment, its length in front, and what comes after it.
fn split_segment(rest: &[u8]) -> Result<(&[u8], &[u8]), PictureError> {
    let (length, _) = rest.split_first_chunk().ok_or(PictureError::Damaged)?;
    let length = usize::from(u16::from_be_bytes(*length));
    if length < 2 {
        return Err(PictureError::Damaged);
    }
    rest.split_at_checked(length).ok_or(PictureError::Damaged)
}
