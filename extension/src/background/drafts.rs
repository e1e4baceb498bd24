//! Judges what stands in the editor's fields, and turns seals into what pages can draw.

use signin_seal_shared::limits::{SEAL_LINE_CHARACTERS, SEAL_LINES};
use signin_seal_shared::seal::{
    LineProblem, Mark, Refusal, Seal, SealLine, SealText, SealTextProblem,
};

use crate::messages::{DraftSeal, FieldProblem, Judgement, SealView};

/// What is to be said of a draft while it is being written.
pub(super) fn judge(draft: &DraftSeal) -> Judgement {
    let count = |line: &String| SealLine::count_characters(line);
    Judgement {
        characters: draft.lines.iter().map(count).collect(),
        outcome: parse(draft).map(|seal| view_of(&seal)),
    }
}

/// The seal that a draft makes.
pub(super) fn parse(draft: &DraftSeal) -> Result<Seal, FieldProblem> {
    let text = SealText::parse(&draft.lines).map_err(field_problem)?;
    let colour = draft.colour.parse();
    Ok(Seal {
        mark: Mark::Text(text),
        colour: colour.map_err(|_| said(1, "seal_problem_colour", []))?,
    })
}

/// How a seal looks.
pub(super) fn view_of(seal: &Seal) -> SealView {
    let Mark::Text(text) = &seal.mark;
    SealView {
        lines: text.lines().map(str::to_owned).collect(),
        colour: seal.colour.to_string(),
        text_colour: seal.colour.text_colour().css().to_owned(),
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
            lines: lines.iter().map(|&line| line.to_owned()).collect(),
            colour: colour.to_owned(),
        }
    }

    #[track_caller]
    fn check_problem(lines: &[&str], line: usize, text: &str, values: &[&str]) {
        let problem = judge(&draft(lines, "#000000")).outcome.unwrap_err();
        assert_eq!((problem.line, problem.text.as_str()), (line, text));
        assert_eq!(problem.values, values);
    }

    #[test]
    fn a_good_draft_is_drawn() {
        let judgement = judge(&draft(&["my fox", "你好 🦊", ""], "#ffd54f"));
        assert_eq!(judgement.characters, [6, 4, 0]);
        let view = judgement.outcome.unwrap();
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
        let problem = parse(&draft(&["a"], "url(x)")).unwrap_err();
        assert_eq!(problem.text, "seal_problem_colour");
    }
}
