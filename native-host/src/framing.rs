//! Frames of native messaging: a 32-bit length in the computer's byte order, then that many bytes.
//!
//! The length is looked at before any room is made, and room is made only as bytes arrive.
//! What the bytes mean is not known here.

use std::io::{self, Read, Write};

use signin_seal_shared::limits::{REPLY_FRAME_BYTES, REQUEST_FRAME_BYTES};
use thiserror::Error;

const LENGTH_BYTES: u64 = 4;

/// Why no frame could be read. The stream has no meaning after it.
#[derive(Debug, Error)]
pub(crate) enum ReadFrameError {
    /// The length is zero or over the limit.
    #[error("failed to read a frame: its length is {bytes} bytes")]
    Size {
        /// What the length says.
        bytes: u32,
    },
    /// The input ended inside a frame.
    #[error("failed to read a frame: the input ended inside it")]
    Truncated,
    /// The operating system's reason.
    #[error("failed to read the input")]
    Input(#[source] io::Error),
}

/// Why a frame could not be written.
#[derive(Debug, Error)]
pub(crate) enum WriteFrameError {
    /// It would be over the limit; nothing was written.
    #[error("failed to write a frame: it has {bytes} bytes")]
    TooLarge {
        /// How many bytes it has.
        bytes: usize,
    },
    /// The operating system's reason.
    #[error("failed to write the output")]
    Output(#[source] io::Error),
}

/// The next frame, or nothing where the input ends between two frames.
pub(crate) fn read_frame(input: &mut impl Read) -> Result<Option<Vec<u8>>, ReadFrameError> {
    let length = read_at_most(input, LENGTH_BYTES)?;
    if length.is_empty() {
        return Ok(None);
    }
    let length = <[u8; 4]>::try_from(length).map_err(|_| ReadFrameError::Truncated)?;
    let bytes = u32::from_ne_bytes(length);
    let fits = |bytes: &usize| (1..=REQUEST_FRAME_BYTES).contains(bytes);
    let Some(expected) = usize::try_from(bytes).ok().filter(fits) else {
        return Err(ReadFrameError::Size { bytes });
    };
    let frame = read_at_most(input, u64::from(bytes))?;
    if frame.len() < expected {
        return Err(ReadFrameError::Truncated);
    }
    Ok(Some(frame))
}

/// Writes one frame and hands it to the operating system.
pub(crate) fn write_frame(output: &mut impl Write, frame: &[u8]) -> Result<(), WriteFrameError> {
    let bytes = frame.len();
    let too_large = WriteFrameError::TooLarge { bytes };
    if bytes > REPLY_FRAME_BYTES {
        return Err(too_large);
    }
    let length = u32::try_from(bytes).map_err(|_| too_large)?;
    output
        .write_all(&length.to_ne_bytes())
        .and_then(|()| output.write_all(frame))
        .and_then(|()| output.flush())
        .map_err(WriteFrameError::Output)
}

fn read_at_most(input: &mut impl Read, bytes: u64) -> Result<Vec<u8>, ReadFrameError> {
    let mut read = Vec::new();
    input
        .take(bytes)
        .read_to_end(&mut read)
        .map_err(ReadFrameError::Input)?;
    Ok(read)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(length: u32, following: usize, expected: fn(&ReadFrameError) -> bool) {
        let mut input = length.to_ne_bytes().to_vec();
        input.resize(4 + following, b'x');
        let error = read_frame(&mut input.as_slice()).unwrap_err();
        assert!(expected(&error), "{length}: {error}");
    }

    #[test]
    fn a_length_that_lies_is_refused() {
        let size = |error: &ReadFrameError| matches!(error, ReadFrameError::Size { .. });
        let truncated = |error: &ReadFrameError| matches!(error, ReadFrameError::Truncated);
        let limit = u32::try_from(REQUEST_FRAME_BYTES).unwrap();
        check(0, 9, size);
        check(u32::MAX, 9, size);
        check(limit + 1, 9, size);
        check(limit, 9, truncated);
        check(10, 9, truncated);
    }

    #[test]
    fn the_longest_frame_is_read() {
        let limit = u32::try_from(REQUEST_FRAME_BYTES).unwrap();
        let mut input = limit.to_ne_bytes().to_vec();
        input.resize(4 + REQUEST_FRAME_BYTES, b'x');
        let frame = read_frame(&mut input.as_slice()).unwrap().unwrap();
        assert_eq!(frame.len(), REQUEST_FRAME_BYTES);
    }

    #[test]
    fn a_frame_over_the_limit_is_not_written() {
        let mut output = Vec::new();
        write_frame(&mut output, &vec![b'x'; REPLY_FRAME_BYTES]).unwrap();
        assert_eq!(output.len(), 4 + REPLY_FRAME_BYTES);
        output.clear();
        let error = write_frame(&mut output, &vec![b'x'; REPLY_FRAME_BYTES + 1]);
        assert!(matches!(error, Err(WriteFrameError::TooLarge { .. })));
        assert!(output.is_empty());
    }

    proptest! {
        #[test]
        fn reading_and_writing_are_inverse(frame in prop::collection::vec(any::<u8>(), 1..2000)) {
            let mut stream = Vec::new();
            write_frame(&mut stream, &frame).unwrap();
            let mut input = stream.as_slice();
            prop_assert_eq!(read_frame(&mut input).unwrap(), Some(frame));
            prop_assert_eq!(read_frame(&mut input).unwrap(), None);
        }
    }
}
