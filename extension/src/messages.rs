//! What the extension's contexts say to each other, as JSON text.
//!
//! Three kinds of sender, three enums: the content script stands in a web page and is not trusted;
//! the seal frame is trusted only with what its nonce was tied to; the extension's own pages are
//! trusted. The background decides which enum to read by what the browser says of the sender.
//!
//! Seals go to frames and pages as plain descriptions of a drawing: what may stand on a seal is
//! judged in the background alone, so that no page carries the tables of Unicode.

use std::fmt;

use serde::{Deserialize, Serialize};
use signin_seal_shared::identity::ProfileId;
use signin_seal_shared::seal::{Base64, Crop, OtherSeal, Remark};
use signin_seal_shared::secret::Password;
use signin_seal_shared::site::SiteRecord;

use crate::browser::tabs::TabId;
use crate::problem::Problem;

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
    /// A watched page is shown, for the first time or again: may it have keys?
    Keys {},
    /// A password field of a watched page has the focus: may it have keys?
    PasswordField {},
}

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
    /// How high the frame is, in CSS pixels. Seals of all kinds are alike.
    #[must_use]
    pub fn height(&self) -> u32 {
        match self {
            Self::Seal { .. } => 96,
            Self::Welcome {} => 152,
            Self::Invitation {} => 40,
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
    ReportTab {
        /// The tab.
        tab: TabId,
    },
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
    },
    /// Forget the seal. The answer is a [`SealAnswer`].
    RemoveSeal {},
    /// The seal, or its absence, is as the person wants it. The answer is a [`SealAnswer`].
    AcceptSeal {
        /// What they have seen, as [`Diagnosis::seen`] has it.
        seen: Option<String>,
    },
    /// Why the seal is not seen. The answer is a [`Diagnosis`].
    Diagnose {
        /// The tab where the person misses it.
        tab: Option<TabId>,
    },
    /// What a warning page warns of. The answer is a [`WarningAnswer`].
    StartWarning {
        /// What stands behind the `#` of its address.
        warning: String,
    },
    /// The person's decision on a warning page. The answer is an [`Onward`].
    GoOn {
        /// What stands behind the `#` of its address.
        warning: String,
        /// What they chose.
        way: Way,
    },
    /// The hosts that are not warned of. The answer is an [`ExceptionsAnswer`].
    ListExceptions {},
    /// Warn of this host again. The answer is an [`ExceptionsAnswer`].
    RemoveException {
        /// As the list has it.
        host: String,
    },
    /// Open the options page to protect the site that this tab shows. The answer is `null`.
    ProtectTab {
        /// The tab.
        tab: TabId,
    },
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

/// A way on from a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// To the site that is imitated.
    Genuine,
    /// Back to where the person came from.
    Leave,
    /// To the lookalike, in this tab, until it leaves the host.
    Once,
    /// To the lookalike, and without a warning until the date that the page names.
    ForSomeTime,
}

/// Where a warning page leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Onward {
    /// To this web address, in place of the warning page.
    To(String),
    /// Back in the history of its tab; where there is nothing, the tab closes.
    Back {
        /// By how many pages.
        pages: i32,
    },
    /// The tab closes.
    Close {},
    /// Nowhere: there is nothing to warn of, or the administrator forbids it.
    Refused {},
}

/// What a warning page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum WarningAnswer {
    /// Its warning.
    Warning(WarningView),
    /// There is nothing to warn of: the id is made up, or of another tab, or of another time.
    Nothing {},
}

/// A warning, in words and characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WarningView {
    /// What people call the site that is imitated.
    pub site: String,
    /// Where the way to the site leads.
    pub genuine_host: String,
    /// The host that was on its way, whole.
    pub visited: Vec<PieceView>,
    /// The genuine name, whole.
    pub genuine: Vec<PieceView>,
    /// Characters of the visited host that look like others.
    pub odd: Vec<OddView>,
    /// The name of the trick, which names its text in `_locales`.
    pub rule: String,
    /// Whether the administrator lets the person go on.
    pub may_continue: bool,
    /// When an exception would end, in milliseconds since 1970; none where none is made.
    pub until_ms: Option<i64>,
}

