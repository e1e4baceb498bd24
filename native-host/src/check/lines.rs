//! The lines of an input that may hold anything: never more of a line in memory than may be judged.

use std::borrow::Cow;
use std::io::{self, BufRead as _, BufReader, Read};

use signin_seal_shared::limits::URL_BYTES;

/// What some editors write before the first line.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Bytes of a line that are kept. One more than an address may have, besides what is cut off: what
/// is longer is seen to be too long, and never judged by its beginning.
const KEPT_BYTES: usize = BYTE_ORDER_MARK.len() + URL_BYTES + 1 + b"\r".len();

/// Lines, one after the other.
pub(super) struct Lines<R> {
    input: BufReader<R>,
    line: Vec<u8>,
    is_first: bool,
}

impl<R: Read> Lines<R> {
    /// The lines of this input.
    pub(super) fn new(input: BufReader<R>) -> Self {
        Self {
            input,
            line: Vec::new(),
            is_first: true,
        }
    }

    /// Whether the next line is there without waiting for it.
    pub(super) fn has_one_at_hand(&self) -> bool {
        self.input.buffer().contains(&b'\n')
    }

    /// The next line without its end, LF or CR LF; none after the last one. What is no UTF-8 is
    /// replaced, and of a line that is too long to be judged only the beginning is kept.
    pub(super) fn next(&mut self) -> io::Result<Option<Cow<'_, str>>> {
        self.line.clear();
        if !self.read()? {
            return Ok(None);
        }
        let mut line = self.line.as_slice();
        line = line.strip_suffix(b"\r").unwrap_or(line);
        if self.is_first {
            line = line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line);
            self.is_first = false;
        }
        Ok(Some(String::from_utf8_lossy(line)))
    }

    /// Reads to the end of the line; false where there is none any more.
    fn read(&mut self) -> io::Result<bool> {
        let mut has_begun = false;
        loop {
            let chunk = match self.input.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if chunk.is_empty() {
                return Ok(has_begun);
            }
            has_begun = true;
            let end = chunk.iter().position(|&byte| byte == b'\n');
            let part = chunk.get(..end.unwrap_or(chunk.len())).unwrap_or(chunk);
            let room = KEPT_BYTES - self.line.len();
            self.line
                .extend_from_slice(part.get(..room).unwrap_or(part));
            let used = part.len();
            if end.is_some() {
                self.input.consume(used + 1);
                return Ok(true);
            }
            self.input.consume(used);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(input: &[u8]) -> Vec<String> {
        let mut lines = Lines::new(BufReader::with_capacity(7, input));
        let mut all = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            all.push(line.into_owned());
        }
        all
    }

    #[test]
    fn each_line_is_one_question() {
        assert_eq!(lines(b""), [""; 0]);
        assert_eq!(lines(b"\n"), [""]);
        assert_eq!(lines(b"alibaba.com"), ["alibaba.com"]);
        assert_eq!(lines(b"a.com\n\r\n\nb.com\r\n"), ["a.com", "", "", "b.com"]);
        assert_eq!(lines(b"a\rb.com\r\r\n"), ["a\rb.com\r"]);
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_first_line() {
        assert_eq!(lines(b"\xef\xbb\xbfa.com\n"), ["a.com"]);
        assert_eq!(
            lines(b"a.com\n\xef\xbb\xbfb.com"),
            ["a.com", "\u{feff}b.com"]
        );
    }

    #[test]
    fn what_is_no_text_is_replaced() {
        assert_eq!(
            lines(b"a\xff\xfe.com\n\xe4\xb8\nb.com"),
            ["a\u{fffd}\u{fffd}.com", "\u{fffd}", "b.com"]
        );
    }

    #[test]
    fn a_line_without_end_takes_no_more_memory_than_one_that_may_be_judged() {
        let input = io::repeat(b'a')
            .take(100_000_000)
            .chain(&b"\nalibaba.com\n"[..]);
        let mut lines = Lines::new(BufReader::new(input));
        assert_eq!(lines.next().unwrap().unwrap().len(), KEPT_BYTES);
        assert!(lines.line.capacity() <= 2 * KEPT_BYTES);
        assert_eq!(lines.next().unwrap().as_deref(), Some("alibaba.com"));
        assert_eq!(lines.next().unwrap(), None);
    }
}
