//! Serves the extension: reads frames, answers each, and ends with the input.
//!
//! Standard output is the wire. Nothing but frames is written to it.

use std::io::{self, Read, Write};

use signin_seal_shared::identity::EXTENSION_ID;
use signin_seal_shared::protocol::Reply;
use thiserror::Error;
use zeroize::Zeroizing;

use crate::ORIGIN_SCHEME;
use crate::clock::UnixMillis;
use crate::conversation::{Answer, Conversation, refusal};
use crate::fault::Fault;
use crate::framing::{ReadFrameError, WriteFrameError, read_frame, write_frame};
use crate::logging;
use crate::message;
use crate::outcome::Outcome;
use crate::paths::DataFolder;

/// Why serving ended before the input did.
#[derive(Debug, Error)]
pub(crate) enum ServeError {
    /// No more frames can be told apart.
    #[error(transparent)]
    Read(#[from] ReadFrameError),
    /// The extension cannot be answered any more.
    #[error(transparent)]
    Write(#[from] WriteFrameError),
}

/// The origin that this helper serves, as browsers write it.
pub(crate) fn served_origin() -> String {
    format!("{ORIGIN_SCHEME}{EXTENSION_ID}/")
}

/// Serves the extension of this origin on standard input and output, and nobody else.
pub(crate) fn started_by_browser(origin: &str) -> Outcome {
    let folder = DataFolder::locate();
    let logged = match &folder {
        Ok(folder) => logging::start(folder).map_err(|error| logging::with_causes(&error)),
        Err(error) => Err(error.to_string()),
    };
    if let Err(error) = logged {
        logging::tell_standard_error(&format!("goes on without a log: {error}"));
    }
    logging::watch_for_panics();
    // Several helpers write to one log.
    let _process = tracing::info_span!("helper", pid = std::process::id()).entered();

    if origin != served_origin() {
        tracing::error!(?origin, "refused an origin that is not served");
        logging::tell_standard_error(&format!(
            "failed to serve {origin:?}: only {:?} is served",
            served_origin()
        ));
        return Outcome::Refused;
    }
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "started");
    let served = serve(
        &mut io::stdin().lock(),
        &mut io::stdout().lock(),
        &mut Conversation::new(folder),
        UnixMillis::now,
    );
    match served {
        Ok(()) => {
            tracing::info!("the input ended");
            Outcome::Done
        }
        Err(error) => {
            let error = logging::with_causes(&error);
            tracing::error!(error, "ended early");
            logging::tell_standard_error(&error);
            Outcome::Failed
        }
    }
}

/// Answers every frame of the input, until it ends or no more frames can be told apart.
pub(crate) fn serve(
    input: &mut impl Read,
    output: &mut impl Write,
    conversation: &mut Conversation,
    clock: impl Fn() -> UnixMillis,
) -> Result<(), ServeError> {
    loop {
        let frame = match read_frame(input) {
            // It may hold a password.
            Ok(Some(frame)) => Zeroizing::new(frame),
            Ok(None) => return Ok(()),
            Err(error) => {
                if let Some(fault) = last_word(&error) {
                    let reply = refusal(&fault);
                    write_reply(output, &Answer::Reply(Reply { id: None, reply }))?;
                }
                return Err(error.into());
            }
        };
        let reply = match message::parse(&frame) {
            Ok(question) => conversation.answer(question, clock()),
            Err(unread) => Answer::Reply(Reply {
                id: unread.id,
                reply: refusal(&unread.fault),
            }),
        };
        write_reply(output, &reply)?;
        conversation.note_visit(clock());
    }
}

/// What the extension is told before the helper ends.
fn last_word(error: &ReadFrameError) -> Option<Fault> {
    match error {
        ReadFrameError::Size { bytes } => Some(Fault::FrameSize { bytes: *bytes }),
        ReadFrameError::Truncated => Some(Fault::FrameTruncated),
        ReadFrameError::Input(_) => None,
    }
}

/// Writes the reply; where it has no room in a frame, an error takes its place.
fn write_reply(output: &mut impl Write, answer: &Answer) -> Result<(), WriteFrameError> {
    let fault = match serde_json::to_vec(answer) {
        Ok(frame) => match write_frame(output, &frame) {
            Err(WriteFrameError::TooLarge { bytes }) => Fault::ReplyTooLarge { bytes },
            other => return other,
        },
        Err(error) => Fault::Unwritable(error),
    };
    let refused = Reply {
        id: answer.id(),
        reply: refusal(&fault),
    };
    // A few dozen bytes: it has no parameters.
    let frame = serde_json::to_vec(&refused).map_err(io::Error::from);
    write_frame(output, &frame.map_err(WriteFrameError::Output)?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use signin_seal_shared::limits::REPLY_FRAME_BYTES;
    use signin_seal_shared::protocol::{ErrorCode, ErrorReply, ReplyBody};

    use super::*;

    /// Serves this input, and reads back the frames of the output.
    fn served(folder: &std::path::Path, input: &[u8]) -> (Vec<Reply>, Result<(), ServeError>) {
        let mut conversation = Conversation::new(Ok(DataFolder::at(folder)));
        let mut output = Vec::new();
        let clock = || UnixMillis(1);
        let result = serve(&mut &*input, &mut output, &mut conversation, clock);
        (frames(&output), result)
    }

    fn frames(mut output: &[u8]) -> Vec<Reply> {
        let mut replies = Vec::new();
        while let Some(frame) = read_frame(&mut output).unwrap() {
            replies.push(serde_json::from_slice(&frame).unwrap());
        }
        replies
    }

    fn framed(messages: &[Vec<u8>]) -> Vec<u8> {
        let mut stream = Vec::new();
        for message in messages {
            write_frame(&mut stream, message).unwrap();
        }
        stream
    }

    #[test]
    fn a_reply_without_room_is_told() {
        let error = ErrorReply::new(ErrorCode::Internal).with("x", "x".repeat(REPLY_FRAME_BYTES));
        let reply = Answer::Reply(Reply {
            id: Some(5),
            reply: ReplyBody::Error(error),
        });
        let mut output = Vec::new();
        write_reply(&mut output, &reply).unwrap();
        let expected = Reply {
            id: Some(5),
            reply: ReplyBody::Error(ErrorReply::new(ErrorCode::ReplyTooLarge)),
        };
        assert_eq!(frames(&output), [expected]);
    }

    /// Messages that are nearly right, so that the random ones do not all stop at the first byte.
    fn message() -> impl Strategy<Value = Vec<u8>> {
        let hello = r#"{"id":1,"request":{"hello":{"protocol":4,"extension_version":"1","profile":"000102030405060708090a0b0c0d0e0f","browser":"x"}}}"#;
        let save = r##"{"id":3,"request":{"save_seal":{"draft":{"mark":{"text":["my fox"]},"colour":"#0b5394"},"stamp":"000102030405060708090a0b0c0d0e0f","accept_easy":true}}}"##;
        let whole = prop::sample::select(vec![
            hello,
            save,
            r#"{"id":2,"request":{"read_seal":{"known":null}}}"#,
            r#"{"id":2,"request":{"open_picture":{"file":"Zm9v","convert":true}}}"#,
            r##"{"id":2,"request":{"preview_seal":{"draft":{"mark":{"same_picture":{}},"colour":"#0b5394"}}}}"##,
            r#"{"id":2,"request":{"list_other_seals":{}}}"#,
            r#"{"id":2,"request":{"take_over_seal":{"profile":"000102030405060708090a0b0c0d0e00","stamp":"000102030405060708090a0b0c0d0e0f","password":"x"}}}"#,
            r#"{"id":4,"request":{"remove_seal":{}}}"#,
        ]);
        let changed = (whole.clone(), any::<prop::sample::Index>(), any::<u8>()).prop_map(
            |(whole, place, byte)| {
                let mut bytes = whole.as_bytes().to_vec();
                let place = place.index(bytes.len());
                bytes[place] = byte;
                bytes
            },
        );
        prop_oneof![
            whole.prop_map(|whole| whole.as_bytes().to_vec()),
            changed,
            prop::collection::vec(any::<u8>(), 1..64),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn every_message_gets_one_reply(messages in prop::collection::vec(message(), 0..6)) {
            let folder = tempfile::tempdir().unwrap();
            let (replies, result) = served(folder.path(), &framed(&messages));
            prop_assert!(result.is_ok());
            prop_assert_eq!(replies.len(), messages.len());
        }
    }

    proptest! {
        #[test]
        fn any_input_comes_to_an_end(input in prop::collection::vec(any::<u8>(), 0..600)) {
            let folder = tempfile::tempdir().unwrap();
            let (replies, _) = served(folder.path(), &input);
            prop_assert!(input.is_empty() == replies.is_empty());
        }

        #[test]
        fn a_stream_cut_anywhere_comes_to_an_end(
            messages in prop::collection::vec(prop::collection::vec(any::<u8>(), 1..40), 1..4),
            place: prop::sample::Index,
        ) {
            let folder = tempfile::tempdir().unwrap();
            let stream = framed(&messages);
            let (replies, _) = served(folder.path(), &stream[..place.index(stream.len())]);
            prop_assert!(replies.len() <= messages.len());
        }
    }
}
