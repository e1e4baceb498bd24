//! The warnings that were given, and where the person goes on in spite of one.
//!
//! A warning page knows nothing but the random id behind the `#` of its address; what it warns of
//! is written here. All of it stands in `storage.session`: it outlives the worker, and is gone with
//! the browser.

use serde::{Deserialize, Serialize};
use signin_seal_shared::guarding::Whose;

use crate::browser::tabs::TabId;

/// Warnings that are kept, and hosts that are watched, at most; the oldest give way.
const KEPT: usize = 100;

/// How long a page may take to come up before its tab is led to it once more.
const PATIENCE_MILLISECONDS: u64 = 1_000;

/// One warning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Warning {
    /// What stands in the address of its page.
    id: String,
    /// The tab that was on its way to the lookalike.
    pub(super) tab: TabId,
    /// The tab in which the warning page stands: the same, but for private windows.
    pub(super) page: TabId,
    /// The address of the lookalike.
    pub(super) url: String,
    /// Its host.
    pub(super) host: String,
    /// Whether the lookalike is behind the warning page in the tab's history.
    pub(super) behind: Behind,
    /// When the tab was led to its page, in milliseconds since 1970.
    led_ms: i64,
    /// Its page has asked for it: it is up.
    is_up: bool,
    /// Its page is opened in another tab.
    is_moved: bool,
    /// The password that was kept from the page; none where its name was warned of.
    pub(super) stopped: Option<Stopped>,
}

/// A guarded password that was kept from a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stopped {
    /// Whose; none where only its beginning was typed, and the page could not be kept waiting.
    pub(super) whose: Option<Whose>,
    /// The page is the site's own, and nobody signs in there.
    pub(super) is_own: bool,
    /// The page may have had the whole before it was judged.
    pub(super) is_seen: bool,
}

/// What stands behind a warning page in the history of its tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Behind {
    /// Where the person came from: the lookalike was never shown.
    TheWayHere,
    /// The lookalike: the browser had it on the screen, or about to be.
    TheLookalike,
}

/// The place of a host among those that are watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// It has one already.
    Taken,
    /// It has one from now on.
    New {
        /// The host that lost its place to it.
        gives_way: Option<String>,
    },
}

/// All warnings, and all that a person decided for one tab.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Warnings {
    given: Vec<Warning>,
    once: Vec<Once>,
    /// The tabs that show a warning page of their own right now.
    showing: Vec<TabId>,
    /// The tabs that show a lookalike, of which each document is watched.
    watched: Vec<TabId>,
    /// The hosts of which each page is watched from its beginning.
    prepared: Vec<String>,
    /// The hosts of which the helper was told that they were met.
    met: Vec<String>,
}

/// One tab that goes on to one host, for as long as it stays there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Once {
    tab: TabId,
    host: String,
}

impl Warnings {
    /// Notes a warning for `tab`, which was on its way to `url` or shows it, and gives the id of its
    /// page; none where that page is on its way already.
    ///
    /// The browser tells one visit in several steps: until the page is up, it is one warning. A page
    /// that is led to twice would stand in the history twice.
    pub(super) fn give(
        &mut self,
        tab: TabId,
        (url, host): (&str, &str),
        (behind, stopped): (Behind, Option<Stopped>),
        now_ms: i64,
        fresh_id: String,
    ) -> Option<String> {
        let same = |it: &&mut Warning| {
            it.tab == tab && it.url == url && !it.is_up && it.stopped == stopped
        };
        if let Some(warning) = self.given.iter_mut().find(same) {
            let is_on_its_way = now_ms.abs_diff(warning.led_ms) < PATIENCE_MILLISECONDS;
            if behind == Behind::TheLookalike {
                warning.behind = behind;
                if is_on_its_way {
                    return None;
                }
            }
            warning.led_ms = now_ms;
            return Some(warning.id.clone());
        }
        if self.given.len() >= KEPT {
            self.given.remove(0);
        }
        self.given.push(Warning {
            id: fresh_id.clone(),
            tab,
            page: tab,
            url: url.to_owned(),
            host: host.to_owned(),
            behind,
            led_ms: now_ms,
            is_up: false,
            is_moved: false,
            stopped,
        });
        Some(fresh_id)
    }

    /// The page of this warning is opened in another tab. Says so once, so that it is opened once.
    pub(super) fn moves(&mut self, id: &str) -> bool {
        let warning = self.given.iter_mut().find(|it| it.id == id);
        warning.is_some_and(|warning| !std::mem::replace(&mut warning.is_moved, true))
    }

