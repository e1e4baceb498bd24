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

/// Bytes of a host as somebody wrote it. The parser looks into tables for each character, and would
/// take over a millisecond for 64 KB. Four times what 253 characters need, each of 12 bytes in
/// percent signs.
pub const HOST_TEXT_BYTES: usize = 12 * 1024;

/// Bytes at the beginning of an address's user info in which a genuine host is looked for: what stands
/// there is what a person reads, and reading all of it would take milliseconds.
pub const USER_INFO_BYTES: usize = 1024;

/// Bytes of a URL that is judged; a longer one is `unknown`.
/// Browsers show no more, and parsing stays under a millisecond.
pub const URL_BYTES: usize = 64 * 1024;

/// Own sites of one browser profile, at most: far more than a person adds, and what the judgement
/// is measured with.
pub const SITES: usize = 10_000;

/// Bytes of a file with a list of sites that the options page imports, at most: [`SITES`] of them
/// with room around.
pub const IMPORT_BYTES: usize = 2 * 1024 * 1024;

/// Characters of the name that a person gives a site, at most: one line in every list.
pub const SITE_NAME_CHARACTERS: usize = 40;

/// Bytes of a file with a list of sites, at most: some 100,000 sites, ten times as many as the index
/// is measured with.
pub const SITE_LIST_BYTES: usize = 16 * 1024 * 1024;
/// How many days an exception for a lookalike holds: long enough that nobody is asked each week,
/// short enough that a hasty click does not count for ever.
pub const EXCEPTION_DAYS: u32 = 30;

/// Exceptions of one browser profile, at most: more than a person makes, so that reading them stays
/// a matter of microseconds. The one that ends first gives way.
pub const EXCEPTIONS: usize = 500;

/// Fields of a page that are described, at most: more than the largest forms have, so that a page of
/// thousands costs no more than they do.
pub const DESCRIBED_FIELDS: usize = 100;

/// Forms of a page that are described, at most; each described field has one.
pub const DESCRIBED_FORMS: usize = DESCRIBED_FIELDS;

/// Bytes of a person's photo, at most: what Alibaba.com's "Upload My Photo" takes.
pub const PHOTO_BYTES: usize = 5 * 1024 * 1024;

/// Bytes of one part of a photo on its way to the helper: in base64 it fits into one frame.
pub const PHOTO_PART_BYTES: usize = 1024 * 1024;

/// Width and height of the photo that is kept.
pub const PHOTO_PIXELS: u32 = 512;

/// Characters of a security question of one's own, at most: two lines.
pub const OWN_QUESTION_CHARACTERS: usize = 120;

/// Characters of the answer to the security question, at least, without spaces: fewer are tried out.
pub const ANSWER_CHARACTERS: usize = 3;

/// How long a session of the account lasts without anything being done, in milliseconds.
pub const SESSION_IDLE_MILLISECONDS: i64 = 10 * 60 * 1000;

/// How long the answer to the security question opens the way to a change, in milliseconds.
pub const PROOF_MILLISECONDS: i64 = 5 * 60 * 1000;

/// Sign-ins in one answer, at most: in one frame with room around.
pub const HISTORY_PAGE: u32 = 500;

/// Messages in one answer, at most.
pub const INBOX_PAGE: u32 = 100;

/// Days for which sign-ins are kept, at most: ten years.
pub const RETENTION_DAYS: u32 = 3_660;

/// Characters of a one-line field of the member's profile, at most.
pub const PROFILE_LINE_CHARACTERS: usize = 100;

/// Characters of what a member writes about themselves, at most.
pub const PROFILE_ABOUT_CHARACTERS: usize = 1_000;

/// Languages in a member's profile, at most.
pub const PROFILE_LANGUAGES: usize = 20;

/// Characters of what was typed that are looked at together: the longest password that is guarded.
pub const TYPED_CHARACTERS: usize = 128;

/// Characters of one text that is judged, at most: what is pasted at once can be longer than any
/// password, no person types as much, and judging takes longer with each character.
pub const WHOLE_INPUT_CHARACTERS: usize = 1024;

/// Characters of a guarded password, at least: of a shorter one nearly all goes through before it
/// can be known.
pub const GUARDED_CHARACTERS: usize = 6;

/// Characters by which the beginning of a guarded password is known. A page gets them.
pub const BEGINNING_CHARACTERS: usize = 4;

/// Bits of the fingerprint of a beginning: one of 65,536 others has the same.
pub const BEGINNING_BITS: u32 = 16;

/// Bits of the fingerprint of a whole password, as in Chrome's password reuse detection and in
/// Password Alert.
pub const WHOLE_BITS: u32 = 37;

/// Guarded passwords, at most: more than a person has sites to protect.
pub const GUARDED_PASSWORDS: usize = 200;

/// How long a page waits for a judgement of what is typed, in milliseconds. After that the keys go
/// through, and the person is told.
pub const JUDGEMENT_MILLISECONDS: u32 = 300;

/// New beginnings that are judged at once, at most: what is pasted, twice over. What a page writes is
/// not asked about; whoever finds a way to have it asked about gets no further than that.
pub const CHECKS_AT_ONCE: u32 = 2_000;

/// New beginnings that are judged in a second, at most, on and on: a person who types 400 characters a
/// minute needs seven, and some more where the caret moves.
pub const CHECKS_A_SECOND: u32 = 100;

/// For how long a password that was offered can be guarded, in milliseconds: a day.
pub const OFFER_MILLISECONDS: i64 = 24 * 60 * 60 * 1000;
