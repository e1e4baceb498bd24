//! What the extension's contexts say to each other, as JSON text.
//!
//! Three kinds of sender, three enums: the content script stands in a web page and is not trusted;
//! the seal frame is trusted only with what its nonce was tied to; the extension's own pages are
//! trusted. The background decides which enum to read by what the browser says of the sender.
//!
//! Seals go to frames and pages as plain descriptions of a drawing: what may stand on a seal is
//! judged in the background alone, so that no page carries the tables of Unicode.

mod editor;
mod guarding;
mod options;
mod report;
mod warning;

use serde::{Deserialize, Serialize};
use signin_seal_shared::identity::ProfileId;
use signin_seal_shared::seal::Base64;
use signin_seal_shared::secret::Password;
use signin_seal_shared::sign_in::Description;

use crate::browser::tabs::TabId;
use crate::problem::Problem;

pub use editor::{
    Computer, DraftSeal, EditorStart, FieldProblem, IconView, Judgement, MarkDraft, May,
    OthersAnswer, PictureAnswer, Preview, SealAnswer, SealView, Touch,
};
pub use guarding::{
    FromGuarding, GuardChoice, GuardedView, GuardingAnswer, GuardingLists, PairView, TypedHere,
};
pub use options::{
    Candidate, FromOptions, ImportPlan, OptionsAnswer, Origin, ReadyView, RefusedSite, SiteRefusal,
    SiteView, SitesAnswer,
};
pub use report::{Case, Diagnosis, TabReport, VerdictName};
pub use warning::{
    ExceptionView, ExceptionsAnswer, OddView, Onward, PieceView, StoppedView, WarningAnswer,
    WarningView, Way,
};

/// From the content scripts. The answer is a number, and 0 means no.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FromContent {
    /// There is a sign-in box, and a seal frame with this nonce is being placed at it. The answer is
    /// the height of the frame in CSS pixels, 0 for no frame: it tells what kind of thing is shown
    /// there, and nothing of the seal itself.
    SignInBox {
        /// 128 random bits, made for this frame.
        nonce: String,
    },
    /// The fields of the page, in numbers. The answer is the place of the field at which the seal
    /// belongs, counted from 1; 0 where the page does not ask to sign in.
    Fields(Description),
    /// The page keeps the seal from being seen, and the content script has given it up.
    Withdrawn {},
    /// The page's password field has been typed in before the seal was touched. The answer is 0 when it
    /// need not be touched any more.
    Held {},
    /// The person has sent what stands in the sign-in box.
    Submitted {
        /// The password, where the box asked for one: it could be guarded.
        password: Option<Password>,
    },
    /// The sign-in box is still there after that, and the person does something else.
    GivenUp {},
    /// The page has been there for a while, and has no sign-in box.
    NoSignInBox {},
    /// Something was typed where a password could belong.
    Typed(TypedHere),
    /// A watched page is shown, for the first time or again: may it have keys?
    Keys {},
    /// A password field of a watched page has the focus: may it have keys?
    PasswordField {},
}

/// Said to a content script whose seal frame cannot be seen.
pub const COVERED: &str = "covered";

/// From the seal frame. The answer is a [`Display`].
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FromFrame {
    /// Its nonce, which works once.
    Redeem {
        /// What stood in the frame's address.
        nonce: String,
    },
    /// What to show now, after a change.
    Refresh {},
    /// The person has clicked the seal, or reached it by keyboard.
    Touched {},
    /// Something keeps a person from seeing the frame, by the browser's own account.
    Covered {},
    /// The person clicked: open the genuine site in a tab, over https and in no other page.
    GoToGenuine {},
    /// The person clicked: open this page in a tab.
    Open(Page),
    /// The person does not want to be invited again.
    NotNow {},
}

/// The pages that a seal frame or the popup can open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Page {
    /// The seal editor.
    Editor,
    /// Why the seal may be missing, and other questions.
    Help,
    /// The protected sites.
    Options,
    /// The person's account.
    Account,
}

impl Page {
    /// The page's address inside the extension. The editor is told by it when it was opened from a
    /// private window: it stands in an ordinary one then, and cannot see that.
    #[must_use]
    pub fn path(self, from_private_window: bool) -> &'static str {
        match (self, from_private_window) {
            (Self::Editor, false) => "editor.html",
            (Self::Editor, true) => "editor.html#private",
            (Self::Help, _) => "help.html",
            (Self::Options, _) => "options.html",
            (Self::Account, _) => "account.html",
        }
    }
}