/// A piece of a host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PieceView {
    /// It stands in both hosts.
    Same(String),
    /// It stands in this one only.
    Different(String),
}

/// A character that looks like another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OddView {
    /// The character.
    pub character: String,
    /// Its place in Unicode, for example `U+0430`.
    pub code: String,
    /// The name of its writing system, which names its text in `_locales`; empty for one without.
    pub script: String,
    /// The letters that it looks like; for a digit the digit.
    pub looks_like: String,
}

/// The person's exceptions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExceptionsAnswer {
    /// Those that count now, in the order in which they were made.
    pub exceptions: Vec<ExceptionView>,
}

/// A host that the person goes on to without a warning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExceptionView {
    /// The host, exactly.
    pub host: String,
    /// What people call the site that it looks like; empty where that is not protected any more.
    pub site: String,
    /// When the person decided so, in milliseconds since 1970.
    pub made_ms: i64,
    /// When it ends, in milliseconds since 1970.
    pub until_ms: i64,
}

/// From the options page, about the protected sites. The answer is an [`OptionsAnswer`]; an enum of
/// their own keeps them out of the other pages.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FromOptions {
    /// All sites.
    ListSites {},
    /// What the page was opened for: a candidate, a refusal, or nothing.
    AskedFor {},
    /// What would be protected: a candidate, or a refusal.
    JudgeSite {
        /// The host, as it was typed.
        host: String,
        /// The ids of the sites that it is not, as the person says.
        not: Vec<String>,
    },
    /// Protect this site: all sites as they are then, or a refusal.
    AddSite {
        /// The site.
        site: SiteRecord,
        /// The ids of the sites that it is not, as the person says.
        not: Vec<String>,
    },
    /// Give a site of the person's own another name or other hosts: as above.
    AlterSite(SiteRecord),
    /// Protect a site of the person's own no longer: as above.
    RemoveSite {
        /// Its domain, as the list has it.
        domain: String,
    },
    /// The person's own sites as a file.
    ExportSites {},
    /// What would become of the sites of a file: a plan, or a refusal of the file.
    JudgeImport {
        /// What stands in the file.
        text: String,
    },
    /// Protect the sites of a file: what became of them, or a refusal of the file.
    ImportSites {
        /// What stands in the file.
        text: String,
    },
}

/// An answer to the options page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum OptionsAnswer {
    /// All sites, as they are now.
    Sites(SitesAnswer),
    /// A site that would be protected, once the person confirms it.
    Candidate(Candidate),
    /// What would become of the sites of a file; nothing was changed.
    Plan(ImportPlan),
    /// What became of them.
    Taken(ImportPlan),
    /// The content of a file.
    File(String),
    /// Nothing was changed, or would be.
    Refused(SiteRefusal),
    /// The page was opened for nothing special.
    Nothing {},
}

/// All sites.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SitesAnswer {
    /// Those that are protected.
    pub sites: Vec<SiteView>,
    /// What stands in the administrator's policy, and is no site.
    pub refused: Vec<RefusedSite>,
    /// Well-known services that could be protected.
    pub ready: Vec<ReadyView>,
}

/// A site that is protected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteView {
    /// Its registrable domain.
    pub domain: String,
    /// What people call it.
    pub name: String,
    /// Who put it on the list.
    pub origin: Origin,
    /// The hosts on which it asks for a password; none for every host.
    pub sign_in_hosts: Option<Vec<String>>,
    /// The other domains of the same service.
    pub others: Vec<String>,
}

/// Who put a site on the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// This program: it is always on.
    Preset,
    /// The administrator.
    Policy,
    /// The person.
    Own,
}

/// A well-known service that could be protected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadyView {
    /// What people call it.
    pub name: String,
    /// Its best known domain.
    pub domain: String,
}

