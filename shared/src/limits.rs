//! Every limit, named once, with its reason.

/// Lines of a text seal: as many as Alibaba.com's Sign-in Seal has.
pub const SEAL_LINES: usize = 3;

/// Characters in one line of a text seal, as a person counts them (extended grapheme clusters,
/// UAX 29): as many as Alibaba.com's Sign-in Seal has.
pub const SEAL_LINE_CHARACTERS: usize = 7;

/// Unicode scalar values in one character of a text seal.
/// The longest emoji in Unicode's list has 10; beyond that only stacked marks grow.
pub const CHARACTER_SCALARS: usize = 10;

/// Bytes of a picture file, at most: "under 1 MB", as Alibaba.com's Sign-in Seal has it.
pub const PICTURE_BYTES: usize = 1024 * 1024 - 1;

/// Pixels of a picture, at most: what 4,096 by 4,096 has. Looked at before decoding, so that a
/// small file cannot fill the memory: a progressive picture needs 12 bytes a pixel while it is
/// decoded, 201 MB of the 256 MB that the helper may take.
pub const PICTURE_PIXELS: u64 = 4096 * 4096;

/// Width and height of a picture that was opened to be cropped, at most.
/// A quarter of it still fills the largest seal.
pub const OPENED_PIXELS: u32 = 1024;

/// Bytes of a picture that was opened, at most: in base64 it fits into one frame with room around.
pub const OPENED_BYTES: usize = 600 * 1024;

/// Width and height of a picture seal in the popup and the editor: 108 CSS pixels on a screen of
/// twice the density, rounded up.
pub const LARGE_PIXELS: u32 = 256;

/// Width and height of a picture seal on the page: 64 CSS pixels on a screen of twice the density.
pub const FRAME_PIXELS: u32 = 128;

/// Bytes of the name that a browser gives itself, at most.
pub const BROWSER_NAME_BYTES: usize = 64;

/// Bytes of a password, at most: hashing takes no longer for a longer one, but reading it does.
pub const PASSWORD_BYTES: usize = 1024;

/// Bytes of one frame from the extension to the helper.
/// A picture of 1 MB in base64 with room around it; the browser itself would allow 64 MiB.
pub const REQUEST_FRAME_BYTES: usize = 2 * 1024 * 1024;

/// Bytes of one frame from the helper to the extension: the browsers' own limit
/// (Chrome, "Native messaging", Native messaging protocol).
pub const REPLY_FRAME_BYTES: usize = 1024 * 1024;

/// How long the extension waits for an answer of the helper. The store waits up to five seconds
/// for another helper that is writing; a person waits little longer than that.
pub const ANSWER_MILLISECONDS: u32 = 8_000;

/// Bytes of a nonce that the extension takes: its own have at most 44.
pub const NONCE_BYTES: usize = 64;

/// Bytes of a host name (RFC 1035, section 2.3.4, in its printed form).
pub const HOST_BYTES: usize = 253;

/// Bytes of a URL that is judged; a longer one is `unknown`.
/// Browsers show no more, and parsing stays under a millisecond.
pub const URL_BYTES: usize = 64 * 1024;
