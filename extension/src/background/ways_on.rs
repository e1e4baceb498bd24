//! What a warning page shows, and the ways on from it.
//!
//! A page is answered only for the warning whose id it has, in the tab where that page was put up.
//! The accusation is made anew each time: what is no lookalike any more is not warned of. A password
//! that was stopped stays so.

use signin_seal_shared::guarding::Whose;
use signin_seal_shared::limits::EXCEPTION_DAYS;
use signin_seal_shared::protocol::Event;
use signin_seal_shared::site::{SignInHosts, SiteId};
use signin_seal_shared::verdict::{Lookalike, OddCharacter, Piece, Script};
use wasm_bindgen::JsValue;

use super::warnings::{Behind, Stopped, Warning};
use super::{exceptions, guarding, helper, interception, permission, state, visits};
use crate::browser::runtime::{self, Sender};
use crate::browser::{tabs, time};
use crate::messages::{OddView, Onward, PieceView, StoppedView, WarningAnswer, WarningView, Way};

/// What the page of this warning shows.
pub(super) async fn start(id: &str, sender: &Sender) -> Result<WarningAnswer, JsValue> {
    let (warning, lookalike) = match warning_of(id, sender) {
        Some((warning, Cause::Lookalike(lookalike))) => (warning, lookalike),
        Some((warning, Cause::Stopped(stopped))) => {
            state::keep_warnings().await?;
            return Ok(WarningAnswer::Stopped(stopped_view(warning, stopped).await));
        }
        None => return Ok(WarningAnswer::Nothing {}),
    };
    let is_private = warning.page != warning.tab;
    let (host, site) = names(&lookalike);
    if !is_private && state::with(|state| state.warnings.meet(&host)) == Some(true) {
        helper::note(Event::ImitationMet { host, site });
    }
    state::keep_warnings().await?;
    let difference = lookalike.difference();
    Ok(WarningAnswer::Warning(WarningView {
        site: visits::name_of(&lookalike.site),
        genuine_host: host_of(&lookalike),
        visited: difference.visited.into_iter().map(view).collect(),
        genuine: difference.genuine.into_iter().map(view).collect(),
        odd: difference.odd.iter().map(odd_view).collect(),
        rule: lookalike.rule.name().to_owned(),
        may_continue: permission::known_to_continue().await,
        until_ms: (!is_private).then(|| time::now().plus_days(EXCEPTION_DAYS).0),
    }))
}

fn odd_view(odd: &OddCharacter) -> OddView {
    let character = odd.character.to_string();
    OddView {
        code: format!("U+{:04X}", u32::from(odd.character)),
        script: odd
            .script
            .map(|script| script.name().to_ascii_lowercase())
            .unwrap_or_default(),
        looks_like: match odd.script {
            Some(Script::Digit) => character.clone(),
            _ => odd.looks_like.clone().unwrap_or_default(),
        },
        character,
    }
}

/// Where the person's decision leads.
pub(super) async fn go_on(id: &str, way: Way, sender: &Sender) -> Result<Onward, JsValue> {
    let (warning, lookalike) = match warning_of(id, sender) {
        Some((warning, Cause::Lookalike(lookalike))) => (warning, lookalike),
        Some((warning, Cause::Stopped(stopped))) => {
            return leave_stopped(warning, stopped, way).await;
        }
        None => return Ok(Onward::Refused {}),
    };
    let target = match way {
        Way::Leave => {
            return Ok(match (warning.page == warning.tab, warning.behind) {
                (false, _) => Onward::Close {},
                (true, Behind::TheWayHere) => Onward::Back { pages: 1 },
                (true, Behind::TheLookalike) => Onward::Back { pages: 2 },
            });
        }
        Way::Genuine => format!("https://{}/", host_of(&lookalike)),
        Way::MayHaveIt | Way::ChangeIt => return Ok(Onward::Refused {}),
        Way::Once | Way::ForSomeTime if !permission::may_continue().await => {
            return Ok(Onward::Refused {});
        }
        Way::Once => {
            let host = lookalike.visited.to_string();
            state::with(|state| state.warnings.let_on(warning.tab, &host));
            state::keep_warnings().await?;
            warning.url.clone()
        }
        // Of what is done in a private window nothing is kept.
        Way::ForSomeTime if warning.page != warning.tab => return Ok(Onward::Refused {}),
        Way::ForSomeTime => {
            exceptions::add(&lookalike).await?;
            warning.url.clone()
        }
    };
    if warning.page == warning.tab && way != Way::Genuine {
        let (host, site) = names(&lookalike);
        helper::note(Event::WarningPassed { host, site });
    }
    Ok(lead(&warning, target).await)
}