/// A site that would be protected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Candidate {
    /// What it could be called.
    pub name: String,
    /// Its registrable domain: what the person confirms.
    pub domain: String,
    /// The host that was typed or visited.
    pub host: String,
    /// The other domains of the same service.
    pub others: Vec<String>,
    /// Its sign-in hosts, where they are well known.
    pub ready_hosts: Option<Vec<String>>,
    /// What people call the protected site that has the same owner.
    pub sister_of: Option<String>,
    /// The page was visited without https, where no seal is shown.
    pub over_http: bool,
}

/// Why a site, or a file of them, is not added. The texts are names in `_locales`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteRefusal {
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub to_do: String,
    /// What fills `$1`, `$2` … in both.
    pub values: Vec<String>,
    /// What people call the protected site that it is held against; empty where there is none.
    pub site: String,
    /// The name of the trick by which it imitates that site.
    pub rule: Option<String>,
    /// The id of that site, where it is only near to it: the person may say that it is another.
    pub near: Option<String>,
}

/// Something that was written down as a site, and is not added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefusedSite {
    /// As it was written.
    pub entry: String,
    /// Why it is not added.
    pub refusal: SiteRefusal,
}

/// The sites of a file, sorted by what becomes of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportPlan {
    /// Those that are added.
    pub taken: Vec<String>,
    /// Those that are protected already.
    pub skipped: Vec<String>,
    /// Those that are not added.
    pub refused: Vec<RefusedSite>,
}

/// Whose computer it is, as the person says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Computer {
    /// The person's own, or of people they trust.
    Own,
    /// A public, shared or guest computer.
    Public,
}

/// What the editor starts with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditorStart {
    /// Whether a seal may be made here.
    pub may: May,
    /// The seal that there is.
    pub seal: SealAnswer,
    /// How many other browser profiles of this person have a seal.
    pub others: u32,
    /// Whether the store has a seal that can be removed, though perhaps not shown.
    pub can_remove: bool,
}

/// Whether a seal may be made, here and now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum May {
    /// It may.
    Yes,
    /// The person has to say first whose computer this is.
    AskWhose,
    /// Not on a public computer.
    PublicComputer,
    /// Not in a private window.
    PrivateWindow,
    /// The administrator has switched it off.
    Policy,
}

/// What stands in the editor's fields; nothing of it has been judged.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftSeal {
    /// What is to be on the seal.
    pub mark: MarkDraft,
    /// `#rrggbb`.
    pub colour: String,
}

impl fmt::Debug for DraftSeal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("DraftSeal(secret)")
    }
}

/// What is to be on a seal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum MarkDraft {
    /// The lines, as they were typed.
    Text(Vec<String>),
    /// A part of a picture that was opened.
    Picture {
        /// The picture.
        opened: Base64,
        /// The part.
        crop: Crop,
    },
    /// The picture that the seal has already.
    SamePicture {},
    /// A picture is wanted, and none was chosen yet.
    NoPicture {},
}

/// A picture that was opened, or why it was not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PictureAnswer {
    /// It can be shown and cropped.
    Opened {
        /// JPEG.
        picture: Base64,
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// What is wrong with it, or with the helper.
    Problem(Problem),
}

/// What is to be said of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// How many characters a person counts in each line.
    pub characters: Vec<usize>,
    /// The seal that the draft makes, or why it makes none.
    pub outcome: Result<Preview, FieldProblem>,
    /// What the helper says of it; none where the helper cannot be asked.
    pub remark: Option<Remark>,
    /// Why the helper could not be asked.
    pub problem: Option<Problem>,
}

/// A seal in the sizes in which it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preview {
    /// On the page.
    pub frame: SealView,
    /// In the popup.
    pub large: SealView,
    /// In the toolbar, the larger one first: RGBA, 8 bits a channel, rows from the top.
    pub toolbar: Vec<IconView>,
}

/// A toolbar icon.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IconView {
    /// Width and height in pixels.
    pub size: u32,
    /// `size * size * 4` bytes.
    pub rgba: Base64,
}

impl fmt::Debug for IconView {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "IconView({} pixels, secret)", self.size)
    }
}