    /// The page of this warning stands in another tab.
    pub(super) fn move_page(&mut self, id: &str, page: TabId) {
        if let Some(warning) = self.given.iter_mut().find(|it| it.id == id) {
            warning.page = page;
        }
    }

    /// The warning of this id, asked for by a page in `page`; none for a made-up id, or one of
    /// another tab.
    pub(super) fn of_page(&mut self, id: &str, page: TabId) -> Option<Warning> {
        let warning = self
            .given
            .iter_mut()
            .find(|it| it.id == id && it.page == page)?;
        warning.is_up = true;
        let warning = warning.clone();
        if warning.tab == page && !self.showing.contains(&page) {
            self.showing.push(page);
        }
        Some(warning)
    }

    /// Whether a visit to `host` is the person's way back out of the warning page that `tab` shows:
    /// where pages of that host stand behind it, to show them or to warn once more would keep the
    /// person there.
    pub(super) fn is_way_back(&self, tab: TabId, host: &str) -> bool {
        let last = self.given.iter().rev().find(|it| it.tab == tab);
        let shown = self.showing.contains(&tab);
        last.is_some_and(|it| {
            shown && it.is_up && it.behind == Behind::TheLookalike && it.host == host
        })
    }

    /// Lets `tab` go on to `host` until it leaves it.
    pub(super) fn let_on(&mut self, tab: TabId, host: &str) {
        self.end_of(tab);
        self.once.push(Once {
            tab,
            host: host.to_owned(),
        });
    }

    /// Whether the person lets this tab go on to this host.
    pub(super) fn lets_on(&self, tab: TabId, host: &str) -> bool {
        self.once.iter().any(|it| it.tab == tab && it.host == host)
    }

    /// `tab` shows `host` now, or something without a host. Says whether anything changed.
    pub(super) fn on_shown(&mut self, tab: TabId, host: Option<&str>) -> bool {
        let sizes = |it: &Self| (it.once.len(), it.showing.len(), it.watched.len());
        let before = sizes(self);
        self.once
            .retain(|it| it.tab != tab || Some(it.host.as_str()) == host);
        self.showing.retain(|it| *it != tab);
        self.watched.retain(|it| *it != tab);
        sizes(self) != before
    }

    /// Each page of `host` is to be watched from its beginning.
    pub(super) fn prepare(&mut self, host: &str) -> Place {
        if self.prepared.iter().any(|it| it == host) {
            return Place::Taken;
        }
        let is_full = self.prepared.len() >= KEPT;
        let gives_way = is_full.then(|| self.prepared.remove(0));
        self.prepared.push(host.to_owned());
        Place::New { gives_way }
    }

    /// The person is warned of `host`. Says whether it is the first time.
    pub(super) fn meet(&mut self, host: &str) -> bool {
        if self.met.iter().any(|it| it == host) {
            return false;
        }
        if self.met.len() >= KEPT {
            self.met.remove(0);
        }
        self.met.push(host.to_owned());
        true
    }

    /// Each document of `tab` is watched, until it shows another page.
    pub(super) fn watch(&mut self, tab: TabId) {
        if !self.watches(tab) {
            self.watched.push(tab);
        }
    }

    /// Whether the documents of `tab` are watched.
    pub(super) fn watches(&self, tab: TabId) -> bool {
        self.watched.contains(&tab)
    }

    /// `tab` was closed. Says whether anything changed.
    pub(super) fn forget(&mut self, tab: TabId) -> bool {
        let before = self.given.len();
        self.given.retain(|it| it.tab != tab && it.page != tab);
        let ended = self.end_of(tab);
        ended || self.given.len() != before
    }