/// Leads the tab that was warned of on.
async fn lead(warning: &Warning, target: String) -> Onward {
    if warning.page == warning.tab {
        return Onward::To(target);
    }
    let _tab_is_gone = tabs::lead(warning.tab, &target).await;
    Onward::Close {}
}

async fn stopped_view(warning: Warning, stopped: Stopped) -> StoppedView {
    let (site, genuine_host) = match &stopped.whose {
        Some(Whose::Site { id, name }) => {
            let site = SiteId::new(id);
            (name.clone(), genuine_host(&site).unwrap_or_default())
        }
        Some(Whose::Account {}) | None => Default::default(),
    };
    let is_of_a_site = matches!(stopped.whose, Some(Whose::Site { .. }));
    let may_let_have = guarding::may_let_have().await;
    StoppedView {
        site,
        genuine_host,
        host: warning.host,
        is_own: stopped.is_own,
        is_beginning: stopped.whose.is_none(),
        is_seen: stopped.is_seen,
        // Of what is done in a private window nothing is kept.
        may_except: is_of_a_site && may_let_have && warning.page == warning.tab,
        is_forbidden: is_of_a_site && !may_let_have,
    }
}

/// Where the person's decision leads from a page that a guarded password was kept from.
async fn leave_stopped(warning: Warning, stopped: Stopped, way: Way) -> Result<Onward, JsValue> {
    let home = match &stopped.whose {
        Some(Whose::Site { id, .. }) => {
            genuine_host(&SiteId::new(id)).map(|host| format!("https://{host}/"))
        }
        Some(Whose::Account {}) => Some(runtime::url_of("account.html")),
        None => None,
    };
    let target = match (way, home, stopped.whose) {
        (Way::Genuine, Some(home), _) => home,
        (Way::Leave, ..) => warning.url.clone(),
        (Way::ChangeIt, Some(home), Some(whose)) => {
            if warning.page == warning.tab {
                let host = warning.host.clone();
                helper::note(Event::PasswordEntered { host, whose });
            }
            home
        }
        (Way::MayHaveIt, _, Some(Whose::Site { id, name }))
            if warning.page == warning.tab && guarding::may_let_have().await =>
        {
            guarding::let_have(&id, &name, &warning.host).await?;
            warning.url.clone()
        }
        _ => return Ok(Onward::Refused {}),
    };
    guarding::forget_typed();
    Ok(lead(&warning, target).await)
}

/// The host that is warned of, and what people call the site that it imitates.
fn names(lookalike: &Lookalike) -> (String, String) {
    (
        lookalike.visited.to_string(),
        visits::name_of(&lookalike.site),
    )
}

/// Why there is a warning.
enum Cause {
    Lookalike(Lookalike),
    Stopped(Stopped),
}

fn warning_of(id: &str, sender: &Sender) -> Option<(Warning, Cause)> {
    let page = sender.tab?;
    let mut warning = state::with(|state| state.warnings.of_page(id, page)).flatten()?;
    let cause = match warning.stopped.take() {
        Some(stopped) => Cause::Stopped(stopped),
        None => Cause::Lookalike(interception::accusation(warning.tab, &warning.url)?),
    };
    Some((warning, cause))
}

/// The host where the person wanted to be.
fn host_of(lookalike: &Lookalike) -> String {
    let exact = sign_in_host(&lookalike.site);
    exact.unwrap_or_else(|| lookalike.genuine.to_string())
}

/// A host of this site, where it asks for a password as far as it says; none where it is not
/// protected any more.
fn genuine_host(site: &SiteId) -> Option<String> {
    let domain = || {
        state::with(|state| {
            let site = state.catalogue.site(site)?;
            site.domains.first().map(ToString::to_string)
        })
    };
    sign_in_host(site).or_else(|| domain().flatten())
}

fn sign_in_host(site: &SiteId) -> Option<String> {
    let first = state::with(|state| match &state.catalogue.site(site)?.sign_in_hosts {
        SignInHosts::Exact(hosts) => hosts.first().map(ToString::to_string),
        SignInHosts::All => None,
    });
    first.flatten()
}

fn view(piece: Piece) -> PieceView {
    match piece {
        Piece::Same(text) => PieceView::Same(text),
        Piece::Different(text) => PieceView::Different(text),
    }
}
