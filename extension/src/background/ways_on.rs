//! What a warning page shows, and the ways on from it.
//!
//! A page is answered only for the warning whose id it has, in the tab where that page was put up.
//! The accusation is made anew each time: what is no lookalike any more is not warned of.

use signin_seal_shared::limits::EXCEPTION_DAYS;
use signin_seal_shared::site::{SignInHosts, SiteId};
use signin_seal_shared::verdict::{Lookalike, OddCharacter, Piece, Script};
use wasm_bindgen::JsValue;

use super::warnings::{Behind, Warning};
use super::{exceptions, interception, permission, state, visits};
use crate::browser::runtime::Sender;
use crate::browser::{tabs, time};
use crate::messages::{OddView, Onward, PieceView, WarningAnswer, WarningView, Way};

/// What the page of this warning shows.
pub(super) async fn start(id: &str, sender: &Sender) -> Result<WarningAnswer, JsValue> {
    let Some((warning, lookalike)) = warning_of(id, sender) else {
        return Ok(WarningAnswer::Nothing {});
    };
    state::keep_warnings().await?;
    let difference = lookalike.difference();
    let is_private = warning.page != warning.tab;
    Ok(WarningAnswer::Warning(WarningView {
        site: visits::name_of(&lookalike.site),
        genuine_host: genuine_host(&lookalike),
        visited: difference.visited.into_iter().map(view).collect(),
        genuine: difference.genuine.into_iter().map(view).collect(),
        odd: difference.odd.iter().map(odd_view).collect(),
        rule: lookalike.rule.name().to_owned(),
        may_continue: permission::may_continue().await,
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
    let Some((warning, lookalike)) = warning_of(id, sender) else {
        return Ok(Onward::Refused {});
    };
    let target = match way {
        Way::Leave => {
            return Ok(match (warning.page == warning.tab, warning.behind) {
                (false, _) => Onward::Close {},
                (true, Behind::TheWayHere) => Onward::Back { pages: 1 },
                (true, Behind::TheLookalike) => Onward::Back { pages: 2 },
            });
        }
        Way::Genuine => format!("https://{}/", genuine_host(&lookalike)),
        Way::Once | Way::ForSomeTime if !permission::may_continue().await => {
            return Ok(Onward::Refused {});
        }
        Way::Once => {
            let host = lookalike.visited.to_string();
            state::with(|state| state.warnings.let_on(warning.tab, &host));
            state::keep_warnings().await?;
            warning.url
        }
        // Of what is done in a private window nothing is kept.
        Way::ForSomeTime if warning.page != warning.tab => return Ok(Onward::Refused {}),
        Way::ForSomeTime => {
            exceptions::add(&lookalike).await?;
            warning.url
        }
    };
    if warning.page == warning.tab {
        return Ok(Onward::To(target));
    }
    let _tab_is_gone = tabs::lead(warning.tab, &target).await;
    Ok(Onward::Close {})
}

fn warning_of(id: &str, sender: &Sender) -> Option<(Warning, Lookalike)> {
    let page = sender.tab?;
    let warning = state::with(|state| state.warnings.of_page(id, page)).flatten()?;
    let lookalike = interception::accusation(warning.tab, &warning.url)?;
    Some((warning, lookalike))
}

/// The host where the person wanted to be: where the site asks for a password, as far as it says.
fn genuine_host(lookalike: &Lookalike) -> String {
    let first = |site: &SiteId| {
        state::with(|state| match &state.catalogue.site(site)?.sign_in_hosts {
            SignInHosts::Exact(hosts) => hosts.first().map(ToString::to_string),
            SignInHosts::All => None,
        })
    };
    let host = first(&lookalike.site).flatten();
    host.unwrap_or_else(|| lookalike.genuine.to_string())
}

fn view(piece: Piece) -> PieceView {
    match piece {
        Piece::Same(text) => PieceView::Same(text),
        Piece::Different(text) => PieceView::Different(text),
    }
}