    fn end_of(&mut self, tab: TabId) -> bool {
        self.on_shown(tab, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOST: &str = "alibaba.com.evil.example";
    const FAKE: (&str, &str) = ("https://alibaba.com.evil.example/", HOST);

    fn tab(id: i32) -> TabId {
        serde_json::from_str(&id.to_string()).unwrap()
    }

    fn give(warnings: &mut Warnings, id: i32, fresh: &str) -> String {
        let behind = Behind::TheWayHere;
        let given = warnings.give(tab(id), FAKE, (behind, None), 1, fresh.to_owned());
        given.unwrap()
    }

    #[test]
    fn a_host_is_met_once() {
        let mut warnings = Warnings::default();
        assert!(warnings.meet(HOST));
        assert!(!warnings.meet(HOST));
        assert!(warnings.meet("other.example"));
        for number in 0..KEPT {
            warnings.meet(&format!("{number}.example"));
        }
        assert!(warnings.meet(HOST), "it gave way to others");
    }

    #[test]
    fn one_visit_is_one_warning_until_its_page_is_up() {
        let mut warnings = Warnings::default();
        assert_eq!(give(&mut warnings, 1, "a"), "a");
        let mut shown = |now_ms| {
            let behind = Behind::TheLookalike;
            warnings.give(tab(1), FAKE, (behind, None), now_ms, "b".to_owned())
        };
        assert_eq!(shown(2), None);
        assert_eq!(shown(2000).as_deref(), Some("a"));
        assert_eq!(give(&mut warnings, 1, "b"), "a");
        let warning = warnings.of_page("a", tab(1)).unwrap();
        assert_eq!(warning.behind, Behind::TheLookalike);
        assert_eq!(give(&mut warnings, 1, "c"), "c");
        assert_eq!(give(&mut warnings, 2, "d"), "d");
    }

    #[test]
    fn a_page_has_its_own_warning_and_no_other() {
        let mut warnings = Warnings::default();
        give(&mut warnings, 1, "a");
        assert!(warnings.of_page("a", tab(1)).is_some());
        assert_eq!(warnings.of_page("a", tab(2)), None);
        assert_eq!(warnings.of_page("", tab(1)), None);
        assert_eq!(warnings.of_page("b", tab(1)), None);
    }

    #[test]
    fn the_page_of_a_private_tab_stands_elsewhere() {
        let mut warnings = Warnings::default();
        give(&mut warnings, 1, "a");
        assert!(warnings.moves("a"));
        assert!(!warnings.moves("a"));
        warnings.move_page("a", tab(9));
        assert_eq!(warnings.of_page("a", tab(1)), None);
        assert_eq!(warnings.of_page("a", tab(9)).unwrap().tab, tab(1));
    }

    #[test]
    fn once_is_for_one_host_in_one_tab_until_it_leaves() {
        let mut warnings = Warnings::default();
        warnings.let_on(tab(1), "a.example");
        assert!(warnings.lets_on(tab(1), "a.example"));
        assert!(!warnings.lets_on(tab(1), "b.a.example"));
        assert!(!warnings.lets_on(tab(2), "a.example"));
        assert!(!warnings.on_shown(tab(1), Some("a.example")));
        assert!(!warnings.on_shown(tab(2), Some("b.example")));
        assert!(warnings.lets_on(tab(1), "a.example"));
        assert!(warnings.on_shown(tab(1), Some("b.example")));
        assert!(!warnings.lets_on(tab(1), "a.example"));
    }

    #[test]
    fn a_tab_that_is_closed_leaves_nothing() {
        let mut warnings = Warnings::default();
        give(&mut warnings, 1, "a");
        warnings.let_on(tab(1), "a.example");
        assert!(warnings.forget(tab(1)));
        assert_eq!(warnings, Warnings::default());
        assert!(!warnings.forget(tab(1)));
    }

    #[test]
    fn the_way_back_is_not_warned_of_again() {
        let mut warnings = Warnings::default();
        warnings.give(
            tab(1),
            FAKE,
            (Behind::TheLookalike, None),
            1,
            "a".to_owned(),
        );
        assert!(!warnings.is_way_back(tab(1), HOST));
        warnings.of_page("a", tab(1));
        assert!(warnings.is_way_back(tab(1), HOST));
        assert!(!warnings.is_way_back(tab(2), HOST));
        assert!(!warnings.is_way_back(tab(1), "alibaba.com.other.example"));
        warnings.on_shown(tab(1), None);
        assert!(!warnings.is_way_back(tab(1), HOST));
        give(&mut warnings, 2, "b");
        warnings.of_page("b", tab(2));
        assert!(!warnings.is_way_back(tab(2), HOST));
    }

    #[test]
    fn a_host_is_watched_until_too_many_others_are() {
        let mut warnings = Warnings::default();
        let gives_way = None;
        assert_eq!(warnings.prepare("a.example"), Place::New { gives_way });
        assert_eq!(warnings.prepare("a.example"), Place::Taken);
        for number in 1..KEPT {
            warnings.prepare(&format!("{number}.example"));
        }
        let gives_way = Some("a.example".to_owned());
        assert_eq!(warnings.prepare("b.example"), Place::New { gives_way });
        assert_eq!(warnings.prepared.len(), KEPT);
    }

    #[test]
    fn the_memory_has_an_end() {
        let mut warnings = Warnings::default();
        for number in 0..=KEPT {
            give(&mut warnings, number as i32, &number.to_string());
        }
        assert_eq!(warnings.given.len(), KEPT);
        assert_eq!(warnings.of_page("0", tab(0)), None);
    }
}
