//! Judges what stands in the editor's fields, and turns seals into what pages can draw.

use signin_seal_shared::limits::{SEAL_LINE_CHARACTERS, SEAL_LINES};
use signin_seal_shared::seal::{
    Base64, DraftMark, Icon, LineProblem, Mark, Refusal, Seal, SealColour, SealDraft, SealLine,
    SealPicture, SealText, SealTextProblem,
};

use super::{helper, toolbar};
use crate::browser::base64;
use crate::messages::{DraftSeal, FieldProblem, IconView, Judgement, MarkDraft, Preview, SealView};

/// What is to be said of a draft while it is being made. Words are judged here, so that they can be
/// written without a helper; how easy they are to guess, and pictures, are judged by the helper.
pub(super) async fn judge(draft: DraftSeal) -> Judgement {
    let mut judgement = Judgement {
        characters: characters(&draft.mark),
        outcome: Err(said(1, "seal_problem_no_picture", [])),
        remark: None,
        problem: None,
    };
    let parsed = match parse(draft) {
        Ok(parsed) => parsed,
        Err(problem) => {
            judgement.outcome = Err(problem);
            return judgement;
        }
    };
    let colour = parsed.colour;
    let words = match &parsed.mark {
        DraftMark::Text(text) => Some(text.clone()),
        DraftMark::Picture { .. } | DraftMark::SamePicture {} => None,
    };
    match (helper::preview(parsed).await, words.map(Mark::Text)) {
        (Ok((seal, remark)), _) => {
            judgement.outcome = Ok(preview(&seal));
            judgement.remark = Some(remark);
        }
        (Err(problem), mark) => {
            judgement.problem = Some(problem);
            if let Some(mark) = mark {
                judgement.outcome = Ok(preview(&Seal { mark, colour }));
            }
        }
    }
    judgement
}

/// What the helper is asked to make a seal of.
pub(super) fn parse(draft: DraftSeal) -> Result<SealDraft, FieldProblem> {
    let mark = match draft.mark {
        MarkDraft::Text(lines) => DraftMark::Text(SealText::parse(&lines).map_err(field_problem)?),
        MarkDraft::Picture { opened, crop } => DraftMark::Picture { opened, crop },
        MarkDraft::SamePicture {} => DraftMark::SamePicture {},
        MarkDraft::NoPicture {} => {
            return Err(FieldProblem {
                empty: true,
                ..said(1, "seal_problem_no_picture", [])
            });
        }
    };
    let colour: Result<SealColour, _> = draft.colour.parse();
    Ok(SealDraft {
        mark,
        colour: colour.map_err(|_| said(1, "seal_problem_colour", []))?,
    })
}

/// How a seal looks on the page.
pub(super) fn frame_view(seal: &Seal) -> SealView {
    view(seal, |picture| &picture.frame)
}

/// How a seal looks in the popup and the editor.
pub(super) fn large_view(seal: &Seal) -> SealView {
    view(seal, |picture| &picture.large)
}

fn view(seal: &Seal, size: impl FnOnce(&SealPicture) -> &Base64) -> SealView {
    let (lines, picture) = match &seal.mark {
        Mark::Text(text) => (text.lines().map(str::to_owned).collect(), None),
        Mark::Picture(picture) => (Vec::new(), Some(size(picture).clone())),
    };
    SealView {
        lines,
        picture,
        colour: seal.colour.to_string(),
        text_colour: seal.colour.text_colour().css().to_owned(),
    }
}

fn preview(seal: &Seal) -> Preview {
    let icons = toolbar::drawings(seal);
    let icon = |icon: &Icon| {
        Some(IconView {
            size: icon.size,
            rgba: base64::encode(&icon.rgba)?,
        })
    };
    Preview {
        frame: frame_view(seal),
        large: large_view(seal),
        toolbar: icons.iter().rev().filter_map(icon).collect(),
    }
}