/// What a seal frame shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Display {
    /// The seal of this browser profile.
    Seal {
        /// How it looks.
        seal: SealView,
        /// What people call the site.
        site: String,
        /// The password field waits until the seal is touched.
        waits: bool,
    },
    /// The site is genuine, there is no seal yet, and the person was never asked.
    Welcome {},
    /// The site is genuine, and there is no seal yet.
    Invitation {},
    /// The site is genuine, and the seal cannot be had, or is not the one that was saved.
    Problem(Problem),
    /// Nothing.
    Nothing {},
}

impl Display {
    /// Whether the page's password field waits until the seal is touched.
    #[must_use]
    pub fn waits(&self) -> bool {
        matches!(self, Self::Seal { waits: true, .. })
    }

    /// How high the frame is, in CSS pixels. Seals of all kinds are alike.
    #[must_use]
    pub fn height(&self) -> u32 {
        match self {
            Self::Seal { .. } => 96,
            Self::Welcome {} => 152,
            Self::Invitation {} => 40,
            Self::Problem(problem) if problem.code.has_genuine_page() => 160,
            Self::Problem(_) => 136,
            Self::Nothing {} => 0,
        }
    }
}

/// From the extension's own pages.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FromPage {
    /// What to say of this tab. The answer is a [`TabReport`].
    ReportTab(TabId),
    /// What the editor starts with. The answer is an [`EditorStart`].
    StartEditor {},
    /// Whose computer this is, as the person says. The answer is an [`EditorStart`].
    AnswerWhose(Computer),
    /// Open a picture file. The answer is a [`PictureAnswer`].
    OpenPicture {
        /// The file as it is.
        file: Base64,
        /// Convert it, where it is no JPEG.
        convert: bool,
    },
    /// What seal a draft would be. The answer is a [`Judgement`].
    JudgeSeal(DraftSeal),
    /// Keep the seal of this draft. The answer is a [`SealAnswer`].
    SaveSeal {
        /// The draft.
        draft: DraftSeal,
        /// Also when it is easy to guess.
        accept_easy: bool,
        /// The seal is to be touched before a password is typed.
        touch: bool,
    },
    /// Forget the seal. The answer is a [`SealAnswer`].
    RemoveSeal {},
    /// The seal, or its absence, is as the person wants it: what they have seen, as
    /// [`Diagnosis::seen`] has it. The answer is a [`SealAnswer`].
    AcceptSeal(Option<String>),
    /// Why the seal is not seen in this tab. The answer is a [`Diagnosis`].
    Diagnose(Option<TabId>),
    /// What a warning page warns of, which has this behind the `#` of its address. The answer is a
    /// [`WarningAnswer`].
    StartWarning(String),
    /// The person's decision on a warning page. The answer is an [`Onward`].
    GoOn {
        /// What stands behind the `#` of its address.
        warning: String,
        /// What they chose.
        way: Way,
    },
    /// The hosts that are not warned of. The answer is an [`ExceptionsAnswer`].
    ListExceptions {},
    /// Warn of this host again, as the list has it. The answer is an [`ExceptionsAnswer`].
    RemoveException(String),
    /// Open the options page to protect the site that this tab shows. The answer is `null`.
    ProtectTab(TabId),
    /// The seals of the person's other browser profiles. The answer is an [`OthersAnswer`].
    ListOthers {},
    /// Copy one of them to this browser profile. The answer is a [`SealAnswer`].
    TakeOver {
        /// Whose.
        profile: ProfileId,
        /// The member's password, where it is needed.
        password: Option<Password>,
    },
}

/// Said to every page and frame of the extension when the seal was saved or removed. It carries
/// nothing: who may see the seal asks for it.
pub const SEAL_CHANGED: &str = "seal_changed";

/// Said to every page of the extension when the administrator's settings are other than before, or
/// are known now.
pub const POLICY_CHANGED: &str = "policy_changed";

/// Said to every page of the extension when the list of sites is another than before.
pub const SITES_CHANGED: &str = "sites_changed";