/// Something to be mended in the editor, said by the field where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldProblem {
    /// Which line, counted from one.
    pub line: usize,
    /// The name of its text in `_locales`.
    pub text: String,
    /// What fills `$1`, `$2` … in that text.
    pub values: Vec<String>,
    /// Nothing was written or chosen yet: that is said only when it is to be saved.
    pub empty: bool,
}

/// How a seal looks.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealView {
    /// Its lines, from the top; none where it has a picture.
    pub lines: Vec<String>,
    /// Its picture, JPEG.
    pub picture: Option<Base64>,
    /// What it stands on, `#rrggbb`.
    pub colour: String,
    /// What its words are written in, `#rrggbb`.
    pub text_colour: String,
}

impl fmt::Debug for SealView {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SealView(secret)")
    }
}

/// The seal as it is now, or why it cannot be had or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum SealAnswer {
    /// What this browser profile has.
    Seal(Option<SealView>),
    /// The draft makes no seal: nothing was asked of the helper.
    FieldProblem(FieldProblem),
    /// Why it could not be read, kept or removed.
    Problem(Problem),
}

/// The seals of the person's other browser profiles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum OthersAnswer {
    /// The last used one first.
    Others(Vec<OtherSeal>),
    /// Why they cannot be listed.
    Problem(Problem),
}

/// Why a seal is not seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Diagnosis {
    /// What is known; nothing where the seal should be there.
    pub cases: Vec<Case>,
    /// The host of the tab in question; empty where there is none.
    pub host: String,
    /// What was changed behind the extension's back, or why the helper cannot be asked.
    pub problem: Option<Problem>,
    /// The seal that is kept in place of the one that was saved.
    pub replacement: Option<SealView>,
    /// The fingerprint of the seal that is kept: what a person accepts is what they have seen.
    pub seen: Option<String>,
    /// Whether the seal is kept as it was left.
    pub has_seal: bool,
}

/// Why a seal may not be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Case {
    /// The page is not the genuine one.
    NotGenuine,
    /// Somebody who uses this computer changed or removed the seal.
    Changed,
    /// No seal was made yet.
    NoSeal,
    /// No seal was made here yet, but in another browser profile: the browser's data may have been
    /// deleted.
    DataDeleted,
    /// The helper is missing or does not work.
    Helper,
    /// The genuine page stands inside another page.
    Framed,
}

/// What the popup says of a tab.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TabReport {
    /// The verdict in one word, which names its texts in `_locales`.
    pub verdict: VerdictName,
    /// What people call the site; empty where none is known.
    pub site: String,
    /// The host that the tab shows; empty where there is none.
    pub host: String,
    /// What a seal frame would show there.
    pub display: Display,
    /// Whether the person could add its site to the protected ones.
    pub may_be_protected: bool,
}

/// A verdict in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerdictName {
    /// The genuine sign-in host, over https.
    Genuine,
    /// The genuine sign-in host, without https.
    Insecure,
    /// A host of the site, but not one of its sign-in hosts.
    NotASignInHost,
    /// Its name is near to that of a site.
    Lookalike,
    /// Nothing is known of it.
    Unknown,
    /// Not a web page.
    NotAWebAddress,
    /// The browser met an error, and may show a warning of its own.
    NotLoaded,
}

impl VerdictName {
    /// The word, as it stands in the names of texts.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Genuine => "genuine",
            Self::Insecure => "insecure",
            Self::NotASignInHost => "not_a_sign_in_host",
            Self::Lookalike => "lookalike",
            Self::Unknown => "unknown",
            Self::NotAWebAddress => "not_a_web_address",
            Self::NotLoaded => "not_loaded",
        }
    }
}

/// Said to every page and frame of the extension when the seal was saved or removed. It carries
/// nothing: who may see the seal asks for it.
pub const SEAL_CHANGED: &str = "seal_changed";

/// Said to every page of the extension when the administrator's settings are other than before.
pub const POLICY_CHANGED: &str = "policy_changed";

/// Said to every page of the extension when the list of sites is another than before.
pub const SITES_CHANGED: &str = "sites_changed";