fn characters(mark: &MarkDraft) -> Vec<usize> {
    match mark {
        MarkDraft::Text(lines) => {
            let count = |line: &String| SealLine::count_characters(line);
            lines.iter().map(count).collect()
        }
        _ => Vec::new(),
    }
}

fn field_problem(problem: SealTextProblem) -> FieldProblem {
    match problem {
        SealTextProblem::Empty => FieldProblem {
            empty: true,
            ..said(1, "seal_problem_empty", [])
        },
        SealTextProblem::TooManyLines { lines } => said(
            1,
            "seal_problem_too_many_lines",
            [lines.to_string(), SEAL_LINES.to_string()],
        ),
        SealTextProblem::Line { line, problem } => line_problem(line, problem),
    }
}

fn line_problem(line: usize, problem: LineProblem) -> FieldProblem {
    match problem {
        LineProblem::TooLong { characters } => said(
            line,
            "line_problem_too_long",
            [characters.to_string(), SEAL_LINE_CHARACTERS.to_string()],
        ),
        LineProblem::StackedMarks { position } => {
            said(line, "line_problem_stacked_marks", [position.to_string()])
        }
        LineProblem::RefusedCharacter { character, refusal } => {
            let name = match refusal {
                Refusal::Control => "line_problem_control",
                Refusal::Bidirectional => "line_problem_bidirectional",
                Refusal::Invisible => "line_problem_invisible",
                Refusal::PrivateUse => "line_problem_private_use",
                Refusal::NoCharacter => "line_problem_no_character",
            };
            said(line, name, [format!("U+{:04X}", u32::from(character))])
        }
    }
}

fn said<const N: usize>(line: usize, text: &str, values: [String; N]) -> FieldProblem {
    FieldProblem {
        line,
        text: text.to_owned(),
        values: values.into(),
        empty: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(lines: &[&str], colour: &str) -> DraftSeal {
        DraftSeal {
            mark: MarkDraft::Text(lines.iter().map(|&line| line.to_owned()).collect()),
            colour: colour.to_owned(),
        }
    }

    #[track_caller]
    fn check_problem(lines: &[&str], line: usize, text: &str, values: &[&str]) {
        let problem = parse(draft(lines, "#000000")).unwrap_err();
        assert_eq!((problem.line, problem.text.as_str()), (line, text));
        assert_eq!(problem.values, values);
    }

    #[test]
    fn a_good_draft_is_drawn() {
        let good = draft(&["my fox", "你好 🦊", ""], "#ffd54f");
        assert_eq!(characters(&good.mark), [6, 4, 0]);
        let SealDraft { mark, colour } = parse(good).unwrap();
        let DraftMark::Text(text) = mark else {
            panic!("it was a text");
        };
        let mark = Mark::Text(text);
        let view = frame_view(&Seal { mark, colour });
        assert_eq!(view.lines, ["my fox", "你好 🦊"]);
        assert_eq!(
            (view.colour.as_str(), view.text_colour.as_str()),
            ("#ffd54f", "#000000")
        );
    }

    #[test]
    fn what_is_wrong_is_said_by_the_line() {
        check_problem(&["ok", "12345678"], 2, "line_problem_too_long", &["8", "7"]);
        check_problem(
            &["", "", "\u{202E}a"],
            3,
            "line_problem_bidirectional",
            &["U+202E"],
        );
        check_problem(
            &["a", "b", "c", "d"],
            1,
            "seal_problem_too_many_lines",
            &["4", "3"],
        );
        check_problem(&["", " "], 1, "seal_problem_empty", &[]);
    }

    #[test]
    fn only_a_colour_is_a_colour() {
        let problem = parse(draft(&["a"], "url(x)")).unwrap_err();
        assert_eq!(problem.text, "seal_problem_colour");
    }

    #[test]
    fn no_picture_is_said_only_when_it_is_to_be_saved() {
        let problem = parse(DraftSeal {
            mark: MarkDraft::NoPicture {},
            colour: "#000000".to_owned(),
        });
        assert!(problem.unwrap_err().empty);
    }
}
